"""Words as numbers: the same sums and products as over plain dictionaries, and nothing left behind by them."""

from __future__ import annotations

import random
from math import log

import numpy as np
import pytest

from onrecord.model import Article, Published
from onrecord.stories import index, topic
from onrecord.stories.rarity import background
from onrecord.stories.vocabulary import Vector, Vocabulary

_WORDS = [f"{a}{b}ith" for a in "bcdfghklm" for b in "aeiou"]


def _drawn(seed: int) -> dict[str, float]:
    chance = random.Random(seed)
    return {word: chance.uniform(0.1, 2.0) for word in chance.sample(_WORDS, 12)}


def _vector(vocabulary: Vocabulary, words: dict[str, float]) -> Vector:
    return vocabulary.vector(tuple(words), np.array(list(words.values())))


def test_a_word_keeps_its_number() -> None:
    vocabulary = Vocabulary()
    first = _vector(vocabulary, {"quay": 1.0, "crane": 2.0})
    again = _vector(vocabulary, {"crane": 1.0, "ferry": 1.0, "quay": 1.0})
    assert first.words.tolist() == [0, 1]
    assert again.words.tolist() == [1, 2, 0]


@pytest.mark.parametrize("seed", range(5))
def test_sums_are_those_of_the_words(seed: int) -> None:
    vocabulary = Vocabulary()
    one, other = _drawn(seed), _drawn(seed + 100)
    vectors = _vector(vocabulary, one), _vector(vocabulary, other)
    for _ in range(2):  # the second time nothing of the first is in the way
        summed = vocabulary.sum(vectors)
        expected = {word: one.get(word, 0.0) + other.get(word, 0.0) for word in (*one, *other)}
        numbers = _vector(vocabulary, dict.fromkeys(expected, 1.0)).words.tolist()
        assert summed.words.tolist() == numbers
        assert summed.weights.tolist() == pytest.approx(list(expected.values()))


@pytest.mark.parametrize("seed", range(5))
def test_products_are_those_of_the_words(seed: int) -> None:
    vocabulary = Vocabulary()
    one, others = _drawn(seed), [_drawn(seed + 100 * n) for n in range(1, 4)]
    asked, held = _vector(vocabulary, one), [_vector(vocabulary, other) for other in others]
    expected = [sum(weight * other.get(word, 0.0) for word, weight in one.items()) for other in others]
    for _ in range(2):
        assert vocabulary.products(asked.words, asked.weights, held).tolist() == pytest.approx(expected)


def test_a_word_weighs_less_the_more_topics_have_it_and_never_less_than_nothing() -> None:
    vocabulary = Vocabulary()
    vector = _vector(vocabulary, {"quayside": 1.0, "harbourmaster": 1.0})
    assert vocabulary.scaled(vector).tolist() == [background("quayside"), background("harbourmaster")]
    vocabulary.held(vector.words[:1], 2)
    assert vocabulary.scaled(vector).tolist() == pytest.approx(
        [background("quayside") - log(2), background("harbourmaster")]
    )
    vocabulary.held(vector.words[:1], 10**9)
    assert vocabulary.scaled(vector)[0] == 0.0
    vocabulary.held(vector.words[:1], -(10**9) - 2)
    assert vocabulary.scaled(vector)[0] == background("quayside")


def test_room_is_made_for_any_number_of_words() -> None:
    vocabulary = Vocabulary()
    words = tuple(f"word{n}" for n in range(5_000))
    for at in range(0, len(words), 700):
        vocabulary.vector(words[at : at + 700], np.ones(len(words[at : at + 700])))
    assert len(vocabulary.rarity) >= len(words)
    assert vocabulary.vector(words[-1:], np.ones(1)).words.tolist() == [len(words) - 1]
    assert vocabulary.rarity[: len(words)].tolist() == [background(word) for word in words]


def test_each_word_counts_the_topics_that_hold_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topic, "_KEPT", 12)
    monkeypatch.setattr(topic, "CONTRASTED", 6)
    monkeypatch.setattr(index, "CONTRASTED", 6)
    stories = index.Stories()
    for number in range(24):
        of, day = ("ferry pier fog captain sandbank", 1) if number % 2 else ("tram rails carriage bend driver", 40)
        own = " ".join(f"{word}{number % 5}" for word in ("witness", "hospital", "mayor", "signal", "crew", "weather"))
        text = f"The {of} and the harbour bridge closed. {own} {own}."
        published = Published(f"2031-0{1 + number % 2}-{day // 4 + 1:02d}", "given")
        stories.add(Article(id=f"r{number}", text=text, published=published))
    held = np.zeros_like(stories._vocabulary._holders)
    for one in stories._topics.values():
        held[one.centre.words] += 1
    assert (stories._vocabulary._holders == held).all()
