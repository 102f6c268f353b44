"""A text folded for comparison, with the way back to the offsets of the text as read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord import lexicon
from onrecord.model import Range

_SINGLE = "‘’‚‛′‵ʹʼʻ´`＇‹›"
_DOUBLE = "“”„‟″‶«»〝〞〟＂"
_DASHES = "‐‑‒–—―−﹘﹣－"


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is what is compared; `text[i]` was made from the code points `starts[i]:ends[i]` of the text as read."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> Range:
        """The range of the text as read that the folded range `start`..`end` was made from.

        ValueError where the range is empty or leaves the folded text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"range {start}-{end} outside a folded text of {len(self.text)} code points")
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """`text` without what two prints of the same words differ in: case, accents, glyphs of quotation marks and
    dashes, kinds of space, compatibility forms (NFKD, Unicode Standard Annex 15), letters of other scripts that
    look like Latin ones (Unicode Technical Standard 39), and characters that do not show.

    Every white space character stays one space. Offsets of the result map back by `Folded.original`; a combining
    accent belongs to the letter before it.
    """
    if text.isascii() and not _HIDDEN.search(text):
        bounds = tuple(range(len(text) + 1))
        return Folded(text.translate(_ASCII).lower(), bounds[:-1], bounds[1:])
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, letter in enumerate(text):
        folded = fold_letter(letter)
        if not folded:
            if ends and unicodedata.combining(letter):
                ends[-1] = at + 1
            continue
        out.append(folded)
        starts.extend([at] * len(folded))
        ends.extend([at + 1] * len(folded))
    return Folded("".join(out), tuple(starts), tuple(ends))


@lru_cache(maxsize=4096)
def fold_letter(letter: str) -> str:
    """One code point, folded: none, one or more code points of the folded text."""
    if letter.isspace():
        return " "
    if letter in _SINGLE:
        return "'"
    if letter in _DOUBLE:
        return '"'
    if letter in _DASHES:
        return "-"
    parts = unicodedata.normalize("NFKD", letter).casefold()
    kept = "".join(
        _lookalikes().get(part, part)
        for part in unicodedata.normalize("NFKD", parts)
        if not unicodedata.combining(part) and unicodedata.category(part) not in ("Cf", "Cc", "Mn", "Me")
    )
    return kept.replace("\u2044", "/")


@cache
def _lookalikes() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.rows("lookalikes.txt")}


_HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_ASCII = {code: " " for code in range(32) if chr(code).isspace()} | {ord("`"): "'"}
