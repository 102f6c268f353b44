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

from onrecord.facts.likeness import FEATURES, Grid, covered, features, grid, rarities
from onrecord.facts.sheet import Sentence

Floats = npt.NDArray[np.float32]
ALIGNED = 0.3  # the score from which two sentences tell one fact
RIVALS = 3  # … if each is among the other's so many best
_FAR = 20.0  # log odds of a sentence that nothing is near to
_HELD = 3.0  # what it adds to the log odds of a sentence if another report has all of its words somewhere


@dataclass(frozen=True, slots=True)
class Link:
    """Two sentences of different reports (positions in the story's list) that tell one fact, and how likely."""

    a: int
    b: int
    score: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """The links of a story, best first, and for each sentence how near other reports come to it.

    `nearness` is the best score with a sentence of any other report, in log odds, and more where much of what the
    sentence says stands somewhere in another report.
    """

    links: tuple[Link, ...]
    nearness: tuple[float, ...]


@cache
def _weights() -> tuple[Floats, float]:
    path = resources.files("onrecord.facts") / "weights" / "alignment.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    return np.array([told["weights"].get(name, 0.0) for name in FEATURES], np.float32), float(told["constant"])


def align(sheets: Sequence[Sequence[Sentence]]) -> Alignment:
    """Links between the sentences of different reports; positions count through `sheets` in order."""
    size = sum(len(sheet) for sheet in sheets)
    best, held = np.full(size, -_FAR, np.float32), np.zeros(size, np.float32)
    links: list[Link] = []
    for first, a, second, b in _pairs(sheets):
        odds = _odds(features(a, b))
        rows, columns = slice(first, first + odds.shape[0]), slice(second, second + odds.shape[1])
        best[rows] = np.maximum(best[rows], odds.max(axis=1))
        best[columns] = np.maximum(best[columns], odds.max(axis=0))
        held[rows] = np.maximum(held[rows], covered(a, b))
        held[columns] = np.maximum(held[columns], covered(b, a))
        links.extend(_chosen(first, second, np.asarray(1 / (1 + np.exp(-odds)), np.float32)))
    links.sort(key=lambda link: (-link.score, link.a, link.b))
    return Alignment(tuple(links), tuple(float(value) for value in best + _HELD * held))


def _pairs(sheets: Sequence[Sequence[Sentence]]) -> Iterator[tuple[int, Grid, int, Grid]]:
    """Each two reports, with the positions of their first sentences."""
    every = [one for sheet in sheets for one in sheet]
    rarity = rarities(every)
    known = [one.vector for one in every if one.vector is not None]
    centre = np.mean(known, axis=0) if known and len(known) == len(every) else None
    starts = np.cumsum([0, *(len(sheet) for sheet in sheets)])
    grids = [(int(start), grid(sheet, rarity, centre)) for start, sheet in zip(starts, sheets, strict=False) if sheet]
    for at, (first, a) in enumerate(grids):
        for second, b in grids[at + 1 :]:
            yield first, a, second, b


def _odds(found: Floats) -> Floats:
    """Features to the log odds that two sentences tell one fact."""
    weights, constant = _weights()
    return np.asarray(found @ weights + constant, np.float32)


def _chosen(first: int, second: int, scores: Floats) -> list[Link]:
    """The pairs that are likely enough and among each other's best."""
    by_row = (-scores).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    by_column = (-scores).argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    kept = np.argwhere((scores >= ALIGNED) & (by_row < RIVALS) & (by_column < RIVALS))
    return [Link(first + int(x), second + int(y), float(scores[x, y])) for x, y in kept]
