"""Laws of cutting a text that hold for any text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article
from onrecord.segment import fold, segment, with_marks

MARKS = "\"“”„«»'’‘`"
pieces = st.sampled_from(
    [
        *MARKS,
        "''",
        "``",
        " ",
        "\n",
        "\n\n",
        ". ",
        ", ",
        "? ",
        "he said",
        "Hale",
        "the dam held",
        "U.S.",
        "'90s",
        "6'2",
        "…",
        "—",
    ]
)
news = st.lists(pieces | st.text(max_size=3), max_size=60).map("".join)


@settings(deadline=None)
@given(news)
def test_every_range_lies_in_order_inside_its_parent(text: str) -> None:
    cut = segment(Article(id="a", text=text))
    for ranges in (cut.words, cut.sentences, cut.paragraphs):
        assert all(0 <= start < end <= len(text) for start, end in ranges)
        assert all(a[1] <= b[0] for a, b in pairwise(ranges))
    assert all(a.end <= b.start for a, b in pairwise(cut.quotations))
    for start, end in [*cut.sentences, *((q.start, q.end) for q in cut.quotations)]:
        assert any(low <= start and end <= high for low, high in cut.paragraphs)


@settings(deadline=None)
@given(news)
def test_every_sign_is_in_one_word_one_sentence_and_one_paragraph(text: str) -> None:
    cut = segment(Article(id="a", text=text))
    shown = [at for at, letter in enumerate(text) if not letter.isspace()]
    for ranges in (cut.words, cut.sentences, cut.paragraphs):
        held = {at for start, end in ranges for at in range(start, end)}
        assert held.issuperset(shown)


@settings(deadline=None)
@given(news)
def test_words_never_cross_a_sentence(text: str) -> None:
    cut = segment(Article(id="a", text=text))
    edges = {end for _, end in cut.sentences}
    assert not [edge for edge in edges for start, end in cut.words if start < edge < end]


@settings(deadline=None)
@given(news)
def test_a_quotation_starts_and_ends_with_what_shows_and_its_marks_stand_around_it(text: str) -> None:
    for quotation in segment(Article(id="a", text=text)).quotations:
        inside = text[quotation.start : quotation.end]
        assert inside.strip() == inside
        assert any(letter.isalnum() for letter in inside)
        start, end = with_marks(text, quotation)
        assert start <= quotation.start
        assert quotation.end <= end
        if quotation.opened:
            assert text[start] in MARKS + "＂"
        if quotation.closed:
            assert text[end - 1] in MARKS + "＂"


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=40) | news)
def test_folding_never_moves_a_span(text: str) -> None:
    folded = fold(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert all(a <= b for a, b in pairwise(folded.starts))
    for at in range(len(folded.text)):
        start, end = folded.original(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert folded.text[at] in fold(text[start:end]).text


@settings(deadline=None)
@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once
