"""A date as newspapers print it ("4:05 PM EST, Tue January 3, 2023") → ISO 8601. Whole dates only: with their year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from onrecord import lexicon

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_GAP = r"[ \t\u00a0\u202f]{0,3}"
# Tokenised texts have blanks before their commas and around their colons, so every gap is optional.
_COMMA = rf"{_GAP},?{_GAP}"
_COLON = r"[ ]?:[ ]?"
_DATES = (
    rf"(?P<m1>{_MONTH}){_GAP}(?P<d1>{_DAY}){_COMMA}(?P<y1>{_YEAR})"
    rf"|(?P<d2>{_DAY})(?:{_GAP}of)?[ \t\u00a0-]{{0,3}}(?P<m2>{_MONTH}),?[ \t\u00a0-]{{0,3}}(?P<y2>{_YEAR})"
    rf"|(?P<y3>{_YEAR})(?P<s3>[-/.])(?P<m3>[01]?\d)(?P=s3)(?P<d3>[0-3]?\d)(?!\d)"
    rf"|(?P<p4>[0-3]?\d)(?P<s4>[ ]?[./-][ ]?)(?P<q4>[0-3]?\d)(?P=s4)(?P<y4>{_YEAR})"
)
_ZONES = r"(?:[A-Z]{2,4}\b|[+-]\d\d:?\d\d)"


def _time(n: int) -> str:
    return (
        rf"(?:(?P<h{n}>[0-2]?\d)(?:{_COLON}|\.)(?P<i{n}>[0-5]\d)(?:{_COLON}(?P<c{n}>[0-5]\d))?(?!\d)"
        rf"(?:{_GAP}(?P<ap{n}>[ap]\.?m\b\.?))?"
        rf"|(?P<hh{n}>[01]?\d){_GAP}(?P<aph{n}>[ap]\.?m\b\.?)"
        rf"|(?P<hm{n}>[0-2]\d[0-5]\d)(?={_GAP}\(?(?-i:GMT|UTC)))"
        rf"(?:{_GAP}\(?(?P<z{n}>Z\b|(?-i:{_ZONES}))\)?)?"
    )


_JOIN = rf"{_GAP}(?:,|at\b|on\b|[-–—|/@]|T(?=\d))?{_GAP}(?:at\b)?{_GAP}"
_PRINTED = re.compile(
    rf"(?<![\w.:/-])(?:{_time(1)}{_JOIN})?(?:{_WEEKDAY}{_COMMA})?(?:{_DATES})(?:{_JOIN}{_time(2)})?(?![\w/])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as printed: where it stands, and its value in ISO 8601."""

    start: int
    end: int
    value: str


def printed_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[Printed]:
    """The full dates in `text[start:end]`, in order, each with the time of day and zone beside it.

    Dates that read two ways ("03/04/2024") are left out, and so is a zone whose letters mean several.
    """
    for match in _PRINTED.finditer(text, start, len(text) if end is None else end):
        day = _day(match)
        if day is None:
            continue
        yield Printed(match.start(), match.end(), day.isoformat() + _clock(match, day))


def _day(match: re.Match[str]) -> date | None:
    try:
        if match["y1"]:
            return date(int(match["y1"]), month_number(match["m1"]), day_number(match["d1"]))
        if match["y2"]:
            return date(int(match["y2"]), month_number(match["m2"]), day_number(match["d2"]))
        if match["y3"]:
            return date(int(match["y3"]), int(match["m3"]), int(match["d3"]))
        return _either_order(int(match["p4"]), int(match["q4"]), int(match["y4"]), match["s4"].strip())
    except ValueError:
        return None


def _either_order(first: int, second: int, year: int, separator: str) -> date | None:
    """Day first or month first: told where one of them is over 12 or both are the same; points mean day first."""
    if separator == "." or first > 12:
        return date(year, second, first)
    if second > 12 or first == second:
        return date(year, first, second)
    return None


def month_number(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def day_number(day: str) -> int:
    return int(day.rstrip("stndrhSTNDRH"))


def _clock(match: re.Match[str], day: date) -> str:
    """ "T16:05-05:00", or "" where no time (or none that can be) stands beside the date."""
    n = 1 if match["h1"] or match["hh1"] or match["hm1"] else 2
    if match[f"hm{n}"]:
        hour, minute, half = int(match[f"hm{n}"][:2]), int(match[f"hm{n}"][2:]), ""
    elif match[f"hh{n}"]:
        hour, minute, half = int(match[f"hh{n}"]), 0, match[f"aph{n}"]
    elif match[f"h{n}"]:
        hour, minute, half = int(match[f"h{n}"]), int(match[f"i{n}"]), match[f"ap{n}"] or ""
    else:
        return ""
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    if hour > 23:
        return ""
    second = match[f"c{n}"]
    zone = _offset(match[f"z{n}"], datetime(day.year, day.month, day.day, hour, minute))
    return f"T{hour:02}:{minute:02}" + (f":{second}" if second else "") + zone


def _offset(zone: str | None, moment: datetime) -> str:
    if not zone:
        return ""
    if zone[0] in "+-":
        return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    meant = _zones().get(zone.upper(), "Z" if zone in "zZ" else "")
    if "/" not in meant:
        return meant
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        offset = moment.replace(tzinfo=ZoneInfo(meant)).strftime("%z")
    except ZoneInfoNotFoundError:
        return ""
    return f"{offset[:3]}:{offset[3:]}"


@cache
def _zones() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.rows("zones.tsv")}
