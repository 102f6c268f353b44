"""Reports grouped by independence: a copy or a reworking is never a second witness."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Article, Copying


def witnesses(articles: Sequence[Article], copying: Sequence[Copying]) -> tuple[tuple[str, ...], ...]:
    """The articles' ids, those that rest on one another in one group: each group counts as one witness.

    Groups and their ids are sorted; the order of the input makes no difference. A transcript is a primary
    source and in no group.
    """
    leader = {article.id: article.id for article in articles if article.role == "report"}

    def find(one: str) -> str:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for pair in copying:
        if pair.a in leader and pair.b in leader:
            low, high = sorted((find(pair.a), find(pair.b)))
            leader[high] = low
    groups: dict[str, list[str]] = {}
    for one in sorted(leader):
        groups.setdefault(find(one), []).append(one)
    return tuple(tuple(group) for group in sorted(groups.values()))
