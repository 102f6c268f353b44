"""Calendar periods as a unit and an index on the proleptic Gregorian calendar, and their TIMEX3 values.

A period of any size is one whole number: the days since 1 January 1970, the months since year 0, and so on; so
"two quarters later" is an addition. Years before year 1 count astronomically (1 BC is year 0).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Unit = Literal[
    "day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century", "millennium"
]

# From fine to coarse.
UNITS: Final[tuple[Unit, ...]] = (
    "day",
    "weekend",
    "week",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
    "millennium",
)
RANK: Final[dict[str, int]] = {unit: rank for rank, unit in enumerate(UNITS)}
SEASONS: Final[tuple[str, ...]] = ("SP", "SU", "FA", "WI")
_YEARS: Final[dict[str, int]] = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
_MONTHS: Final[dict[str, int]] = {"month": 1, "quarter": 3, "half": 6, **{u: 12 * n for u, n in _YEARS.items()}}
# Meteorological seasons: spring begins in March.
_SEASON_SHIFT: Final = 2


def day_number(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 to this day; any year. The day may overflow its month."""
    shifted = year - (month <= 2)
    era, of_era = divmod(shifted, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year + day - 1 - 719468


def civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number."""
    era, of_era = divmod(number + 719468, 146097)
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    month = (shifted + 2) % 12 + 1
    return year + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1


def weekday(number: int) -> int:
    """1 for Monday to 7 for Sunday, as ISO 8601 counts."""
    return (number + 3) % 7 + 1


def valid(year: int, month: int, day: int) -> bool:
    """Whether this day is on the calendar."""
    return 1 <= month <= 12 and day >= 1 and civil(day_number(year, month, day)) == (year, month, day)


@dataclass(frozen=True, slots=True)
class Period:
    """One calendar period. `first` and `last` are day numbers, both included."""

    unit: Unit
    index: int

    @property
    def first(self) -> int:
        if self.unit == "day":
            return self.index
        if self.unit == "week":
            return self.index * 7 - 3
        if self.unit == "weekend":
            return self.index * 7 + 2
        if self.unit == "season":
            year, month = divmod(self.index * 3 + _SEASON_SHIFT, 12)
        else:
            year, month = divmod(self.index * _MONTHS[self.unit], 12)
        return day_number(year, month + 1, 1)

    @property
    def last(self) -> int:
        if self.unit == "weekend":
            return self.first + 1
        return Period(self.unit, self.index + 1).first - 1

    def shifted(self, amount: int) -> Period:
        """So many periods of this size later, or earlier where negative."""
        return Period(self.unit, self.index + amount)

    @property
    def value(self) -> str:
        """Its TIMEX3 value: `2013-03-22`, `2013-W12`, `2013-W12-WE`, `2013-Q1`, `2013-SP`, `201`, `20`, `BC0490`."""
        if self.unit in _YEARS:
            return _years_value(self.unit, self.index)
        if self.unit in ("week", "weekend"):
            year, week = iso_week(self.first)
            return f"{_year(year)}-W{week:02}" + ("-WE" if self.unit == "weekend" else "")
        if self.unit == "day":
            year, month, day = civil(self.index)
            return f"{_year(year)}-{month:02}-{day:02}"
        if self.unit == "month":
            year, month = divmod(self.index, 12)
            return f"{_year(year)}-{month + 1:02}"
        year, part = divmod(self.index, 2 if self.unit == "half" else 4)
        return f"{_year(year)}-" + (SEASONS[part] if self.unit == "season" else f"{self.unit[0].upper()}{part + 1}")


def containing(unit: Unit, number: int) -> Period:
    """The period of this size in which the day lies (a weekend: that of its week)."""
    if unit == "day":
        return Period(unit, number)
    if unit in ("week", "weekend"):
        return Period(unit, (number + 3) // 7)
    year, month, _ = civil(number)
    months = year * 12 + month - 1
    if unit == "season":
        return Period(unit, (months - _SEASON_SHIFT) // 3)
    return Period(unit, months // _MONTHS[unit])


def iso_week(number: int) -> tuple[int, int]:
    """The ISO 8601 year and week of a day."""
    thursday = number - weekday(number) + 4
    year = civil(thursday)[0]
    return year, (thursday - day_number(year, 1, 1)) // 7 + 1


def iso(number: int) -> str:
    """The ISO 8601 day; years before 1 with a minus sign."""
    year, month, day = civil(number)
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}"


def day_of(written: str) -> int:
    """The day number of what `iso` wrote, any year. ValueError for anything else."""
    year, month, day = written.rsplit("-", 2)
    return day_number(int(year), int(month), int(day))


def parse_day(value: str | None) -> int | None:
    """The day number of an ISO 8601 date or time, None where it names no day."""
    if value is None or len(value) < 10 or value[4] != "-" or value[7] != "-":
        return None
    parts = value[:4], value[5:7], value[8:10]
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    year, month, day = (int(part) for part in parts)
    return day_number(year, month, day) if valid(year, month, day) else None


def _year(year: int) -> str:
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"


def _years_value(unit: str, index: int) -> str:
    digits = {"year": 4, "decade": 3, "century": 2, "millennium": 1}[unit]
    if index >= 0:
        return f"{index:0{digits}}" if index or unit != "year" else "BC0001"
    # the decade index -49 holds the astronomical years -490 to -481: 491 to 482 BC, told as the 480s BC
    return f"BC{1 - index:04}" if unit == "year" else f"BC{-index - 1:0{digits}}"
