"""A source cut into pieces that are read by themselves: so a run that stopped goes on, and several machines share it.

A folder's pieces are its files. A packed web archive is cut at the records nearest to round numbers of bytes: each
record of such a file is a gzip member of its own (ISO 28500, annex D), and a reader that starts anywhere finds the next
one. A Parquet file is cut by its row numbers. Any other file is one piece. The same file always gives the same pieces.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import InputError
from onrecord.limits import Limits
from onrecord.model import Notice
from onrecord.read.columns import parquet_length
from onrecord.read.inputs import Failed, walk

STREAMED = (".warc", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
_MEMBER = b"\x1f\x8b\x08"  # how a gzip member starts (RFC 1952)
_RECORD = b"WARC/"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one file or address, whose name is `name`.

    `start`..`end` (half-open; `end` None for the rest) are bytes of a web archive, in which the piece has the records
    that start there, or row numbers of a Parquet file. `size` is about how many bytes it has, 0 where nobody knows.
    `fingerprint` changes when the file does, None for what is no file and always read.
    """

    name: str
    start: int = 0
    end: int | None = None
    size: int = 0
    fingerprint: str | None = None

    @property
    def whole(self) -> bool:
        return self.start == 0 and self.end is None


def pieces(source: str | Path, *, limits: Limits) -> Iterator[Piece | Notice]:
    """The pieces of a source, in order, and notices about what of it is no piece. Only Parquet files are opened."""
    path = Path(source)
    if is_address(str(source)) or not path.is_dir():
        yield from _of_file(str(source), limits)
        return
    files, others, failed = walk(path, also=STREAMED)
    yield from (_unread(one) for one in failed)
    if others:
        yield Notice("other-files", None, f"{source}: {len(others)} files passed over, such as {others[0]}.")
    for file in files:
        yield from _of_file(str(file), limits)


def _unread(failed: Failed) -> Notice:
    return Notice(failed.error.code, None, f"{failed.label}: {failed.error.message} {failed.error.hint}".rstrip())


def is_address(name: str) -> bool:
    return name.startswith(("http://", "https://"))


def kind_of(name: str) -> str:
    """The file's ending, what stands before ".gz" where that is the last; "" for an address."""
    if is_address(name):
        return ""
    suffixes = [suffix.lower() for suffix in Path(name).suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes = suffixes[:-1]
    return suffixes[-1] if suffixes else ""


def _of_file(name: str, limits: Limits) -> Iterator[Piece]:
    try:
        told = None if is_address(name) else Path(name).stat()
    except (OSError, ValueError):
        told = None
    if told is None or not Path(name).is_file():
        yield Piece(name)
        return
    fingerprint = f"{told.st_size}-{told.st_mtime_ns}"
    length, step = told.st_size, 0
    if kind_of(name) == ".warc" and name.lower().endswith(".gz"):
        step = limits.piece_bytes
    elif kind_of(name) == ".parquet":
        length, step = _rows(name), limits.piece_rows
    if not step or length <= step:
        yield Piece(name, size=told.st_size, fingerprint=fingerprint)
        return
    for start in range(0, length, step):
        end = start + step if start + step < length else None
        size = told.st_size * (min(start + step, length) - start) // length
        yield Piece(name, start, end, size, f"{fingerprint}@{start}/{step}")


def _rows(name: str) -> int:
    try:
        return parquet_length(Path(name))
    except InputError:
        return 0  # reading it will say what is wrong


class Stretch:
    """The bytes `start`..`end` of a file, as a file to read from its front."""

    def __init__(self, file: BinaryIO, start: int, end: int) -> None:
        self._file = file
        self._left = max(0, end - start)
        file.seek(start)

    def read(self, size: int | None = -1) -> bytes:
        size = self._left if size is None or size < 0 else min(size, self._left)
        given = self._file.read(size)
        self._left -= len(given)
        return given


def records(file: BinaryIO, start: int, end: int | None) -> Stretch | None:
    """The packed records of a web archive that start in the bytes `start`..`end`, None where none does."""
    length = file.seek(0, os.SEEK_END)
    first = next_record(file, start)
    last = length if end is None else next_record(file, end)
    return None if first >= last else Stretch(file, first, last)


def next_record(file: BinaryIO, at: int) -> int:
    """Where the first packed record at or after the byte `at` starts; the length of the file where there is none."""
    if at == 0:
        return 0
    file.seek(at)
    held = b""
    while chunk := file.read(_CHUNK):
        held += chunk
        found = held.find(_MEMBER)
        while found >= 0:
            if _starts_record(held[found : found + 1024]):
                return at + found
            found = held.find(_MEMBER, found + 1)
        # What a member is told by may lie across two chunks.
        keep = min(len(held), 1024)
        at += len(held) - keep
        held = held[-keep:]
    return at + len(held)


def _starts_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(data, len(_RECORD)) == _RECORD
    except zlib.error:
        return False
