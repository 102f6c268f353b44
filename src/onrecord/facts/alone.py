"""What one report alone has: sentences that no other report comes near, and clauses that its partners do not share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from onrecord.facts.align import Alignment
from onrecord.facts.sheet import Sentence
from onrecord.facts.tables import rarities

ALONE = 1.5  # a sentence to which no other report comes nearer than this is reported by its own only
_SHARED = 0.3  # part of a clause's weight from which a sentence linked with it tells it too
_FEWEST = 6  # terms that a clause must have to tell something by itself


def alone(every: Sequence[Sentence], alignment: Alignment) -> list[Sentence]:
    """The sentences of single facts, in order; one that is linked with others is cut down to what they leave out."""
    partners: dict[int, set[str]] = defaultdict(set)
    for link in alignment.links:
        partners[link.a] |= {term.key for term in every[link.b].terms}
        partners[link.b] |= {term.key for term in every[link.a].terms}
    rarity = rarities(every)
    found: list[Sentence] = []
    for at, (one, nearness) in enumerate(zip(every, alignment.nearness, strict=True)):
        if nearness >= ALONE:
            continue
        found.extend(_left_out(one, partners[at], rarity) if at in partners else [one])
    return found


def _left_out(one: Sentence, told: set[str], rarity: dict[str, float]) -> list[Sentence]:
    """The clauses of a sentence of which little stands in the sentences linked with it, whose terms are `told`."""
    found = []
    for start, end in one.clauses:
        keys = {term.key for term in one.terms if start <= term.start < end}
        shared = sum(rarity[key] for key in sorted(keys & told))
        if len(keys) >= _FEWEST and shared < _SHARED * sum(rarity[key] for key in sorted(keys)):
            found.append(replace(one, start=start, end=end, clauses=((start, end),)))
    return found
