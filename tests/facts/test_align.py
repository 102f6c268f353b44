"""Which sentences of two reports tell one fact, and which stand near to nothing."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord import pipeline
from onrecord.facts.align import align
from onrecord.facts.clauses import clauses
from onrecord.facts.sheet import Sentence, sentences
from onrecord.model import Article, Document, Tags
from onrecord.segment import segment

LOCK = "The north gate of the Oster lock jammed before dawn and held up forty barges."
SAME_LOCK = "Forty barges waited when a gate jammed at the Oster lock before dawn."
WAGES = "Lock keepers have asked the canal board for better wages since last spring."
SAME_WAGES = "Better wages were asked of the canal board by its keepers last spring."
HERON = "A heron nested on the roof of the weir house this year."


def sheet(name: str, text: str) -> tuple[Sentence, ...]:
    article = Article(id=name, text=text)
    return sentences(Document(article, segment(article), Tags((), ())), (), ())


def test_sentences_of_one_fact_are_linked_in_whatever_order_they_stand() -> None:
    found = align([sheet("a", f"{LOCK} {WAGES} {HERON}"), sheet("b", f"{SAME_WAGES} {SAME_LOCK}")])
    assert {(link.a, link.b) for link in found.links} == {(0, 4), (1, 3)}
    assert [link.score for link in found.links] == sorted((link.score for link in found.links), reverse=True)


def test_links_do_not_depend_on_which_report_comes_first() -> None:
    a, b = sheet("a", f"{LOCK} {WAGES} {HERON}"), sheet("b", f"{SAME_WAGES} {SAME_LOCK}")
    there, back = align([a, b]), align([b, a])
    moved = {(link.b - 2 if link.b > 1 else link.b + 3, link.a + 3) for link in back.links}
    assert {(link.a, link.b) for link in there.links} == {(a, b) for a, b in moved}


def test_what_no_other_report_has_is_far_from_all() -> None:
    found = align([sheet("a", f"{LOCK} {HERON}"), sheet("b", f"{SAME_LOCK} {WAGES}")])
    assert found.nearness[1] < found.nearness[0]


def test_words_that_stand_somewhere_in_another_report_bring_a_sentence_nearer() -> None:
    one = sheet("a", f"{LOCK} {HERON}")
    scattered = (
        "The old roof of the inn leaked all winter long. Anglers by the mill had watched a heron with envy. "
        "Swans nested in the reeds below. A new weir was promised to the millers. Her house was sold to a baker."
    )
    apart = align([one, sheet("b", f"{SAME_LOCK} {WAGES}")]).nearness[1]
    near = align([one, sheet("b", f"{SAME_LOCK} {WAGES} {scattered}")]).nearness[1]
    assert near > apart + 2


def tagged(name: str, text: str) -> tuple[Sentence, ...]:
    return sentences(pipeline.document(Article(id=name, text=text)), (), ())


@pytest.mark.parametrize(("heard", "links"), [(0.5, {(0, 3)}), (-1.0, {(0, 3)}), (-1.2, set())])
def test_what_the_features_find_is_told_unless_the_words_speak_against_it(
    monkeypatch: pytest.MonkeyPatch, heard: float, links: set[tuple[int, int]]
) -> None:
    monkeypatch.setattr("onrecord.facts.align.attend", lambda words, first, second, odds: np.full_like(odds, heard))
    found = align([tagged("a", f"{LOCK} {WAGES} {HERON}"), tagged("b", SAME_LOCK)])
    assert {(link.a, link.b) for link in found.links} == links


@pytest.mark.parametrize(("odds", "links"), [(-0.5, {(0, 1)}), (-0.7, set())])
def test_where_the_encoder_gives_nothing_the_features_decide(
    monkeypatch: pytest.MonkeyPatch, odds: float, links: set[tuple[int, int]]
) -> None:
    monkeypatch.setattr("onrecord.facts.align.by_features", lambda found: np.full(found.shape[:2], odds, np.float32))
    found = align([sheet("a", LOCK), sheet("b", SAME_LOCK)])
    assert {(link.a, link.b) for link in found.links} == links


def test_the_words_link_what_the_features_find_too_far(monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = [tagged("a", f"{LOCK} {HERON}"), tagged("b", f"{SAME_LOCK} A pair of birds brooded high above the weir.")]
    monkeypatch.setattr("onrecord.facts.align._LIKELY", 100.0)
    monkeypatch.setattr("onrecord.facts.align._CHANCE", -9.0)
    monkeypatch.setattr(
        "onrecord.facts.align.attend", lambda words, first, second, odds: np.where(second == 3, 2.0, -2.0)
    )
    assert {(link.a, link.b) for link in align(sheets).links} == {(0, 3), (1, 3)}


def test_a_story_of_one_report_or_none_has_no_links() -> None:
    assert align([]).links == align([sheet("a", LOCK)]).links == align([sheet("a", LOCK), ()]).links == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The gate jammed, leaving forty barges.", ["The gate jammed", "leaving forty barges."]),
        ("The gate that jammed was mended.", ["The gate that jammed was mended."]),
        ("Ada Quill (whose barge sank) rowed on.", ["Ada Quill", "whose barge sank", "rowed on."]),
        ("It jammed — nobody knows why; divers came.", ["It jammed", "nobody knows why", "divers came."]),
        ("Divers came when the gate jammed.", ["Divers came", "when the gate jammed."]),
    ],
)
def test_clauses_are_cut_where_one_opens(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in clauses(text, 0, len(text), ())] == parts


def test_a_quotation_is_never_cut() -> None:
    text = "“It jammed, leaving us here,” she said."
    assert clauses(text, 0, len(text), ((0, 29),))[0][1] >= 29
