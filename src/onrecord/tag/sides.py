"""What the encoder's states say beside the statements: names, and a vector for each sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from onrecord.model import Name, NameType, Range
from onrecord.tag.chain import Floats
from onrecord.tag.heads import SENSES, Heads

NAME_TYPES: tuple[NameType, ...] = ("person", "organisation", "place", "other")
_POSSESSIVE = frozenset({"'s", "’s", "'S", "’S"})


def names(
    text: str, states: Floats, words: Sequence[Range], paragraphs: Sequence[Range], heads: Heads
) -> tuple[Name, ...]:
    """The names, in text order: runs of one type inside a paragraph, each as sure as its least sure word.

    A possessive ending is no part of the name: "Trump" in "Trump's".
    """
    if not len(words):
        return ()
    scores = heads.name_scores(states)
    odds = np.exp(scores - scores.max(1, keepdims=True))
    odds /= odds.sum(1, keepdims=True)
    kinds = np.stack([odds[:, 0], *(odds[:, 1 + 2 * k] + odds[:, 2 + 2 * k] for k in range(4))], 1)
    best = kinds.argmax(1)
    every = np.arange(len(words))
    opens = odds[every, 2 * best - 1] > odds[every, 2 * best]  # another name of the same type
    opens[[start for start, _ in paragraphs]] = True
    opens[1:] |= best[1:] != best[:-1]
    opens[0] = True
    starts = np.flatnonzero(opens)
    found: list[Name] = []
    for start, stop in zip(starts.tolist(), [*starts[1:].tolist(), len(words)], strict=True):
        if kind := int(best[start]):
            score = round(float(kinds[start:stop, kind].min()), 4)
            end = words[stop - 1][1]
            if end - words[start][0] > 2 and text[end - 2 : end] in _POSSESSIVE:
                end -= 2
            found.append(Name(words[start][0], end, NAME_TYPES[kind - 1], score))
    return tuple(found)


def word_senses(states: Floats, heads: Heads) -> npt.NDArray[np.int8]:
    """What each word means where it stands, to each of several judges: 127 times a unit vector (words, 32 a judge)."""
    senses = (states @ heads.senses).reshape(len(states), -1, SENSES)
    norm = np.linalg.norm(senses, axis=2, keepdims=True)
    return np.rint(senses / np.where(norm > 0, norm, 1.0) * 127).astype(np.int8).reshape(len(states), -1)


def sentence_vectors(states: Floats, ranges: Sequence[Range], heads: Heads) -> Floats:
    """One unit vector a sentence (a range of words): the mean of its words' states, projected; 0 for an empty one."""
    means = np.zeros((len(ranges), states.shape[1]), np.float32)
    for number, (start, end) in enumerate(ranges):
        if start < end:
            means[number] = states[start:end].mean(0)
    vectors = means @ heads.vector
    norm = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norm > 0, norm, 1.0), np.float32)
