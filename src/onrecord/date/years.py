"""Years and longer: `1871`, `'68`, `480 BC`, `1914-18`, `the 1990s`, `the 19th century`."""

from __future__ import annotations

from itertools import dropwhile
from typing import Any, Final

from onrecord import lexicon
from onrecord.date.made import date
from onrecord.date.meaning import Fixed
from onrecord.date.pattern import Match, Piece, Rule
from onrecord.date.periods import Period
from onrecord.date.tense import word_class

# A bare year is a year between these, or where a word before it says so.
_PLAIN_YEARS: Final = range(1900, 2041)
# Two digits of a year: '68 is 1968, '12 is 2012.
PIVOT: Final = 40
_ERAS: Final = ("bc:bc|bce", "b +. +c +.?", "b +. c +.?")


# lexemes --------------------------------------------------------------------------------------
def _apostrophe_year(m: Match) -> dict[str, Any] | None:
    if m.item("mark").glued and m.start:
        return None
    two = m["two"]
    return {"YEAR": two + (2000 if two < PIVOT else 1900)}


def _era_year(m: Match) -> dict[str, Any] | None:
    year = m.get("year", m.get("num"))
    return {"YEAR": 1 - int(year), "ERA": True} if 0 < year < 10_000 else None


def _our_era_year(m: Match) -> dict[str, Any] | None:
    year = m.get("year", m.get("num"))
    raw = m.item("era").raw
    return {"YEAR": int(year), "ERA": True} if raw.isupper() and 0 < year < 2200 else None


def _decade(m: Match) -> dict[str, Any] | None:
    """`1990s`, `'80s`, `nineties`; the 1800s are a century only to some, so they stay the decade."""
    begin, digits = m["decade"], m.item("decade").symbols["DIGITS"]
    if "bc" in m.names:
        return {"DECADE_OF": -(begin // 10) - 1}
    if digits == 2:
        begin += 2000 if begin < 20 else 1900
    return {"DECADE_OF": begin // 10} if begin >= 100 else None


LEXEMES: Final = (
    Rule("mark:' +TWO", _apostrophe_year),
    *(Rule(f"year:YEAR|NUM {era}", _era_year) for era in _ERAS),
    Rule("era:ad|ce year:YEAR|NUM", _our_era_year),
    Rule("year:YEAR|NUM era:ad|ce", _our_era_year),
    Rule("[ NUM ]", lambda m: m.item("num").symbols),
    Rule("'? DECADE", _decade),
    Rule("DECADE bc:bc|bce", _decade),
    Rule("DECADE bc:b +. +c +.?", _decade),
)


# dates ----------------------------------------------------------------------------------------
def _year_range(m: Match) -> list[Piece] | None:
    """`1914-18`: two years."""
    first, two = m["year"], m["two"]
    second = first - first % 100 + two
    if second <= first:
        return None
    return [
        Piece(0, 0, date(Fixed(Period("year", first)))),
        Piece(m.at("two"), m.at("two"), date(Fixed(Period("year", second)))),
    ]


def ahead_is_noun(m: Match) -> bool:
    """Whether a word follows that the expression can stand before: "the 1784 treaty", "a June agreement"."""
    ahead = m.next_item()
    return ahead is not None and ahead.word.isalpha() and ahead.word not in word_class("after_adverb")


def _bare_year(m: Match) -> dict[str, Any] | None:
    year = m["year"]
    item = m.item("year")
    if "ERA" in item.symbols:
        return date(Fixed(Period("year", year)))
    led = m.before() in lexicon.entries("date_leads.txt") or m.before() == "("
    led = led or (m.before() == "the" and year >= 1500 and ahead_is_noun(m))
    previous = m.previous_item()
    if previous is not None and previous.word in lexicon.entries("date_not_years.txt"):
        return None
    if item.glued and m.before() == "-" and m.start > 1 and "DIGITS" in m.items[m.start - 2].symbols:
        return None
    if item.glued and m.before() in ("$", "£", "€", ".", ",", "/", "#"):
        return None
    ahead = m.next_item()
    if ahead is not None and (ahead.word in ("%", "percent", "°") or ("UNITS" in ahead.symbols)):
        return None
    if ahead is not None and ahead.glued and ahead.word in ("/", "°", ":") and _digit_after(m):
        return None
    if year in _PLAIN_YEARS and (led or not _counts(ahead)):
        return date(Fixed(Period("year", year)))
    return date(Fixed(Period("year", year))) if led and not _counts(ahead) and year < 2100 else None


def _digit_after(m: Match) -> bool:
    """`1990:15`, `1990/2`: the mark that follows joins another number."""
    return m.end + 1 < len(m.items) and "NUM" in m.items[m.end + 1].symbols


def _counts(ahead: Any) -> bool:
    """Whether the word that follows is a plural noun, which a number would count."""
    if ahead is not None and ahead.word in ("people", "men", "women", "children", "sq", "square", "feet", "acres"):
        return True
    return (
        ahead is not None
        and len(ahead.word) > 3
        and ahead.raw.islower()
        and ahead.word.endswith("s")
        and not ahead.symbols
    )


def _named_year(m: Match) -> dict[str, Any] | None:
    year = m.get("year", m.get("num"))
    return date(Fixed(Period("year", int(year)))) if 0 < year < 2200 or "year" in m.names else None


def _the_decade(m: Match) -> dict[str, Any] | None:
    """`the 1990s`; "in his 50s", "in her early 30s" and "in her mid-30s" are ages."""
    before = dropwhile(("early", "mid", "late", "-").__contains__, (m.before(back) for back in (1, 2, 3)))
    if next(before, "") in ("his", "her", "their", "my", "your", "our"):
        return {"AGE": True}
    return date(Fixed(Period("decade", m["decade_of"])))


def _century(m: Match) -> dict[str, Any] | None:
    number = m["ord"]
    if not 1 <= number <= 30:
        return None
    era = "era" in m.names
    return date(Fixed(Period("century", -number if era else number - 1)))


def _centuries(m: Match) -> list[Piece] | None:
    """`the 18th and 19th centuries`."""
    first, second = m["a"], m["b"]
    if not 1 <= first < second <= 30:
        return None
    last = max(index for index, _ in m.path) - m.start
    pieces = [date(Fixed(Period("century", number - 1))) for number in (first, second)]
    return [Piece(0, m.at("a"), pieces[0]), Piece(m.at("b"), last, pieces[1])]


def _years(m: Match) -> list[Piece] | None:
    """`1861-1863`, `from 499 to 493 BC`."""
    era = "ERA" in m.item("b").symbols
    first, second = m.get("a", 0), m["b"]
    if era and "ERA" not in m.item("a").symbols:
        first = 1 - int(first)
    if not first < second <= first + 200 or (not era and first < 1000):
        return None
    years = [date(Fixed(Period("year", int(year)))) for year in (first, second)]
    return [Piece(0, 0, years[0]), Piece(m.at("b"), m.at("b"), years[1])]


DATES: Final = (
    Rule("YEAR - +TWO", _year_range),
    Rule("a:YEAR|NUM -|to|and|through b:YEAR", _years),
    Rule("YEAR", _bare_year),
    Rule("the? year year:YEAR|NUM", _named_year),
    Rule("the? DECADE_OF", _the_decade),
    Rule("the? a:ORD and|or|to|through b:ORD centuries", _centuries),
    Rule("the? ORD -? century", _century),
    Rule("the? ORD -? century era:bc|bce", _century),
    Rule("the? ORD -? century era:b +. +c +.?", _century),
)
