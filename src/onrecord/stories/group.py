"""Reports into stories, and whether reports are of one event."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Article
from onrecord.stories.index import Stories


def group(articles: Sequence[Article]) -> tuple[tuple[str, ...], ...]:
    """The ids of the reports of each event, in the order of time: each report joins a story or opens one.

    Reports without a date come last, in the order given; of those of one moment, the smaller id comes first.
    """
    stories = Stories()
    dated = sorted((one for one in articles if one.published), key=lambda one: (_moment(one), one.id))
    for article in [*dated, *(one for one in articles if not one.published)]:
        stories.add(article)
    return stories.groups()


def _moment(article: Article) -> str:
    return article.published.value if article.published else ""


def same_event(articles: Sequence[Article]) -> bool:
    """Whether the reports seem to be of one event; true of one report alone, or where nothing speaks against it."""
    return len(group([one for one in articles if one.role == "report"])) <= 1
