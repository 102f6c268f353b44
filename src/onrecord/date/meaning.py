"""What an expression means before it is known when it was said: small objects that resolve against a context."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal, Protocol

from onrecord.date.cycles import Cycle
from onrecord.date.periods import RANK, Period, Unit, civil, containing, day_number, valid
from onrecord.model import TimexType

Base = Literal["now", "reference"]
Direction = Literal[-1, 0, 1]

PAST_REF, PRESENT_REF, FUTURE_REF = "PAST_REF", "PRESENT_REF", "FUTURE_REF"
# Units smaller than a day have no Period.
CLOCK_UNITS: Final = ("second", "minute", "hour")


@dataclass(frozen=True, slots=True)
class Context:
    """Where an expression stands. `now` is the day its words count from; `reference` the time last spoken of,
    `quarter` and `day` the quarter and the day last spoken of.

    `direction` is what the tense says: -1 past, 1 future, 0 unknown. `narrative`: dates without a year follow
    the narration, not the day of publication.
    """

    now: int | None = None
    reference: Period | None = None
    quarter: Period | None = None
    day: Period | None = None
    direction: Direction = 0
    narrative: bool = False

    @property
    def anchor(self) -> Period | None:
        """What deictic words count from: today, in narration the time last spoken of."""
        if self.narrative and self.reference is not None:
            return self.reference
        return None if self.now is None else Period("day", self.now)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A type and value. `period` is the calendar period that the value names.

    `aside`: a time to compare with, which the text does not go on from.
    """

    type: TimexType
    value: str | None
    mod: str | None = None
    period: Period | None = None
    anchor: Period | None = None
    aside: bool = False


class Meaning(Protocol):
    """Anything that resolves. `unit` is the granularity that it names."""

    @property
    def unit(self) -> str: ...

    def resolve(self, context: Context) -> Resolved: ...


def _dated(period: Period, anchor: Period | None = None) -> Resolved:
    return Resolved("DATE", period.value, None, period, anchor)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A period that needs no anchor: `June 1994`, `the 1990s`."""

    period: Period

    @property
    def unit(self) -> str:
        return self.period.unit

    def resolve(self, context: Context) -> Resolved:
        return _dated(self.period)


@dataclass(frozen=True, slots=True)
class Vague:
    """A value that stands as it is: `PAST_REF`, `XXXX-XX-XX`, `P1D`.

    With `ahead` it is one only where the tense is no past one: "will soon meet", not "soon met".
    """

    value: str | None
    type: TimexType = "DATE"
    unit: str = "vague"
    ahead: bool = False

    def resolve(self, context: Context) -> Resolved:
        return Resolved(self.type, self.value)


@dataclass(frozen=True, slots=True)
class Cyclic:
    """A period that comes round: `March`, `Tuesday`, `May 5`, `the summer`, `Christmas`.

    `which`: -1 the last one, 1 the next one, 0 the one of the current cycle ("this March"), None what tense
    and context say.
    """

    cycle: Cycle
    which: int | None = None

    @property
    def unit(self) -> str:
        return self.cycle.unit

    def resolve(self, context: Context) -> Resolved:
        anchor = context.anchor
        if anchor is None:
            return Resolved("DATE", self.cycle.unknown)
        found = self._chosen(anchor, context)
        return Resolved("DATE", self.cycle.unknown) if found is None else _dated(found, anchor)

    def _chosen(self, anchor: Period, context: Context) -> Period | None:
        day = anchor.first
        turn = self.cycle.turn(day)
        near = [p for p in map(self.cycle.at, range(turn - 2, turn + 3)) if p is not None]
        if context.narrative and self.which is None:
            return self.cycle.narrated(near, anchor, context.direction)
        past = [p for p in near if p.last < day] if self.which == -1 else [p for p in near if p.first <= day]
        future = [p for p in near if p.first > day] if self.which == 1 else [p for p in near if p.last >= day]
        if self.which == -1:
            return past[-1] if past else None
        if self.which == 1:
            return future[0] if future else None
        if not past or not future:
            return past[-1] if past else future[0] if future else None
        if self.which == 0 and self.cycle.kind not in ("weekday", "weekend"):
            return self.cycle.at(turn) or past[-1]
        if self.which == 0:
            return past[-1] if context.direction < 0 else future[0]
        return self.cycle.likely(past[-1], future[0], day, context.direction)


@dataclass(frozen=True, slots=True)
class Enclosing:
    """The period of a size around the anchor, shifted: `this year`, `last month`, `the following week`."""

    unit: Unit
    shift: int = 0
    base: Base = "now"

    def resolve(self, context: Context) -> Resolved:
        anchor = context.anchor if self.base == "now" else context.reference or context.anchor
        if self.unit == "quarter" and self.base == "reference" and context.quarter is not None:
            anchor = context.quarter
        if self.unit == "day" and self.base == "reference" and anchor is not None and anchor.unit != "day":
            anchor = context.day  # no day of the year last spoken of is "that day"
            if anchor is None:
                return Resolved("DATE", "XXXX-XX-XX")
        if anchor is None:
            return Resolved("DATE", {-1: PAST_REF, 0: PRESENT_REF, 1: FUTURE_REF}[(self.shift > 0) - (self.shift < 0)])
        return _dated(containing(self.unit, anchor.first).shifted(self.shift), anchor)


@dataclass(frozen=True, slots=True)
class Away:
    """A length from an anchor: `two weeks ago`, `ten days later`, `a year before the war`.

    `amounts` are (number, unit), coarse first. `keep` is for comparisons, which keep the granularity of what they
    compare: "a year earlier" than a quarter is a quarter. Lengths under a day stay durations: no hour is known to
    count them from.
    """

    amounts: tuple[tuple[int, str], ...]
    sign: int
    base: Base | Meaning = "now"
    keep: bool = False

    @property
    def unit(self) -> str:
        return self.amounts[-1][1]

    def resolve(self, context: Context) -> Resolved:
        anchor = self._anchor(context)
        if anchor is None:
            return Resolved("DATE", PAST_REF if self.sign < 0 else FUTURE_REF)
        period = anchor
        for number, unit in self.amounts:
            if unit in CLOCK_UNITS:
                return Length(self.amounts).resolve(context)
            period = _moved(period, self.sign * number, unit, keep=self._keeps(context))
        return replace(_dated(period, anchor), aside=self.keep)

    def _keeps(self, context: Context) -> bool:
        """The day of publication alone is nothing to compare with: a year earlier is a year then."""
        return not isinstance(self.base, str) or (self.keep and (context.reference or context.quarter) is not None)

    def _anchor(self, context: Context) -> Period | None:
        if not isinstance(self.base, str):
            return self.base.resolve(context).period
        if self.keep and context.quarter is not None and self.amounts == ((1, "year"),):
            return context.quarter
        if self.base == "now":
            return context.anchor
        return context.reference or context.anchor


def _moved(period: Period, number: int, unit: str, *, keep: bool) -> Period:
    size: Unit = unit if unit in RANK else "day"  # type: ignore[assignment]
    if keep and RANK[period.unit] < RANK[size]:
        return _same_place(period, number, size)
    return containing(size, period.first).shifted(number)


def _same_place(period: Period, number: int, size: Unit) -> Period:
    """The period of the same size at the same place so many years, months, … away."""
    per = {"quarter": {"year": 4}, "month": {"year": 12, "quarter": 3}, "half": {"year": 2}, "season": {"year": 4}}
    step = per.get(period.unit, {}).get(size)
    if step is not None:
        return period.shifted(number * step)
    if period.unit == "day" and size == "year":
        year, month, day = civil(period.first)
        return Period("day", day_number(year + number, month, day - (not valid(year + number, month, day))))
    start = containing(size, period.first)
    return containing(period.unit, start.shifted(number).first + (period.first - start.first))


@dataclass(frozen=True, slots=True)
class Modified:
    """Another meaning with a TIMEX3 modifier: `early 1990`, `about a year ago`."""

    inner: Meaning
    mod: str

    @property
    def unit(self) -> str:
        return self.inner.unit

    def resolve(self, context: Context) -> Resolved:
        return replace(self.inner.resolve(context), mod=self.mod)


@dataclass(frozen=True, slots=True)
class AtTime:
    """A time of day (`TMO`, `T22:00`) on a day; without one, on the day last spoken of."""

    suffix: str
    day: Meaning | None = None
    shift: int = 0
    unit: str = "time"

    def resolve(self, context: Context) -> Resolved:
        if self.day is not None:
            found = self.day.resolve(context)
            period, anchor = found.period, found.anchor
        else:
            period = context.day or (context.anchor if context.anchor and context.anchor.unit == "day" else None)
            anchor = period
        if period is None:
            return Resolved("TIME", f"XXXX-XX-XX{self.suffix}")
        if period.unit != "day":
            return Resolved(
                "TIME", f"{period.value}{'-XX' if period.unit == 'month' else ''}{self.suffix}", None, period, anchor
            )
        period = period.shifted(self.shift)
        return Resolved("TIME", f"{period.value}{self.suffix}", None, period, anchor)


@dataclass(frozen=True, slots=True)
class Length:
    """A duration. `amounts` are (number or None for an unknown one, unit), coarse first."""

    amounts: tuple[tuple[float | None, str], ...]
    type: TimexType = "DURATION"

    @property
    def unit(self) -> str:
        return self.amounts[-1][1]

    def resolve(self, context: Context) -> Resolved:
        from onrecord.date.durations import duration_value

        return Resolved(self.type, duration_value(self.amounts))
