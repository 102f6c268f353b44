"""Credit lines: the words in which a report says whose work (also) it is.

"(AP)" in a dateline, "By A. Writer, Associated Press", "— AFP" at the end, "With reporting by Reuters",
"The Associated Press contributed to this report", "© 2024 The Associated Press". What somebody told an agency is none,
nor is the credit of a picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord import lexicon
from onrecord.model import Range
from onrecord.read.printed import printed_dates
from onrecord.read.stated import dateline

_HEAD, _HEAD_LINES = 2_000, 6
_TAIL, _TAIL_LINES = 2_500, 12
_LINE = re.compile(r"[^\n\r]+")
_CONTRIBUTED = re.compile(
    r"\bcontributed\s+(?:\w+\s+){0,3}to\s+(?:this|the)\s+(?:report|story|article|dispatch|piece)\b\.?", re.I
)
_REPORTING = re.compile(
    r"\b(?:with )?(?:additional|extra|further) (?:reporting|material|research) (?:by|from) [^;)]{2,240}", re.I
)
_COPYRIGHT = re.compile(r"(?:\bcopyright\b|\(c\)|©)[^\n\d]{0,12}(?:19|20)\d\d[ ,]{0,2}(?:by )?", re.I)
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]{0,2}\s+(?=[A-Z“\"])")
# AGENCY stands for the names of the lexicon.
_BYLINES = (
    r"\s*(?i:by|source:|from)\s(?:[^|\n]{0,60}?[ ,|/(])?AGENCY\)?\s*(?=$|\n|\|)",
    r"\s*(?:[^|\n]{1,60}\|\s*)?AGENCY\s*(?=$|\n|\||[Uu]pdated|[Pp]ublished)",
)
_CLOSING = (
    r"\b[Ww]ith (?:additional )?(?:reporting|(?:agency )?inputs?|files|material|information|contributions) (?:by|from) "
    r"AGENCY(?=[.)]*\s*$|[.)] )",
    r"(?:^|(?<=[.!?…”\"'’)] )|(?<=[.!?…”\"'’)]))(?:[-–—]{1,3} ?(?:[Ww]ith )?AGENCY(?=[.)]*\s*$)|\(AGENCY\)(?=\s*$))",
)
_ALONE = r"^\s*\W{0,2}(?:(?i:with|from|via|sources?:|credits?:) ?)?AGENCY\W{0,2}\s*$|\b[Ww]ith AGENCY\)?\s*$"
_SHORT_LINE = 80  # code points: a credit alone on its line is no longer


def credits_of(text: str) -> tuple[Range, ...]:
    """The credits of `text` in text order, half-open ranges that do not overlap."""
    found: list[Range] = []
    line = dateline(text)
    if line and line.agency:
        found.append(line.agency)
    for start, end in _first_lines(text):
        found += _in_head(text, start, end)
    for start, end in _last_lines(text):
        found += _in_tail(text, start, end)
    return _apart(text, found)


def _first_lines(text: str) -> list[Range]:
    return [m.span() for m in _LINE.finditer(text, 0, _HEAD) if not m[0].isspace()][:_HEAD_LINES]


def _last_lines(text: str) -> list[Range]:
    lines = [m.span() for m in _LINE.finditer(text, max(0, len(text) - _TAIL)) if not m[0].isspace()]
    return lines[-_TAIL_LINES:]


@cache
def _agency(marked: str) -> re.Pattern[str]:
    """`marked` as a pattern, with AGENCY standing for one name or several."""
    names = sorted(lexicon.entries("agencies.txt"), key=lambda name: (-len(name), name))
    one = rf"(?:[Tt]he )?(?:{'|'.join(map(re.escape, names))})(?![\w'’])"
    return re.compile(marked.replace("AGENCY", rf"{one}(?:(?:,? and |, | ?/ ?){one}){{0,3}}"))


def _in_head(text: str, start: int, end: int) -> Iterator[Range]:
    """A byline's agency: "By A. Writer, AP", "Reuters | 3 March 2024", "Updated: 2016-07-15 06:50 (Xinhua)"."""
    if end - start > 2 * _SHORT_LINE:
        return
    for pattern in _BYLINES:
        if match := _agency(pattern).match(text, start, end):
            yield match.span()
            return
    match = _agency(r"\(AGENCY\)\s*$").search(text[start:end])
    if match and next(printed_dates(text, start, end), None):
        yield start + match.start(), start + match.end()


def _in_tail(text: str, start: int, end: int) -> Iterator[Range]:
    for match in _CONTRIBUTED.finditer(text, start, end):
        yield _sentence_start(text, start, match.start()), match.end()
    for match in _REPORTING.finditer(text, start, end):
        yield match.span()
    for match in _COPYRIGHT.finditer(text, start, end):
        if agency := _agency("AGENCY").match(text, match.end(), end):
            yield match.start(), agency.end()
    line = text[start:end]
    for pattern in _CLOSING:
        yield from ((start + m.start(), start + m.end()) for m in _agency(pattern).finditer(line))
    if len(line) <= _SHORT_LINE:
        yield from ((start + m.start(), start + m.end()) for m in _agency(_ALONE).finditer(line))


def _sentence_start(text: str, start: int, at: int) -> int:
    """Where the sentence that holds `at` begins: after the last full stop that ends no initial and no "U.S."."""
    begin = max(start, at - 300)
    for match in _SENTENCE.finditer(text, begin, at):
        word = text[start : match.start()].rsplit(maxsplit=1)
        if word and len(word[-1].strip(".")) > 2 and "." not in word[-1]:
            begin = match.end()
    return begin


def _apart(text: str, found: list[Range]) -> tuple[Range, ...]:
    """Trimmed, in text order, the longer of two that begin together, the first of two that overlap."""
    trimmed = []
    for start, end in found:
        words = text[start:end]
        trimmed.append((start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip(" \n\t."))))
    kept: list[Range] = []
    for start, end in sorted(trimmed, key=lambda r: (r[0], -r[1])):
        if end > start and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return tuple(kept)
