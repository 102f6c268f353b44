"""What the reader of a record must know before believing it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Article, Notice


def about_articles(articles: Sequence[Article]) -> tuple[Notice, ...]:
    """A notice for each article that has no date, or one that was inferred."""
    return tuple(_date_notice(article) for article in articles if not _dated(article))


def _dated(article: Article) -> bool:
    return article.published is not None and article.published.basis != "inferred"


def _date_notice(article: Article) -> Notice:
    if article.published is None:
        return Notice(
            "undated", article.id, "It states no date and none could be inferred: weekdays in it have no day."
        )
    message = f"It states no date; {article.published.value} is inferred from what the reports say."
    return Notice("date-inferred", article.id, message)


def about_story(articles: Sequence[Article], *, one_event: bool) -> tuple[Notice, ...]:
    """A notice where there is nothing to compare, or where the reports are of different events."""
    if len(articles) == 1:
        return (Notice("single-report", None, "One report only: its statements stand, there is nothing to compare."),)
    if not one_event:
        return (Notice("different-events", None, "These reports do not seem to be of one event."),)
    return ()
