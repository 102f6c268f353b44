"""Durations: `ten years`, `a 30-day`, `two hours and a half`, `the past few weeks`, and ages, which are left alone."""

from __future__ import annotations

from typing import Any, Final

from onrecord.date.made import length
from onrecord.date.meaning import Length, Modified
from onrecord.date.pattern import Match, Piece, Rule

Amount = tuple[float | None, str]

_LETTER: Final = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "night": "D",
    "weekend": "WE",
    "week": "W",
    "fortnight": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "millennium": "ML",
    "season": "S",
}
_CLOCK: Final = ("second", "minute", "hour")
# Halves of these are whole numbers of a smaller unit.
# After these, "the days of" and "his years of" name an age and no length.
_DETERMINERS: Final = frozenset(["the", "these", "those", "his", "her", "its", "their", "our", "my", "your", "some"])
_HALF: Final = {"year": (6.0, "month"), "minute": (30.0, "second"), "hour": (30.0, "minute"), "day": (12.0, "hour")}


def duration_value(amounts: tuple[Amount, ...]) -> str:
    """The ISO 8601 duration: `P2Y6M`, `PT30M`, `PXW` where the number is not known."""
    days = "".join(_part(amount) for amount in amounts if amount[1] not in _CLOCK)
    clock = "".join(_part(amount) for amount in amounts if amount[1] in _CLOCK)
    return f"P{days}" + (f"T{clock}" if clock else "")


def _part(amount: Amount) -> str:
    number, unit = amount
    if unit == "fortnight" and number is not None:
        number *= 2
    return f"{'X' if number is None else f'{number:.10g}'}{_LETTER[unit]}"


def amounts_of(number: float | None, unit: str) -> tuple[Amount, ...]:
    """A number of units as whole amounts: two and a half years are two years and six months."""
    if number is not None and number % 1 == 0.5 and unit in _HALF:
        whole: tuple[Amount, ...] = ((number - 0.5, unit),) if number > 1 else ()
        return (*whole, _HALF[unit])
    return ((number, unit),)


def _unit(m: Match) -> str:
    unit: str = m["units"] if "units" in m.names else m["unit"]
    return unit


def _of(number: float | None, unit: str, **more: Any) -> dict[str, Any]:
    return length(Length(amounts_of(number, unit)), **more)


def _counted(m: Match) -> dict[str, Any] | None:
    """`ten years`, `10-year`, `eight trading days`. Four figures before a plain plural noun can be a year: refused."""
    number, unit = m["num"], _unit(m)
    if unit == "second" and "unit" in m.names and "-" not in _words(m):
        return None
    if unit == "quarter" and m.before() not in ("next", "past", "last", "previous", "coming", "for", "straight"):
        return None
    if "unit" in m.names and number > 999 and "-" not in _words(m):
        return None
    return _of(number, unit, SPAN=(number, unit))


def _words(m: Match) -> list[str]:
    return [m.items[index].word for index, _ in m.path]


def _one(m: Match) -> dict[str, Any] | None:
    unit = _unit(m)
    if m.after() == "-" and m.after(2) in ("ago", "earlier"):
        return None  # "a year-earlier loss"
    if unit in ("second", "quarter") or (unit == "night" and m.before() not in ("for", "in", "of")):
        return None
    return _of(1, unit, SPAN=(1, unit))


def _few(m: Match) -> dict[str, Any] | None:
    if m.get("few") in ("some", "many") and "units" not in m.names:
        return None
    return _of(None, _unit(m), SPAN=(None, _unit(m)))


def _couple(m: Match) -> dict[str, Any] | None:
    return length(Modified(Length(((2, _unit(m)),)), "APPROX"), SPAN=(2, _unit(m)))


def _between(m: Match) -> dict[str, Any] | None:
    """`two to three weeks`, `a year or two`: at least the lower number."""
    low, high = m.get("low", 1), m["high"]
    if not low < high:
        return None
    return length(Modified(Length(((low, _unit(m)),)), "EQUAL_OR_MORE"), SPAN=(None, _unit(m)))


def _half(m: Match) -> dict[str, Any] | None:
    number = m.get("num", 1) + 0.5
    return _of(number, _unit(m), SPAN=(number, _unit(m)))


def _only_half(m: Match) -> dict[str, Any] | None:
    """`half an hour`, `a half-century`, `the past quarter-century`."""
    unit = _unit(m)
    if "quarter" in _words(m):
        return _of(25, "year") if unit == "century" else None
    years = {"century": 50, "decade": 5}
    if unit in years:
        return _of(years[unit], "year")
    if unit == "year":
        return _of(0.5, unit, SPAN=(0.5, unit))
    return _of(0.5, unit) if unit in ("hour", "day", "minute", "month") else None


def _both(m: Match) -> dict[str, Any] | None:
    """`two hours and 30 minutes`."""
    units = (m["a"], m["b"])
    order = tuple(_LETTER)
    if order.index(units[0]) <= order.index(units[1]):
        return None
    return length(Length(((m.get("first", 1), units[0]), (m["second"], units[1]))))


def _bare(m: Match) -> dict[str, Any] | None:
    """`for years`, `months of talks`: where a word of duration leads in or follows, or the unit is long."""
    unit = _unit(m)
    if unit not in ("second", "minute", "night", "quarter") and m.after() == "of" and m.before() not in _DETERMINERS:
        return _of(None, unit, SPAN=(None, unit))
    if unit in ("decade", "century") or m.before() in (
        "for",
        "in",
        "within",
        "over",
        "after",
        "of",
        "lasted",
        "took",
        "take",
        "spent",
    ):
        return (
            None if m.before() == "of" and unit in ("second", "minute", "night") else _of(None, unit, SPAN=(None, unit))
        )
    if m.after() in ("ago", "later", "earlier", "before", "after"):
        return _of(None, unit, SPAN=(None, unit))
    return None


def _whole(m: Match) -> dict[str, Any] | None:
    return _of(1, _unit(m))


def _long(m: Match) -> dict[str, Any] | None:
    """`year-long`, `months-long`."""
    symbols = m.item("units").symbols
    return _of(1 if "UNIT" in symbols else None, symbols.get("UNIT") or symbols["UNITS"])


def _bare_some(m: Match) -> dict[str, Any] | None:
    """`the years to come`, `over the years`."""
    if "to" in _words(m) or "ahead" in _words(m) or m.before() in ("over", "through", "in", "down"):
        return _of(None, _unit(m))
    return None


def _nearby(m: Match) -> dict[str, Any] | None:
    """`the past three months`, `the next few days`."""
    number = 2 if "couple" in _words(m) else m.get("num")
    return _of(number, _unit(m))


def _nearby_one(m: Match) -> dict[str, Any] | None:
    """`the past year`; "the last week of May" is none."""
    return None if m.after() == "of" or _unit(m) in ("night", "weekend", "quarter") else _of(1, _unit(m))


def _part_of_range(m: Match) -> dict[str, Any] | None:
    """`the first nine months`, `the final two weeks`."""
    return _of(m.get("num"), _unit(m))


def _age(m: Match) -> list[Piece]:
    """`34 years old`, `8-month-old`: an age is no time."""
    return [Piece(0, m.end - m.start - 1, {"AGE": True})]


def _lasting(m: Match) -> list[Piece]:
    """`the 8-month-old truce`: how long a thing has gone on is a length of time."""
    return [
        Piece(0, m.at("lasting") - 1, _of(m["num"], m.item("u").symbols.get("UNIT") or m.item("u").symbols["UNITS"]))
    ]


_UNITS: Final = "units:UNIT|UNITS"
_ADJECTIVES: Final = "UNIT_ADJECTIVE|LENGTH_ADJECTIVE"
BASE: Final = (
    Rule(f"NUM -? {_UNITS}", _counted),
    Rule("NUM -? UNIT", _counted),
    Rule("NUM UNITS", _counted),
    Rule(f"NUM {_ADJECTIVES} UNITS", _counted),
    Rule(f"NUM {_ADJECTIVES} {_ADJECTIVES} UNITS", _counted),
    Rule("NUM -? UNIT -? long", _counted),
    Rule("NUM -? UNIT time|period|span|term|stretch", _counted),
    Rule("the NUM UNITS", _counted),
    Rule("a|an NUM -? UNIT period|term|span", _counted),
    Rule("a|an UNIT", _one),
    Rule(f"a|an|another|one {_ADJECTIVES} UNIT", _one),
    Rule("another UNIT", _one),
    Rule("another NUM UNITS", _counted),
    Rule("FEW UNITS", _few),
    Rule("FEW more|other UNITS", _few),
    Rule("FEW - UNIT", _few),
    Rule("a|the few|good UNITS", _few),
    Rule("a few more|short|brief UNITS", _few),
    Rule("the several UNITS", _few),
    Rule("tens|dozens|scores|hundreds|thousands|millions of UNITS", _few),
    Rule("a? couple of? more? UNITS", _couple),
    Rule("low:NUM to|or|and|- high:NUM -? units:UNITS|UNIT", _between),
    Rule("a UNIT or high:NUM", _between),
    Rule("NUM and a half UNITS", _half),
    Rule("a|an|one UNIT and a half", _half),
    Rule("NUM UNITS and a half", _half),
    Rule("a|one UNIT - and - a - half", _half),
    Rule("half a|an UNIT", _only_half),
    Rule("a half -? UNIT", _only_half),
    Rule("half|quarter - UNIT", _only_half),
    Rule("a quarter - UNIT", _only_half),
    Rule("the last|past|next half|quarter -? UNIT", _only_half),
    Rule("half of a UNIT", _only_half),
    Rule("first:NUM a:UNITS|UNIT ,? and? second:NUM b:UNITS|UNIT", _both),
    Rule("a|one a:UNIT and second:NUM b:UNITS", _both),
    Rule("UNITS", _bare),
    Rule("units:UNIT|UNITS -? long", _long),
    Rule("the UNITS ahead", _bare_some),
    Rule("the UNITS to come", _bare_some),
    Rule("the UNITS", _bare_some),
    Rule("all|whole|entire|full UNIT", _whole),
    Rule("the whole|entire UNIT", _whole),
    Rule("the? last_word:LAST|NEXT|PRIOR|AFTERWARD|coming NUM UNITS", _nearby),
    Rule("the? last_word:LAST|NEXT|PRIOR|AFTERWARD|coming NUM UNIT_ADJECTIVE UNITS", _nearby),
    Rule("the? last_word:LAST|NEXT|PRIOR|AFTERWARD|coming few:FEW|couple of? UNITS", _nearby),
    Rule("the past|last UNIT", _nearby_one),
    Rule("the? next|past|last|coming UNIT or high:NUM", _between),
    Rule("the? next|past|last|coming low:NUM to|or|and|- high:NUM UNITS", _between),
    Rule("the first|final|opening|initial|last|latest NUM UNITS", _part_of_range),
    Rule("the first|final|opening|last FEW UNITS", _part_of_range),
    Rule("NUM -? u:UNITS|UNIT -? old", _age),
    Rule("NUM - u:UNITS|UNIT - old LASTING", _lasting),
    Rule("NUM -? u:UNITS|UNIT -? olds", _age),
    Rule("a? u:UNITS|UNIT - old", _age),
    Rule("NUM UNITS of age", _age),
    Rule("NUM and? a half u:UNITS|UNIT old", _age),
    Rule("aged|age NUM", _age),
)
