"""Which words mean nearly the same: vectors of single words, made by `training/word_vectors.py`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
_NEAR = 0.55
_ZERO = 0.55 - 0.15


@cache
def _table() -> tuple[dict[str, int], Floats]:
    path = resources.files("onrecord.facts") / "weights" / "word_vectors.npz"
    with path.open("rb") as file, np.load(file) as arrays:
        words = arrays["words"].tobytes().decode().split("\n")
        vectors = arrays["vectors"].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return {word: at for at, word in enumerate(words)}, vectors


def vectors(words: Sequence[str]) -> Floats:
    """One unit vector a word (lower case); zeros for a word that is not in the table."""
    places, table = _table()
    found = np.zeros((len(words), table.shape[1]), np.float32)
    for row, word in enumerate(words):
        at = places.get(word)
        if at is not None:
            found[row] = table[at]
    return found


def nearness(a: Floats, b: Floats) -> Floats:
    """How near in meaning each word of `a` is to each of `b`: 0 (nothing) to 1 (the same)."""
    cosine = a @ b.T
    return np.where(cosine > _NEAR, (cosine - _ZERO) / (1 - _ZERO), 0.0).astype(np.float32)
