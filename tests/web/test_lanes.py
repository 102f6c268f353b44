"""The timeline's lanes: bars as wide as a date is imprecise, near the days of publication, whatever a text names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.export.story import Story
from onrecord.model import Published, TimelineEntry
from onrecord.web.lanes import Bar, lanes
from tests.sample import A, B, at, record


def _bars(first: str, last: str) -> Bar:
    entry = TimelineEntry("DATE", first, first, last, (at(A, "Tuesday"),), (), None)
    told = dict(lanes(Story(replace(record(), timeline=(entry,)))))
    (bar,) = told["happened"]
    return bar


def test_a_month_is_wider_than_a_day() -> None:
    day, month = _bars("2026-04-01", "2026-04-01"), _bars("2026-04-01", "2026-04-30")
    assert 10 * day.width < month.width
    assert day.days == "2026-04-01"
    assert month.days == "2026-04-01 to 2026-04-30"


@pytest.mark.parametrize("year", ["-0043", "0000", "0001", "1931", "2026", "9999", "12000"])
def test_a_far_year_stands_at_the_edge(year: str) -> None:
    bar = _bars(f"{year}-01-01", f"{year}-12-31")
    assert 0 <= bar.left < bar.left + bar.width <= 100
    (near,) = dict(lanes(Story(record())))["published"]
    assert near.width >= 1.5


@pytest.mark.parametrize(
    "value", ["2026", "2026-03", "2026-03-03", "2026-03-03T23:00:00-05:00", "0001-01-01", "9999-12-31"]
)
def test_a_report_is_placed_by_however_much_of_its_date_is_known(value: str) -> None:
    dated = replace(A, published=Published(value, "given"))
    told = dict(lanes(Story(replace(record(a=dated), timeline=(), articles=(dated, B)))))
    (bar,) = told["published"]
    assert (bar.days, bar.article) == (value, "a")


def test_nothing_dated_has_no_lanes() -> None:
    bare = replace(A, published=None)
    assert lanes(Story(replace(record(a=bare), timeline=(), articles=(bare, B)))) == []
