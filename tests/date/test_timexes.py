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
    ("They meet every other week.", "every other week", "SET", "P2W"),
    ("It ran three times a month.", "three times a month", "SET", "P1M"),
    ("Flights leave daily.", "daily", "SET", "XXXX-XX-XX"),
    ("It costs $500 a year.", "a year", "SET", "P1Y"),
    ("It fell over the last decade.", "the last decade", "DURATION", "P1DE"),
    ("It was a months-long wait.", "months-long", "DURATION", "PXM"),
    ("It took two to three weeks.", "two to three weeks", "DURATION", "P2W"),
    ("Talks took 2 years and 3 months.", "2 years and 3 months", "DURATION", "P2Y3M"),
    ("It took half a century.", "half a century", "DURATION", "P50Y"),
    # parts, edges and bounds
    ("It opened at the end of 2024.", "the end of 2024", "DATE", "2024"),
    ("It opened in mid-March.", "mid-March", "DATE", "2026-03"),
    ("It fell in the second half of last year.", "the second half of last year", "DATE", "2025-H2"),
    ("It fell in the early 1980s.", "the early 1980s", "DATE", "198"),
    ("It was nearly forty years.", "nearly forty years", "DURATION", "P40Y"),
    ("It began in July last year.", "July last year", "DATE", "2025-07"),
    ("It was the week of May 4.", "the week of May 4", "DATE", "2026-W19"),
    ("It was the first week of March 2025.", "the first week of March 2025", "DATE", "2025-W09"),
    ("She came a week from next Tuesday.", "a week from next Tuesday", "DATE", "2026-05-26"),
    ("He left in the early hours of Tuesday.", "the early hours of Tuesday", "TIME", "2026-05-12TMO"),
    ("He spoke at 8:30 a.m. ET on Tuesday.", "8:30 a.m. ET on Tuesday", "TIME", "2026-05-12T08:30"),
    ("He spoke at 2026-05-12T08:30.", "2026-05-12T08:30", "TIME", "2026-05-12T08:30"),
    ("It was fiscal 2024.", "fiscal 2024", "DATE", "2024"),
    ("It was Q3 2024.", "Q3 2024", "DATE", "2024-Q3"),
    ("He was here 13 April, 1998.", "13 April, 1998", "DATE", "1998-04-13"),
    # a date whose parts both can be a month is not guessed
    ("It was on 11/21/2024.", "11/21/2024", "DATE", "2024-11-21"),
    ("It was on 4/5/2024.", "4/5/2024", "DATE", None),
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
        "The estate of Mar-a-Lago stood.",
        "He reads USA Today.",
        "He flew on Flight 1985 to Room 2012.",
        "The three-year-old goat slept.",
        "Call 555-1990.",
        "A Long March 4C flew.",
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


def values(text: str, published: str | None = PUBLISHED) -> list[str | None]:
    return [value for _, _, value in found(text, published)]


def test_ranges_are_two_expressions() -> None:
    assert found("It ran July 12-15, 2024.") == [
        ("July 12", "DATE", "2024-07-12"),
        ("15, 2024", "DATE", "2024-07-15"),
    ]
    assert values("The war of 1861-1865.") == ["1861", "1865"]
    assert values("He ruled from 499 to 493 BC.") == ["BC0499", "BC0493"]
    assert values("From 10 a.m. to 5 p.m. on Monday he sat.") == ["2026-05-11T10:00", "2026-05-11T17:00"]


def test_dates_that_share_a_year() -> None:
    assert values("It rained in August and September 1914.") == ["1914-08", "1914-09"]
    assert values("It rained from December to March 1915.") == ["1914-12", "1915-03"]


def test_a_quotation_counts_from_the_day_it_was_said() -> None:
    said = "“The vote is tomorrow,” Orla Vale said on Tuesday."
    assert values(said) == ["2026-05-13", "2026-05-12"]
    before = "Orla Vale on Tuesday declined to comment.\n“The vote is tomorrow,” Vale told reporters."
    assert values(before) == ["2026-05-12", "2026-05-13"]
    other = "Tom Brandt on Tuesday declined to comment.\n“The vote is tomorrow,” Vale told reporters."
    assert values(other) == ["2026-05-12", "2026-05-15"]


HISTORY = (
    "The siege began on March 3, 1641. In May the relief came. The town fell on 2 November 1641, and in February its "
    "walls were razed. Two years later the king returned. In 1650 and 1652 he built anew; by 1660 the work was done."
)


def test_history_counts_from_what_it_told_last() -> None:
    told = {text: value for text, _, value in found(HISTORY)}
    assert told["May"] == "1641-05"
    assert told["February"] == "1642-02"
    assert told["Two years later"] == "1644"


def test_news_counts_from_its_publication() -> None:
    text = "It opened in 1990 and burnt in 1999. Vale said yesterday it will open on Monday. She was elected in March."
    assert values(text) == ["1990", "1999", "2026-05-13", "2026-05-18", "2026-03"]


def test_a_quarter_a_year_ago() -> None:
    text = "Profit fell in the first quarter. It was $3 million, against $4 million a year ago. The quarter was poor."
    assert values(text) == ["2026-Q1", "2025-Q1", "2026-Q1"]


def test_day_before_and_after() -> None:
    text = "The bridge fell on May 3, 2024. It reopened two days later; the following day it closed. That year was wet."
    assert values(text) == ["2024-05-03", "2024-05-05", "2024-05-06", "2024"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("She resigned Thursday.", "2026-05-14"),
        ("She will speak on Thursday.", "2026-05-14"),
        ("The verdict is to be read on Friday.", "2026-05-15"),
        ("The law, which was passed on Friday, will help.", "2026-05-08"),
        ("The vote on Friday was won.", "2026-05-08"),
        ("A march on Friday.", "2026-05-15"),
        ("A march on Monday.", "2026-05-11"),
        ("The prize will be given, as Tuesday's count shows, to Vale.", "2026-05-12"),
        ("The rate is payable from now, effective Saturday.", "2026-05-16"),
    ],
)
def test_the_tense_turns_a_weekday(text: str, day: str) -> None:
    assert day in values(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The dividend is payable Dec. 15.", "2026-12-15"),
        ("The rules changed on Dec. 15.", "2025-12-15"),
        ("The office closed in September.", "2025-09"),
        ("It was a January agreement.", "2026-01"),
    ],
)
def test_months_go_to_the_nearer_side_unless_the_tense_says_so(text: str, value: str) -> None:
    assert values(text) == [value]
