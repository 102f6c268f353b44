"""Periods that come round every year, month or week: which one is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.date.periods import SEASONS, Period, Unit, containing, day_number, valid, weekday

# How many days farther from now the date that the tense asks for may lie than the one that it speaks against.
_AGAINST_PAST, _AGAINST_FUTURE, _UNTOLD = 200, 200, 30
# So many days back a weekday is past although a verb in its clause looks ahead, and so many days ahead it is coming
# where no verb tells: `python -m training.dates.sides` estimates both.
_LATELY, _SHORTLY = 2, 1
# Narration that went on to a new year: the month last spoken of lies so many months after the one named.
_NEW_YEAR = 8


@dataclass(frozen=True, slots=True)
class Cycle:
    """One place in a recurring cycle: the `number`-th `unit` of each year, month or week.

    Kinds: "month" (number), "monthday" (number is month * 100 + day), "season", "quarter", "half" of a year;
    "holiday" (`rule` as in date_holidays.tsv); "monthly" (a day of the month); "weekday"; "weekend".
    With `weekday` (1 Monday to 7) a "monthday" counts only in the years that have it on that day.
    """

    kind: str
    number: int = 0
    rule: str = ""
    weekday: int = 0

    @property
    def unit(self) -> Unit:
        if self.kind in ("month", "season", "quarter", "half", "weekend"):
            return self.kind  # type: ignore[return-value]
        return "day"

    @property
    def unknown(self) -> str:
        """Its TIMEX3 value where the year, month or week is not known."""
        number = self.number
        return {
            "month": f"XXXX-{number:02}",
            "monthday": f"XXXX-{number // 100:02}-{number % 100:02}",
            "season": f"XXXX-{SEASONS[number % 4]}",
            "quarter": f"XXXX-Q{number}",
            "half": f"XXXX-H{number}",
            "monthly": f"XXXX-XX-{number:02}",
            "weekday": f"XXXX-WXX-{number}",
            "weekend": "XXXX-WXX-WE",
        }.get(self.kind, "XXXX-XX-XX")

    def turn(self, day: int) -> int:
        """Which turn of the cycle the day is in."""
        if self.kind in ("weekday", "weekend"):
            return containing("week", day).index
        return containing("month" if self.kind == "monthly" else "year", day).index

    def at(self, turn: int) -> Period | None:
        """Its period in this turn; None where there is none (30 February)."""
        number = self.number
        if self.kind == "weekday":
            return Period("day", Period("week", turn).first + number - 1)
        if self.kind == "weekend":
            return Period("weekend", turn)
        if self.kind == "monthly":
            year, month = divmod(turn, 12)
            return _day(year, month + 1, number)
        if self.kind == "monthday":
            found = _day(turn, number // 100, number % 100)
            return None if found and self.weekday and weekday(found.index) != self.weekday else found
        if self.kind == "holiday":
            return holiday(self.rule, turn)
        per = {"month": 12, "season": 4, "quarter": 4, "half": 2}[self.kind]
        return Period(self.unit, turn * per + number - (self.kind != "season"))

    def likely(self, past: Period, future: Period, day: int, direction: int) -> Period:
        """The one meant, of the last one and the next: by the tense, and dates of the year also by what is nearer."""
        if past == future:
            return past
        if self.kind == "weekday":
            return self._weekday(past, future, day, direction)
        if self.kind in ("weekend", "monthly"):
            return future if direction > 0 else past
        ahead, behind = future.first - day, day - past.last
        bias = {-1: _AGAINST_PAST, 1: -_AGAINST_FUTURE, 0: _UNTOLD}[direction]
        return future if ahead + bias < behind else past

    def _weekday(self, past: Period, future: Period, day: int, direction: int) -> Period:
        """A verb in the past decides; else what is a day or two away outweighs what is five or six."""
        if direction > 0:
            return past if day - past.first <= _LATELY else future
        return future if direction == 0 and future.first - day <= _SHORTLY else past

    def narrated(self, near: Sequence[Period], reference: Period, direction: int) -> Period | None:
        """The one that narration means: in the same year as the time last spoken of, or in the year after it."""
        if not near:
            return None
        turn = self.turn(reference.first)
        here = self.at(turn)
        if self.kind in ("weekday", "weekend", "monthly"):
            after = [period for period in near if period.last >= reference.first]
            return after[0] if after else near[-1]
        if here is not None and reference.last - reference.first < 100 and direction <= 0:
            months = containing("month", reference.first).index - containing("month", here.first).index
            if months >= _NEW_YEAR:
                return self.at(turn + 1) or here
        return here if here is not None else near[-1]


def _day(year: int, month: int, day: int) -> Period | None:
    return Period("day", day_number(year, month, day)) if valid(year, month, day) else None


def holiday(rule: str, year: int) -> Period | None:
    """The day of a feast in a year, by its rule (date_holidays.tsv); None where it has none that year."""
    rule, _, more = rule.partition("+") if rule[:6] != "easter" else (rule, "", "")
    if rule.startswith("easter"):
        return Period("day", easter(year) + int(rule[6:]))
    if "/" in rule:
        month, wanted, count = (int(part) for part in rule.split("/"))
        number = _nth_weekday(year, month, wanted, count)
    else:
        *named, month, date = (int(part) for part in rule.split("-"))
        number = day_number(named[0] if named else year, month, date)
    return Period("day", number + int(more or 0))


def _nth_weekday(year: int, month: int, wanted: int, count: int) -> int:
    if count < 0:
        last = day_number(year, month + 1, 1) - 1 if month < 12 else day_number(year, 12, 31)
        return last - (weekday(last) - wanted) % 7
    first = day_number(year, month, 1)
    return first + (wanted - weekday(first)) % 7 + 7 * (count - 1)


def easter(year: int) -> int:
    """The day number of Easter Sunday, by the Gregorian computus (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return day_number(year, month, day + 1)
