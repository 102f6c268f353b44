"""What holds for any text: spans re-slice, lie apart and in order; no text raises; time grows with the length."""

from __future__ import annotations

import sys
from itertools import pairwise
from types import FrameType
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.date import date_reports, timexes
from onrecord.model import Article, Published

VOCABULARY = """
the a an last next this that early late mid of in on at by and to or from until since ago later earlier before
after about nearly more than less at least past coming every each per year years month weeks days hours
century decade quarter fiscal weekend morning night noon Monday Tuesday May March Jan. Sept. 3 15 31 1990 2026
1990s '80s 12:30 5 p.m. a.m. first second 3rd twenty two hundred thousand half BC spring summer Christmas
Easter now recently today yesterday tomorrow tonight said will met “ ” " . , - – ( ) / : 's old year-old
99999999999th
"""
WORDS = (*VOCABULARY.split(), "\n")
texts = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(text=texts, published=st.sampled_from([None, "2026-05-14", "2026-05-14T10:00+02:00", "x"]))
def test_spans(text: str, published: str | None) -> None:
    found = timexes(text, published=published)
    for timex in found:
        assert text[timex.span.start : timex.span.end] == timex.span.text
        assert (timex.first is None) == (timex.last is None)
        assert timex.first is None or timex.last is None or timex.first.startswith("-") or timex.first <= timex.last
        if timex.event is not None:
            assert timex.event.start <= timex.span.start <= timex.span.end <= timex.event.end
            assert timex.event.end - timex.event.start <= 300
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert timexes(text, published=published) == found


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text(text: str) -> None:
    timexes(text, published="2026-05-14")


@settings(max_examples=60, deadline=None)
@given(reports=st.lists(st.tuples(texts, st.booleans()), min_size=1, max_size=4))
def test_reports_keep_their_order_and_evidence(reports: list[tuple[str, bool]]) -> None:
    given_date = Published("2026-05-14", "given")
    articles = [
        Article(str(n), text, published=given_date if dated else None) for n, (text, dated) in enumerate(reports)
    ]
    dated = date_reports(articles)
    assert [article.id for article in dated] == [article.id for article in articles]
    for before, after in zip(articles, dated, strict=True):
        assert before.text == after.text
        if before.published is None and after.published is not None:
            evidence = after.published.evidence
            assert evidence is not None
            assert after.text[evidence.start : evidence.end] == evidence.text
            assert len(evidence.text) < 330


def test_work_grows_with_the_length() -> None:
    for piece in ("the first two ", "1990-", "in March 3, ", "a", "last year of the ", "a day before "):
        timexes(piece * 20, published="2026-05-14")
        short, long = (_steps(piece * count) for count in (150, 300))
        assert long < 3 * short, piece


def _steps(text: str) -> int:
    """How many instructions of Python it takes to read a text."""
    count = 0

    def traced(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        timexes(text, published="2026-05-14")
    finally:
        sys.settrace(before)
    return count
