"""Links into facts: each fact the sentences of different reports that all tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.facts.align import Link
from onrecord.facts.sheet import Sentence


def groups(sentences: Sequence[Sentence], links: Sequence[Link]) -> tuple[tuple[int, ...], ...]:
    """Positions of the sentences of each fact; every link is in one group at least, best links first.

    All sentences of a group are linked with one another, one a report, so no chain of half-likenesses joins two facts.
    """
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for link in links:
        near[link.a][link.b] = near[link.b][link.a] = link.score
    covered: set[tuple[int, int]] = set()
    found: list[tuple[int, ...]] = []
    for link in links:
        if (link.a, link.b) in covered:
            continue
        group = [link.a, link.b]
        _extend(group, near, sentences)
        group.sort()
        covered |= {(x, y) for at, x in enumerate(group) for y in group[at + 1 :]}
        found.append(tuple(group))
    return tuple(found)


def _extend(group: list[int], near: dict[int, dict[int, float]], sentences: Sequence[Sentence]) -> None:
    """Add sentences of further reports that are linked with all so far, the likeliest first."""
    first, second = group
    fitting = {at: min(score, near[second][at]) for at, score in near[first].items() if at in near[second]}
    while fitting:
        best = max(fitting, key=lambda at: (fitting[at], -at))
        group.append(best)
        report, beside = sentences[best].article, near[best]
        fitting = {
            at: min(score, beside[at])
            for at, score in fitting.items()
            if at in beside and sentences[at].article != report
        }
