"""Quarters, halves, fiscal and academic years, seasons and weekends."""

from __future__ import annotations

from typing import Any, Final

from onrecord.date.cycles import Cycle
from onrecord.date.made import date
from onrecord.date.meaning import Cyclic, Enclosing, Fixed, Vague
from onrecord.date.pattern import Match, Rule
from onrecord.date.periods import Period


def _in_year(kind: str, number: int, year: int | None, which: int | None = None) -> dict[str, Any] | None:
    top = {"quarter": 4, "half": 2, "season": 3}[kind]
    if not (kind == "season") <= number + (kind == "season") <= top + (kind == "season") or (
        kind != "season" and number < 1
    ):
        return None
    cycle = Cycle(kind, number)
    if year is not None:
        found = cycle.at(year)
        return None if found is None else date(Fixed(found))
    return date(Cyclic(cycle, which), CYCLE=cycle)


def _quarter(m: Match) -> dict[str, Any] | None:
    ahead = m.next_item()
    if ahead is not None and ahead.word in ("mile", "miles", "finals", "final", "back"):
        return None
    return _in_year("quarter", m["ord"], m.get("year"))


def _q(m: Match) -> dict[str, Any] | None:
    return _in_year("quarter", m["num"], m.get("year")) if m.item("q").raw == "Q" else None


def _h(m: Match) -> dict[str, Any] | None:
    return _in_year("half", m["num"], m.get("year")) if m.item("h").raw == "H" else None


def _half(m: Match) -> dict[str, Any] | None:
    return _in_year("half", {"latter": 2, "last": 2, "first": 1}.get(m["half"], m["half"]), m.get("year"))


def _half_of_now(m: Match) -> dict[str, Any] | None:
    """`first-half profit`, `the second half of the year`."""
    return _in_year("half", 2 if m.get("half") == "latter" else m.get("ord", m.get("half")), None)


def _season(m: Match) -> dict[str, Any] | None:
    return _in_year("season", m["season"], m.get("year"))


def _bare_season(m: Match) -> dict[str, Any] | None:
    """`the summer`, `in spring`; "fall" and "spring" are verbs too, so a word before them must say so."""
    if "the" in (m.items[m.start].word,) and m.item("season").word == "fall" and m.after() in ("of", "in"):
        return None
    if m.items[m.start].word != "the" and m.before() not in (
        "in",
        "during",
        "since",
        "by",
        "until",
        "through",
        "next",
        "late",
        "early",
        "every",
    ):
        return None
    ahead = m.next_item()
    if ahead is not None and ahead.raw[:1].isupper() and m.items[m.start].word == "the":
        return None
    return date(Cyclic(Cycle("season", m["season"])), CYCLE=Cycle("season", m["season"]))


def _which_season(m: Match) -> dict[str, Any] | None:
    return date(Cyclic(Cycle("season", m["season"]), {"last": -1, "next": 1}.get(m["which"], 0)))


def _past_season(m: Match) -> dict[str, Any] | None:
    return date(Cyclic(Cycle("season", m["season"]), -1))


def _weekend(m: Match) -> dict[str, Any] | None:
    which = m.get("which", "the")
    if which in ("last", "past"):
        return date(Cyclic(Cycle("weekend"), -1))
    if which in ("next", "coming"):
        return date(Cyclic(Cycle("weekend"), 1))
    return date(Cyclic(Cycle("weekend"), 0 if which == "this" else None))


def _fiscal_year(m: Match) -> dict[str, Any] | None:
    year = m.get("year")
    if year is None:
        two = m["two"]
        year = two + (2000 if two < 40 else 1900)
    return date(Fixed(Period("year", year)))


def _current_fiscal(m: Match) -> dict[str, Any] | None:
    shift = {"last": -1, "previous": -1, "prior": -1, "past": -1, "next": 1, "coming": 1}.get(m.get("which", ""), 0)
    return date(Enclosing("year", shift))


def _academic(m: Match) -> dict[str, Any] | None:
    """`the 2015-16 season`: two calendar years, which no TIMEX3 value names; its first year stands for it."""
    first, two = m["year"], m["two"]
    return date(Vague(f"{first:04}")) if (first + 1) % 100 == two else None


BASE: Final = (
    Rule("the? fiscal? -? ORD -? fiscal? quarter", _quarter),
    Rule("the? ORD -? quarter of? YEAR", _quarter),
    Rule("YEAR ' s ORD -? quarter", _quarter),
    Rule("the? YEAR fiscal? ORD -? quarter", _quarter),
    Rule("the? ORD quarter of fiscal YEAR", _quarter),
    Rule("q:q +NUM YEAR?", _q),
    Rule("h:h +NUM YEAR?", _h),
    Rule("the? last|final|closing quarter of YEAR", lambda m: _in_year("quarter", 4, m["year"])),
    Rule("the? half:ORD|latter|last -? half of YEAR", _half),
    Rule("ORD - half", _half_of_now),
    Rule("the? half:ORD|latter -? half of the year", _half_of_now),
    Rule("the? SEASON of YEAR", _season),
    Rule("the? SEASON ,? YEAR", _season),
    Rule("the? YEAR SEASON", _season),
    Rule("the? SEASON", _bare_season),
    Rule("the? which:last|next|this|coming SEASON", _which_season),
    Rule("this past SEASON", _past_season),
    Rule("the weekend", _weekend),
    Rule("the? which:last|next|this|past|coming weekend", _weekend),
    Rule("this which:coming|past weekend", _weekend),
    Rule("the? fiscal year? YEAR", _fiscal_year),
    Rule("fy -? +YEAR", _fiscal_year),
    Rule("fy -? ' +TWO", _fiscal_year),
    Rule("the fiscal year", _current_fiscal),
    Rule(
        "the? which:current|last|next|previous|prior|past|coming|this|latest fiscal|school|academic|financial|tax year",
        _current_fiscal,
    ),
    Rule("the YEAR - TWO season|school|academic|financial|tax|fiscal year?", _academic),
)
