"""A gzip file as a stream of what is in it: bounded, member by member, and honest about how it ends."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Protocol

from onrecord.errors import TooLarge, Truncated

_CHUNK = 65_536
_GENEROUS = 20_000_000  # bytes unpacked before the ratio is looked at
_RATIO = 200  # text and pages pack 3 to 20 times; a bomb a thousand


class Bytes(Protocol):
    """What can be read from, as a file can."""

    def read(self, size: int = -1, /) -> bytes: ...


class Unpacked:
    """Reads the bytes inside a gzip file of one member or many (RFC 1952).

    After the last byte, `whole` says whether the file ended where a member ends, `damaged` whether its packing broke.
    Raises TooLarge where it unpacks like a bomb.
    """

    def __init__(self, file: Bytes) -> None:
        self._file = file
        self._member = zlib.decompressobj(wbits=31)
        self._waiting = b""
        self._between = True  # two members, or before the first
        self._packed = self._unpacked = 0
        self.damaged = False
        self._ended = False

    @property
    def whole(self) -> bool:
        return self._ended and self._between and not self.damaged

    def tell(self) -> int:
        """How many bytes have been given."""
        return self._unpacked

    def read(self, size: int | None = -1) -> bytes:
        """The next bytes, at most `size` of them (64 KiB where it is negative), b"" at the end."""
        size = _CHUNK if size is None or size < 0 else size
        while size:
            if not self._waiting and not self._more():
                return b""
            try:
                given = self._member.decompress(self._waiting, size)
            except zlib.error:
                self.damaged = True
                self._waiting = b""
                return b""
            self._next()
            if given:
                self._count(len(given))
                return given
        return b""

    def _more(self) -> bool:
        chunk = b"" if self.damaged else self._file.read(_CHUNK)
        if self._between:
            chunk = chunk.lstrip(b"\0")  # padding between members
        if not chunk:
            self._ended = True
            return False
        self._packed += len(chunk)
        self._waiting, self._between = chunk, False
        return True

    def _next(self) -> None:
        """What is left of the input after a step: of this member, or of the one after it."""
        if self._member.eof:
            self._waiting = self._member.unused_data.lstrip(b"\0")
            self._member = zlib.decompressobj(wbits=31)
            self._between = not self._waiting
        else:
            self._waiting = self._member.unconsumed_tail

    def _count(self, given: int) -> None:
        self._unpacked += given
        if self._unpacked > _GENEROUS and self._unpacked > _RATIO * self._packed:
            raise TooLarge("It unpacks to far more than any text would.", hint="Unpack it by hand and look.")


def unpacked(data: bytes, *, limit: int) -> bytes:
    """What is in gzipped `data`. Raises TooLarge where it is more than `limit` bytes, Truncated where it ends early."""
    stream = Unpacked(BytesIO(data))
    parts: list[bytes] = []
    size = 0
    while part := stream.read():
        parts.append(part)
        size += len(part)
        if size > limit:
            raise TooLarge(f"It unpacks to more than the limit of {limit:,} bytes.")
    if not stream.whole:
        raise Truncated("It ends early: it is not whole.", hint="Fetch the file again.")
    return b"".join(parts)
