"""The invented stories as pairs of sentences, with the states of their words, and which pairs tell one fact."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from onrecord.facts.align import by_features
from onrecord.facts.likeness import blocks
from onrecord.facts.sheet import Sentence
from onrecord.facts.tables import Floats, Ints, Story, Words, tables
from onrecord.model import Article, Document
from onrecord.tag.inputs import encode
from onrecord.tag.runtime import default_tagger
from training.facts.invented import Report
from training.facts.learn import read

PASSING, WHOLE = 0.2, 0.4  # shares of the shorter and of the longer telling below which a pair is only a passing phrase


@dataclass(frozen=True, slots=True)
class Lessons:
    """All stories as one: the words of all, with the encoder's states for senses.

    A pair is two of its sentences (`first`, `second`), with the log odds by the features and whether they tell one fact
    (-1: only in passing). `facts` are those that each word tells.
    """

    words: Words
    first: Ints
    second: Ints
    odds: Floats
    same: Ints
    facts: tuple[frozenset[str], ...]


def lessons(every: Iterable[list[Report]]) -> Lessons:
    """What there is to learn from these stories."""
    read_stories = [_story([one.article(f"{n:02}") for n, one in enumerate(reports)], reports) for reports in every]
    tellings = [story.words for story, _ in read_stories if story.words is not None]
    words = np.cumsum([0, *(len(one.term) for one in tellings)])
    terms = np.cumsum([0, *(len(story.near) for story, _ in read_stories)])
    joined = Words(
        starts=np.concatenate([[0], *(one.starts[1:] + base for one, base in zip(tellings, words, strict=False))]),
        senses=np.concatenate([one.senses for one in tellings]),
        term=np.concatenate(
            [np.where(o.term < 0, -1, o.term + base) for o, base in zip(tellings, terms, strict=False)]
        ),
        marks=np.concatenate([one.marks for one in tellings]),
        near=np.concatenate([one.near for one in tellings]),
    )
    pairs, base = [], 0
    for story, facts in read_stories:
        pairs.append(_pairs(story, facts, base))
        base += len(story.place)
    first, second, odds, same = (np.concatenate(column) for column in zip(*pairs, strict=True))
    return Lessons(joined, first, second, odds, same, tuple(fact for _, facts in read_stories for fact in facts))


def _story(articles: Sequence[Article], reports: Sequence[Report]) -> tuple[Story, list[frozenset[str]]]:
    """A story with the encoder's states for senses, and the facts that each of its words tells."""
    sheets: list[list[Sentence]] = []
    facts: list[frozenset[str]] = []
    for (document, sheet), report in zip(read(articles), reports, strict=True):
        states, words = _states(document), document.layout.words
        sheets.append([])
        for one in sheet:
            first, last = bisect_left(words, (one.start,)), bisect_left(words, (one.end,))
            sheets[-1].append(replace(one, senses=states[first:last]))
            facts += [report.told(*word) for word in words[first:last]]
    return tables(sheets), facts


def _states(document: Document) -> Floats:
    tagger = default_tagger()
    encoded = encode(document.article.text, document.layout, tagger.wordpieces)
    return np.concatenate([tagger.states(encoded.part(start, end)) for start, end in encoded.blocks()])


def _pairs(story: Story, facts: Sequence[frozenset[str]], base: int) -> tuple[Ints, Ints, Floats, Ints]:
    """The pairs of sentences of different reports: as numbers from `base` on, odds, whether they tell one fact."""
    assert story.words is not None
    told = [facts[start:end] for start, end in pairwise(story.words.starts)]
    columns: list[tuple[int, int, float, int]] = []
    for block in blocks(story):
        odds = by_features(block.found)
        columns += [
            (base + x, base + y, float(odds[x - block.first, y - block.second]), _same(told[x], told[y]))
            for x in range(block.first, block.second)
            for y in range(block.second, len(told))
            if told[x] and told[y]
        ]
    first, second, own, same = zip(*columns, strict=True)
    return np.array(first), np.array(second), np.array(own, np.float32), np.array(same)


def _same(ours: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]]) -> int:
    """1 for one fact, 0 for different ones, -1 where one is only mentioned in passing."""
    both = frozenset().union(*ours) & frozenset().union(*theirs)
    if not both:
        return 0
    shares = sorted(sum(bool(word & both) for word in side) / len(side) for side in (ours, theirs))
    return 1 if shares[0] >= PASSING and shares[1] >= WHOLE else -1
