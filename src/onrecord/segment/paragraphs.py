"""A text as paragraphs: one a line, unless its lines were wrapped at a fixed width."""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.model import Range

# All that Unicode calls a line end, and the page break.
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_FIRST_WORD = re.compile(r"\S+")
# Mail and wire services wrap between 60 and 80 columns; a web page's paragraph is one long line.
_NARROWEST, _WIDEST = 40, 120
_FULL_SHARE = 0.85


def paragraphs(text: str) -> tuple[Range, ...]:
    """The paragraphs of `text`, without the white space around them.

    A line that is not blank is a paragraph. Where the lines were wrapped (nearly every line that another one
    follows is as full as the width allows), a full line and the next one are of one paragraph.
    """
    lines = [_trimmed(text, *match.span()) for match in _LINE.finditer(text)]
    lines = [line for line in lines if line[0] < line[1]]
    width = max((end - start for start, end in lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return tuple(lines)
    adjacent = [_adjacent(text, a[1], b[0]) for a, b in pairwise(lines)]
    full = [near and _is_full(text, *pair, width) for near, pair in zip(adjacent, pairwise(lines), strict=True)]
    if sum(full) < 3 or sum(full) < _FULL_SHARE * sum(adjacent):
        return tuple(lines)
    return _joined(lines, full)


def _trimmed(text: str, start: int, end: int) -> Range:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _adjacent(text: str, end: int, start: int) -> bool:
    """Whether no blank line lies between the two offsets."""
    return sum(1 for _ in re.finditer(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", text[end:start])) == 1


def _is_full(text: str, line: Range, following: Range, width: int) -> bool:
    """Whether the first word of the line that follows would not have fitted on this one."""
    word = _FIRST_WORD.match(text, following[0], following[1])
    return word is not None and (line[1] - line[0]) + 1 + (word.end() - word.start()) > width - 2


def _joined(lines: list[Range], full: list[bool]) -> tuple[Range, ...]:
    out = [lines[0]]
    for line, follows_full in zip(lines[1:], full, strict=True):
        if follows_full:
            out[-1] = (out[-1][0], line[1])
        else:
            out.append(line)
    return tuple(out)
