"""What a sentence counts: a value or an interval of values, its unit or noun, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from onrecord import lexicon
from onrecord.facts.units import is_content
from onrecord.model import Difference, Range, Span, Timex
from onrecord.stories.words import stem

_NUMBER = re.compile(
    r"(?<![\w.])(?P<sign>[$£€])?(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<tail>%|(?![\w]))"
)
_WORDS = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|%")
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_LOWER = ("at least", "more than", "over", "no fewer than", "upwards of", "above")
_UPPER = ("at most", "fewer than", "less than", "under", "up to", "as many as", "below")
_ROUGH = ("about", "around", "roughly", "nearly", "almost", "some", "approximately", "close to", "an estimated")
_SLACK = 0.1  # "about 100" may be 90 or 110


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is counted (`of`, stems), between `least` and `most`; `at` is the range of the number in the text."""

    least: float
    most: float
    of: tuple[str, ...]
    at: Range


def quantities(span: Span, timexes: Sequence[Timex]) -> tuple[Quantity, ...]:
    """The quantities in a span, in text order; numbers of dates and times left out."""
    dated = [t.span.range for t in timexes]
    out = []
    for start, end, value in _numbers(span.text):
        at = span.start + start, span.start + end
        if any(a < at[1] and at[0] < b for a, b in dated):
            continue
        value, tail = _scaled(span.text, end, value)
        least, most = _bounds(span.text[max(0, start - 24) : start].lower(), value)
        of = _counted(span.text, start, tail)
        if of:
            out.append(Quantity(least, most, of, at))
    return tuple(out)


def differing(a: Span, b: Span, ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> tuple[Difference, ...]:
    """Each quantity that both sides count with values that cannot both hold; none where any value of it agrees."""
    out = []
    for mine in ours:
        same = [their for their in theirs if their.of == mine.of]
        if len(same) == 1 and len([m for m in ours if m.of == mine.of]) == 1 and _disjoint(mine, same[0]):
            out.append(Difference("number", _part(a, mine.at), _part(b, same[0].at), "disagree"))
    return tuple(out)


def _part(span: Span, at: Range) -> Span:
    return Span(span.article, at[0], at[1], span.text[at[0] - span.start : at[1] - span.start])


def _disjoint(a: Quantity, b: Quantity) -> bool:
    return a.most < b.least or b.most < a.least


def _numbers(text: str) -> list[tuple[int, int, float]]:
    words = {row[0]: float(row[1]) for row in lexicon.rows("facts_number_words.tsv")}
    found = [(m.start(), m.end(), float(m["value"].replace(",", ""))) for m in _NUMBER.finditer(text)]
    found += [(m.start(), m.end(), words[m[0].lower()]) for m in _WORDS.finditer(text) if m[0].lower() in words]
    return sorted(found)


def _scaled(text: str, end: int, value: float) -> tuple[float, int]:
    match = _WORDS.match(text, end + 1) if text[end : end + 1] in " -" else None
    if match and match[0].lower() in _SCALES:
        return value * _SCALES[match[0].lower()], match.end()
    return value, end


def _bounds(before: str, value: float) -> tuple[float, float]:
    tail = before.rstrip(" $£€")
    if tail.endswith(_LOWER):
        return value, inf
    if tail.endswith(_UPPER):
        return 0.0, value
    slack = _SLACK * value if tail.endswith(_ROUGH) else 0.0
    return value - slack, value + slack


def _counted(text: str, start: int, tail: int) -> tuple[str, ...]:
    """The unit or noun after a number, or the currency before it."""
    if text[start : start + 1] in "$£€":
        return (text[start],)
    if text[tail - 1 : tail] == "%":
        return ("%",)
    following = _WORDS.finditer(text, tail, min(len(text), tail + 40))
    nouns = [m[0] for m in following if is_content(m[0]) or m[0] == "%"]
    return (stem(nouns[0]),) if nouns and text[tail : tail + 1] not in ".,;:)" else ()
