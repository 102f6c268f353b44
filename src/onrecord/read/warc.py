"""A web archive (WARC 1.0 and 1.1, ISO 28500; gzip or plain) → drafts, one record at a time.

An archive that ends early is never taken for whole: each record's length is held against the one it declares, and the
end of the file against the end of a record. Library and format are silent about both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Protocol, cast

from onrecord.errors import InputError, NotText, TooLarge, Truncated
from onrecord.limits import Limits
from onrecord.read.draft import Draft
from onrecord.read.inputs import Source
from onrecord.read.pieces import Stretch
from onrecord.read.unpack import Unpacked

_END = b"\r\n\r\n"  # after each record
_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/json", "application/ld+json", "")

Packed = BinaryIO | Stretch
Reader = Callable[[Source, Limits], Iterator[Draft | InputError]]


class _Readable(Protocol):
    def read(self, size: int | None = -1) -> bytes: ...
    def tell(self) -> int: ...


class _Watched:
    """A stream that remembers its last bytes."""

    def __init__(self, inner: _Readable) -> None:
        self._inner = inner
        self.tail = b""

    def read(self, size: int = -1) -> bytes:
        given = self._inner.read(size)
        self.tail = (self.tail + given)[-len(_END) :]
        return given

    def tell(self) -> int:
        return self._inner.tell()


def read_warc(
    file: Packed, *, name: str, read: Reader, limits: Limits, after: str = ""
) -> Iterator[Draft | InputError]:
    """The drafts of the pages in a web archive, in its order; `read` makes them from a record's bytes. `after` says
    where in the archive `file` starts, where it is only a part.

    A record that cannot be read, or is over a cap, comes as its error; an archive that is damaged or cut off as
    Truncated, after what was whole. Records that are no pages (requests, pictures, answers other than 200) are passed
    over. Memory is bounded by `limits.input_bytes`. Raises NotText where it is no web archive.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # type: ignore[import-not-found, unused-ignore]

    packed = isinstance(file, Stretch) or _is_packed(file)
    inner: Any = Unpacked(file) if packed else file
    stream = _Watched(inner)
    number = 0
    try:
        for record in ArchiveIterator(
            cast(Any, stream),
            record_types=WarcRecordType.response | WarcRecordType.resource,
            parse_http=False,
            stream_detect=False,
            fsspec_args=False,
        ):
            number += 1
            yield from _record(record, f"{name}, record {number}{after}", read, limits)
    except OSError as error:
        if not number:
            raise NotText(f"This is no web archive: {str(error)[:200]}.") from None
        yield Truncated(f"{name} is damaged after its record {number}{after}; the rest of it is not read.")
        return
    while stream.read(65_536):
        pass  # the library stops at the last record; its end is still to come
    if stream.tail != _END or (packed and not inner.whole):
        yield Truncated(f"{name} ends in the middle of a record: it is not whole.")


def _is_packed(file: BinaryIO) -> bool:
    start = file.read(2)
    file.seek(0)
    return start == b"\x1f\x8b"


def _record(record: Any, place: str, read: Reader, limits: Limits) -> Iterator[Draft | InputError]:
    """The drafts of one record. Its bytes are bounded before anything is parsed."""
    try:
        record.parse_http(auto_decode="all", quirks_mode=True)
        headers = record.http_headers
        if record.is_http and headers is not None and headers.status_code not in (200, None):
            return
        content_type = (record.http_content_type or "").lower() if record.is_http else ""
        if content_type not in _TYPES:
            return
        plain = headers is None or not {"content-encoding", "transfer-encoding"} & {
            k.lower() for k, _ in headers.items()
        }
        declared = record.content_length
        data = record.reader.read(limits.input_bytes + 1)
    except (OSError, ValueError) as error:
        yield Truncated(f"{place} cannot be read: {str(error)[:200]}.")
        return
    if len(data) > limits.input_bytes:
        yield TooLarge(f"{place} is over the limit of {limits.input_bytes:,} bytes.")
        return
    if plain and len(data) < declared:
        yield Truncated(f"{place} has {len(data):,} of its {declared:,} bytes.")
        return
    url = record.headers.get("WARC-Target-URI", "").strip("<>") or None
    source = Source(named=place, data=data, url=url, content_type=content_type, charset=record.http_charset)
    try:
        yield from read(source, limits)
    except InputError as error:
        message = f"{place} ({url}): {error.message}" if url else f"{place}: {error.message}"
        yield type(error)(message, hint=error.hint)
