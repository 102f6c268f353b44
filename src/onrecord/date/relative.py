"""Expressions that count from when they are said, or from what was last dated: `last week`, `two days later`."""

from __future__ import annotations

from typing import Any, Final

from onrecord.date.cycles import Cycle
from onrecord.date.made import date, length
from onrecord.date.meaning import (
    FUTURE_REF,
    PAST_REF,
    Away,
    Base,
    Cyclic,
    Enclosing,
    Fixed,
    Length,
    Meaning,
    Modified,
    Vague,
)
from onrecord.date.parts import Around, NthWeekday, PartOf, QuarterOf, ReportedQuarter, SharedYear, Within, YearAgo
from onrecord.date.pattern import Match, Piece, Rule
from onrecord.date.periods import RANK, Period

_SHIFT: Final = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}


# A month has a weekday so many times at most.
_WEEKS: Final = 5


# words ----------------------------------------------------------------------------------------
def _day(shift: int) -> Any:
    """`today`; in "USA Today" it is the end of a name."""

    def build(m: Match) -> dict[str, Any] | None:
        before = m.previous_item()
        if m.items[m.start].raw[0].isupper() and before is not None and before.raw[:1].isupper():
            return None
        return date(Enclosing("day", shift))

    return build


def _enclosing(m: Match) -> dict[str, Any] | None:
    """`this year`, `last month`, `next week`."""
    unit = m["unit"]
    if unit in ("weekend", "night") or unit not in RANK or (m.before() == "the" and m.after() in ("of", "in")):
        return None  # "the last week of May" is a part of it
    return date(Enclosing(unit, _SHIFT.get(m.get("which", "this"), 0)))


def _same(m: Match) -> dict[str, Any] | None:
    """`that year`, `the same month`: the one last spoken of."""
    unit = m["unit"]
    return date(Enclosing(unit, 0, "reference")) if unit in RANK and unit != "weekend" else None


def _beside(shift: int) -> Any:
    """`the following day`, `the previous year`: beside the one last spoken of."""

    def build(m: Match) -> dict[str, Any] | None:
        unit = m["unit"]
        return date(Enclosing(unit, shift, "reference")) if unit in RANK and unit != "weekend" else None

    return build


def _the_unit(m: Match) -> dict[str, Any] | None:
    """`the year`, `the quarter`: the one last spoken of, unless it is counted or goes on."""
    unit = m["unit"]
    ahead = m.next_item()
    if unit == "day" and m.before() not in ("in", "during", "for", "on"):
        return None
    if unit not in ("day", "week", "month", "quarter", "year") or m.after() in ("of", "-", "and"):
        return None
    if ahead is not None and ("NUM" in ahead.symbols or "YEAR" in ahead.symbols):
        return None
    if unit == "year" and m.after() in ("ended", "ending"):
        return length(Length(((1, "year"),)))
    return date(ReportedQuarter() if unit == "quarter" else Enclosing(unit, 0, "reference"))


def _before_last(m: Match) -> dict[str, Any] | None:
    unit = m["unit"]
    return date(Enclosing(unit, -2)) if unit in RANK else None


def _in_the(m: Match) -> list[Piece] | dict[str, Any] | None:
    """`earlier in the day`, `later in the month`."""
    unit = m["unit"]
    if unit not in ("day", "week", "month", "year", "season"):
        return None
    mod = "START" if m.items[m.start].word == "earlier" else "END"
    return date(Modified(Enclosing(unit, 0, "reference" if unit == "day" else "now"), mod))


def _week_of(m: Match) -> dict[str, Any] | None:
    return date(Around("week", m["date_day"]))


def _nth_week(m: Match) -> dict[str, Any] | None:
    """`the first week of March`, `the last weekend in May`."""
    unit, which = m["unit"], m.get("ord", -1)
    return date(PartOf(unit, which, m["whole"])) if unit in ("week", "weekend", "month", "quarter", "day") else None


def _nth_weekday(m: Match) -> dict[str, Any] | None:
    """`the second Sunday of March`."""
    part, number = m["date_day"], m["ord"]
    if not isinstance(part, Cyclic) or part.cycle.kind != "weekday" or number > _WEEKS:
        return None
    return date(NthWeekday(number, part.cycle.number, m["whole"]))


def _cyclic(m: Match) -> dict[str, Any] | None:
    """`last Friday`, `next March`, `this Sunday`."""
    which = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(m.get("which", ""), 0)
    if "month" in m.names:
        return date(Cyclic(Cycle("month", m["month"]), which))
    return date(Cyclic(Cycle("weekday", m["weekday"]), which))


# ago, later -----------------------------------------------------------------------------------
def _amounts(m: Match) -> tuple[tuple[int, str], ...] | None:
    """The whole amounts of a SPAN, None where the number is not known."""
    number, unit = m["span"]
    if number is None:
        return None
    if unit == "fortnight":
        number, unit = number * 2, "week"
    if unit in ("night", "weekend"):
        unit = "day"
    if number % 1:
        if unit == "year":
            return ((int(number * 12), "month"),)
        return ((int(number), unit),)
    return ((int(number), unit),)


def _ago(m: Match) -> dict[str, Any] | None:
    amounts = _amounts(m)
    if amounts is None:
        return date(Vague(PAST_REF))
    return date(YearAgo() if amounts == ((1, "year"),) else Away(amounts, -1))


def _later(m: Match) -> dict[str, Any] | None:
    amounts = _amounts(m)
    return date(Vague(FUTURE_REF) if amounts is None else Away(amounts, 1, "reference"))


def _earlier(m: Match) -> dict[str, Any] | None:
    amounts = _amounts(m)
    compared = amounts == ((1, "year"),)
    return date(Vague(PAST_REF) if amounts is None else Away(amounts, -1, "reference", keep=compared))


def _before(m: Match) -> dict[str, Any] | None:
    """`ten days before`, where nothing follows that it was before."""
    ahead = m.next_item()
    return _earlier(m) if ahead is None or not ahead.word[:1].isalnum() else None


def _from(sign: int) -> Any:
    def build(m: Match) -> dict[str, Any] | None:
        amounts = _amounts(m)
        base: Meaning = m["date"]
        return None if amounts is None else date(Away(amounts, sign, base))

    return build


def _from_now(m: Match) -> dict[str, Any] | None:
    amounts = _amounts(m)
    return date(Vague(FUTURE_REF) if amounts is None else Away(amounts, 1))


def _year_ago(m: Match) -> dict[str, Any] | None:
    """`the year-ago quarter`, `the year-earlier period`."""
    if m.get("unit") == "quarter":
        return date(Away(((1, "year"),), -1, ReportedQuarter(), keep=True))
    return date(Away(((1, "year"),), -1, "reference", keep=True))


def _year_ago_quarter(m: Match) -> dict[str, Any] | None:
    """`the year-ago third quarter`."""
    number = m["ord"]
    return date(Away(((1, "year"),), -1, Cyclic(Cycle("quarter", number)), keep=True)) if number <= 4 else None


# joined ---------------------------------------------------------------------------------------
def _in_period(m: Match) -> dict[str, Any] | None:
    """`July last year`, `the spring of next year`, `Friday of next week`, `last Friday in May`."""
    part, whole = m["part"], m["whole"]
    if isinstance(part, Cyclic) and part.which == -1 and part.cycle.kind == "weekday" and whole.unit == "month":
        return date(NthWeekday(-1, part.cycle.number, whole))
    return date(Within(m["part"], m["whole"])) if isinstance(m["part"], Cyclic) else None


def _half_year(m: Match) -> dict[str, Any] | None:
    """`the second half of last year`."""
    number = m["half"] if isinstance(m["half"], int) else 2
    return date(Within(Cyclic(Cycle("half", number)), m["date_year"])) if number <= 2 else None


def _possessive(m: Match) -> dict[str, Any] | None:
    """`this year's third quarter`."""
    return date(Within(m["part"], m["whole"]))


def _shared_year(m: Match) -> list[Piece]:
    """`August and September 1914`: the year is that of both."""
    last = m.at("b")
    return [Piece(0, 0, date(SharedYear(m["a"], m["b"]))), Piece(last, last, m.item("b").symbols)]


def _latest(m: Match) -> dict[str, Any] | None:
    """`the latest quarter`, `the latest period`: the quarter that is reported on."""
    return date(ReportedQuarter()) if m.get("unit", "quarter") == "quarter" else None


def _year_end(m: Match) -> dict[str, Any] | None:
    unit = m.get("unit", "year")
    base: Base = "reference" if unit == "month" else "now"
    return date(Modified(Enclosing(unit, 0, base), "END")) if unit in ("year", "month", "week") else None


BASE: Final = (
    Rule("the latest UNIT", _latest),
    Rule("the latest period", _latest),
    Rule("the? year -? end", _year_end),
    Rule("UNIT ' s end", _year_end),
    Rule("the full year", lambda m: date(Enclosing("year"))),
    Rule("this years", lambda m: date(Enclosing("year"))),
    Rule("the YEAR period|quarter", lambda m: date(QuarterOf(Fixed(Period("year", m["year"]))))),
    Rule("today", _day(0)),
    Rule("yesterday", _day(-1)),
    Rule("tomorrow", _day(1)),
    Rule("the day before yesterday", _day(-2)),
    Rule("the day after tomorrow", _day(2)),
    Rule("which:this|last|next UNIT", _enclosing),
    Rule("the which:coming|current|present UNIT", _enclosing),
    Rule("this which:coming|past UNIT", _enclosing),
    Rule("that|same UNIT", _same),
    Rule("the|that same UNIT", _same),
    Rule("the following|next|subsequent UNIT", _beside(1)),
    Rule("the previous|preceding|prior UNIT", _beside(-1)),
    Rule("the UNIT before", _beside(-1)),
    Rule("the UNIT after|afterwards", _beside(1)),
    Rule("the UNIT", _the_unit),
    Rule("the? which:last|next|this|past|previous|following WEEKDAY", _cyclic),
    Rule("this which:coming|past WEEKDAY", _cyclic),
    Rule("the? which:last|next|this|past|previous|following MONTH", _cyclic),
    Rule("this which:coming|past MONTH", _cyclic),
    Rule("the? comparable|corresponding? year - ago|earlier UNIT", _year_ago),
    Rule("the? comparable|corresponding? year - ago|earlier period", _year_ago),
    Rule("the? year - ago|earlier ORD -? quarter", _year_ago_quarter),
    Rule("the? year - ago|earlier", _year_ago),
    Rule("the UNIT before last", _before_last),
    Rule("earlier|later in|on in? the UNIT", _in_the),
    Rule("earlier|later in the UNIT", _in_the),
)
_WHOLE: Final = "whole:DATE_YEAR|DATE_WEEK|DATE_MONTH"
_PART: Final = "part:DATE_MONTH|DATE_DAY|DATE_SEASON|DATE_QUARTER|DATE_HALF|DATE_WEEKEND"
JOINED: Final = (
    Rule("a:LOOSE and|to|through|until|or|- b:YEARED", _shared_year),
    Rule("the? week of|beginning|starting|ending DATE_DAY", _week_of),
    Rule("the? ORD UNIT of|in whole:DATE_MONTH|DATE_YEAR|DATE_SEASON", _nth_week),
    Rule("the? last|final UNIT of|in whole:DATE_MONTH|DATE_YEAR|DATE_SEASON", _nth_week),
    Rule("the? ORD DATE_DAY of|in whole:DATE_MONTH", _nth_weekday),
    Rule("SPAN ago", _ago),
    Rule("SPAN back", _ago),
    Rule("SPAN later|afterwards|afterward|hence", _later),
    Rule("SPAN earlier|previously|beforehand", _earlier),
    Rule("SPAN before|prior", _before),
    Rule("SPAN from now", _from_now),
    Rule("SPAN after|from|following DATE", _from(1)),
    Rule("SPAN before|prior DATE", _from(-1)),
    Rule(f"{_PART} of? {_WHOLE}", _in_period),
    Rule(f"{_PART} in {_WHOLE}", _in_period),
    Rule("the? half:ORD|latter|last half of DATE_YEAR", _half_year),
    Rule(
        "the corresponding|comparable|same|equivalent period|quarter of? a? DATE_YEAR",
        lambda m: date(QuarterOf(m["date_year"])),
    ),
    Rule("DATE_YEAR ' s period|quarter", lambda m: date(QuarterOf(m["date_year"]))),
    Rule("x:DATE_QUARTER DATE_YEAR", lambda m: date(QuarterOf(m["date_year"]))),
    Rule(f"{_WHOLE} ' s {_PART}", _possessive),
)
