"""The day on which each quotation was said: a first pass over the clauses that report speech."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from onrecord import lexicon
from onrecord.date.found import Found, plain
from onrecord.date.meaning import Context, Cyclic, Enclosing, Fixed
from onrecord.date.tense import word_class
from onrecord.model import Layout, Quotation

# A reporting verb stands so near its day: "said in a statement on Thursday".
_NEAR_WORDS: Final = 6
# A quotation with no day of its own was said when its speaker was last reported, at most so many paragraphs before.
_PARAGRAPHS_BACK: Final = 3
# So many clauses that report are looked at in a paragraph, and so many words of one for names.
_CLAUSES: Final = 4
_NAME_WORDS: Final = 200


@cache
def _reporting() -> frozenset[str]:
    """Past forms that report (`said`, `told`, those in -ed), and other words for an occasion of speech."""
    forms = (form for row in lexicon.rows("reporting_verbs.txt") for form in row[2].split())
    past = (form for form in forms if form.endswith("ed") or form in word_class("past"))
    return frozenset(past) | word_class("speech")


def spoken_days(text: str, layout: Layout, found: Sequence[Found], now: int | None) -> list[tuple[int, int, int]]:
    """For each quotation whose day is told: its start, its end and that day.

    The day is told by the clause that reports it in the same paragraph, or by one shortly before that reports the
    same speaker, by name.
    """
    if now is None or not layout.quotations or not found:
        return []
    told: dict[int, list[tuple[Found, int]]] = {}
    for f in found:
        day = _reported_day(text, layout, f, now)
        if day is not None:
            told.setdefault(f.paragraph, []).append((f, day))
    out = []
    for quotation in layout.quotations:
        day = _day_of(text, layout, quotation, told)
        if day is not None:
            out.append((quotation.start, quotation.end, day))
    return out


def _reported_day(text: str, layout: Layout, found: Found, now: int) -> int | None:
    """The day of an expression that goes with a reporting verb outside quotation marks."""
    meaning = plain(found.meaning)
    if not isinstance(meaning, Cyclic | Enclosing | Fixed) or meaning.unit != "day" or found.direction > 0:
        return None
    if not reported(text, layout, found):
        return None
    period = meaning.resolve(Context(now, direction=-1)).period
    return None if period is None or period.first > now else period.first


def reported(text: str, layout: Layout, found: Found) -> bool:
    """Whether an expression outside quotation marks goes with a reporting verb: `said in a statement on Thursday`."""
    if found.sentence < 0 or quoted(layout, found.start):
        return False
    first, last = layout.sentences[found.sentence]
    a = bisect_left(layout.words, (found.start, 0))
    b = bisect_left(layout.words, (found.end, 0))
    words = (*layout.words[max(0, a - _NEAR_WORDS) : a], *layout.words[b : b + _NEAR_WORDS])
    return any(
        first <= s and e <= last and text[s:e].lower() in _reporting() and not quoted(layout, s) for s, e in words
    )


def quoted(layout: Layout, at: int) -> bool:
    """Whether an offset lies in a quotation."""
    index = bisect_right(layout.quotations, at, key=lambda quotation: quotation.start) - 1
    return index >= 0 and at < layout.quotations[index].end


def _day_of(text: str, layout: Layout, quotation: Quotation, told: Mapping[int, list[tuple[Found, int]]]) -> int | None:
    here = bisect_right(layout.paragraphs, (quotation.start, len(text))) - 1
    own = told.get(here)
    if own:
        # sorted by place: the nearest is one of the two beside the quotation
        index = bisect_left(own, quotation.start, key=lambda pair: pair[0].start)
        return min(own[max(0, index - 1) : index + 1], key=lambda pair: abs(pair[0].start - quotation.start))[1]
    names: frozenset[str] | None = None
    for paragraph in range(here - 1, here - 1 - _PARAGRAPHS_BACK, -1):
        for found, day in reversed(told.get(paragraph, [])[-_CLAUSES:]):
            names = _names(text, layout, layout.paragraphs[here]) if names is None else names
            if names & _names(text, layout, layout.sentences[found.sentence]):
                return day
    return None


def _names(text: str, layout: Layout, stretch: tuple[int, int]) -> frozenset[str]:
    """Capitalised words outside quotation marks, those that open a sentence left out unless they are long."""
    first, last = bisect_left(layout.words, (stretch[0], 0)), bisect_left(layout.words, (stretch[1], 0))
    words = (
        text[s:e]
        for s, e in layout.words[first : min(last, first + _NAME_WORDS)]
        if text[s].isupper() and not quoted(layout, s)
    )
    known = lexicon.entries("capitalised_words.txt")
    return frozenset(word for word in words if len(word) > 2 and word.lower() not in known)
