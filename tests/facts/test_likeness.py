"""How alike sentences are, computed for one report against all others at once."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.date import document_timexes
from onrecord.facts.likeness import FEATURES, blocks, covered
from onrecord.facts.sheet import Sentence, sentences
from onrecord.facts.tables import tables
from onrecord.model import Article, Document, Published, Tags
from onrecord.segment import segment

LOCK = "The north gate of the Oster lock jammed before dawn."
SAME_LOCK = "Before dawn the Oster lock had its north gate jammed."
WAGES = "Keepers have asked the canal board for better wages."
HERON = "A heron nested on the roof of the weir house."


def sheet(name: str, text: str) -> tuple[Sentence, ...]:
    article = Article(id=name, text=text, published=Published("2024-05-06", "given"))
    document = Document(article, segment(article), Tags((), ()))
    return sentences(document, (), document_timexes(document))


def feature(name: str, *texts: str) -> dict[tuple[int, int], float]:
    """A feature of each two sentences of different reports."""
    sheets = [sheet(str(at), text) for at, text in enumerate(texts)]
    return {
        (block.first + row, block.second + column): float(value)
        for block in blocks(tables(sheets))
        for (row, column), value in np.ndenumerate(block.found[:, :, FEATURES.index(name)])
    }


def test_every_two_sentences_of_different_reports_are_compared_once() -> None:
    found = feature("words", f"{LOCK} {HERON}", WAGES, "", SAME_LOCK)
    assert sorted(found) == [(0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
    assert found[0, 3] > 0.5 > found[0, 2] == found[1, 2] == 0


@pytest.mark.parametrize("name", ["content_lead", "part_soft_lead"])
def test_a_sentence_is_ahead_of_the_others_of_the_same_report_only(name: str) -> None:
    found = feature(name, f"{LOCK} {WAGES}", f"{SAME_LOCK} {HERON}", f"{HERON} {SAME_LOCK}")
    assert found[0, 2] > 0.2
    assert found[0, 5] > 0.2
    assert found[0, 3] < 0 > found[0, 4]


def test_of_two_that_are_equally_near_none_is_ahead() -> None:
    assert feature("content_lead", f"{LOCK} {WAGES}", f"{SAME_LOCK} {SAME_LOCK}")[0, 2] == 0


def test_amounts_are_the_same_where_they_count_the_same() -> None:
    found = feature(
        "amounts",
        "Some 43 barges and 12 tugs waited in the Oster lock.",
        f"At the Oster lock 43 barges were held. {HERON} Near the Oster lock 43 keepers and 12 tugs met.",
    )
    assert found == {(0, 1): 1.0, (0, 2): 0.0, (0, 3): 1.0}


def test_days_are_common_or_other_only_where_both_name_one() -> None:
    texts = (
        "The gate jammed on 3 May 2024 at the Oster lock.",
        "The Oster gate jammed in May 2024. The Oster gate jammed in 2019. The Oster gate jammed.",
    )
    assert list(feature("same_day", *texts).values()) == [1.0, 0.0, 0.0]
    assert list(feature("other_day", *texts).values()) == [0.0, 1.0, 0.0]


def test_a_sentence_is_covered_by_the_one_report_that_has_most_of_it() -> None:
    found = covered(tables([sheet("a", f"{LOCK} {HERON}"), sheet("b", WAGES), sheet("c", SAME_LOCK)]))
    assert found[0] > 0.99
    assert found[1] == found[2] == 0
