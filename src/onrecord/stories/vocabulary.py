"""The words of the reports at hand as numbers, and how rare each is: in news at large, and among the topics at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, count

import numpy as np
import numpy.typing as npt

from onrecord.stories.rarity import SPREAD, background

Numbers = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Vector:
    """Words, each once, with their weights, all of them above 0."""

    words: Numbers
    weights: Floats


class Vocabulary:
    """Words are numbered as they come. A word weighs less where more topics have it: a topic once, however large."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._holders: Floats = np.zeros(0)  # topics that have a word
        self._sums: Floats = np.zeros(0)  # nothing but zeros between calls
        self.background: Floats = np.zeros(0)  # rarity in news at large
        self.rarity: Floats = np.zeros(0)  # rarity now: never below 0

    def vector(self, words: Sequence[str], weights: Floats) -> Vector:
        """These words as numbers; a new word is in no topic."""
        before = len(self._numbers)
        numbers = np.fromiter(map(self._numbers.__getitem__, words), np.intp, len(words))
        if len(self._numbers) > before:
            self._grow(len(self._numbers))
            fresh = (numbers >= before).nonzero()[0].tolist()
            self.background[numbers[fresh]] = self.rarity[numbers[fresh]] = [background(words[at]) for at in fresh]
        return Vector(numbers, weights)

    def held(self, words: Numbers, topics: int) -> None:
        """So many topics more (or less) have these words."""
        self._holders[words] += topics
        self.rarity[words] = np.maximum(0.0, self.background[words] - np.log1p(SPREAD * self._holders[words]))

    def scaled(self, vector: Vector) -> Floats:
        """Each word's weight times its rarity now."""
        weights: Floats = vector.weights * self.rarity[vector.words]
        return weights

    def sum(self, vectors: Sequence[Vector]) -> Vector:
        """The words of all with their weights added, in the order in which they come."""
        sums = self._sums
        met = []
        for one in vectors:
            before = sums[one.words]
            met.append(one.words[before == 0.0])
            sums[one.words] = before + one.weights
        words = np.concatenate(met)
        weights = sums[words]
        sums[words] = 0.0
        return Vector(words, weights)

    def products(self, words: Numbers, weights: Floats, others: Sequence[Vector]) -> Floats:
        """The scalar product of these words with each of the others, none of which is without words."""
        sums = self._sums
        sums[words] = weights
        joined = np.concatenate([other.weights for other in others])
        joined *= sums[np.concatenate([other.words for other in others])]
        sums[words] = 0.0
        starts = [0, *accumulate(len(other.words) for other in others[:-1])]
        found: Floats = np.add.reduceat(joined, starts)
        return found

    def _grow(self, size: int) -> None:
        """Room for so many words, and as many again."""
        if size > len(self.rarity):
            more = np.zeros(max(1_024, 2 * size) - len(self.rarity))
            self._holders, self._sums, self.background, self.rarity = (
                np.concatenate((held, more)) for held in (self._holders, self._sums, self.background, self.rarity)
            )
