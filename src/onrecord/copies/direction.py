"""Which of two reports came first, where their dates decide it and only there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from onrecord.model import Article, Published

# A clock time without a zone may be that of any zone: UTC-12 to UTC+14.
_EARLIEST, _LATEST = timedelta(hours=-14), timedelta(hours=12)


def span(published: Published | None) -> tuple[datetime, datetime] | None:
    """The earliest and the latest moment (UTC) that a publication date can mean, None where it cannot be read.

    A day without a time, or with the midnight that stands for "no time given", is the whole day.
    """
    if published is None:
        return None
    value = published.value.strip()
    try:
        if len(value) == 10:
            start = datetime.combine(date.fromisoformat(value), datetime.min.time(), UTC)
            return start + _EARLIEST, start + timedelta(days=1) + _LATEST
        moment = datetime.fromisoformat(value)
        whole = timedelta(days=1) if moment.time().isoformat() == "00:00:00" else timedelta()
        if moment.tzinfo is not None:
            return moment.astimezone(UTC), moment.astimezone(UTC) + whole
        moment = moment.replace(tzinfo=UTC)
        return moment + _EARLIEST, moment + whole + _LATEST
    except (ValueError, OverflowError):
        return None


def first(a: Article, b: Article) -> str | None:
    """The id of the report that was published first, None where the dates leave it open."""
    one, other = span(a.published), span(b.published)
    if one is None or other is None:
        return None
    if one[1] < other[0]:
        return a.id
    return b.id if other[1] < one[0] else None
