"""The days that a report names, as evidence of the day it was published."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Final

from onrecord import lexicon
from onrecord.date.cycles import Cycle
from onrecord.date.found import cyclic, find, plain
from onrecord.date.meaning import Fixed
from onrecord.date.periods import Period, weekday
from onrecord.model import Layout

_TENSES: Final = {-1: "past", 0: "none", 1: "future"}
# Least days of each bin; a day still to come is a negative distance.
DAY_BINS: Final = (-400, -60, -14, -3, -1, 0, 1, 2, 3, 7, 14, 30, 90, 200)
_FAR: Final = 400


@dataclass(frozen=True, slots=True)
class Mention:
    """A day that a text names: a weekday (1 Monday to 7), or a day of the month with or without its year."""

    start: int
    end: int
    tense: str
    weekday: int = 0
    monthday: int = 0
    fixed: Period | None = None

    def day_near(self, day: int) -> int | None:
        """The named day nearest to another; None where none lies within about a year."""
        if self.fixed is not None:
            return self.fixed.index if abs(self.fixed.index - day) < _FAR else None
        cycle = Cycle("monthday", self.monthday)
        turn = cycle.turn(day)
        near = [found.index for found in map(cycle.at, range(turn - 1, turn + 2)) if found is not None]
        return min(near, key=lambda other: (abs(other - day), other), default=None)


def mentions(text: str, layout: Layout) -> tuple[Mention, ...]:
    """The weekdays and days of the month that a text names, in order, each with the tense of its clause."""
    out = []
    for found in find(text, layout):
        tense = "quoted" if _quoted(layout, found.start) else _TENSES[found.direction]
        inner = cyclic(found.meaning)
        bare = plain(found.meaning)
        if isinstance(bare, Fixed) and bare.unit == "day":
            out.append(Mention(found.start, found.end, "given", fixed=bare.period))
        elif inner is not None and inner.cycle.kind == "weekday" and inner.which is None:
            out.append(Mention(found.start, found.end, tense, weekday=inner.cycle.number))
        elif inner is not None and inner.cycle.kind == "monthday":
            out.append(Mention(found.start, found.end, tense, monthday=inner.cycle.number))
    return tuple(out)


def _quoted(layout: Layout, start: int) -> bool:
    """Inside quotation marks days count from when it was said."""
    index = bisect_right(layout.quotations, start, key=lambda quotation: quotation.start) - 1
    return index >= 0 and start < layout.quotations[index].end


def day_bin(distance: int) -> int:
    """The bin of a distance in days: the greatest of DAY_BINS that is not above it."""
    return DAY_BINS[max(0, bisect_right(DAY_BINS, distance) - 1)]


@cache
def _table() -> dict[tuple[str, str, int], float]:
    return {(kind, tense, int(place)): float(share) / 100 for kind, tense, place, share in _rows()}


def _rows() -> Iterable[tuple[str, str, str, str]]:
    for row in lexicon.rows("date_distances.tsv"):
        yield row[0], row[1], row[2], row[3]


def likelihood(mention: Mention, day: int) -> float:
    """The logarithm of how likely a report of this day names this day so, against an even chance."""
    if mention.weekday:
        share = _table().get(("weekday", mention.tense, (weekday(day) - mention.weekday) % 7))
        return 0.0 if share is None else log(share * 7)
    named = mention.day_near(day)
    if named is None:
        return 0.0
    place = day_bin(day - named)
    share = _table().get(("day", mention.tense, place))
    return 0.0 if share is None else log(share / _width(place))


def _width(place: int) -> int:
    index = DAY_BINS.index(place)
    return (DAY_BINS[index + 1] if index + 1 < len(DAY_BINS) else _FAR) - place
