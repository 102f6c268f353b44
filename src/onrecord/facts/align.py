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

from onrecord.facts.likeness import FEATURES, Block, blocks, covered
from onrecord.facts.sheet import Sentence
from onrecord.facts.tables import Floats, Ints, tables

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
    return np.array([told["weights"][name] for name in FEATURES], np.float32), float(told["constant"])


def align(sheets: Sequence[Sequence[Sentence]]) -> Alignment:
    """Links between the sentences of different reports; positions count through `sheets` in order."""
    size = sum(len(sheet) for sheet in sheets)
    if not size:
        return Alignment((), ())
    story = tables(sheets)
    best = np.full(size, -_FAR, np.float32)
    links: list[Link] = []
    for block in blocks(story):
        odds = _odds(block.found)
        rows, columns = slice(block.first, block.second), slice(block.second, size)
        best[rows] = np.maximum(best[rows], odds.max(axis=1))
        best[columns] = np.maximum(best[columns], odds.max(axis=0))
        links.extend(_chosen(block, np.asarray(1 / (1 + np.exp(-odds)), np.float32)))
    links.sort(key=lambda link: (-link.score, link.a, link.b))
    return Alignment(tuple(links), tuple(float(value) for value in best + _HELD * covered(story)))


def _odds(found: Floats) -> Floats:
    """Features to the log odds that two sentences tell one fact."""
    weights, constant = _weights()
    return np.asarray(found @ weights + constant, np.float32)


def _chosen(block: Block, scores: Floats) -> Iterator[Link]:
    """The pairs that are likely enough and, of their two reports, among each other's best."""
    rows, columns = np.nonzero(scores >= ALIGNED)
    found = scores[rows, columns]
    report = np.searchsorted(block.starts, columns, side="right")
    kept = (_rank(rows, report, found, columns) < RIVALS) & (_rank(columns, report, found, rows) < RIVALS)
    for x, y, score in zip(rows[kept], columns[kept], found[kept], strict=True):
        yield Link(block.first + int(x), block.second + int(y), float(score))


def _rank(one: Ints, report: Ints, score: Floats, other: Ints) -> npt.NDArray[np.intp]:
    """How many pairs of `one` with sentences of the same report are better than each pair."""
    order = np.lexsort((other, -score, report, one))
    group = np.stack([one, report])[:, order]
    new = np.flatnonzero(np.diff(group, axis=1, prepend=-1).any(axis=0))
    first = np.repeat(new, np.diff(new, append=len(order)))
    rank = np.empty(len(order), np.intp)
    rank[order] = np.arange(len(order)) - first
    return rank
