"""Times of day: clock times, parts of the day, `tonight`, `last night`, and how they join a day."""

from __future__ import annotations

from typing import Any, Final

from onrecord.date.made import time
from onrecord.date.meaning import AtTime, Enclosing, Fixed, Meaning, Modified, Vague
from onrecord.date.pattern import Match, Piece, Rule
from onrecord.date.periods import Period, day_number, valid
from onrecord.date.tense import word_class as _class

# lexemes --------------------------------------------------------------------------------------
LEXEMES: Final = (
    Rule("a +. +m +.?", lambda m: {"AMPM": "am"}),
    Rule("p +. +m +.?", lambda m: {"AMPM": "pm"}),
)


def _suffix(hour: int, minute: int | None, half: str | None) -> str | None:
    if half == "pm" and 1 <= hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    if hour > 24 or (minute or 0) > 59:
        return None
    return f"T{hour:02}:{minute or 0:02}"


def _clock(m: Match) -> dict[str, Any] | None:
    half = m.get("ampm")
    if half is not None and not _is_half(m):
        return None
    hour = m.get("hour", m.get("hour_word"))
    suffix = _suffix(hour, m.get("minute"), half)
    return None if suffix is None else time(AtTime(suffix), CLOCK=suffix)


def _is_half(m: Match) -> bool:
    """`am` after a number is half a day, but not in "10 am I"."""
    return not (m.item("ampm").word == "am" and not m.item("ampm").glued and m.after() in ("i", "not"))


def _decimal_clock(m: Match) -> dict[str, Any] | None:
    """`7.30pm`, as printed in Britain."""
    hour = int(m["num"])
    minute = round((m["num"] - hour) * 100)
    suffix = _suffix(hour, minute, m["ampm"]) if 1 <= hour <= 12 else None
    return None if suffix is None else time(AtTime(suffix), CLOCK=suffix)


def _military(m: Match) -> dict[str, Any] | None:
    digits = m["digits"]
    suffix = _suffix(int(digits[:2]), int(digits[2:]), None) if len(digits) == 4 else None
    return None if suffix is None else time(AtTime(suffix), CLOCK=suffix)


def _word_clock(m: Match) -> dict[str, Any] | None:
    return time(AtTime(m["clock_word"]), CLOCK=m["clock_word"])


def _the_part(m: Match) -> dict[str, Any] | None:
    """`the morning`: on the day last spoken of; "the dawn of an age" is none."""
    if m.after() == "of" and m.item("part").word in ("dawn", "sunset", "dusk", "nightfall"):
        return None
    return time(AtTime(m["part"]), PART_TIME=m["part"])


def _this_part(m: Match) -> dict[str, Any] | None:
    return time(AtTime(m["part"], Enclosing("day")))


def _that_part(m: Match) -> dict[str, Any] | None:
    return time(AtTime(m["part"], Enclosing("day", 0, "reference")))


def _last_part(m: Match) -> dict[str, Any] | None:
    return time(AtTime(m["part"], Enclosing("day", -1)))


def _next_part(m: Match) -> dict[str, Any] | None:
    return time(AtTime(m["part"], Enclosing("day", 1, "reference")))


def _at_part(m: Match) -> list[Piece] | None:
    """`at dawn`, `by midday`; `at night` is any night."""
    part = m["part"]
    meaning: Meaning = Vague("XXXX-XX-XXTNI", "TIME", "time") if m.item("part").word == "night" else AtTime(part)
    return [Piece(1, 1, time(meaning))]


def _wide_part(m: Match) -> dict[str, Any] | None:
    """`mid-afternoon`, `the early morning`: on the day last spoken of, or on one that follows."""
    return time(Modified(AtTime(m["part"]), m["mod"]), WIDE_PART=(m["mod"], m["part"]))


def _stamp(m: Match) -> dict[str, Any] | None:
    """`2013-03-22T10:00`."""
    year, month, day = m["year"], m["m"], m["d"]
    suffix = _suffix(m["hour"], m["minute"], None)
    if suffix is None or not valid(year, month, day):
        return None
    return time(AtTime(suffix, Fixed(Period("day", day_number(year, month, day)))))


def _hours_of(m: Match) -> dict[str, Any] | None:
    """`the early hours of Tuesday`."""
    early = "early" in m.names
    return time(Modified(AtTime("TMO" if early else "TNI", m["date_day"]), "START" if early else "END"))


def _clock_range(m: Match) -> list[Piece]:
    """`10 a.m. to 5 p.m. on Friday`: both on the Friday."""
    last = max(index for index, _ in m.path) - m.start
    first, second = (time(AtTime(m[name], m["date_day"])) for name in ("a", "b"))
    return [Piece(0, 0, first), Piece(m.at("b"), last, second)]


def _tonight(m: Match) -> dict[str, Any] | None:
    return time(AtTime("TNI", Enclosing("day")))


def _overnight(m: Match) -> dict[str, Any] | None:
    ahead = m.next_item()
    if ahead is not None and ahead.raw.islower() and ahead.word not in _class("after_adverb") and not ahead.symbols:
        return None
    return time(AtTime("TNI", Enclosing("day", -1)))


_MINUTE: Final = "+: minute:TWO"
BASE: Final = (
    Rule(f"HOUR {_MINUTE}", _clock),
    Rule(f"HOUR {_MINUTE} AMPM", _clock),
    Rule(f"HOUR {_MINUTE} +: TWO AMPM?", _clock),
    Rule("HOUR AMPM", _clock),
    Rule(f"HOUR {_MINUTE} AMPM? ZONE", _clock),
    Rule("HOUR AMPM ZONE", _clock),
    Rule(f"HOUR {_MINUTE} hrs|hours|h", _clock),
    Rule("NUM AMPM ZONE?", _decimal_clock),
    Rule("hour:HOUR|HOUR_WORD o ' clock", _clock),
    Rule("hour_word:HOUR_WORD AMPM", _clock),
    Rule("DIGITS hrs|hours", _military),
    Rule("DIGITS ZONE", _military),
    Rule("CLOCK_WORD", _word_clock),
    Rule("HOUR +: minute:TWO AMPM? local time", _clock),
    Rule("HOUR AMPM local time", _clock),
    Rule("CLOCK_WORD local time", _word_clock),
    Rule("CLOCK_WORD ZONE", _word_clock),
    Rule("YEAR +- m:TWO +- d:TWO +t +HOUR +: minute:TWO", _stamp),
    Rule("the? mod:EARLY|LATE|MIDDLE -? PART", _wide_part),
    Rule("at|by|around|before|after|until|till PART", _at_part),
    Rule("the PART", _the_part),
    Rule("this PART", _this_part),
    Rule("that|same PART", _that_part),
    Rule("the same PART", _that_part),
    Rule("last|yesterday PART", _last_part),
    Rule("tomorrow PART", lambda m: time(AtTime(m["part"], Enclosing("day", 1)))),
    Rule("the? next|following PART", _next_part),
    Rule("tonight", _tonight),
    Rule("overnight", _overnight),
)


# joined to a day ------------------------------------------------------------------------------
def _day_part(m: Match) -> dict[str, Any] | None:
    return time(AtTime(m["part"], m["date_day"]))


def _clock_on(m: Match) -> dict[str, Any] | None:
    return time(AtTime(m["clock"], m["date_day"]))


def _part_of(m: Match) -> dict[str, Any] | None:
    return time(AtTime(m["part_time"], m["date_day"]))


def _wide_day_part(m: Match) -> dict[str, Any] | None:
    return time(Modified(AtTime(m["part"], m["date_day"]), m["mod"]))


def _wide_part_day(m: Match) -> dict[str, Any] | None:
    """`mid-afternoon yesterday`, `the early morning hours of 30 April`."""
    mod, part = m["wide_part"]
    return time(Modified(AtTime(part, m["date_day"]), mod))


def _at_suffix(day: Meaning, suffix: str) -> dict[str, Any]:
    return time(AtTime(suffix, day))


JOINED: Final = (
    Rule("DATE_DAY PART", _day_part),
    Rule("DATE_DAY CLOCK_WORD", lambda m: _at_suffix(m["date_day"], m["clock_word"])),
    Rule("mod:EARLY|LATE|MIDDLE -? DATE_DAY PART", _wide_day_part),
    Rule("mod:EARLY|LATE on DATE_DAY PART", _wide_day_part),
    Rule("WIDE_PART DATE_DAY", _wide_part_day),
    Rule("WIDE_PART hours? of|on DATE_DAY", _wide_part_day),
    Rule("mod:EARLY|LATE TIME", lambda m: time(Modified(m["time"], m["mod"]))),
    Rule("a:CLOCK to|and|until|till|- b:CLOCK ,? on? DATE_DAY", _clock_range),
    Rule("the early:early hours of|on DATE_DAY", _hours_of),
    Rule("the late:late hours of|on DATE_DAY", _hours_of),
    Rule("CLOCK ,? on? DATE_DAY", _clock_on),
    Rule("CLOCK on the? DATE_DAY", _clock_on),
    Rule("DATE_DAY ,? at? CLOCK", _clock_on),
    Rule("PART_TIME of DATE_DAY", _part_of),
    Rule("PART of DATE_DAY", lambda m: _at_suffix(m["date_day"], m["part"])),
)
