"""Words as the encoder takes them."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.model import Article, Quotation
from onrecord.segment import segment
from onrecord.tag.inputs import case_of, encode, paragraph_words, quote_marks
from onrecord.tag.runtime import Tagger
from onrecord.tag.windows import batch, costs, plan

TEXT = "“We won’t,” Mayor Ann Lee said.\n\nThe U.S. senator, McCain, declined.\n\n" + "He spoke again and again. " * 80


@pytest.mark.parametrize(
    ("form", "case"),
    [("said", 1), ("Lee", 2), ("A", 2), ("NATO", 3), ("McCain", 4), ("1,000", 0), ("”", 0), ("Trump's", 2), ("", 0)],
)
def test_case_of_letters(form: str, case: int) -> None:
    assert case_of(form) == case


def test_quotation_marks_are_told_from_what_they_enclose() -> None:
    words = [(0, 1), (1, 3), (4, 8), (8, 9), (10, 14)]  # “We will” said
    assert quote_marks(words, [Quotation(1, 8)]).tolist() == [2, 1, 1, 3, 0]
    assert quote_marks(words, [Quotation(1, 8, closed=False)]).tolist() == [2, 1, 1, 0, 0]
    assert quote_marks(words, []).tolist() == [0, 0, 0, 0, 0]


def test_paragraphs_hold_every_word() -> None:
    assert paragraph_words([(0, 1), (2, 3), (4, 5)], [(0, 3), (4, 5)]) == ((0, 2), (2, 3))
    assert paragraph_words([(0, 1), (2, 3)], [(2, 3)]) == ((0, 1), (1, 2))
    assert paragraph_words([], []) == ()


@pytest.mark.parametrize("most", [24, 64, 192])
@pytest.mark.parametrize("context", [0, 40])
def test_windows_keep_every_word_once_and_fit(tagger: Tagger, most: int, context: int) -> None:
    article = Article("a", TEXT)
    encoded = encode(TEXT, segment(article), tagger.wordpieces)
    windows = plan(encoded, most=most, context=context)
    kept = [word for window in windows for word in range(window.keep_start, window.keep_end)]
    assert kept == list(range(encoded.size))
    for window in windows:
        assert window.start <= window.keep_start < window.keep_end <= window.end
        assert 1 + costs(encoded)[window.start : window.end].sum() <= most


def test_a_batch_spells_the_window(tagger: Tagger) -> None:
    encoded = encode(TEXT, segment(Article("a", TEXT)), tagger.wordpieces)
    pieces = tagger.wordpieces
    window = plan(encoded, most=64, context=0)[0]
    row = batch([(encoded, window)], pieces)
    assert row.ids[0, 0] == pieces.cls
    assert row.ids[0, -1] == pieces.sep
    assert (row.ids[0, row.columns] == encoded.pieces[encoded.first[window.start : window.end]]).all()
    assert np.count_nonzero(row.ids == pieces.sep) == 2
