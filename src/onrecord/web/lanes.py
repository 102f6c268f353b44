"""The timeline in three lanes: said, happened, published. Bars are as wide as a date is imprecise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.export.story import Story
from onrecord.model import Article, Span, TimelineEntry


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days, in percent of the lane's width. `spans` are the words that date it, one a report or more;
    `article` is the report whose publication it is."""

    left: float
    width: float
    label: str
    days: str
    spans: tuple[Span, ...] = ()
    article: str | None = None


def lanes(story: Story) -> list[tuple[str, list[Bar]]]:
    """The lanes, each in order of time. Empty where nothing is dated."""
    entries = [entry for entry in story.record.timeline if entry.type in ("DATE", "TIME")]
    published = [a for a in story.record.articles if a.published]
    days = [_day(d) for entry in entries for d in (entry.first, entry.last)]
    days += [_day(a.published.value) for a in published if a.published]
    if not days:
        return []
    first, width = min(days), max((max(days) - min(days)).days + 1, 1)
    cues = [s.cue for s in story.record.statements if s.cue]
    said = [entry for entry in entries if _is_saying(entry, cues)]
    rest = [entry for entry in entries if not _is_saying(entry, cues)]
    published.sort(key=lambda article: (article.published.value if article.published else "", article.id))
    return [
        ("said", [_bar(story, entry, first, width) for entry in said]),
        ("happened", [_bar(story, entry, first, width) for entry in rest]),
        ("published", [_published(story, article, first, width) for article in published]),
    ]


def _is_saying(entry: TimelineEntry, cues: list[Span]) -> bool:
    """Whether what the date is of is a saying: its clause holds the cue of a statement."""
    return any(
        cue.article == event.article and event.start <= cue.start and cue.end <= event.end
        for event in entry.events
        for cue in cues
    )


def _day(value: str) -> date:
    """The day of an ISO date or time; the first one where only the month or the year is known."""
    return date.fromisoformat(f"{value}-01-01"[:10] if len(value) < 7 else f"{value}-01"[:10])


def _bar(story: Story, entry: TimelineEntry, first: date, width: int) -> Bar:
    start, end = _day(entry.first), _day(entry.last)
    days = entry.first if entry.first == entry.last else f"{entry.first} to {entry.last}"
    left, wide = 100 * (start - first).days / width, 100 * ((end - start).days + 1) / width
    return Bar(left, wide, story.worded(entry), days, entry.expressions)


def _published(story: Story, article: Article, first: date, width: int) -> Bar:
    assert article.published is not None
    day = _day(article.published.value)
    label = f"{story.outlet(article.id)} ({article.published.basis})"
    return Bar(100 * (day - first).days / width, 100 / width, label, article.published.value, (), article.id)
