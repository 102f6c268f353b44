"""Which sentences of two reports tell the same fact.

A logistic score over the features of `likeness.py` and what `attend.py` makes of the words, both learned from invented
reports (`training/facts`), then a choice among rivals: a pair counts where it is likely and among the best of both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from onrecord.facts.attend import attend
from onrecord.facts.likeness import FEATURES, Block, blocks, covered
from onrecord.facts.sheet import Sentence
from onrecord.facts.tables import Floats, Ints, Words, tables

ALIGNED = 0.53  # the score from which two sentences tell one fact
RIVALS = 3  # … if each is among the other's so many best
_CHANCE = -1.5  # log odds by the features from which a pair is looked at word by word
_LIKELY = -0.62  # … from which it is told unless the words speak against it
_AGAINST = -1.1  # log odds by the words under which they do
_TOLD = 0.16  # just enough to be told: log odds of a score of .54
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
        odds = by_features(block.found)
        _attended(story.words, block, odds)
        rows, columns = slice(block.first, block.second), slice(block.second, size)
        best[rows] = np.maximum(best[rows], odds.max(axis=1))
        best[columns] = np.maximum(best[columns], odds.max(axis=0))
        links.extend(_chosen(block, np.asarray(1 / (1 + np.exp(-odds)), np.float32)))
    links.sort(key=lambda link: (-link.score, link.a, link.b))
    return Alignment(tuple(links), tuple(float(value) for value in best + _HELD * covered(story)))


def by_features(found: Floats) -> Floats:
    """The log odds that two sentences tell one fact by the features of `likeness.py` alone."""
    weights, constant = _weights()
    return np.asarray(found @ weights + constant, np.float32)


def _attended(words: Words | None, block: Block, odds: Floats) -> None:
    """Let the words decide, and what the encoder makes of them (if it gives any), where a pair has a chance.

    What the features find likely enough is told all the same unless the words speak against it: a fact that two long
    sentences tell in passing.
    """
    rows, columns = np.nonzero(odds > _CHANCE)
    own = odds[rows, columns]
    heard = own if words is None else attend(words, rows + block.first, columns + block.second, own)
    passing = (own >= _LIKELY) & (heard >= _AGAINST)
    odds[rows, columns] = np.where(passing, np.maximum(heard, _TOLD), heard)


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
