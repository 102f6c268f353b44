"""Whether two sentences tell one fact, by the encoder's states of their words: each word looks for its like over there.

Decomposable attention (Parikh et al., EMNLP 2016) over words that the encoder has read in their paragraphs: "the jet"
finds "the aircraft", "he" whom he is. Each word is set beside what answers to it on the other side, neighbours are
mixed, and a sentence pair is judged by its strongest and its average words. Several judges that learned the same from
other beginnings (`training/facts/head.py`) are heard, and their mean counts: one alone errs more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from onrecord.facts.tables import Floats, Ints, Words
from onrecord.facts.vocabulary import nearness

WIDE = 5  # words that are mixed: two to either side
_SCALE = 4.0  # what unit vectors are multiplied with, so that they weigh as much as the other inputs
_AT_ONCE = 64  # pairs a step: bounds the memory
_NONE = -1e4  # the likeness of a word that is not there
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Side:
    """One sentence of each pair: `words` (pairs, words, 32 a judge), `marks` (pairs, words, 5), and which there are."""

    words: Floats
    marks: Floats
    there: Mask


@dataclass(frozen=True, slots=True)
class Inputs:
    """Some pairs, padded: both sides, and how near their terms are by the vocabulary (pairs, words, words)."""

    a: Side
    b: Side
    near: Floats


@dataclass(frozen=True, slots=True)
class Head:
    """The learned weights of one judge; every matrix is laid out (in, out)."""

    likeness: Floats  # of states, of terms, of names: what each adds to the likeness of two words
    marks: Floats
    marks_bias: Floats
    compare: Floats
    compare_bias: Floats
    mix: Floats
    mix_bias: Floats
    judge: Floats
    judge_bias: Floats
    out: Floats
    out_bias: Floats  # the constant, and how much the log odds by the features count


@cache
def _heads() -> tuple[Head, ...]:
    path = resources.files("onrecord.facts") / "weights" / "attention.npz"
    with path.open("rb") as file, np.load(file) as arrays:
        held = [arrays[field.name].astype(np.float32) for field in fields(Head)]
    return tuple(Head(*weights) for weights in zip(*held, strict=True))


def attend(words: Words, first: Ints, second: Ints, odds: Floats) -> Floats:
    """The log odds that sentence `first[k]` and sentence `second[k]` tell one fact, from `odds` by their features."""
    found = np.empty(len(first), np.float32)
    for at, inputs in batches(words, first, second):
        found[at] = _judged(inputs, odds[at], _heads())
    return found


def batches(words: Words, first: Ints, second: Ints) -> Iterator[tuple[Ints, Inputs]]:
    """The pairs, those of one length together: their positions, and what is read of them."""
    sizes = np.diff(words.starts)
    order = np.lexsort((second, first, sizes[first] + sizes[second]))
    for start in range(0, len(order), _AT_ONCE):
        at = order[start : start + _AT_ONCE]
        yield at, inputs(words, first[at], second[at])


def inputs(words: Words, first: Ints, second: Ints) -> Inputs:
    """What is read of these pairs of sentences, padded to the longest of each side."""
    (a, mine), (b, theirs) = _side(words, first), _side(words, second)
    near = nearness(words.near[mine], words.near[theirs])
    near[(mine[:, :, None] == theirs[:, None, :]) & (mine >= 0)[:, :, None]] = 1.0
    near *= (mine >= 0)[:, :, None] & (theirs >= 0)[:, None, :]
    return Inputs(a, b, near)


def _side(words: Words, sentences: Ints) -> tuple[Side, Ints]:
    starts, ends = words.starts[sentences], words.starts[sentences + 1]
    place = starts[:, None] + np.arange(int((ends - starts).max()))
    there = place < ends[:, None]
    place = np.where(there, place, 0)
    shown = there[:, :, None].astype(np.float32)
    side = Side(words.senses[place] * shown, words.marks[place] * shown, there)
    return side, np.where(there, words.term[place], -1)


def _judged(told: Inputs, odds: Floats, heads: Sequence[Head]) -> Floats:
    width = told.a.words.shape[2] // len(heads)
    each = [_judged_by(head, _seen(told, at * width, width), odds) for at, head in enumerate(heads)]
    return np.asarray(np.mean(each, axis=0), np.float32)


def _seen(told: Inputs, first: int, width: int) -> Inputs:
    """The pairs as one judge sees them: by its own part of the words' senses."""
    a, b = (replace(side, words=side.words[:, :, first : first + width]) for side in (told.a, told.b))
    return Inputs(a, b, told.near)


def _judged_by(head: Head, told: Inputs, odds: Floats) -> Floats:
    by_states, by_terms, by_names = head.likeness
    alike = by_states * (told.a.words @ told.b.words.transpose(0, 2, 1)) + by_terms * told.near
    alike += by_names * (told.a.marks[:, :, None, 1] + told.b.marks[:, None, :, 1])
    peak_a, mean_a = _read(told.a, told.b, alike, told.near, head)
    peak_b, mean_b = _read(told.b, told.a, alike.transpose(0, 2, 1), told.near.transpose(0, 2, 1), head)
    seen = (peak_a + peak_b, np.abs(peak_a - peak_b), mean_a + mean_b, np.abs(mean_a - mean_b), odds[:, None] / _SCALE)
    hidden = np.maximum(np.concatenate(seen, axis=1) @ head.judge + head.judge_bias, 0.0)
    constant, weight = head.out_bias
    return np.asarray(hidden @ head.out + constant + weight * odds, np.float32)


def _read(mine: Side, theirs: Side, alike: Floats, near: Floats, head: Head) -> tuple[Floats, Floats]:
    """What one side's words say: the strongest and the mean of each feature (pairs, features)."""
    alike = np.where(theirs.there[:, None, :], alike, _NONE)
    share = np.exp(alike - alike.max(axis=2, keepdims=True))
    share /= share.sum(axis=2, keepdims=True)
    words, answer = mine.words * _SCALE, share @ (theirs.words * _SCALE)
    nearest = near.max(axis=2)
    told = np.stack(
        [alike.max(axis=2) / 6, nearest, np.minimum(near.sum(axis=2), 3.0), nearest * mine.marks[:, :, 1]], axis=2
    )
    seen = np.concatenate([words, answer, words * answer, mine.marks @ head.marks + head.marks_bias, told], axis=2)
    shown = mine.there[:, :, None]
    hidden = np.maximum(seen @ head.compare + head.compare_bias, 0.0) * shown
    hidden += np.maximum(_around(hidden) @ head.mix + head.mix_bias, 0.0) * shown
    mean = hidden.sum(axis=1) / np.maximum(shown.sum(axis=1), 1)
    return hidden.max(axis=1), mean  # nothing is below zero


def _around(hidden: Floats) -> Floats:
    """Each word with its neighbours side by side (pairs, words, WIDE × features); zeros beyond the ends."""
    size, edge = hidden.shape[1], WIDE // 2
    padded = np.pad(hidden, ((0, 0), (edge, edge), (0, 0)))
    return np.concatenate([padded[:, shift : shift + size] for shift in range(WIDE)], axis=2)
