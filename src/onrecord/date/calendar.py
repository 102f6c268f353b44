"""Calendar dates: full dates, months, weekdays, years, decades, centuries, and days of feasts."""

from __future__ import annotations

from typing import Any, Final

from onrecord import lexicon
from onrecord.date.cycles import Cycle
from onrecord.date.made import date
from onrecord.date.meaning import Cyclic, Fixed, Vague
from onrecord.date.pattern import Match, Piece, Rule
from onrecord.date.periods import Period, day_number, valid
from onrecord.date.tense import word_class
from onrecord.date.years import PIVOT, ahead_is_noun

_DAY: Final = "day:DAY|ORD_DAY"
_WEEKDAY: Final = "weekday:WEEKDAY|WEEKDAY_SHORT"


# lexemes --------------------------------------------------------------------------------------
def _short(symbol: str) -> Rule:
    """A short name with its point; without one, where a day or year stands beside it: "Mar 3", but not "Mar-a-Lago"."""

    def build(m: Match) -> dict[str, Any] | None:
        if m.items[m.end - 1].word != "." and not _beside_number(m):
            return None
        return {symbol: m[f"{symbol.lower()}_short"]}

    return Rule(f"{symbol}_SHORT +.?", build)


def _beside_number(m: Match) -> bool:
    beside = (m.next_item(), m.previous_item())
    return any(item is not None and not item.symbols.keys().isdisjoint(("DAY", "ORD_DAY", "YEAR")) for item in beside)


def _short_weekday(m: Match) -> dict[str, Any] | None:
    return {"WEEKDAY_SHORT": m["weekday_short"]}


LEXEMES: Final = (
    _short("MONTH"),
    Rule("WEEKDAY_SHORT +.?", _short_weekday),
)


# dates ----------------------------------------------------------------------------------------
def _full_date(m: Match) -> dict[str, Any] | None:
    year, month, day = m["year"], m["month"], m["day"]
    if not valid(year, month, day):
        return None
    return date(Fixed(Period("day", day_number(year, month, day))))


def _month_day(m: Match) -> dict[str, Any] | None:
    month, day, ahead = m["month"], m["day"], m.next_item()
    if not valid(2000, month, day) or (ahead is not None and ahead.glued and ahead.word.isalpha()):
        return None
    if _named(m):
        return None
    return date(Cyclic(Cycle("monthday", month * 100 + day, weekday=m.get("weekday", 0))))


def _attacks(m: Match) -> list[Piece]:
    """`the Sept. 11 attacks`, `9/11`: those of 2001, whatever the year of the report."""
    last = m.at("last") if "last" in m.names else m.end - m.start - 1
    return [Piece(0, last, date(Fixed(Period("day", day_number(2001, 9, 11)))))]


def _september(m: Match) -> list[Piece] | None:
    return _attacks(m) if (m["month"], m["last"]) == (9, 11) else None


def _named(m: Match) -> bool:
    """`the Long March 4`, `a Women's March 3`: after a capitalised word that is no date, the month ends a name."""
    before = m.previous_item()
    if before is None or m.at("month") or m.item("month").word != "march":
        return False
    return before.raw[0].isupper() and before.word.isalpha() and not before.symbols and m.start > 1


def _month_year(m: Match) -> dict[str, Any] | None:
    return date(Fixed(Period("month", m["year"] * 12 + m["month"] - 1)))


def _iso_date(m: Match) -> dict[str, Any] | None:
    year, month, day = m["year"], m["m"], m["d"]
    return date(Fixed(Period("day", day_number(year, month, day)))) if valid(year, month, day) else None


def _slashed(m: Match) -> dict[str, Any] | None:
    """`11/21/2013`: a day and a month. Which is which is told only where one cannot be a month."""
    a, b = m["a"], m["b"]
    year = m.get("year", m.get("two", -1))
    if "two" in m.names:
        year += 2000 if year < PIVOT else 1900
    readings = {(x, y) for x, y in ((a, b), (b, a)) if valid(year, x, y)}
    if not readings:
        return None
    if len(readings) > 1:
        return date(Vague(None))
    month, day = readings.pop()
    return date(Fixed(Period("day", day_number(year, month, day))))


def _day_range(m: Match) -> list[Piece] | None:
    """`July 12-15`, `12 and 15 July 1944`: two days."""
    month, first, second, year = m["month"], m["a"], m["b"], m.get("year")
    if not (valid(2000, month, first) and valid(2000, month, second)):
        return None
    last = max(index for index, _ in m.path) - m.start

    def day(number: int) -> dict[str, Any]:
        if year is not None:
            return date(Fixed(Period("day", day_number(year, month, number))))
        return date(Cyclic(Cycle("monthday", month * 100 + number)))

    if m.at("month") < m.at("a"):
        return [Piece(0, m.at("a"), day(first)), Piece(m.at("b"), last, day(second))]
    return [Piece(m.at("a"), m.at("a"), day(first)), Piece(m.at("b"), last, day(second))]


def _weekday(m: Match) -> dict[str, Any] | None:
    return date(Cyclic(Cycle("weekday", m["weekday"])))


def _bare_month(m: Match) -> dict[str, Any] | None:
    item = m.item("month")
    return date(Cyclic(Cycle("month", m["month"]))) if _is_month(m, item.word) else None


def _is_month(m: Match, word: str) -> bool:
    """`May` and `April` are names and words too: they need a word before them that dates have."""
    if word not in lexicon.entries("date_ambiguous.txt"):
        return True
    if m.before(2 if m.before() == "-" else 1) in ("mid", "early", "late", "in", "since", "during", "until", "last"):
        return True
    ahead = m.next_item()
    if ahead is not None and ahead.word.isalpha() and ahead.raw[0].isupper() and not ahead.symbols:
        return False
    if m.before() in word_class("determiner") and ahead_is_noun(m):
        return ahead is not None and ahead.raw.islower()
    return m.before() in lexicon.entries("date_leads.txt") or (m.before() in ("'", "s") and m.before(2) == "year")


def _day_of_month(m: Match) -> dict[str, Any] | None:
    """`the 13th`: a day of the month, where no noun follows that it could count."""
    item, ahead = m.item("day"), m.next_item()
    if not item.raw[0].isdigit() or (ahead is not None and ahead.word[:1].isalpha() and not _follows(ahead.word)):
        return None
    return date(Cyclic(Cycle("monthly", m["day"]))) if m.before() in lexicon.entries("date_leads.txt") else None


def _follows(word: str) -> bool:
    return word in (
        "of",
        "and",
        "but",
        "the",
        "to",
        "when",
        "at",
        "in",
        "with",
        "by",
        "as",
        "a",
        "an",
        "after",
        "before",
    )


def _feast(m: Match) -> dict[str, Any] | None:
    rule, year = m["holiday"], m.get("year")
    if year is None:
        return date(Cyclic(Cycle("holiday", rule=rule)))
    found = Cycle("holiday", rule=rule).at(year)
    return None if found is None else date(Fixed(found))


DATES: Final = (
    *(
        Rule(f"{lead}{rest}", _full_date)
        for lead in ("", f"{_WEEKDAY} ,? ")
        for rest in (
            f"MONTH the? {_DAY} ,? YEAR",
            f"MONTH {_DAY} of YEAR",
            f"the? {_DAY} of? MONTH ,? YEAR",
            f"the? {_DAY} day? of MONTH ,? YEAR",
        )
    ),
    *(
        Rule(f"{lead}{rest}", _month_day)
        for lead in ("", f"{_WEEKDAY} ,? ")
        for rest in (f"MONTH the? {_DAY}", f"the? {_DAY} of? MONTH", f"the {_DAY} day? of MONTH")
    ),
    Rule("MONTH last:DAY|ORD_DAY ,? ATTACK", _september),
    Rule("9 +/ 11", _attacks),
    Rule("MONTH ,? YEAR", _month_year),
    Rule("MONTH of YEAR", _month_year),
    Rule("YEAR +- m:TWO +- d:TWO", _iso_date),
    Rule("YEAR +/ m:TWO +/ d:TWO", _iso_date),
    Rule("a:DAY +/ b:DAY +/ YEAR", _slashed),
    Rule("a:DAY +/ b:DAY +/ TWO", _slashed),
    Rule("MONTH a:DAY|ORD_DAY -|to|and|through b:DAY|ORD_DAY ,? YEAR", _day_range),
    Rule("MONTH a:DAY|ORD_DAY -|to|and|through b:DAY|ORD_DAY", _day_range),
    Rule("a:DAY|ORD_DAY -|to|and b:DAY|ORD_DAY of? MONTH ,? YEAR?", _day_range),
    Rule("WEEKDAY", _weekday),
    Rule("MONTH", _bare_month),
    Rule("the day:ORD_DAY", _day_of_month),
    Rule("HOLIDAY", _feast),
    Rule("HOLIDAY ,? of? YEAR", _feast),
)
