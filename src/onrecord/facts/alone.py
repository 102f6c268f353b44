"""What one report alone has: sentences that no other report comes near, and clauses that its partners do not share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.facts.align import Alignment
from onrecord.facts.sheet import Sentence
from onrecord.facts.tables import rarities

ALONE = 1.5  # a sentence to which no other report comes nearer than this is reported by its own only
_SHARED = 0.3  # part of a clause's weight from which a sentence linked with it tells it too
_FEWEST = 6  # terms that a clause must have to tell something by itself


def alone(every: Sequence[Sentence], alignment: Alignment) -> list[Sentence]:
    """The sentences of single facts, in order; one that is linked with others is cut down to what they leave out.

    So is the claim of a linked sentence to tell of the first or the only one, where no other report has such a claim.
    """
    partners: dict[int, set[str]] = defaultdict(set)
    for link in alignment.links:
        partners[link.a] |= {term.key for term in every[link.b].terms}
        partners[link.b] |= {term.key for term in every[link.a].terms}
    rarity = rarities(every)
    found: list[Sentence] = []
    for at, (one, nearness) in enumerate(zip(every, alignment.nearness, strict=True)):
        if at in partners:
            found.extend(_claimed(one, every))
        if nearness >= ALONE:
            continue
        found.extend(_left_out(one, partners[at], rarity) if at in partners else [one])
    return found


def _claimed(one: Sentence, every: Sequence[Sentence]) -> Iterator[Sentence]:
    """The claims of rank in a sentence that no other report makes of a thing of one of its words."""
    for claim in one.claims:
        keys = {term.key for term in one.terms if claim.start <= term.start < claim.end and term.kind != "number"}
        others = (other for other in every if other.article != one.article)
        made = any(claim.rank in other.ranks and keys & {term.key for term in other.terms} for other in others)
        if keys and not made:
            where = claim.start, claim.end
            yield replace(one, start=claim.start, end=claim.end, clauses=(where,))


def _left_out(one: Sentence, told: set[str], rarity: dict[str, float]) -> list[Sentence]:
    """The clauses of a sentence of which little stands in the sentences linked with it, whose terms are `told`."""
    found = []
    for start, end in one.clauses:
        keys = {term.key for term in one.terms if start <= term.start < end}
        shared = sum(rarity[key] for key in sorted(keys & told))
        if len(keys) >= _FEWEST and shared < _SHARED * sum(rarity[key] for key in sorted(keys)):
            found.append(replace(one, start=start, end=end, clauses=((start, end),)))
    return found
