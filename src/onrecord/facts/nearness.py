"""How near two reporting sentences are in meaning: rare words they share, and the encoder's sentence vectors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.facts.units import Unit

Floats = NDArray[np.float32]
_VECTORS = 0.4  # part of the vectors' nearness in the whole; set on the development stories
_COMMON = 0.7  # part of the story's mean vector that is taken out: what all its sentences are about


@dataclass(frozen=True, slots=True)
class Space:
    """The sentences of one story as weighted words (tf-idf; Salton and Buckley, 1988) and centred vectors."""

    words: Mapping[int, Mapping[str, float]]
    vectors: Floats | None

    def near(self, ours: Sequence[int], theirs: Sequence[int]) -> Floats:
        """A matrix (ours, theirs) of nearness, 0 to 1, by the numbers of the sentences."""
        rows = [[_dot(self.words[a], self.words[b]) for b in theirs] for a in ours]
        words: Floats = np.asarray(rows, np.float32).reshape(len(ours), len(theirs))
        if self.vectors is None:
            return words
        cosines = np.clip(self.vectors[list(ours)] @ self.vectors[list(theirs)].T, 0, 1)
        whole: Floats = (1 - _VECTORS) * words + _VECTORS * cosines
        return whole


def space(units: Sequence[Unit]) -> Space:
    """The space of all reporting sentences of one story."""
    holds = Counter(word for unit in units for word in set(unit.words))
    words = {number: _weights(unit, holds, len(units)) for number, unit in enumerate(units)}
    vectors: list[Any] = [unit.vector for unit in units]
    if not vectors or any(vector is None for vector in vectors):
        return Space(words, None)
    stacked: Floats = np.stack(vectors)
    centred = stacked - _COMMON * stacked.mean(0)
    norms = np.linalg.norm(centred, axis=1, keepdims=True)
    return Space(words, centred / np.where(norms == 0, 1, norms))


def _weights(unit: Unit, holds: Counter[str], sentences: int) -> dict[str, float]:
    raw = {w: (1 + log(n)) * log((sentences + 1) / (holds[w] + 0.5)) for w, n in sorted(Counter(unit.words).items())}
    norm = sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {word: weight / norm for word, weight in raw.items()}


def _dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(weight * large.get(word, 0.0) for word, weight in small.items())
