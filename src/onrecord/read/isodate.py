"""A date as metadata or an option gives it → ISO 8601, at its own precision and in its own zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?|(?P<basic>\d{4}))?"
    r"(?:[T ](?P<hour>\d\d)(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?)?"
    r" ?(?P<zone>Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)
_COMPACT = re.compile(r"(\d{8})(\d{6})(Z|[+-]\d{4})?")  # NITF's, and the time stamps of web archives
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?=\D|$)")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{12,13}")
_EARLIEST, _LATEST = 1450, 2999


def iso_date(value: str | int | float, *, midnight_is_day: bool = True) -> str | None:
    """`value` as an ISO 8601 date or time, or None where it is no date that can be told for sure.

    Takes ISO 8601 (extended or basic; a blank for the T), RFC 2822 ("Tue, 05 Mar 2024 10:00:00 GMT") and seconds or
    milliseconds since 1970. Precision and zone stay: "2024-03" stays a month, a time without a zone has none after.
    `midnight_is_day`: programs write a day without a time as 00:00:00; such a value is given as the day alone, so
    that nothing claims to be the first of its day.
    """
    text = _SLASHED.sub(_dashed, str(value).strip())
    if compact := _COMPACT.fullmatch(text):
        text = f"{compact[1]}T{compact[2]}{compact[3] or ''}"
    if match := _ISO.fullmatch(text):
        return _from_iso(match, midnight_is_day)
    if _EPOCH.fullmatch(text):
        seconds = float(text) / (1000 if len(text) >= 12 and "." not in text else 1)
        return _written(datetime.fromtimestamp(seconds, UTC), midnight_is_day)
    if re.match(r"(?:[A-Za-z]{3}, ?)?\d{1,2} [A-Za-z]{3} \d{4} \d", text):
        from email.utils import parsedate_to_datetime  # slow to import, and feeds alone write dates so

        try:
            return _written(parsedate_to_datetime(text), midnight_is_day)
        except (ValueError, TypeError):
            return None
    return None


def _dashed(match: re.Match[str]) -> str:
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"


def _written(moment: datetime, midnight_is_day: bool) -> str | None:
    match = _ISO.fullmatch(moment.isoformat())
    return _from_iso(match, midnight_is_day) if match else None


def _from_iso(match: re.Match[str], midnight_is_day: bool) -> str | None:
    year, month, day = match["year"], match["month"], match["day"]
    if match["basic"]:
        month, day = match["basic"][:2], match["basic"][2:]
    if match["hour"] and not day:
        return None
    try:
        date(int(year), int(month or 1), int(day or 1))
        if not _EARLIEST <= int(year) <= _LATEST:
            return None
        calendar = "-".join(part for part in (year, month, day) if part)
        clock = _clock(match)
    except ValueError:
        return None
    if clock is None or (midnight_is_day and re.match(r"T00:00(?::00(?:\.0+)?)?(?![:\d.])", clock)):
        return calendar
    return calendar + clock


def _clock(match: re.Match[str]) -> str | None:
    """The time of day as "T10:00:00+01:00", None where there is none. ValueError where it is no time."""
    hour, minute, second = match["hour"], match["minute"], match["second"]
    if not hour:
        return None
    time(int(hour), int(minute or 0), int(second or 0))
    clock = f"T{hour}:{minute or '00'}" + (f":{second}" if second else "")
    clock += f".{match['fraction']}" if match["fraction"] else ""
    zone = match["zone"]
    if not zone:
        return clock
    if zone in ("Z", "z", "UTC", "GMT"):
        return clock + "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    time(int(digits[:2]), int(digits[2:]))
    return f"{clock}{zone[0]}{digits[:2]}:{digits[2:]}"
