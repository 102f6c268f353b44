"""Bytes → text, and the encoding that was used, with how it is known.

In this order: a byte-order mark; UTF-8 where the bytes are valid UTF-8 beyond ASCII (no other encoding passes that
test by chance); what the file or server declares; UTF-16 without a mark, by where its zero bytes stand; and then a
guess. Names of encodings as the WHATWG Encoding Standard reads them: latin-1 means cp1252, gb2312 means gb18030.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from onrecord.errors import NotText
from onrecord.read.sniff import refuse_noise

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What labels mean in practice; Python's own aliases cover the rest.
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
_WESTERN = frozenset(("cp1250", "cp1252", "cp1254", "cp1257", "iso8859-2", "iso8859-15", "latin_1", "mac-roman"))
_TWO_BYTE = frozenset(("gb18030", "big5hkscs", "cp949", "cp932", "euc_jp"))
_META = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,512}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9._:\-]{2,40})", re.I)
_HIGH = re.compile(rb"[\x80-\xff]+")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the label for `Article.encoding`, and how many characters had to be replaced by U+FFFD."""

    text: str
    encoding: str
    replaced: int = 0
    guessed: bool = False


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """`data` as text. `declared` is what a server's header says.

    The byte-order mark is taken off; nothing else is changed, line ends included. Raises NotText where the bytes are
    no text in any encoding that can be told.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], name, f"{name} (byte-order mark)" if name != "utf-8" else name)
    if b"\0" in data and (wide := _wide(data)):
        return _replacing(data, wide, f"{wide} (guessed)", guessed=True)
    refuse_noise(data)
    label = meant(declared) or meant(_stated(data))
    if valid := _as_utf8(data, label):
        return valid
    if label and label != "utf-8" and not _belied(data, label) and (strict := _strict(data, label)) is not None:
        return Decoded(strict, f"{label} (declared)")
    return _guess(data, label)


def meant(label: str | None) -> str | None:
    """The encoding that a declared label means in practice, None where there is no such encoding."""
    if not label:
        return None
    try:
        found = codecs.lookup(label.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    if not found._is_text_encoding or found.name in (
        "idna",
        "punycode",
        "utf-7",
        "unicode_escape",
        "raw_unicode_escape",
    ):
        return None
    return _MEANT.get(found.name, found.name)


def _stated(data: bytes) -> str | None:
    """What a page or an XML file says of itself. A file that can be read so far is in no 16-bit encoding."""
    match = _META.search(data[:4096])
    if not match:
        return None
    label = match[1].decode("ascii")
    return "utf-8" if label.lower().startswith(("utf-16", "utf-32", "ucs")) else label


def _as_utf8(data: bytes, label: str | None) -> Decoded | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    # ISO-2022 and HZ are 7-bit: a declared one is no UTF-8 though its bytes are.
    if text.isascii() and label and label.startswith("iso2022") and (other := _strict(data, label)) is not None:
        return Decoded(other, f"{label} (declared)")
    if label and label not in ("utf-8", "cp1252") and not text.isascii():
        return Decoded(text, f"utf-8 (declared {label})")
    return Decoded(text, "utf-8")


def _belied(data: bytes, label: str) -> bool:
    """Whether the bytes cannot be what is declared: most labels decode nearly anything without an error."""
    sample = data[:_SAMPLE]
    runs = _HIGH.findall(sample)
    high = sum(map(len, runs))
    if label in _WESTERN:
        return high > 0.3 * len(sample)  # no language of Western letters has that many outside ASCII
    if label in _TWO_BYTE:
        # Lone high bytes in text that is nearly all ASCII are typographic marks of a one-byte encoding.
        return 0 < high < 0.1 * len(sample) and sum(len(run) == 1 for run in runs) > 0.5 * len(runs)
    return False


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _replacing(data: bytes, name: str, label: str, *, guessed: bool = False) -> Decoded:
    """Decoded with U+FFFD for what does not fit, counted against those that were in the text before."""
    strict = _strict(data, name)
    if strict is not None:
        return Decoded(strict, label, 0, guessed)
    text = data.decode(name, errors="replace")
    return Decoded(text, label, max(1, text.count("\ufffd") - _there(data, name)), guessed)


def _there(data: bytes, name: str) -> int:
    """How often U+FFFD itself stands in the bytes; most encodings have no way to write it."""
    try:
        return data.count("\ufffd".encode(name))
    except UnicodeEncodeError:
        return 0


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where the zero bytes of its ASCII characters stand."""
    sample = data[: _SAMPLE - _SAMPLE % 4]
    quarter = max(1, len(sample) // 4)
    zeros = [sample[i::4].count(0) / quarter for i in range(4)]
    if min(zeros[1:]) > 0.9 and zeros[0] < 0.1:
        return "utf-32-le"
    if min(zeros[:3]) > 0.9 and zeros[3] < 0.1:
        return "utf-32-be"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    if odd > 0.05 and odd > 10 * even and _plausible(data, "utf-16-le"):
        return "utf-16-le"
    if even > 0.05 and even > 10 * odd and _plausible(data, "utf-16-be"):
        return "utf-16-be"
    return None


def _plausible(data: bytes, name: str) -> bool:
    """Whether it reads as text: next to no control characters or lone surrogates."""
    text = data[: _SAMPLE - _SAMPLE % 4].decode(name, errors="replace")
    bad = sum(1 for c in text if c == "\ufffd" or (c < " " and c not in "\t\n\r\f"))
    return bool(text) and bad <= 0.02 * len(text)


def _guess(data: bytes, label: str | None) -> Decoded:
    """The last resort: bytes that are no UTF-8, and nothing declared fits."""
    sequences = _SEQUENCE.findall(data)
    stray = len(_SEQUENCE.sub(b"", data).translate(None, bytes(range(128))))
    # UTF-8 with some bytes broken (cut off, or glued from two sources) has many more whole sequences than stray bytes.
    if len(sequences) > 3 * stray or (label == "utf-8" and len(sequences) > stray):
        return _replacing(data, "utf-8", "utf-8 (damaged)")
    name = "mac-roman" if _mac(data[:_SAMPLE]) else _western(data) or _by_library(data)
    if name is None:
        raise NotText("The encoding cannot be told.", hint="Save it as UTF-8.")
    return _replacing(data, name, f"{name} (guessed)", guessed=True)


def _western(data: bytes) -> str | None:
    """cp1252, where the bytes beyond ASCII are what it has in English: typographic marks and letters inside words.

    Two-byte encodings put long runs of high bytes in a row; Western text has them one or two at a time.
    """
    sample = data[:_SAMPLE]
    runs = _HIGH.findall(sample)
    high = sum(map(len, runs))
    if not runs or high > 0.15 * len(sample) or any(len(run) > 4 for run in runs):
        return None
    known = sum(1 for byte in b"".join(runs) if byte in _CP1252_IN_PRINT)
    return "cp1252" if known >= 0.95 * high else None


# Euro, ellipsis, quotation marks, bullet, dashes, trade mark, no-break space, pound, section, copyright, guillemets,
# degree, middle dot, fractions; and the letters of Western Europe.
_CP1252_IN_PRINT = frozenset(
    b"\x80\x84\x85\x8a\x8c\x91\x92\x93\x94\x95\x96\x97\x99\x9a\x9c\xa0\xa1\xa3\xa7\xa9\xab\xae\xb0\xb4\xb7"
)
_CP1252_IN_PRINT |= frozenset(b"\xb9\xb2\xb3\xba\xbb\xbc\xbd\xbe\xbf") | (
    frozenset(range(0xC0, 0x100)) - frozenset(b"\xd7\xf7")
)


def _mac(sample: bytes) -> bool:
    """Mac Roman writes curly marks as D2 D3 D5, in cp1252 capitals with accents, which stand in no such places."""
    opening = len(re.findall(rb"(?:^|[\s(])\xd2[A-Za-z]", sample))
    apostrophe = len(re.findall(rb"[a-z]\xd5[a-z]", sample))
    return opening + apostrophe > 0 and not re.search(rb"[\x91-\x94]", sample)


def _by_library(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # slow to import, and rarely needed

    best = from_bytes(data[:_SAMPLE]).best()
    return None if best is None else (_MEANT.get(best.encoding, best.encoding))
