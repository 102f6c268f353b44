"""What a file holds, told by its content; its name only decides where the content leaves it open."""

from __future__ import annotations

import re
from typing import Literal

from onrecord.errors import NotText

Form = Literal["text", "page", "json", "xml", "table"]

# First bytes of what people put in by mistake, and what it is called.
_BINARY = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an office document of the old format"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\0", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"WARC/", "a WARC archive"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
    (b"fLaC", "a sound file"),
    (b"\x1aE\xdf\xa3", "a video file"),
)
# Control characters that text does not hold: all of C0 but backspace, tab, the line ends, form feed, escape.
_CONTROL = bytes(set(range(32)) - {8, 9, 10, 11, 12, 13, 26, 27}) + b"\x7f"
_PAGE = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s*)?(?>(?:<!--(?>.*?-->)\s*)*)<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_FRAGMENT = re.compile(
    r"<(?:article|section|main|div|p|h1|h2|table|meta|title|script|style|header)(?:\s[^<>]{0,400})?>", re.I
)
_XML = re.compile(
    r"<\?xml\b|<(?:!DOCTYPE\s+)?(?:[\w-]+:)?(?:nitf|newsItem|NewsML|newsMessage|rss|feed|RDF|urlset|sitemapindex)\b"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,400}>")


def refuse_binary(data: bytes) -> None:
    """Raises NotText, saying what it is, where `data` is a picture, a PDF, an archive, a program or the like."""
    for magic, what in _BINARY:
        if data.startswith(magic) and _really(data, magic):
            raise NotText(f"This is {what}, not text.")
    if data[:4] == b"RIFF" or data[4:8] == b"ftyp":
        raise NotText("This is a sound, video or picture file, not text.")


def _really(data: bytes, magic: bytes) -> bool:
    """A short magic of letters counts only where control characters follow: a report may begin with "BM"."""
    return len(magic) > 3 or not magic.isalnum() or _controls(data) > 0


def refuse_noise(data: bytes) -> None:
    """Raises NotText where too many control characters stand in `data` for text in a one-byte or UTF-8 encoding."""
    if _controls(data) > 0.02 * len(data[:65_536]):
        raise NotText("This is binary data, not text.")


def _controls(data: bytes) -> int:
    sample = data[:65_536]
    return len(sample) - len(sample.translate(None, _CONTROL))


def form_of(text: str, *, suffix: str = "", content_type: str | None = None) -> Form:
    """What `text` is: a page, JSON (JSON Lines too), XML (feeds too), a table (CSV), or plain text.

    `suffix` is the file's ending, lower case, with its point; `content_type` what a server says. They decide only
    where the content could be either: "[Editor's note]" begins a text as well as a list, "<p>" a page or a fragment.
    """
    start = text[:8192].lstrip("\ufeff \t\r\n\f\0")
    kind = (content_type or "").partition(";")[0].strip().lower()
    if start.startswith("<"):
        if _PAGE.match(start):
            return "page"
        if _XML.match(start):
            return "xml"
        named = suffix in (".html", ".htm", ".xhtml") or kind in ("text/html", "application/xhtml+xml")
        return "page" if named or _FRAGMENT.match(start) else "text"
    if start.startswith(("{", "[")) and (
        suffix in (".json", ".jsonl", ".ndjson") or kind.endswith("json") or _json_like(start)
    ):
        return "json"
    if suffix in (".json", ".jsonl", ".ndjson"):
        return "json"
    if (suffix in (".html", ".htm", ".xhtml") or kind == "text/html") and _TAG.search(text[:200_000]):
        return "page"
    if suffix in (".csv", ".tsv") or kind == "text/csv":
        return "table"
    return "text"


def _json_like(start: str) -> bool:
    """An object with a quoted key, or a list of objects."""
    return re.match(r"\{\s*(?:\"|\})|\[\s*\{\s*\"", start) is not None
