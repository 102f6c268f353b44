"""Sets: `every month`, `Tuesday nights`, `twice a week`, `daily`."""

from __future__ import annotations

from typing import Any, Final

from onrecord.date.cycles import Cycle
from onrecord.date.durations import duration_value
from onrecord.date.made import every
from onrecord.date.meaning import Vague
from onrecord.date.pattern import Match, Rule
from onrecord.date.tense import word_class

_ADVERBS: Final = {
    "hourly": "PT1H",
    "nightly": "XXXX-XX-XXTNI",
    "daily": "XXXX-XX-XX",
    "weekly": "XXXX-WXX",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "XXXX-XX",
    "quarterly": "XXXX-QX",
    "yearly": "XXXX",
    "annually": "XXXX",
}


# Before a noun these name a kind of account, dividend or report.
_OF_ACCOUNTS: Final = ("quarterly", "annually", "yearly")


def _set(value: str) -> dict[str, Any]:
    return every(Vague(value, "SET", "set"))


def _every_unit(m: Match) -> dict[str, Any] | None:
    number = m.get("num", 2 if "other" in m.names else 1)
    unit = m["units"] if "units" in m.names else m["unit"]
    return None if unit == "second" and m.before() == "" else _set(duration_value(((number, unit),)))


def _every_part(m: Match) -> dict[str, Any] | None:
    return _set(f"XXXX-XX-XX{m['part']}")


def _every_weekday(m: Match) -> dict[str, Any] | None:
    number = m["weekday"] if "weekday" in m.names else m["weekdays"]
    return _set(f"{Cycle('weekday', number).unknown}{m.get('parts', m.get('part', ''))}")


def _every_month(m: Match) -> dict[str, Any] | None:
    return _set(Cycle("month", m["month"]).unknown)


def _every_season(m: Match) -> dict[str, Any] | None:
    return _set(Cycle("season", m["season"]).unknown)


def _adverb(m: Match) -> dict[str, Any] | None:
    """`sold daily`, `daily flights`; in "the Daily Planet" it is a name."""
    item, ahead = m.items[m.start], m.next_item()
    if item.raw[:1].isupper():
        return None
    noun = ahead is not None and ahead.raw.islower() and ahead.word not in word_class("after_adverb")
    if noun and item.word in _OF_ACCOUNTS:
        return None
    return _set(_ADVERBS[item.word])


def _rate(m: Match) -> dict[str, Any] | None:
    """`$5 a share a year`, `twice a week`, `100 times per day`."""
    return _set(duration_value(((1, m["unit"]),)))


def _a_rate(m: Match) -> dict[str, Any] | None:
    """ "a year" after an amount or a count is a rate."""
    before = m.previous_item()
    if before is None or m.after() in ("ago", "earlier", "later", "before", "after", "-"):
        return None
    counted = before.word in (
        "once",
        "twice",
        "times",
        "million",
        "billion",
        "trillion",
        "percent",
        "%",
        "hours",
        "days",
        "tons",
        "cents",
        "dollars",
    )
    money = "NUM" in before.symbols and m.start > 1 and m.before(2) in ("$", "£", "€")
    return _rate(m) if counted or money or ("NUM" in before.symbols and before.symbols["NUM"] >= 1000) else None


BASE: Final = (
    Rule("EVERY UNIT", _every_unit),
    Rule("EVERY NUM UNITS", _every_unit),
    Rule("EVERY other:other UNIT", _every_unit),
    Rule("EVERY single UNIT", _every_unit),
    Rule("EVERY PART", _every_part),
    Rule("EVERY WEEKDAY PART?", _every_weekday),
    Rule("WEEKDAYS", _every_weekday),
    Rule("WEEKDAY PARTS", _every_weekday),
    Rule("EVERY MONTH", _every_month),
    Rule("EVERY SEASON", _every_season),
    *(Rule(adverb, _adverb) for adverb in _ADVERBS),
    Rule("once|twice|thrice a|an|each|every|per UNIT", _rate),
    Rule("NUM times a|an|each|every|per UNIT", _rate),
    Rule("weekends", lambda m: _set("XXXX-WXX-WE")),
    Rule("per UNIT", _rate),
    Rule("a|an UNIT", _a_rate),
)
