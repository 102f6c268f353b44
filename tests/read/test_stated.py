"""Dates, datelines and credit lines in the text itself."""

from __future__ import annotations

import pytest

from onrecord.read import read_bytes
from onrecord.read.credit import credits_of
from onrecord.read.isodate import iso_date
from onrecord.read.printed import printed_dates
from onrecord.read.stated import dateline, dates_stated

# Text, then the date of publication and of the last change that it states.
STATED = [
    (" date 2026-03-03 The ferry will sail again, the company said.", "2026-03-03", None),
    ("Published: 3 March 2026\nThe ferry sails.", "2026-03-03", None),
    ("Ferry back in May\nFirst published on Jan. 4, 2026 / 10:55 AM\nIt sails.", "2026-01-04T10:55", None),
    ("Updated 4:05 PM EST, Tue January 6, 2026\nIt sails.", None, "2026-01-06T16:05-05:00"),
    ("Last updated: Wednesday, 4 March 2026, 10:15 GMT\nIt sails.", None, "2026-03-04T10:15Z"),
    ("Posted: 1:05 p.m. ET July 7, 2026\nIt sails.", "2026-07-07T13:05-04:00", None),
    ("By Ann Ito | March 3, 2026\nIt sails.", "2026-03-03", None),
    ("Coast Wire | Updated: 2026-03-03 17:52\nALMERY -- It sails.", None, "2026-03-03T17:52"),
    ("Ferry sails again Updated: 2026-03-03 09:53 (Agencies)\nIt sails.", None, "2026-03-03T09:53"),
    ("Friday, March 6, 2026\nIt sails.", "2026-03-06", None),
    ("6 March 2026 at 14:30\nIt sails.", "2026-03-06T14:30", None),
    ("March 6, 2026 — The ferry sails.", "2026-03-06", None),
    ("Published : March 6 , 2026 4 : 59 PM EDT\nTokenised .", "2026-03-06T16:59-04:00", None),
    ("ALMERY, Norland, March 6, 2026 (AFP) — It sails.", "2026-03-06", None),
    ("It sails.\nNobody was hurt.\nPublished 25/12/2025", "2025-12-25", None),
    # Stated of something else, of two days at once, or of none.
    ("On March 3, 2026, the council met.", None, None),
    ("March 3, 2026, was the day on which it sank.", None, None),
    ("Published March 3, 2026 by the ministry, the report says so.", None, None),
    ("The plan was published March 3, 2026 and rejected.", None, None),
    ("03/04/2026\nIt sails.", None, None),
    ("ALMERY, March 6 (AFP) — It sails.", None, None),
    ("ALMERY (AP) — It sails.", None, None),
    ("Published: 31 February 2026\nIt sails.", None, None),
]


@pytest.mark.parametrize(("text", "published", "modified"), STATED)
def test_dates_that_a_text_states(text: str, published: str | None, modified: str | None) -> None:
    stated = dates_stated(text)
    assert (stated.published and stated.published.value) == published
    assert (stated.modified and stated.modified.value) == modified


def test_the_evidence_is_the_words() -> None:
    (article,) = read_bytes(b" date 2026-03-03 The ferry sails.", name="a.txt").articles
    published = article.published
    assert published and published.basis == "stated" and published.evidence
    assert published.evidence.text == "2026-03-03" == article.text[published.evidence.start : published.evidence.end]


def test_metadata_goes_before_the_text_and_the_option_before_both() -> None:
    page = (
        b'<html><head><meta property="article:published_time" content="2026-03-02T08:00:00+01:00"></head>'
        b"<body><article>"
        b"<p>Published: 3 March 2026</p>" + b"<p>The ferry sails again, the company said on Tuesday.</p>" * 6
    )
    published = read_bytes(page, name="a.html").articles[0].published
    assert published and (published.value, published.basis) == ("2026-03-02T08:00:00+01:00", "given")
    published = read_bytes(page, name="a.html", published="2026-03-01").articles[0].published
    assert published and published.value == "2026-03-01"


# Text, then place, agency, month and day, and how the report begins.
DATELINES = [
    ("WASHINGTON (AP) — The ferry", "WASHINGTON", "(AP)", None, "The"),
    ("PARIS, Feb 12 (Reuters) - The ferry", "PARIS", "(Reuters)", (2, 12), "The"),
    ("SEOUL/UNITED NATIONS, Aug. 30 (UPI) — The ferry", "SEOUL/UNITED NATIONS", "(UPI)", (8, 30), "The"),
    ("ERIE, Pa. — The ferry", "ERIE", None, None, "The"),
    ("By Ann Ito\nST. JOHN'S, Oct 19 (CP) - The ferry", "ST. JOHN'S", "(CP)", (10, 19), "The"),
    ("(CNN) The ferry", "", "(CNN)", None, "The"),
    ("PORT ALMERY -- The ferry", "PORT ALMERY", None, None, "The"),
]


@pytest.mark.parametrize(("text", "place", "agency", "day", "begins"), DATELINES)
def test_datelines(text: str, place: str, agency: str | None, day: tuple[int, int] | None, begins: str) -> None:
    line = dateline(text)
    assert line
    assert text[slice(*line.place)] == place
    assert (text[slice(*line.agency)] if line.agency else None) == agency
    assert ((line.month, line.day_of_month) if line.day else None) == day
    assert text[line.end :].startswith(begins)


@pytest.mark.parametrize("text", ["I - a man", "THIS is the moment", "AT least 84 people", "London calling", "A — B"])
def test_no_dateline(text: str) -> None:
    assert dateline(text) is None


CREDITS = [
    ("WASHINGTON (AP) — It sails.", ["(AP)"]),
    ("By Ann Ito, Associated Press\nIt sails.", ["By Ann Ito, Associated Press"]),
    ("By Reuters\nIt sails.", ["By Reuters"]),
    ("Ann Ito | AP\nIt sails.", ["Ann Ito | AP"]),
    (
        "It sails.\nThe Associated Press contributed to this report.",
        ["The Associated Press contributed to this report"],
    ),
    ("It sails. J. R. Ito in Almery contributed to this report.", ["J. R. Ito in Almery contributed to this report"]),
    ("It sails. With inputs from PTI", ["With inputs from PTI"]),
    ("It sails.\nStaff writers with Reuters", ["with Reuters"]),
    ("It sails. — AFP", ["— AFP"]),
    ("“It sails.” -AP\n", ["-AP"]),
    ("It sails. (ANI)", ["(ANI)"]),
    ("It sails.\n(Additional reporting by Bo Lind; Editing by C. Roe)", ["Additional reporting by Bo Lind"]),
    ("It sails.\n© 2026 The Associated Press. All rights reserved.", ["© 2026 The Associated Press"]),
    ("Updated: 2026-03-03 06:50 (Xinhua)\nIt sails.", ["(Xinhua)"]),
    # The agency is a source or a picture's, or the line is somebody else's.
    ("She told Reuters.", []),
    ("She spoke with Reuters.", []),
    ("It sails, according to the Associated Press.", []),
    ("Photo by Bo Lind/AP\nIt sails.", []),
    ("© 2026 Almery Courier", []),
    ("The deal was made with AP and others.", []),
]


@pytest.mark.parametrize(("text", "found"), CREDITS)
def test_credits(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in credits_of(text)] == found


ISO = [
    ("2026", "2026"),
    ("2026-03", "2026-03"),
    ("2026-03-03", "2026-03-03"),
    ("20260303", "2026-03-03"),
    ("2026/3/3", "2026-03-03"),
    ("2026-03-03T10:15", "2026-03-03T10:15"),
    ("2026-03-03 10:15:00", "2026-03-03T10:15:00"),
    ("2026-03-03T10:15:00.123Z", "2026-03-03T10:15:00.123Z"),
    ("20260303T101500+0100", "2026-03-03T10:15:00+01:00"),
    ("2026-03-03T10:15:00+05:30", "2026-03-03T10:15:00+05:30"),
    ("Tue, 03 Mar 2026 10:15:00 GMT", "2026-03-03T10:15:00+00:00"),
    ("Tue, 03 Mar 2026 10:15:00 -0500", "2026-03-03T10:15:00-05:00"),
    ("1772532900", "2026-03-03T10:15:00+00:00"),
    ("1772532900000", "2026-03-03T10:15:00+00:00"),
    # Written without a time: a midnight claims none.
    ("2026-03-03T00:00:00", "2026-03-03"),
    ("2026-03-03 00:00:00+00:00", "2026-03-03"),
    ("2026-03-03T00:00:01", "2026-03-03T00:00:01"),
    *(
        (wrong, None)
        for wrong in ("", "2026-13-01", "2026-02-30", "2026-03-03T25:00", "26-03-03", "soon", "2026-3", "99")
    ),
]


@pytest.mark.parametrize(("value", "expected"), ISO)
def test_iso_dates(value: str, expected: str | None) -> None:
    assert iso_date(value) == expected


def test_a_midnight_that_the_user_gives_is_kept() -> None:
    (article,) = read_bytes(b"Words.", name="a.txt", published="2026-03-03T00:00").articles
    assert article.published and article.published.value == "2026-03-03T00:00"


def test_ambiguous_zones_are_left_out() -> None:
    (date,) = printed_dates("March 3, 2026 10:15 IST")
    assert date.value == "2026-03-03T10:15"
