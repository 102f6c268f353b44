"""Meanings made of two: a part of a told period, a quarter in another year, a date that shares a year."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.date.cycles import Cycle
from onrecord.date.meaning import PAST_REF, Away, Context, Cyclic, Fixed, Meaning, Resolved
from onrecord.date.periods import Period, Unit, containing, weekday


@dataclass(frozen=True, slots=True)
class Within:
    """A recurring part of a period that is told: `July last year`, `Friday of next week`."""

    part: Meaning
    whole: Meaning

    @property
    def unit(self) -> str:
        return self.part.unit

    def resolve(self, context: Context) -> Resolved:
        whole = self.whole.resolve(context)
        if whole.period is None or not isinstance(self.part, Cyclic):
            return self.part.resolve(context)
        cycle = self.part.cycle
        turn = cycle.turn(whole.period.first)
        for found in (cycle.at(turn), cycle.at(turn + 1)):
            if found is not None and whole.period.first <= found.first <= whole.period.last:
                return Resolved("DATE", found.value, None, found, whole.anchor)
        return self.part.resolve(context)


@dataclass(frozen=True, slots=True)
class SharedYear:
    """A date whose year stands with the one after it: `August` in "August and September 1914"."""

    part: Cyclic
    other: Fixed

    @property
    def unit(self) -> str:
        return self.part.unit

    def resolve(self, context: Context) -> Resolved:
        year = containing("year", self.other.period.first).index
        found = self.part.cycle.at(year)
        if found is not None and found.first > self.other.period.first:
            found = self.part.cycle.at(year - 1)
        return self.part.resolve(context) if found is None else Resolved("DATE", found.value, None, found)


@dataclass(frozen=True, slots=True)
class YearAgo:
    """`a year ago`: the same quarter a year before where quarters are compared, else the year before."""

    unit: str = "year"

    def resolve(self, context: Context) -> Resolved:
        return Away(((1, "year"),), -1, keep=context.quarter is not None).resolve(context)


@dataclass(frozen=True, slots=True)
class ReportedQuarter:
    """`the quarter`, `the latest period`: the one last spoken of, else the last one that is over."""

    unit: str = "quarter"

    def resolve(self, context: Context) -> Resolved:
        anchor = context.anchor
        found = context.quarter
        if found is None and anchor is not None:
            found = containing("quarter", anchor.first).shifted(-1)
        return Resolved("DATE", PAST_REF) if found is None else Resolved("DATE", found.value, None, found, anchor)


@dataclass(frozen=True, slots=True)
class QuarterOf:
    """`the 1988 quarter`, `last year's period`: the quarter spoken of, in another year."""

    year: Meaning
    unit: str = "quarter"

    def resolve(self, context: Context) -> Resolved:
        found = self.year.resolve(context)
        if found.period is None or context.quarter is None:
            return found
        quarter = Period("quarter", found.period.index * 4 + context.quarter.index % 4)
        return replace(found, value=quarter.value, period=quarter, aside=True)


@dataclass(frozen=True, slots=True)
class Around:
    """The period of a size around another: `the week of March 4`."""

    size: Unit
    inner: Meaning

    @property
    def unit(self) -> str:
        return self.size

    def resolve(self, context: Context) -> Resolved:
        inner = self.inner.resolve(context)
        if inner.period is None:
            return inner
        found = containing(self.size, inner.period.first)
        return Resolved("DATE", found.value, None, found, inner.anchor)


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The n-th of a weekday in a period, or its last (-1): `the second Sunday of March`."""

    number: int
    weekday: int
    whole: Meaning
    unit: str = "day"

    def resolve(self, context: Context) -> Resolved:
        whole = self.whole.resolve(context)
        if whole.period is None:
            return Resolved("DATE", Cycle("weekday", self.weekday).unknown)
        first, last = whole.period.first, whole.period.last
        day = first + (self.weekday - weekday(first)) % 7 + 7 * (self.number - 1)
        if self.number < 0:
            day = last - (weekday(last) - self.weekday) % 7
        if not first <= day <= last:
            return Resolved("DATE", Cycle("weekday", self.weekday).unknown)
        found = Period("day", day)
        return Resolved("DATE", found.value, None, found, whole.anchor)


@dataclass(frozen=True, slots=True)
class PartOf:
    """The n-th part of a size of a period, or its last (-1): `the first week of March`."""

    size: Unit
    number: int
    whole: Meaning

    @property
    def unit(self) -> str:
        return self.size

    def resolve(self, context: Context) -> Resolved:
        whole = self.whole.resolve(context)
        if whole.period is None:
            return whole
        day = whole.period.last if self.number < 0 else whole.period.first
        found = containing(self.size, day).shifted(max(0, self.number - 1))
        if found.last < whole.period.first or found.first > whole.period.last:
            return whole
        return Resolved("DATE", found.value, None, found, whole.anchor)
