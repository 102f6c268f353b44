"""The date of a report that has none, which of two came first, and the timeline of a story."""

from __future__ import annotations

import pytest

from onrecord.date import came_first, date_reports, document_timexes, timeline, timexes
from onrecord.date.address import date_in_address
from onrecord.model import Article, Document, Published, Tags
from onrecord.segment import segment

GIVEN = Published("2026-05-15", "given")


def report(name: str, text: str, published: Published | None = None, url: str | None = None) -> Article:
    return Article(name, text, published=published, url=url)


def test_weekdays_and_tense_date_a_report() -> None:
    undated = report("a", "Orla Vale will meet the union on Friday. On Thursday she told reporters that she was ready.")
    (dated, other) = date_reports([undated, report("b", "Vale met the union.", GIVEN)])
    assert dated.published is not None
    assert dated.published.value in ("2026-05-14", "2026-05-15")
    assert dated.published.basis == "inferred"
    assert dated.published.evidence is not None
    assert "Thursday" in dated.published.evidence.text or "Friday" in dated.published.evidence.text
    assert len(dated.published.evidence.text) < 330
    assert other.published == GIVEN


def test_a_dated_report_is_left_alone_and_order_is_kept() -> None:
    articles = [report("b", "On Monday.", GIVEN), report("a", "On Tuesday.", Published("2020-01-01", "stated"))]
    assert date_reports(articles) == tuple(articles)


def test_the_address_comes_first() -> None:
    (article,) = date_reports([report("a", "It was on Monday.", url="https://news.example/2026/05/14/vale")])
    assert article.published == Published("2026-05-14", "given", None)


def test_nothing_dates_a_story_without_dates() -> None:
    (article,) = date_reports([report("a", "The council met on Friday.")])
    assert article.published is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.example/2026/05/14/a-story", "2026-05-14"),
        ("https://x.example/world/2026/may/4/a-story", "2026-05-04"),
        ("https://x.example/a-story-20260514", "2026-05-14"),
        ("https://x.example/2026-05-14/a", "2026-05-14"),
        ("https://x.example/a-story-2026", None),
        ("https://x.example/id/1202605141", None),
        ("https://x.example/2026/13/45/a", None),
        ("https://x.example/2026/05/14/about-2019-03-03", None),
        ("", None),
    ],
)
def test_addresses(url: str, day: str | None) -> None:
    assert date_in_address(url) == day


@pytest.mark.parametrize(
    ("a", "b", "first"),
    [
        ("2026-05-13", "2026-05-15", None),
        ("2026-05-12", "2026-05-15", True),
        ("2026-05-15", "2026-05-12", False),
        ("2026-05-14", "2026-05-14", None),
        ("2026-05-14T09:00+02:00", "2026-05-14T08:00+00:00", True),
        ("2026-05-14T09:00+02:00", "2026-05-14T07:00Z", None),
        ("2026-05-14T09:00", "2026-05-14T12:00Z", None),
        ("2026-05-14T09:00", "2026-05-15T23:30Z", True),
        ("2026-05-14", "2026-05-14T12:00Z", None),
        ("soon", "2026-05-14", None),
        (None, "2026-05-14", None),
    ],
)
def test_earlier(a: str | None, b: str | None, first: bool | None) -> None:
    one, other = (Published(value, "given") if value else None for value in (a, b))
    assert came_first(one, other) is first
    assert came_first(other, one) is (None if first is None else not first)


def test_timeline_joins_what_means_the_same() -> None:
    told = {
        "b": timexes("Vale won the election on May 3.", published="2026-05-15", article="b"),
        "a": timexes(
            "Vale won this month. On Sunday, May 3, she spoke for ten days.", published="2026-05-14", article="a"
        ),
    }
    month, day = timeline(told)
    assert (month.value, month.first, month.last) == ("2026-05", "2026-05-01", "2026-05-31")
    assert [span.text for span in month.expressions] == ["this month"]
    assert [span.text for span in day.expressions] == ["Sunday, May 3", "May 3"]
    assert [span.article for span in day.events] == ["a", "b"]
    assert day.anchor is None


def test_of_two_stretches_that_begin_together_the_longer_comes_first() -> None:
    told = {"a": timexes("Vale came on May 1, 2026, and stayed all of May 2026.", published="2026-05-15", article="a")}
    assert [entry.value for entry in timeline(told)] == ["2026-05", "2026-05-01"]


def test_the_pipeline_counts_from_the_publication() -> None:
    article = report("a", "Vale resigned yesterday.", GIVEN)
    (timex,) = document_timexes(Document(article, segment(article), Tags((), ())))
    assert (timex.value, timex.span.article) == ("2026-05-14", "a")


@pytest.mark.parametrize(
    ("day", "first"), [("2026-03-01", None), ("2026-03-08", None), ("2026-03-20", True), ("2026-02-01", False)]
)
def test_an_inferred_date_makes_nothing_first_within_a_week(day: str, first: bool | None) -> None:
    inferred, given = Published("2026-03-01", "inferred"), Published(day, "given")
    assert came_first(inferred, given) is first
    assert came_first(given, inferred) is (None if first is None else not first)
    assert came_first(None, given) is None
