"""How words look for their like: whatever else is looked at beside a pair, and from whichever side."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from onrecord import pipeline
from onrecord.facts.attend import attend, inputs
from onrecord.facts.sheet import sentences
from onrecord.facts.tables import Ints, Words, tables
from onrecord.model import Article

REPORTS = (
    "A tram left the rails at Oster Quay on Sunday, killing the driver. Twelve passengers were taken to hospital. "
    "The line had been closed for repairs in the spring, the council said. It was raining.",
    "Its driver died when the tramcar derailed near the old mill in Valborg. A dozen people are being treated for "
    "their wounds. The mayor spoke of a black day for the town, where flags were lowered.",
)


@cache
def _words() -> Words:
    documents = [pipeline.document(Article(f"r{at}", text)) for at, text in enumerate(REPORTS)]
    story = tables([sentences(document, (), ()) for document in documents])
    assert story.words is not None
    return story.words


def _odds(first: Ints, second: Ints) -> np.ndarray:
    return attend(_words(), first, second, np.zeros(len(first), np.float32))


def test_a_pair_is_judged_alike_alone_and_among_longer_ones() -> None:
    count = len(_words().starts) - 1
    first, second = (side.ravel() for side in np.indices((count, count)))
    together = _odds(first, second)
    alone = [_odds(first[at : at + 1], second[at : at + 1])[0] for at in range(len(first))]
    assert len(set(np.diff(_words().starts))) > 2
    np.testing.assert_allclose(together, alone, atol=1e-4)


def test_neither_side_comes_first() -> None:
    first, second = np.array([0, 1, 2, 0]), np.array([3, 4, 5, 5])
    np.testing.assert_allclose(_odds(first, second), _odds(second, first), atol=1e-4)


def test_a_fact_in_other_words_is_likelier_than_another_fact() -> None:
    same = _odds(np.array([0, 1]), np.array([3, 4]))
    other = _odds(np.array([0, 0, 1, 1, 2, 2]), np.array([4, 5, 3, 5, 3, 4]))
    assert same.min() > other.max()


def test_every_judge_sees_its_own_part_of_the_senses() -> None:
    first, second = np.array([0, 1]), np.array([3, 4])
    for judge in range(3):
        senses = _words().senses.copy()
        senses[:, 32 * judge : 32 * judge + 32] = 0
        blind = attend(replace(_words(), senses=senses), first, second, np.zeros(2, np.float32))
        assert (np.abs(blind - _odds(first, second)) > 0.01).all()


def test_a_word_that_is_no_term_is_near_to_none() -> None:
    told = inputs(_words(), np.array([0, 1]), np.array([3, 4]))
    for row, sentence in enumerate((0, 1)):
        start, end = _words().starts[sentence : sentence + 2]
        no_term = np.flatnonzero(_words().term[start:end] < 0)
        assert len(no_term)
        assert not told.near[row, no_term].any()
    assert told.near.max() == 1.0


def test_without_pairs_there_is_nothing_to_say() -> None:
    nothing = np.array([], np.intp)
    assert not len(_odds(nothing, nothing))
