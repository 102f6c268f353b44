"""Which words mean the same, or nearly: twins of two dialects, and vectors made by `training/word_vectors.py`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from onrecord import lexicon
from onrecord.stories.words import stem

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
    """How near in meaning each word of `a` is to each of `b`: 0 (nothing) to 1 (the same). Leading axes are kept."""
    cosine = a @ np.swapaxes(b, -1, -2)
    return np.where(cosine > _NEAR, (cosine - _ZERO) / (1 - _ZERO), 0.0).astype(np.float32)


@cache
def _twins() -> dict[str, str]:
    return {stem(row[0]): stem(row[1]) for row in lexicon.rows("fact_doublets.tsv")}


def key(word: str) -> str:
    """What a word (lower case) is compared by: its stem, or that of its twin ("lorries" as "truck")."""
    own = stem(word)
    return _twins().get(own, own)


@cache
def _peoples() -> dict[str, str]:
    return {stem(row[0]): stem(row[1]) for row in lexicon.rows("fact_peoples.tsv")}


def name_key(word: str) -> str:
    """What a name (lower case) is compared by: its stem, or that of its country ("Japanese" as "Japan")."""
    own = stem(word)
    return _peoples().get(own, own)
