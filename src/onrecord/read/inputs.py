"""What the user named → the bytes behind it: files, the files of a folder, standard input, addresses."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import EmptyInput, InputError, NoArticle, NotFound, OptionError, TooLarge
from onrecord.limits import Limits

SUFFIXES = frozenset(
    (".txt", ".text", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".xml", ".nitf", ".csv", ".tsv")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One input opened: `named` as the user named it, `path` of the file where it is one, `url` after redirects."""

    named: str
    data: bytes
    path: Path | None = None
    url: str | None = None
    content_type: str | None = None
    charset: str | None = None

    @property
    def label(self) -> str:
        """What tells this input from the others: for a file of a folder, its path."""
        return str(self.path) if self.path is not None else self.named

    @property
    def suffix(self) -> str:
        return self.path.suffix.lower() if self.path is not None else ""


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that could not be opened."""

    label: str
    error: InputError


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the inputs that is no failure: files passed over, an input named twice."""

    code: str
    message: str


Opened = Source | Failed | Remark


def open_inputs(inputs: Sequence[str | Path], *, stdin: BinaryIO | None, limits: Limits) -> Iterator[Opened]:
    """Each input's bytes, in the order named, a folder's files in the order of their paths.

    Lazy: one file's bytes at a time. What cannot be opened comes as Failed. A file that is named twice, also through a
    folder, comes once. Raises OptionError where "-" is named and there is no standard input to read.
    """
    seen: set[object] = set()
    for given in inputs:
        named = str(given)
        if isinstance(given, str) and named == "-":
            yield from _once(seen, "-", named, lambda: _stdin(stdin, limits))
        elif isinstance(given, str) and named.partition("://")[0].lower() in ("http", "https") and "://" in named:
            yield from _once(seen, named, named, lambda named=named: _address(named, limits))
        else:
            yield from _path(named, Path(given), seen, limits)


def _once(seen: set[object], key: object, label: str, opened: object) -> Iterator[Opened]:
    if key in seen:
        yield Remark("named-twice", f"{label} is named twice; it is read once.")
        return
    seen.add(key)
    yield opened()  # type: ignore[operator]


def _stdin(stdin: BinaryIO | None, limits: Limits) -> Opened:
    if stdin is None:
        raise OptionError("“-” needs a standard input to read.", hint="Pipe the report in.")
    try:
        return Source(named="-", data=_capped(stdin, limits))
    except InputError as error:
        return Failed("-", error)


def _address(url: str, limits: Limits) -> Opened:
    from onrecord.read.fetch import fetch

    try:
        fetched = fetch(url, limits=limits)
    except InputError as error:
        return Failed(url, error)
    return Source(
        named=url, data=fetched.data, url=fetched.url, content_type=fetched.content_type, charset=fetched.charset
    )


def _path(named: str, path: Path, seen: set[object], limits: Limits) -> Iterator[Opened]:
    try:
        info = path.stat()
    except (OSError, ValueError) as error:
        yield Failed(named, _why(named, error))
        return
    if stat.S_ISDIR(info.st_mode):
        yield from _folder(named, path, seen, limits)
    else:
        yield from _file(named, path, seen, limits)


def _why(named: str, error: OSError | ValueError) -> InputError:
    if isinstance(error, PermissionError):
        return InputError(f"There is no permission to read {named}.", hint="Change its permissions, or copy it.")
    if isinstance(error, FileNotFoundError):
        return NotFound(f"There is no {named}.")
    if isinstance(error, OSError) and error.strerror:
        return NotFound(f"{named} cannot be opened: {error.strerror}.")
    return NotFound(f"{named!r} is no path: {error}.")


def _file(named: str, path: Path, seen: set[object], limits: Limits) -> Iterator[Opened]:
    try:
        with path.open("rb") as file:
            info = path.stat()
            key = (info.st_dev, info.st_ino) if stat.S_ISREG(info.st_mode) else object()
            # Two names of one file (a link) are two inputs; the same path reached twice is one.
            known = (key, _real(path))
            if known in seen:
                yield Remark("named-twice", f"{path} is named twice; it is read once.")
                return
            seen.add(known)
            data = _capped(file, limits)
    except (OSError, ValueError) as error:
        yield Failed(str(path), _why(str(path), error))
    except InputError as error:
        yield Failed(str(path), error)
    else:
        yield Source(named=named, path=path, data=data)


def _real(path: Path) -> str:
    """The path without "..", links in it kept: what tells two names of one file apart."""
    return str(path.parent.resolve() / path.name)


def _capped(file: BinaryIO, limits: Limits) -> bytes:
    data = file.read(limits.input_bytes + 1)
    if len(data) > limits.input_bytes:
        raise TooLarge(f"It is over the limit of {limits.input_bytes:,} bytes.")
    if not data.strip():
        raise EmptyInput("It is empty.")
    return data


def _folder(named: str, path: Path, seen: set[object], limits: Limits) -> Iterator[Opened]:
    """The reports in a folder and its folders. Other files are counted, hidden ones passed over."""
    files, others, failed = walk(path)
    yield from failed
    if not files:
        error = NoArticle(f"The folder {named} holds no report.", hint=f"It reads {', '.join(sorted(SUFFIXES))}.")
        yield Failed(named, error)
        return
    if len(files) > limits.folder_files:
        message = f"The folder {named} holds {len(files):,} files; the limit is {limits.folder_files:,}."
        yield Failed(named, TooLarge(message))
        files = files[: limits.folder_files]
    if others:
        yield Remark("other-files", f"{named}: {_counted(others)} passed over, such as {others[0]}.")
    for file in files:
        yield from _file(named, file, seen, limits)


def _counted(files: list[Path]) -> str:
    return "1 file that is no report was" if len(files) == 1 else f"{len(files)} files that are no reports were"


def walk(top: Path, *, also: tuple[str, ...] = ()) -> tuple[list[Path], list[Path], list[Failed]]:
    """Reports, other files, and folders that cannot be read, each in the order of their paths.

    `also` are endings that count as reports besides those of `read`. Links to folders are followed, once each, so
    that a loop of links ends.
    """
    reports: list[Path] = []
    others: list[Path] = []
    failed: list[Failed] = []
    visited: set[tuple[int, int]] = set()
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            info = folder.stat()
            if (info.st_dev, info.st_ino) in visited:
                continue
            visited.add((info.st_dev, info.st_ino))
            entries = sorted(folder.iterdir())
        except OSError as error:
            failed.append(Failed(str(folder), _why(str(folder), error)))
            continue
        folders = _sort_out(entries, SUFFIXES.union(also), reports, others)
        waiting.extend(reversed(folders))
    return sorted(reports), sorted(others), failed


def _ending(path: Path) -> str:
    """The file's ending; of a ".gz" what stands before it."""
    return (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower()


def _sort_out(entries: Iterable[Path], known: frozenset[str], reports: list[Path], others: list[Path]) -> list[Path]:
    folders: list[Path] = []
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            mode = entry.stat().st_mode
        except OSError:
            mode = stat.S_IFREG  # a broken link: opening it tells why
        if stat.S_ISDIR(mode):
            folders.append(entry)
        elif stat.S_ISREG(mode) and _ending(entry) in known:
            reports.append(entry)
        else:
            others.append(entry)
    return folders
