"""What happened then: the clause around an expression."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from onrecord.model import Layout, Span

LONGEST: Final = 300


def clause(text: str, layout: Layout, start: int, end: int, article: str) -> Span | None:
    """The sentence of the expression, cut at its clause marks to `LONGEST` code points around it where it is longer.

    None where no sentence holds the whole expression.
    """
    index = bisect_right(layout.sentences, (start, len(text))) - 1
    if index < 0:
        return None
    first, last = layout.sentences[index]
    if last < end or first > start or end - start > LONGEST:
        return None
    if last - first > LONGEST:
        first, last = _narrowed(text, first, last, start, end)
    return Span(article, first, last, text[first:last])


def _narrowed(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """Grow from the expression, one clause mark at a time, as long as it fits."""
    first, last = max(first, start - LONGEST), min(last, end + LONGEST)
    marks = [i for i in range(first, last) if text[i] in ',;:—–"“”' and (i + 1 >= last or not text[i + 1].isdigit())]
    befores = [first, *(i + 1 for i in marks if i < start)]
    afters = [*(i for i in marks if i >= end), last]
    a, b = befores.pop(), afters.pop(0)
    if b - a > LONGEST:
        room = (LONGEST - (end - start)) // 2
        return _words(text, max(first, start - room), min(last, end + room), start, end)
    while befores or afters:
        if befores and b - befores[-1] <= LONGEST:
            a = befores.pop()
        elif afters and afters[0] - a <= LONGEST:
            b = afters.pop(0)
        else:
            break
    while a < start and text[a].isspace():
        a += 1
    return a, b


def _words(text: str, a: int, b: int, start: int, end: int) -> tuple[int, int]:
    """Whole words of a stretch."""
    while a < start and a > 0 and not text[a - 1].isspace():
        a += 1
    while b > end and b < len(text) and not text[b].isspace():
        b -= 1
    while a < start and text[a].isspace():
        a += 1
    return a, b
