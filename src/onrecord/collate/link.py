"""What two wordings share, and what that says for their being one utterance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.collate.align import best_blocks
from onrecord.collate.relate import core
from onrecord.collate.table import Anchor, anchors
from onrecord.collate.tokens import Unit
from onrecord.collate.versions import WEIGHTS, Version


@dataclass(frozen=True, slots=True)
class Shared:
    """The words that two versions share.

    `content`: how many content words, names of the story's people not counted; `run`: the longest unbroken stretch,
    in words; `cover`: the part of the shorter version's weight that is shared, 0 to 1.
    """

    words: int
    content: int
    run: int
    cover: float


def shared_words(a: Version, b: Version, names: frozenset[str]) -> Shared:
    """What two versions share, by their best alignment."""
    found = core(a.words, anchors(a.words, b.words, best_blocks(a.coded, b.coded)))
    units = [unit for anchor in found for unit in a.words.units[anchor.i0 : anchor.i1]]
    shorter = min(a.weight, b.weight)
    return Shared(
        words=len(units),
        content=sum(unit.cls == "content" and unit.key not in names for unit in units),
        run=_longest_run(found),
        cover=_weight(units) / shorter if shorter else 0.0,
    )


def _weight(units: Sequence[Unit]) -> float:
    return sum(WEIGHTS[unit.cls] for unit in units)


def _longest_run(found: Sequence[Anchor]) -> int:
    best = run = 0
    last: Anchor | None = None
    for anchor in found:
        follows = last is not None and last.i1 == anchor.i0 and last.j1 == anchor.j0
        run = run + 1 if follows else 1
        best = max(best, run)
        last = anchor
    return best
