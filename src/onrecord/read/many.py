"""Reading at scale: web archives, tables, feeds and folders → articles as they come, one at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from io import BufferedReader, RawIOBase, TextIOWrapper
from pathlib import Path
from typing import Any

from onrecord.errors import BadRow, InputError, Truncated
from onrecord.limits import Limits
from onrecord.model import Article, Notice
from onrecord.read.columns import csv_rows, parquet_rows
from onrecord.read.draft import Draft
from onrecord.read.finish import Named, Options, finish
from onrecord.read.inputs import Failed, Remark, Source, open_inputs, walk
from onrecord.read.reading import capped, drafts_of, left_out
from onrecord.read.table import read_line, read_row
from onrecord.read.unpack import Unpacked
from onrecord.read.warc import read_warc

STREAMED = (".warc", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")


def stream(source: str | Path, *, limits: Limits) -> Iterator[Article | Notice]:
    """`onrecord.read.read_many`."""
    path = Path(source)
    if not str(source).startswith(("http://", "https://")) and path.is_dir():
        files, others, failed = walk(path, also=STREAMED)
        yield from (left_out(f.label, f.error) for f in failed)
        if others:
            yield Notice("other-files", None, f"{source}: {len(others)} files passed over, such as {others[0]}.")
        for file in files:
            yield from _guarded(str(file), file, limits)
    else:
        yield from _guarded(str(source), path, limits)


def _guarded(name: str, path: Path, limits: Limits) -> Iterator[Article | Notice]:
    """One file's articles; whatever ends it early is told, and the next file goes on."""
    try:
        for found in _drafts(name, path, limits):
            if isinstance(found, Notice):
                yield found
            elif isinstance(found, InputError):
                yield left_out(name, found)
            else:
                yield from _finished(found, name, limits)
    except InputError as error:
        yield left_out(name, error)
    except OSError as error:
        yield left_out(name, InputError(f"{name} cannot be read: {error.strerror or error}."))


def _finished(draft: Draft, name: str, limits: Limits) -> Iterator[Article | Notice]:
    try:
        draft = capped(draft, limits)
    except InputError as error:
        yield left_out(name, error)
        return
    key = draft.key or _digest(f"{draft.url or ''}\0{draft.text}")
    articles, notices = finish([Named(replace(draft, key=key), name)], [], Options({}, {}))
    yield from articles
    yield from notices


def _digest(text: str) -> str:
    """64 bits: among 100 million articles two that differ share one with a chance of 1 in 3,700."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _drafts(name: str, path: Path, limits: Limits) -> Iterator[Draft | InputError | Notice]:
    kind = _kind(path) if not name.startswith(("http://", "https://")) else ""
    if kind == ".parquet":
        yield from _rows(parquet_rows(path))
    elif kind == ".warc":
        with path.open("rb") as file:
            yield from read_warc(file, name=name, read=_any, limits=limits)
    elif kind in (".jsonl", ".ndjson", ".csv", ".tsv"):
        yield from _lines(path, kind, limits)
    else:
        yield from _whole(name, limits)


def _kind(path: Path) -> str:
    """The file's ending, what stands before ".gz" where that is the last."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes = suffixes[:-1]
    return suffixes[-1] if suffixes else ""


def _any(source: Source, limits: Limits) -> Iterator[Draft | InputError]:
    drafts, errors = drafts_of(source, limits)
    yield from drafts
    yield from errors


def _lines(path: Path, kind: str, limits: Limits) -> Iterator[Draft | InputError]:
    """The rows of a table in lines, unpacked and decoded as they come (UTF-8: a table declares nothing else)."""
    with ExitStack() as stack:
        file: Any = stack.enter_context(path.open("rb"))
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        unpacked = Unpacked(file) if packed else None
        raw = BufferedReader(_Raw(unpacked)) if unpacked else file
        text = TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="")
        stack.callback(text.close)
        lines = _bounded(text, limits.input_bytes)
        yield from (
            _rows(csv_rows(lines, longest=limits.input_bytes)) if kind in (".csv", ".tsv") else _json_lines(lines)
        )
        if unpacked and not unpacked.whole:
            yield Truncated(f"{path} ends early: it is not whole.")


class _Raw(RawIOBase):
    """What `Unpacked` gives, as Python's own text layer takes it."""

    def __init__(self, inner: Unpacked) -> None:
        self._inner = inner

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        given = self._inner.read(len(buffer))
        buffer[: len(given)] = given
        return len(given)


def _bounded(text: TextIOWrapper, longest: int) -> Iterator[str]:
    """The lines of `text`. Of a longer one only `longest` is held at once: its rest makes lines of its own."""
    return iter(lambda: text.readline(longest), "")


def _json_lines(lines: Iterable[str]) -> Iterator[Draft | InputError]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield read_line(line, number)


def _rows(rows: Iterator[tuple[int, Mapping[str, Any] | BadRow]]) -> Iterator[Draft | InputError]:
    for number, row in rows:
        if isinstance(row, BadRow):
            yield row
            continue
        try:
            yield read_row(row, number=number)
        except InputError as error:
            yield type(error)(f"Row {number}: {error.message}", hint=error.hint)


def _whole(name: str, limits: Limits) -> Iterator[Draft | InputError | Notice]:
    """A file that is read at once, within the cap."""
    for opened in open_inputs([name], stdin=None, limits=limits):
        if isinstance(opened, Remark):
            yield Notice(opened.code, None, opened.message)
        elif isinstance(opened, Failed):
            yield opened.error
        else:
            yield from _any(opened, limits)
