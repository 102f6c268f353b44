"""Which of two publication dates came first, where their precision and zones decide it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from onrecord.model import Published

# Local times lie between UTC-12 and UTC+14: an unknown zone widens an instant by so much.
_EAST: Final = timedelta(hours=14)
_WEST: Final = timedelta(hours=12)
# An inferred day can lie so far off: as far as it was looked for around the dated reports.
_INFERRED: Final = timedelta(days=7)


Instants = tuple[datetime, datetime]  # from, and to before


def came_first(a: Published | None, b: Published | None) -> bool | None:
    """Whether `a` was certainly before `b`; False where it was certainly after; None where nobody can tell.

    The values are ISO 8601 dates or times, with or without a zone. A day, or a time without a zone, stands for every
    instant it can mean, a day that was inferred for a week either way; where the two stretches overlap neither came
    first.
    """
    return _order(_known(a), _known(b))


def _order(first: Instants | None, second: Instants | None) -> bool | None:
    if first is None or second is None:
        return None
    if first[1] <= second[0]:
        return True
    return False if second[1] <= first[0] else None


def _known(date: Published | None) -> Instants | None:
    found = None if date is None else interval(date.value)
    if date is None or found is None or date.basis != "inferred":
        return found
    try:
        return found[0] - _INFERRED, found[1] + _INFERRED
    except OverflowError:
        return None


def interval(value: str | None) -> Instants | None:
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
