"""The days, months and years that a report names, as evidence of the day it was published."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Final

from onrecord import lexicon
from onrecord.date.cycles import Cycle
from onrecord.date.found import Found, cyclic, find, plain
from onrecord.date.meaning import Enclosing, Fixed
from onrecord.date.periods import Period, civil, weekday
from onrecord.date.speech import quoted, reported
from onrecord.model import Layout

_TENSES: Final = {-1: "past", 0: "none", 1: "future"}
# A report names its day in its first sentences.
_LEAD_SENTENCES: Final = 3
# Least days from a named day to publication, of each bin; a day still to come is a negative distance.
DAY_BINS: Final = (-3650, -400, -60, -14, -3, -1, 0, 1, 2, 3, 7, 14, 30, 90, 400)
_LAST_BIN: Final = 3650
# Whether publication lies before a named month or year begins.
_BEFORE, _NOT_BEFORE = 1, 0
# How many distances there are, of each kind.
PLACES: Final[dict[str, tuple[int, ...]]] = {
    "weekday": tuple(range(7)),
    "month": tuple(range(12)),
    "day": DAY_BINS,
    "period": (_NOT_BEFORE, _BEFORE),
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A time that a text names.

    `kind` and `number`: a weekday (1 Monday to 7), a month, a day of the month (month * 100 + day), or days from now
    ("offset"); with `period`, a day, month or year that names its year. `told` is the class of its clause.
    """

    start: int
    end: int
    kind: str
    told: str
    number: int = 0
    period: Period | None = None

    def place(self, day: int) -> int | None:
        """How far the named time lies from publication on this day, as one of PLACES; None where it cannot be told."""
        if self.kind == "weekday":
            return (weekday(day) - self.number) % 7
        if self.kind == "month":
            return (civil(day)[1] - self.number) % 12
        if self.period is not None and self.kind == "period":
            return _BEFORE if day < self.period.first else _NOT_BEFORE
        named = self._day_near(day) if self.kind == "day" else None
        return None if named is None else day_bin(day - named)

    def day_meant(self, day: int) -> int | None:
        """The day that it means in a report of this day; None where it means no day."""
        if self.kind == "weekday":
            back = (weekday(day) - self.number) % 7
            return day - back + (7 if back and self.told.startswith("future") else 0)
        if self.kind == "offset":
            return day + self.number
        return self._day_near(day) if self.kind == "day" else None

    def _day_near(self, day: int) -> int | None:
        if self.period is not None:
            return self.period.index
        cycle = Cycle("monthday", self.number)
        turn = cycle.turn(day)
        near = [found.index for found in map(cycle.at, range(turn - 1, turn + 2)) if found is not None]
        return min(near, key=lambda other: (abs(other - day), other), default=None)


def mentions(text: str, layout: Layout) -> tuple[Mention, ...]:
    """The times that a text names and that tell of its day, in order, each with the class of its clause."""
    out = []
    for found in find(text, layout):
        bare, inner = plain(found.meaning), cyclic(found.meaning)
        told = _class(text, layout, found)
        if isinstance(bare, Fixed):
            kind = {"day": "day", "month": "period", "year": "period"}.get(bare.unit)
            told = "dated" if kind == "day" else _TENSES[found.direction]
            if kind is not None:
                out.append(Mention(found.start, found.end, kind, told, period=bare.period))
        elif isinstance(bare, Enclosing) and bare.unit == "day" and bare.base == "now":
            out.append(Mention(found.start, found.end, "offset", told, bare.shift))
        elif inner is not None and inner.which is None:
            kind = {"weekday": "weekday", "monthday": "day", "month": "month"}.get(inner.cycle.kind)
            if kind is not None:
                told = told if kind == "weekday" else told.partition("-")[0]
                out.append(Mention(found.start, found.end, kind, told, inner.cycle.number))
    return tuple(out)


def _class(text: str, layout: Layout, found: Found) -> str:
    """`quoted`; or the tense, with `-said` beside a reporting verb and `-lead` where the text opens."""
    if quoted(layout, found.start):
        return "quoted"
    said = "-said" if found.direction <= 0 and reported(text, layout, found) else ""
    return _TENSES[found.direction] + said + ("-lead" if 0 <= found.sentence < _LEAD_SENTENCES else "")


def day_bin(distance: int) -> int:
    """The bin of a distance in days: the greatest of DAY_BINS that is not above it."""
    return DAY_BINS[max(0, bisect_right(DAY_BINS, distance) - 1)]


@cache
def _table() -> dict[tuple[str, str, int], float]:
    rows = lexicon.rows("date_distances.tsv")
    return {(kind, told, int(place)): float(share) / 100 for kind, told, place, share in rows}


def likelihood(mention: Mention, day: int) -> float:
    """The logarithm of how likely a report of this day names this time so, against an even chance."""
    place = mention.place(day)
    share = None if place is None else _table().get((mention.kind, mention.told, place))
    if place is None or share is None:
        return 0.0
    return log(share / _width(place)) if mention.kind == "day" else log(share * len(PLACES[mention.kind]))


def _width(place: int) -> int:
    """The days in a bin."""
    index = DAY_BINS.index(place)
    return (DAY_BINS[index + 1] if index + 1 < len(DAY_BINS) else _LAST_BIN) - place
