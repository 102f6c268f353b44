"""Quotation marks as they stand: what each glyph, between its two neighbours, is likely to do.

A mark gets three costs: of taking it for an opening mark, for a closing one, and for none (an apostrophe, an inch
mark, a slip). The costs are a reader's surprise in rough steps of one, and only their order matters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model import Range

NEVER = 99.0

# The value of an attribute left over from a page's source, which is none; the single mark of three that close; two
# single marks or two back ticks typed for one double mark (wire copy, LaTeX); then every mark alone.
_MARK = re.compile(r"(?<=\w)=\"[^\"<>\n]{0,200}\"|'(?=''(?![\w']))|''|``|‘‘|’’|[\"“”„‟«»〝〞〟＂'’‘‚‛‹›`]")
DOUBLED = ("''", "``", "‘‘", "’’")
_DOUBLES = frozenset(['"', "“", "”", "„", "‟", "«", "»", "〝", "〞", "〟", "＂", *DOUBLED])
_LOOKS_OPENING = frozenset(["“", "„", "‟", "«", "〝", "``", "‘‘", "‘", "‚", "‛", "‹", "`"])
_LOOKS_CLOSING = frozenset(["”", "»", "〞", "〟", "’’", "›"])
_ALL = "\"“”„‟«»〝〞〟＂'’‘‚‛‹›`"
_STOPS = ".,!?;:…"
_DASHES = "-‐‑–—―"
_BRACKETS_OPEN = "([{<"
_BRACKETS_CLOSE = ")]}>"
# Words that lose their first letters: the mark before them is an apostrophe.
_ELISION = re.compile(r"(?:em|cause|cuz|til|tis|twas|twere|bout|round|n|neath|\d0s|\d\d)\b", re.IGNORECASE)

# More marks than the first, and more than one in so many characters, are no prose.
_MANY, _SPARSE = 40, 8


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark. `sentence`: what follows begins a sentence; `stopped`: a stop or comma stands right before
    it; `after_stop`: the last sign before it, white space overlooked, ends a sentence.
    """

    start: int
    end: int
    double: bool
    opening: float
    closing: float
    ignored: float
    sentence: bool
    stopped: bool
    after_stop: bool


def too_dense(text: str, paragraph: Range) -> bool:
    """Whether a paragraph has so many marks that it is no prose: code, a table, noise."""
    if paragraph[1] - paragraph[0] <= _MANY:
        return False
    chunk = text[paragraph[0] : paragraph[1]]
    found = sum(chunk.count(glyph) for glyph in _ALL)
    return found > _MANY and found * _SPARSE > len(chunk)


def marks(text: str, paragraph: Range) -> list[Mark]:
    """The quotation marks of one paragraph; apostrophes inside words are left out."""
    first, last = paragraph
    out: list[Mark] = []
    for match in _MARK.finditer(text, first, last):
        start, end, glyph = match.start(), match.end(), match.group()
        if glyph[0] == "=":
            continue
        mark = _read(text, start, end, glyph, paragraph)
        if mark is not None:
            out.append(mark)
    return out


def _read(text: str, start: int, end: int, glyph: str, paragraph: Range) -> Mark | None:
    before, after = _neighbours(text, start, end, paragraph)
    double = glyph in _DOUBLES
    if not double and before.isalnum() and after.isalnum():
        return None
    opening = _opening_left(before) + _opening_right(after)
    closing = _closing_left(before) + _closing_right(before, after)
    ignored = 5.0
    if double:
        ignored = _inch(text, start, before, after, ignored)
    else:
        opening, closing, ignored = _single(text, end, glyph, before, after, opening, closing)
    if glyph in _LOOKS_OPENING:
        closing += 1.0 if glyph in "«‹" else 3.0
    elif glyph in _LOOKS_CLOSING:
        opening += 1.0 if glyph in "»›" else 3.0
    if not before and not after:
        ignored = 0.0
    stopped = before != "" and before in _STOPS
    sentence = _begins_sentence(text, end, paragraph[1])
    return Mark(
        start, end, double, opening, closing, ignored, sentence, stopped, _after_stop(text, start, paragraph[0])
    )


def _neighbours(text: str, start: int, end: int, paragraph: Range) -> tuple[str, str]:
    """The signs around a mark, other marks overlooked; "" at the paragraph's ends."""
    first, last = paragraph
    left, right = start - 1, end
    while left >= first and start - left < 4 and text[left] in _ALL:
        left -= 1
    while right < last and right - end < 4 and text[right] in _ALL:
        right += 1
    before = text[left] if left >= first else ""
    after = text[right] if right < last else ""
    # "… ’ ”": a space set between two closing (or two opening) marks.
    if before.isspace() and left == start - 1 and left > first and text[left - 1] in _ALL and not after.isalnum():
        before = text[left - 2] if left - 2 >= first else ""
    elif after.isspace() and right == end and right + 1 < last and text[right + 1] in _ALL and not before.isalnum():
        after = text[right + 2] if right + 2 < last else ""
    return before, after


def _opening_left(before: str) -> float:
    if not before or before.isspace() or before in _BRACKETS_OPEN:
        return 0.0
    if before in _DASHES or before in "/=":
        return 0.3
    return 1.5 if before in _STOPS or before in _BRACKETS_CLOSE else 3.0


def _opening_right(after: str) -> float:
    if not after:
        return 4.0
    if after.isspace():
        return 2.5
    return 1.0 if after in ",!?;:" else 0.0


def _closing_left(before: str) -> float:
    if not before:
        return 4.0
    if before.isspace():
        return 2.5
    return 3.0 if before in _BRACKETS_OPEN else 0.0


def _closing_right(before: str, after: str) -> float:
    if not after or after.isspace() or not (after.isalnum() or after in _BRACKETS_OPEN):
        return 0.0
    return 1.5 if before and before in _STOPS else 3.0


def _inch(text: str, start: int, before: str, after: str, ignored: float) -> float:
    """Feet and inches (6'2"), inches (12")."""
    if not before.isdigit() or after.isalnum():
        return ignored
    return 0.0 if re.search(r"\d['’′]\d{1,2}$", text[max(0, start - 6) : start]) else 1.5


def _single(
    text: str, end: int, glyph: str, before: str, after: str, opening: float, closing: float
) -> tuple[float, float, float]:
    """Costs of a single mark: an apostrophe where nothing speaks against it."""
    if before.isalnum():
        plural = before in "sS" or before in "nN"
        return opening + 3.0, closing + (0.5 if plural else 0.3), 0.0 if plural else 0.7
    if after.isalnum():
        if _ELISION.match(text, end):
            return opening + 3.0, closing, 0.0
        wrong_way = {"'": 0.5, "’": 2.0}.get(glyph, 0.0)
        return opening + wrong_way, closing + 1.0, 1.0 if glyph == "’" else 2.0
    return opening, closing, 1.5 if before and before in _STOPS else 0.5


def _begins_sentence(text: str, at: int, last: int) -> bool:
    limit = min(last, at + 6)
    while at < limit and not text[at].isalnum():
        at += 1
    return at < limit and (text[at].isupper() or text[at].isdigit())


def _after_stop(text: str, at: int, first: int) -> bool:
    limit = max(first, at - 4)
    while at > limit and (text[at - 1].isspace() or text[at - 1] in _ALL):
        at -= 1
    return at == first or text[at - 1] in ".?!"
