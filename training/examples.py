"""Labelled articles as arrays: what the loss compares with what the network says."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.model import Range
from onrecord.tag.inputs import Encoded, Ints, Wordpieces, encode
from training.gold import Labelled, word_runs
from training.layout import layout

SOURCE, CUE, CONTENT = 0, 1, 2  # the order of the role tags: O, B-source, I-source, B-cue, …
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class WordEvent:
    """One statement in word numbers."""

    source: tuple[Range, ...]
    cue: Range
    content: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One article: as printed, with straight quotation marks, and its labels.

    `roles` and `names`: one BIO tag a word; `sentences`: ranges of words; `vectors`: the base model's unit vectors
    (sentences, width) or None; `taught`: each teacher's state of each word (words, width), float16; `labelled`: False
    where the teachers alone know what is in it.
    """

    id: str
    encoded: Encoded
    straight: Encoded
    roles: Ints
    names: Ints
    events: tuple[WordEvent, ...]
    sentences: tuple[Range, ...]
    vectors: np.ndarray | None
    taught: tuple[np.ndarray, ...] = ()
    labelled: bool = True


def example(article: Labelled, wordpieces: Wordpieces, vectors: np.ndarray | None) -> Example:
    """The arrays of one labelled article."""
    shape = layout(article.text)
    plain = article.text.translate(_STRAIGHT)
    words = shape.words
    roles, names = np.zeros(len(words), np.int64), np.zeros(len(words), np.int64)
    events = []
    for event in article.events:
        runs = [word_runs(words, spans) for spans in (event.source, event.cue, event.content)]
        for role in (CONTENT, SOURCE, CUE):  # the rarest last: it stays where two meet
            _mark(roles, runs[role], role)
        if runs[CUE] and runs[CONTENT]:
            cue = (runs[CUE][0][0], runs[CUE][-1][1])
            events.append(WordEvent(tuple(runs[SOURCE]), cue, tuple(runs[CONTENT])))
    _reopen(roles)
    for start, end, kind in article.names:
        _mark(names, word_runs(words, [(start, end)]), kind)
    sentences = [word_runs(words, [sentence]) for sentence in article.sentences]
    return Example(
        id=article.id,
        encoded=encode(article.text, shape, wordpieces),
        straight=encode(plain, layout(plain), wordpieces),
        roles=roles,
        names=names,
        events=tuple(events),
        sentences=tuple((runs[0][0], runs[-1][1]) if runs else (0, 0) for runs in sentences),
        vectors=vectors,
    )


def _mark(tags: Ints, runs: Sequence[Range], kind: int) -> None:
    for start, end in runs:
        tags[start:end] = 2 + 2 * kind
        tags[start] = 1 + 2 * kind


def _reopen(tags: Ints) -> None:
    """A role that another one broke into starts again after it: I only ever follows B or I of its kind."""
    for word in range(1, len(tags)):
        if tags[word] and tags[word] % 2 == 0 and tags[word - 1] not in (tags[word], tags[word] - 1):
            tags[word] -= 1


def hold_out(ids: Sequence[str], *, share: float, seed: int) -> tuple[list[str], list[str]]:
    """The articles to train on, and those held out for tuning: split by article, the same for every run."""
    shuffled = sorted(ids)
    random.Random(seed).shuffle(shuffled)
    cut = round(len(shuffled) * share)
    return sorted(shuffled[cut:]), sorted(shuffled[:cut])
