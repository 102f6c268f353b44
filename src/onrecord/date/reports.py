"""The date of a report that has none: from its address, else inferred from its words and the story's other reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import exp, log
from typing import Final

from onrecord.date.address import date_in_address
from onrecord.date.clause import clause
from onrecord.date.evidence import Mention, likelihood, mentions
from onrecord.date.periods import iso, parse_day
from onrecord.model import Article, Layout, Published, Span
from onrecord.segment import segment

# How reports of one event lie around each other, in days: most on the same day, some the day after, few long after.
_NEAR: Final = {0: 0.5, 1: 0.16, 2: 0.05, 3: 0.02}
_FAR_SHARE: Final = 0.02
_FAR_REACH: Final = 60
_WINDOW: Final = 4
# Mentions of one text repeat each other: each further one of a kind counts less.
_REPEATED: Final = 0.5
_MAX_MENTIONS: Final = 400


def date_reports(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles of one story, in the order given, with a publication date for those that have none.

    First the date in an article's address (basis "given"); else it is inferred: the day on which its weekdays
    and dates, with their tenses, and the dates of the other reports are likeliest together (basis "inferred",
    `evidence` the words of the article that show it, under 330 code points). An article stays undated where
    nothing dates the story. Articles that have a date are never changed.
    """
    addressed = [_from_address(article) for article in articles]
    days = [None if a.published is None else parse_day(a.published.value) for a in addressed]
    out = []
    for index, article in enumerate(addressed):
        if article.published is None:
            siblings = [day for other, day in enumerate(days) if other != index and day is not None]
            article = _inferred(article, sorted(siblings))
        out.append(article)
    return tuple(out)


def _from_address(article: Article) -> Article:
    if article.published is not None:
        return article
    found = date_in_address(article.url)
    return article if found is None else replace(article, published=Published(found, "given"))


def _inferred(article: Article, siblings: list[int]) -> Article:
    layout = segment(article)
    named = mentions(article.text, layout)[:_MAX_MENTIONS]
    day = likeliest_day(named, siblings)
    if day is None:
        return article
    evidence = _evidence(article, layout, named, day)
    return article if evidence is None else replace(article, published=Published(iso(day), "inferred", evidence))


def likeliest_day(named: Sequence[Mention], siblings: Sequence[int]) -> int | None:
    """The day number on which a report with these mentions and these dated siblings was likeliest published."""
    candidates = _candidates(named, siblings)
    weights = _weights(named)
    best = max(
        ((_prior(day, siblings) + sum(w * likelihood(m, day) for m, w in weights), -day) for day in candidates),
        default=None,
    )
    return None if best is None else -best[1]


def _candidates(named: Sequence[Mention], siblings: Sequence[int]) -> list[int]:
    days = {day + shift for day in siblings for shift in range(-_WINDOW, _WINDOW + 1)}
    full = [m.fixed.index for m in named if m.fixed is not None]
    if not siblings:
        days |= {day + shift for day in full for shift in range(-_WINDOW, _WINDOW + 1)}
    return sorted(days)


def _prior(day: int, siblings: Sequence[int]) -> float:
    if not siblings:
        return 0.0
    near = sum(_NEAR.get(abs(day - other), _FAR_SHARE / _FAR_REACH) for other in siblings)
    return log(near / len(siblings))


def _weights(named: Sequence[Mention]) -> list[tuple[Mention, float]]:
    """Each different mention once, weighted by how often it stands."""
    kinds = Counter((m.tense, m.weekday, m.monthday, m.fixed) for m in named)
    seen = set()
    out = []
    for mention in named:
        kind = (mention.tense, mention.weekday, mention.monthday, mention.fixed)
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
