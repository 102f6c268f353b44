"""The date that an address carries: `/2018/01/31/`, `/2018/jan/31/`, `-20180131`."""

from __future__ import annotations

import re
from functools import cache

from onrecord import lexicon
from onrecord.date.periods import valid

_PATH = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/\-_.]?)(?P<month>\d\d|[a-z]{3,9})(?P=mark)(?P<day>\d\d?)(?!\d)"
)
_LONGEST = 2000


@cache
def _months() -> dict[str, int]:
    return {row[0]: int(row[2]) for row in lexicon.rows("date_calendar.tsv") if row[1].startswith("MONTH")}


def date_in_address(url: str | None) -> str | None:
    """The ISO day in the path of a URL, None where it holds none or two that differ."""
    if not url:
        return None
    path = url[:_LONGEST].lower().partition("://")[2].partition("/")[2].partition("?")[0]
    days = {day for match in _PATH.finditer(path) if (day := _day(match)) is not None}
    return days.pop() if len(days) == 1 else None


def _day(match: re.Match[str]) -> str | None:
    named = match["month"]
    if named.isdigit() and not match["mark"] and len(match["day"]) != 2:
        return None
    month = int(named) if named.isdigit() else _months().get(named, 0)
    year, day = int(match["year"]), int(match["day"])
    return f"{year:04}-{month:02}-{day:02}" if valid(year, month, day) else None
