"""Which sentences of two reports tell the same fact.

A logistic score over the features of `likeness.py`, with weights learned from invented reports (`training/facts`), then
a choice among rivals: a pair counts where it is likely enough and among each other's best.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from onrecord.facts.likeness import FEATURES, Grid, features, grid, rarities
from onrecord.facts.sheet import Sentence

Floats = npt.NDArray[np.float32]
ALIGNED = 0.3  # the score from which two sentences tell one fact
RIVALS = 3  # … if each is among the other's so many best


@dataclass(frozen=True, slots=True)
class Link:
    """Two sentences of different reports (positions in the story's list) that tell one fact, and how likely."""

    a: int
    b: int
    score: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """The links of a story, best first, and for each sentence the best score with any other report."""

    links: tuple[Link, ...]
    nearest: tuple[float, ...]


@cache
def _weights() -> tuple[Floats, float]:
    path = resources.files("onrecord.facts") / "weights" / "alignment.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    return np.array([told["weights"].get(name, 0.0) for name in FEATURES], np.float32), float(told["constant"])


def align(sheets: Sequence[Sequence[Sentence]]) -> Alignment:
    """Links between the sentences of different reports; positions count through `sheets` in order."""
    every = [one for sheet in sheets for one in sheet]
    nearest = np.zeros(len(every), np.float32)
    links: list[Link] = []
    for first, second, scores in scored(sheets):
        rows, columns = slice(first, first + scores.shape[0]), slice(second, second + scores.shape[1])
        nearest[rows] = np.maximum(nearest[rows], scores.max(axis=1))
        nearest[columns] = np.maximum(nearest[columns], scores.max(axis=0))
        links.extend(_chosen(first, second, scores))
    links.sort(key=lambda link: (-link.score, link.a, link.b))
    return Alignment(tuple(links), tuple(float(value) for value in nearest))


def scored(sheets: Sequence[Sequence[Sentence]]) -> Iterator[tuple[int, int, Floats]]:
    """For each two reports: the positions of their first sentences, and the scores of all pairs of sentences."""
    every = [one for sheet in sheets for one in sheet]
    rarity = rarities(every)
    known = [one.vector for one in every if one.vector is not None]
    centre = np.mean(known, axis=0) if known and len(known) == len(every) else None
    grids: list[Grid | None] = [grid(sheet, rarity, centre) if sheet else None for sheet in sheets]
    starts = np.cumsum([0, *(len(sheet) for sheet in sheets)])
    for i, a in enumerate(grids):
        for j in range(i + 1, len(grids)):
            b = grids[j]
            if a is not None and b is not None:
                yield int(starts[i]), int(starts[j]), score(features(a, b))


def score(found: Floats) -> Floats:
    """Features to the chance (0 to 1) that two sentences tell one fact."""
    weights, constant = _weights()
    return np.asarray(1 / (1 + np.exp(-(found @ weights + constant))), np.float32)


def _chosen(first: int, second: int, scores: Floats) -> list[Link]:
    """The pairs that are likely enough and among each other's best."""
    by_row = (-scores).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    by_column = (-scores).argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    kept = np.argwhere((scores >= ALIGNED) & (by_row < RIVALS) & (by_column < RIVALS))
    return [Link(first + int(x), second + int(y), float(scores[x, y])) for x, y in kept]
