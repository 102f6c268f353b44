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
    reports = {sentences[at].article for at in group}
    while True:
        shared = set.intersection(*(set(near[at]) for at in group))
        fitting = [at for at in shared if sentences[at].article not in reports]
        if not fitting:
            return
        best = max(fitting, key=lambda at: (min(near[at][other] for other in group), -at))
        group.append(best)
        reports.add(sentences[best].article)
