"""Expressions and their TIMEX3 values, counted from Thursday 14 May 2026."""

from __future__ import annotations

import pytest

from onrecord.date import timexes

PUBLISHED = "2026-05-14"


def found(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str, str | None]]:
    return [(t.span.text, t.type, t.value) for t in timexes(text, published=published)]


CASES = [
    # calendar dates
    ("Vale resigned on March 3, 2019.", "March 3, 2019", "DATE", "2019-03-03"),
    ("Vale resigned on Sunday, 3 March 2019.", "Sunday, 3 March 2019", "DATE", "2019-03-03"),
    ("It opened in Sept. 1994.", "Sept. 1994", "DATE", "1994-09"),
    ("It opened on 2019-03-03.", "2019-03-03", "DATE", "2019-03-03"),
    ("It has stood since 1871.", "1871", "DATE", "1871"),
    ("Prices rose in the 1990s.", "the 1990s", "DATE", "199"),
    ("It was built in the 19th century.", "the 19th century", "DATE", "18"),
    ("The temple fell in 480 BC.", "480 BC", "DATE", "BC0480"),
    ("She left in nineteen ninety-seven.", "nineteen ninety-seven", "DATE", "1997"),
    ("They met on Christmas Eve 2020.", "Christmas Eve 2020", "DATE", "2020-12-24"),
    ("Easter 2024 was early.", "Easter 2024", "DATE", "2024-03-31"),
    # from the day of publication
    ("Orla Vale resigned yesterday.", "yesterday", "DATE", "2026-05-13"),
    ("The council met last month.", "last month", "DATE", "2026-04"),
    ("The council met two weeks ago.", "two weeks ago", "DATE", "2026-W18"),
    ("The council met ten days ago.", "ten days ago", "DATE", "2026-05-04"),
    ("The council will meet next year.", "next year", "DATE", "2027"),
    ("The council met last Friday.", "last Friday", "DATE", "2026-05-08"),
    ("The council met early Tuesday.", "early Tuesday", "DATE", "2026-05-12"),
    ("The council met last fall.", "last fall", "DATE", "2025-FA"),
    ("She was elected this month.", "this month", "DATE", "2026-05"),
    ("Sales rose in the third quarter of 2024.", "the third quarter of 2024", "DATE", "2024-Q3"),
    # tense decides the side
    ("The council met on Friday.", "Friday", "DATE", "2026-05-08"),
    ("The council will meet on Friday.", "Friday", "DATE", "2026-05-15"),
    ("The vote is scheduled for Monday.", "Monday", "DATE", "2026-05-18"),
    ("She resigned in February.", "February", "DATE", "2026-02"),
    ("She resigned in December.", "December", "DATE", "2025-12"),
    ("The museum will open in July.", "July", "DATE", "2026-07"),
    # times of day
    ("She arrived on Tuesday morning.", "Tuesday morning", "TIME", "2026-05-12TMO"),
    ("The doors opened at 5 p.m. Wednesday.", "5 p.m. Wednesday", "TIME", "2026-05-13T17:00"),
    ("She spoke last night.", "last night", "TIME", "2026-05-13TNI"),
    ("She will speak tonight.", "tonight", "TIME", "2026-05-14TNI"),
    # durations and sets
    ("It took ten years.", "ten years", "DURATION", "P10Y"),
    ("It took a 30-day trial.", "30-day", "DURATION", "P30D"),
    ("It took two and a half years.", "two and a half years", "DURATION", "P2Y6M"),
    ("It took several months.", "several months", "DURATION", "PXM"),
    ("It lasted half an hour.", "half an hour", "DURATION", "PT30M"),
    ("They meet every Thursday.", "every Thursday", "SET", "XXXX-WXX-4"),
    ("They meet twice a week.", "twice a week", "SET", "P1W"),
    # no day
    ("The mayor is now in Lund.", "now", "DATE", "PRESENT_REF"),
    ("She has recently moved.", "recently", "DATE", "PAST_REF"),
]


@pytest.mark.parametrize(("text", "expression", "kind", "value"), CASES, ids=[case[1] for case in CASES])
def test_values(text: str, expression: str, kind: str, value: str) -> None:
    assert found(text) == [(expression, kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Orla Vale, 34, won.",
        "The 34-year-old mayor won.",
        "She is 34 years old.",
        "They may march on.",
        "Tessa May and April Dunn spoke.",
        "It sold 1,990 copies of 1500 books.",
        "The second man had a second helping.",
    ],
)
def test_no_expression(text: str) -> None:
    assert found(text) == []


def test_spans_reslice_and_days_are_named() -> None:
    text = "Vale met them late on Wednesday.\n\nShe will return in June."
    for timex in timexes(text, published=PUBLISHED, article="a"):
        assert text[timex.span.start : timex.span.end] == timex.span.text
        assert timex.span.article == "a"
        assert timex.event is not None
        assert text[timex.event.start : timex.event.end] == timex.event.text
    wednesday, june = timexes(text, published=PUBLISHED)
    assert (wednesday.first, wednesday.last, wednesday.mod) == ("2026-05-13", "2026-05-13", "END")
    assert (june.first, june.last, june.anchor) == ("2026-06-01", "2026-06-30", "2026-05-14")


def test_nothing_is_guessed_without_an_anchor() -> None:
    assert found("The council met on Friday.", None) == [("Friday", "DATE", "XXXX-WXX-5")]
    assert found("The council met last month.", None) == [("last month", "DATE", "PAST_REF")]


@pytest.mark.parametrize("text", ["", " ", "\x00", "in", "9" * 5000, "the " * 500, "Jan. " * 50, "30 February", "½"])
def test_any_text(text: str) -> None:
    timexes(text, published="no date at all")
