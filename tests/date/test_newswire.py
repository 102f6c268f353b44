"""Expressions of newswire: timetables, comparisons with a year before, things with an age, days that everyone knows."""

from __future__ import annotations

import pytest

from onrecord.date import timexes

FRIDAY = "2024-05-17"


def values(text: str, published: str = FRIDAY) -> list[tuple[str, str, str | None]]:
    return [(timex.span.text, timex.type, timex.value) for timex in timexes(text, published=published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Brandvold, who is up for re-election in October, said no.", "2024-10"),
        ("The plan came up for a vote in October.", "2023-10"),
        ("The hearing is Tuesday.", "2024-05-21"),
        ("The vote’s still on Tuesday.", "2024-05-21"),
        ("Hale’s Tuesday speech was long.", "2024-05-14"),
        ("The police say that he is behind the fire on Tuesday.", "2024-05-14"),
        ("The school opens on Monday.", "2024-05-20"),
        ("It had two starts Monday.", "2024-05-13"),
        ("The fair runs through Monday.", "2024-05-20"),
        ("The fair ran through Monday.", "2024-05-13"),
        ("Ballots are due Monday.", "2024-05-20"),
        ("She returns to court on Monday.", "2024-05-20"),
    ],
)
def test_the_present_of_a_timetable_looks_ahead(text: str, value: str) -> None:
    assert [found[2] for found in values(text)] == [value]


@pytest.mark.parametrize(
    ("text", "expression", "kind", "value"),
    [
        ("Sales were $3 million a year earlier.", "a year earlier", "DATE", "2023"),
        ("That beat the year-ago quarter.", "the year-ago quarter", "DATE", "2023-Q1"),
        ("It closed half a year ago.", "half a year ago", "DATE", "2023-11"),
        ("It closed a year and a half ago.", "a year and a half ago", "DATE", "2022-11"),
        ("It fell in recent months.", "recent months", "DATE", "PAST_REF"),
        ("It will fall in coming weeks.", "coming weeks", "DATE", "FUTURE_REF"),
        ("It is shut at the moment.", "the moment", "DATE", "PRESENT_REF"),
        ("It closed on the second Sunday of March.", "the second Sunday of March", "DATE", "2024-03-10"),
        ("It closed on the last Friday in May 2012.", "the last Friday in May 2012", "DATE", "2012-05-25"),
        ("It closed after the Sept. 11 attacks.", "Sept. 11", "DATE", "2001-09-11"),
        ("It closed after 9/11.", "9/11", "DATE", "2001-09-11"),
        ("It closed on Sept. 11.", "Sept. 11", "DATE", "2023-09-11"),
        ("It rose in the last week of February.", "the last week of February", "DATE", "2024-W09"),
        ("It lasted an hour and a half.", "an hour and a half", "DURATION", "PT1H30M"),
        ("It broke the 8-month-old truce.", "8-month-old", "DURATION", "P8M"),
    ],
)
def test_expressions(text: str, expression: str, kind: str, value: str) -> None:
    assert values(text) == [(expression, kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Three-quarters of it is gone.",
        "The 8-month-old girl slept.",
        "An 8-year-old won.",
        "He was in his 50s.",
        "She was in her mid-30s.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert values(text) == []


def test_that_day_is_no_day_of_a_year() -> None:
    assert [found[2] for found in values("In 1987, it fell. Many sold that day.")] == ["1987", "XXXX-XX-XX"]
    assert [found[2] for found in values("On May 3, 1987, it fell. Many sold that day.")] == ["1987-05-03"] * 2


def test_a_year_before_a_leap_day_is_the_day_before_it_ends() -> None:
    text = "The bank closed on Feb. 29, 2024. A year earlier, it had opened."
    assert [found[2] for found in values(text)] == ["2024-02-29", "2023-02-28"]
