"""When a report was published, as an interval: a date is a day long, and nothing is first where two overlap."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$")
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)  # how far clocks stand from UTC


@dataclass(frozen=True, slots=True)
class Interval:
    """From `first` (included) to `last` (excluded). `zoned`: in UTC; else on a clock whose zone is not known."""

    first: datetime
    last: datetime
    zoned: bool

    def before(self, other: Interval) -> bool:
        """Whether all of it lies before all of `other`, whatever zones their clocks stood in.

        Two clocks without a zone are taken to agree.
        """
        if self.zoned == other.zoned:
            return self.last <= other.first
        return self._latest() <= other._earliest()

    def _earliest(self) -> datetime:
        return self.first if self.zoned else self.first - _EAST

    def _latest(self) -> datetime:
        return self.last if self.zoned else self.last + _WEST


@lru_cache(maxsize=4096)
def interval(value: str | None) -> Interval | None:
    """The interval of an ISO 8601 date or time, as long as it is precise. None where there is none or it is no date."""
    match = None if value is None else _ISO.match(value)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        first = datetime(
            int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC
        )
        if second or hour:
            last = first + (timedelta(seconds=1) if second else timedelta(minutes=1))
        elif day:
            last = first + timedelta(days=1)
        else:
            last = _next(first, month=bool(month))
        shift = _shift(zone)
        return Interval(first - shift, last - shift, zone is not None)
    except (ValueError, OverflowError):
        return None


def day_of(published: str | None) -> int | None:
    """The day number of an ISO date or time, of its first day where it names a month or a year."""
    if published is None:
        return None
    match = _DAY.match(published)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1)).toordinal()
    except ValueError:
        return None


def first_of(values: list[Interval | None]) -> tuple[list[int], bool]:
    """Which of these may be the first, and whether that is certain: one of them, and none without a date."""
    dated = [(at, value) for at, value in enumerate(values) if value is not None]
    # The one of each kind that ends soonest is before all that anything of its kind is before.
    soonest = [min(kind, key=lambda one: one.last) for kind in _kinds([value for _, value in dated])]
    rivals = [at for at, value in dated if not any(other.before(value) for other in soonest)]
    return rivals, len(rivals) == 1 and len(dated) == len(values)


def _kinds(values: list[Interval]) -> list[list[Interval]]:
    """Those in UTC and those on clocks whose zone is not known; no list for none."""
    kinds = [[one for one in values if one.zoned == zoned] for zoned in (True, False)]
    return [kind for kind in kinds if kind]


def _next(first: datetime, *, month: bool) -> datetime:
    if not month:
        return first.replace(year=first.year + 1)
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1)


def _shift(zone: str | None) -> timedelta:
    if zone is None or zone == "Z":
        return timedelta()
    sign = -1 if zone[0] == "-" else 1
    return sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
