"""What two wordings share, and what that says for their being one utterance."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.collate.align import best_blocks
from onrecord.collate.relate import core, unbroken_runs
from onrecord.collate.table import anchors
from onrecord.collate.versions import WEIGHTS, Version, weight


@dataclass(frozen=True, slots=True)
class Shared:
    """The words that two versions share.

    `words`: how many; `content`: how many content words, names of the story's people not counted; `run`: the words
    of the longest unbroken stretch; `mass`: what that stretch weighs (a content word 3); `cover`: the part of the
    shorter version's weight that is shared, 0 to 1; `unbroken`: the part of it that the longest stretch has.
    """

    words: int
    content: int
    run: int
    mass: float
    cover: float
    unbroken: float


def shared_words(a: Version, b: Version, names: frozenset[str]) -> Shared:
    """What two versions share, by their best alignment."""
    found = core(a.words, anchors(a.words, b.words, best_blocks(a.coded, b.coded)))
    runs = [[unit for x in run for unit in a.words.units[x.i0 : x.i1]] for run in unbroken_runs(found)]
    units = [unit for run in runs for unit in run]
    longest = max(runs, key=weight, default=[])
    shorter = min(a.weight, b.weight) or 1.0
    return Shared(
        words=len(units),
        content=sum(unit.cls == "content" and unit.key not in names for unit in units),
        run=max(map(len, runs), default=0),
        mass=sum(WEIGHTS["light" if unit.key in names else unit.cls] for unit in longest),
        cover=weight(units) / shorter,
        unbroken=weight(longest) / shorter,
    )
