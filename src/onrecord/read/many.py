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
from onrecord.read.inputs import Failed, Remark, Source, open_inputs
from onrecord.read.pieces import Piece, kind_of, pieces, records
from onrecord.read.reading import capped, drafts_of, left_out
from onrecord.read.table import read_line, read_row
from onrecord.read.unpack import Unpacked
from onrecord.read.warc import read_warc


def stream(source: str | Path, *, limits: Limits) -> Iterator[Article | Notice]:
    """`onrecord.read.read_many`."""
    for found in pieces(source, limits=limits) if Path(source).is_dir() else [Piece(str(source))]:
        if isinstance(found, Notice):
            yield found
        else:
            yield from stream_piece(Piece(found.name), limits=limits)


def stream_piece(piece: Piece, *, limits: Limits) -> Iterator[Article | Notice]:
    """`onrecord.read.read_piece`: whatever ends it early is told, and the next piece goes on."""
    name = piece.name
    try:
        for found in _drafts(piece, limits):
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


def _drafts(piece: Piece, limits: Limits) -> Iterator[Draft | InputError | Notice]:
    name, path = piece.name, Path(piece.name)
    kind = kind_of(name)
    if kind == ".parquet":
        yield from _rows(parquet_rows(path, start=piece.start, end=piece.end))
    elif kind == ".warc":
        with path.open("rb") as file:
            part = file if piece.whole else records(file, piece.start, piece.end)
            if part is not None:
                start = f" after byte {piece.start:,}" if piece.start else ""
                yield from read_warc(part, name=name, after=start, read=_any, limits=limits)
    elif kind in (".jsonl", ".ndjson", ".csv", ".tsv"):
        yield from _lines(path, kind, limits)
    else:
        yield from _whole(name, limits)


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
