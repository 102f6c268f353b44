"""The date of a report that has none: from its address, else inferred from its words and the story's other reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, log
from typing import Final

from onrecord.date.address import date_in_address
from onrecord.date.clause import clause
from onrecord.date.evidence import Mention, likelihood, mentions
from onrecord.date.periods import iso, parse_day
from onrecord.model import Article, Layout, Published, Span
from onrecord.segment import segment

# How reports of one event lie around each other, in days: a power of the distance, most on the same day, a few long
# after. These four were set on BASIL and news5w; figures stay the same within a fifth of each.
_FALL: Final = 1.8
_WINDOW: Final = 7
# Mentions of one text repeat each other: each further one of a kind counts less.
_REPEATED: Final = 0.5
_MAX_MENTIONS: Final = 400
_KEPT: Final = 32
# What a text names is not independent of what its siblings' dates say.
_OWN: Final = 0.8
_SHARED: Final = 1.0


def date_reports(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles of one story, in the order given, with a publication date for those that have none.

    First the date in an article's address (basis "given"); else it is inferred: the day on which its weekdays
    and dates, with their tenses, and the dates of the other reports are likeliest together (basis "inferred",
    `evidence` the words of the article that show it, under 330 code points). An article stays undated where
    nothing dates the story. Articles that have a date are never changed.
    """
    addressed = [_from_address(article) for article in articles]
    days = [None if a.published is None else parse_day(a.published.value) for a in addressed]
    if all(day is not None for day in days):
        return tuple(addressed)
    read = [_read(article) for article in addressed]
    siblings = [
        Sibling(day, _days_meant(one.named, day)) for one, day in zip(read, days, strict=True) if day is not None
    ]
    return tuple(one.article if one.article.published is not None else _inferred(one, siblings) for one in read)


@dataclass(frozen=True, slots=True)
class Sibling:
    """A dated report of the story: its day, and the days that it names."""

    day: int
    named: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Read:
    """An article with how it is cut and what it names."""

    article: Article
    layout: Layout
    named: tuple[Mention, ...]


def _read(article: Article) -> _Read:
    return _Read(article, *_named(article.text))


@lru_cache(maxsize=_KEPT)
def _named(text: str) -> tuple[Layout, tuple[Mention, ...]]:
    """How a text is cut and what it names; kept for the reports of one story, which are asked one after another."""
    layout = segment(Article("", text))
    return layout, mentions(text, layout)[:_MAX_MENTIONS]


def _days_meant(named: Sequence[Mention], day: int) -> frozenset[int]:
    meant = (mention.day_meant(day) for mention in named)
    return frozenset(number for number in meant if number is not None)


def _from_address(article: Article) -> Article:
    if article.published is not None:
        return article
    found = date_in_address(article.url)
    return article if found is None else replace(article, published=Published(found, "given"))


def _inferred(read: _Read, siblings: Sequence[Sibling]) -> Article:
    article = read.article
    day = likeliest_day(read.named, siblings)
    if day is None:
        return article
    evidence = _evidence(article, read.layout, read.named, day)
    return article if evidence is None else replace(article, published=Published(iso(day), "inferred", evidence))


def likeliest_day(named: Sequence[Mention], siblings: Sequence[Sibling]) -> int | None:
    """The day number on which a report with these mentions and these dated siblings was likeliest published."""
    weights = _weights(named)
    best = max(
        (
            (
                _prior(day, siblings)
                + _OWN * sum(w * likelihood(m, day) for m, w in weights)
                + _SHARED * _shared(weights, siblings, day),
                -day,
            )
            for day in _candidates(siblings)
        ),
        default=None,
    )
    return None if best is None else -best[1]


def _candidates(siblings: Sequence[Sibling]) -> list[int]:
    """The days around the dated siblings. A date in the text alone says when something was, not when it was printed."""
    return sorted({one.day + shift for one in siblings for shift in range(-_WINDOW, _WINDOW + 1)})


def _shared(weights: Sequence[tuple[Mention, float]], siblings: Sequence[Sibling], day: int) -> float:
    """How many of the days that the text would mean, were it of this day, its siblings name as well."""
    meant = {number for mention, _ in weights if (number := mention.day_meant(day)) is not None}
    return sum(log(1 + sum(number in one.named for one in siblings)) for number in sorted(meant))


def _prior(day: int, siblings: Sequence[Sibling]) -> float:
    """The logarithm of how likely a report lies on this day, by the days of its siblings alone."""
    return log(sum((1 + abs(day - one.day)) ** -_FALL for one in siblings) / len(siblings))


def _weights(named: Sequence[Mention]) -> list[tuple[Mention, float]]:
    """Each different mention once, weighted by how often it stands."""
    kinds = Counter((m.kind, m.told, m.number, m.period) for m in named)
    seen = set()
    out = []
    for mention in named:
        kind = (mention.kind, mention.told, mention.number, mention.period)
        if kind not in seen:
            seen.add(kind)
            out.append((mention, float(kinds[kind]) ** _REPEATED))
    return out


def _evidence(article: Article, layout: Layout, named: Sequence[Mention], day: int) -> Span | None:
    """The clause whose mention speaks most for the day against the days around it; else the first sentence."""
    around = [other for other in range(day - _WINDOW, day + _WINDOW + 1) if other != day]

    def weight(mention: Mention) -> float:
        here = likelihood(mention, day)
        return here - log(sum(exp(likelihood(mention, other)) for other in around) / len(around))

    best = max(named, key=lambda m: (weight(m), -m.start), default=None)
    if best is not None and weight(best) > 0:
        return clause(article.text, layout, best.start, best.end, article.id)
    if not layout.sentences:
        return None
    start, end = layout.sentences[0]
    return clause(article.text, layout, start, min(end, start + 1), article.id)
