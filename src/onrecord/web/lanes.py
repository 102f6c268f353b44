"""The timeline in three lanes: said, happened, published. Bars are as wide as a date is imprecise."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.date import day_of
from onrecord.export.story import Story
from onrecord.model import Article, Span, TimelineEntry

NEAR = 92  # days: the lanes reach so far from the days of publication: one old year would flatten all the rest


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
    near = [_day(a.published.value) for a in published if a.published] or days
    first = max(min(days), min(near) - NEAR)
    width = max(min(max(days), max(near) + NEAR) - first + 1, 1)
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


def _day(value: str) -> int:
    """The day of an ISO date or time; the first one where only the month or the year is known."""
    day, _, _ = value.partition("T")
    return day_of(day + "-01" * (2 - day.count("-", 1)))


def _bar(story: Story, entry: TimelineEntry, first: int, width: int) -> Bar:
    start, end = _share(_day(entry.first), first, width), _share(_day(entry.last) + 1, first, width)
    days = entry.first if entry.first == entry.last else f"{entry.first} to {entry.last}"
    left = min(start, 98.5)
    return Bar(left, max(end - left, 1.5), story.worded(entry), days, entry.expressions)


def _share(day: int, first: int, width: int) -> float:
    """Where a day begins in the lane, in percent; what lies outside stands at the edge."""
    return min(max(100 * (day - first) / width, 0.0), 100.0)


def _published(story: Story, article: Article, first: int, width: int) -> Bar:
    assert article.published is not None
    day = _day(article.published.value)
    label = f"{story.outlet(article.id)} ({article.published.basis})"
    return Bar(
        min(_share(day, first, width), 98.5), max(100 / width, 1.5), label, article.published.value, (), article.id
    )
