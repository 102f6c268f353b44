"""The layers of the grammar, in order, and what they find in a stretch of text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from onrecord import lexicon
from onrecord.date import calendar, durations, fiscal, modifiers, relative, sets, times, vague, years
from onrecord.date.items import folded, items
from onrecord.date.made import expression
from onrecord.date.meaning import Meaning
from onrecord.date.pattern import Item, Layer, Match, Rule


def _phrases() -> Iterator[Rule]:
    """The feasts of the lexicon, as one symbol each."""
    for phrase, rule in lexicon.rows("date_holidays.tsv"):
        words = " ".join(folded(phrase))

        def build(m: Match, rule: str = rule) -> dict[str, Any] | None:
            return {"HOLIDAY": rule} if m.items[m.start].raw[:1].isupper() else None

        yield Rule(words, build)


@cache
def layers() -> tuple[Layer, ...]:
    """Lexemes; expressions; expressions joined; their edges; their bounds."""
    lexemes = (*calendar.LEXEMES, *years.LEXEMES, *times.LEXEMES, *_phrases())
    base = (
        *calendar.DATES,
        *years.DATES,
        *times.BASE,
        *sets.BASE,
        *durations.BASE,
        *fiscal.BASE,
        *relative.BASE,
        *vague.BASE,
    )
    joined = (*times.JOINED, *relative.JOINED)
    return Layer(lexemes), Layer(base), Layer(joined), Layer(modifiers.EDGES), Layer(modifiers.BOUNDS)


def expressions(text: str, start: int, end: int) -> list[tuple[Item, str, Meaning]]:
    """The temporal expressions of `text[start:end]`, in order, each with its kind and meaning."""
    row = items(text, start, end)
    for layer in layers():
        row = layer.apply(row)
    out = []
    for item in row:
        found = expression(item.symbols)
        if found is not None:
            out.append((item, *found))
    return out
