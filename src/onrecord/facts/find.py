"""Reported facts: sentences of different reports that report the same, and those that stand in one report only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from onrecord.copies import witnesses
from onrecord.facts.nearness import Space, space
from onrecord.facts.slots import differing, quantities
from onrecord.facts.units import Unit, units
from onrecord.model import Copying, Difference, Document, Fact, FactStatus, Statement, Timex

SAME = 0.2  # from this nearness on, two sentences may report the same; set on the development stories
ALONE = 0.25  # a sentence with nothing nearer than this stands in one report only
SURE = 0.4  # values are compared only where the sentences are so near
BEST = 2  # each must be among the other's so many nearest

Link = tuple[float, int, int]


def find_facts(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    timexes: Mapping[str, Sequence[Timex]],
    copying: Sequence[Copying],
) -> tuple[Fact, ...]:
    """The facts of a story, in the order in which its reports tell them.

    What stands in quotation marks is no fact. Sentences are aligned by meaning; a fact is corroborated where two
    witnesses report it (reports that copy each other are one), conflicting where a value that both count cannot be
    both, else single.
    """
    reports = [document for document in documents if document.article.role == "report"]
    held = [unit for document in reports for unit in units(document)]
    if not held:
        return ()
    told = space(held)
    links, nearest = _links(held, told)
    articles = [document.article for document in reports]
    witness = {a: n for n, group in enumerate(witnesses(articles, copying)) for a in group}
    facts = [*_shared(held, told, links, timexes, witness), *_alone(held, nearest, links)]
    order = sorted(facts, key=lambda fact: (fact[0][0], fact[0]))
    return tuple(_fact(f"f{n}", held, *fact) for n, fact in enumerate(order, 1))


def _links(held: Sequence[Unit], told: Space) -> tuple[list[Link], list[float]]:
    by_article: dict[str, list[int]] = {}
    for number, unit in enumerate(held):
        by_article.setdefault(unit.span.article, []).append(number)
    nearest = [0.0] * len(held)
    links: list[Link] = []
    for a, b in combinations(sorted(by_article), 2):
        ours, theirs = by_article[a], by_article[b]
        near = told.near(ours, theirs)
        for rows, best in ((ours, near.max(1)), (theirs, near.max(0))):
            for number, value in zip(rows, best.tolist(), strict=True):
                nearest[number] = max(nearest[number], value)
        first, second = (-near).argsort(1, kind="stable").argsort(1), (-near).argsort(0, kind="stable").argsort(0)
        for i, j in zip(*np.nonzero((near >= SAME) & (first < BEST) & (second < BEST)), strict=True):
            links.append((float(near[i, j]), ours[i], theirs[j]))
    return sorted(links, key=lambda link: (-link[0], link[1:])), nearest


Found = tuple[tuple[int, ...], FactStatus, tuple[Difference, ...]]


def _shared(
    held: Sequence[Unit],
    told: Space,
    links: Sequence[Link],
    timexes: Mapping[str, Sequence[Timex]],
    witness: Mapping[str, int],
) -> Iterator[Found]:
    counted = [quantities(unit.span, timexes.get(unit.span.article, ())) for unit in held]
    agreeing: list[list[int]] = []
    for near, a, b in links:
        differs = differing(held[a].span, held[b].span, counted[a], counted[b]) if near >= SURE else ()
        if differs:
            yield (a, b), "conflicting", differs
        else:
            _join(held, told, agreeing, a, b)
    for group in agreeing:
        independent = len({witness.get(held[n].span.article, -1) for n in group}) > 1
        yield tuple(sorted(group)), "corroborated" if independent else "single", ()


def _join(held: Sequence[Unit], told: Space, groups: list[list[int]], a: int, b: int) -> None:
    """Put two sentences into one group; a third report's joins where it is near to each that is there."""
    for group in groups:
        for one, other in ((a, b), (b, a)):
            new = held[other].span.article not in {held[n].span.article for n in group}
            if one in group and new and float(told.near([other], group).min()) >= SAME:
                group.append(other)
                return
    groups.append([a, b])


def _alone(held: Sequence[Unit], nearest: Sequence[float], links: Sequence[Link]) -> Iterator[Found]:
    linked = {number for _, *pair in links for number in pair}
    for number in range(len(held)):
        if nearest[number] < ALONE and number not in linked:
            yield (number,), "single", ()


def _fact(
    name: str, held: Sequence[Unit], group: tuple[int, ...], status: FactStatus, differs: tuple[Difference, ...]
) -> Fact:
    return Fact(name, status, tuple(held[number].span for number in group), differs)
