"""Which of two publication dates came first, where their precision and zones decide it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

# Local times lie between UTC-12 and UTC+14: an unknown zone widens an instant by so much.
_EAST: Final = timedelta(hours=14)
_WEST: Final = timedelta(hours=12)


def earlier(a: str | None, b: str | None) -> bool | None:
    """Whether `a` was certainly before `b`; False where it was certainly after; None where nobody can tell.

    Both are ISO 8601 dates or times, with or without a zone. A day, or a time without a zone, stands for every
    instant it can mean, and where the two stretches overlap neither came first.
    """
    first, second = interval(a), interval(b)
    if first is None or second is None:
        return None
    if first[1] <= second[0]:
        return True
    return False if second[1] <= first[0] else None


def interval(value: str | None) -> tuple[datetime, datetime] | None:
    """The instants that an ISO 8601 date or time can mean, in UTC, the end left out; None where it is none."""
    if not value:
        return None
    try:
        start = datetime.fromisoformat(value)
        end = start + _precision(value)
        if start.tzinfo is None:
            return (start - _EAST).replace(tzinfo=UTC), (end + _WEST).replace(tzinfo=UTC)
        return start.astimezone(UTC), end.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _precision(value: str) -> timedelta:
    """How long a stretch the value names: a day, an hour, a minute or a second."""
    clock = value[11:].partition("Z")[0].partition("+")[0].partition("-")[0]
    if not clock:
        return timedelta(days=1)
    parts = clock.count(":")
    if parts:
        return timedelta(minutes=1) if parts == 1 else timedelta(seconds=1)
    return timedelta(hours=1) if len(clock) <= 2 else timedelta(minutes=1)
