"""Whether a story holds two events: seen by the words that only some of its reports share.

What all reports of a story have in common (the kind of event, the place, the person) says nothing inside it. With those
words set aside, the reports of one event still share its other words evenly, while two events of one kind ("fire at a
supermarket", in two towns) fall into halves that share next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.stories.vocabulary import Floats, Vector

_SMALLEST = 3  # reports in a half: fewer are an odd report, not an event
_APART = 0.07  # mean cosine between the halves of two events, at most …
_RATIO = 0.2  # … or this part of the mean cosine inside the looser half
# Halves that lie apart in time need to be less far apart in words: days between them, and so many times as alike.
_LATER = ((30, 3.2), (5, 1.5))

Halves = tuple[tuple[int, ...], tuple[int, ...]]


def halves(vectors: Sequence[Vector], days: Sequence[int | None], background: Floats) -> Halves | None:
    """The positions of the reports of either event, None where the story is one. Takes n² for n reports.

    `background` has the rarity of each word in news at large."""
    if len(vectors) < 2 * _SMALLEST:
        return None
    alike = _alike(vectors, background)
    one, other = _two(alike)
    if min(len(one), len(other)) < _SMALLEST:
        return None
    between = float(alike[np.ix_(one, other)].mean())
    looser = min(_inside(alike, one), _inside(alike, other))
    gap = _gap([days[at] for at in one], [days[at] for at in other])
    slack = next((times for apart, times in _LATER if gap >= apart), 1.0)
    if between >= _APART * slack and between >= _RATIO * slack * looser:
        return None
    return tuple(one), tuple(other)


def _alike(vectors: Sequence[Vector], background: Floats) -> Floats:
    """Cosines under the weights of this story: background rarity times rarity inside the story."""
    words = np.concatenate([vector.words for vector in vectors])
    weights = np.concatenate([vector.weights for vector in vectors]) * background[words]
    rows = np.repeat(np.arange(len(vectors)), [len(vector.words) for vector in vectors])
    _, columns, holders = np.unique(words, return_inverse=True, return_counts=True)
    weights *= np.log((len(vectors) + 1) / holders[columns])
    shared = holders > 1
    told = shared[columns]  # a word of one report alone says nothing here
    matrix = np.zeros((len(vectors), max(1, int(shared.sum()))))
    matrix[rows[told], (np.cumsum(shared) - 1)[columns[told]]] = weights[told]
    lengths = np.sqrt((matrix * matrix).sum(axis=1, keepdims=True))
    matrix /= np.where(lengths > 0, lengths, 1.0)
    cosines: Floats = matrix @ matrix.T
    return cosines


def _two(alike: Floats) -> tuple[list[int], list[int]]:
    """The last two groups of average-linkage clustering."""
    groups = [[at] for at in range(len(alike))]
    sums = alike.copy()
    np.fill_diagonal(sums, -np.inf)
    alive = list(range(len(alike)))
    while len(alive) > 2:
        sizes = np.array([len(groups[at]) for at in alive])
        means = sums[np.ix_(alive, alive)] / np.outer(sizes, sizes)
        i, j = divmod(int(means.argmax()), len(alive))
        keep, gone = alive[min(i, j)], alive[max(i, j)]
        groups[keep] += groups[gone]
        sums[keep, :] += sums[gone, :]
        sums[:, keep] += sums[:, gone]
        sums[keep, keep] = -np.inf
        alive.remove(gone)
    return sorted(groups[alive[0]]), sorted(groups[alive[1]])


def _inside(alike: Floats, group: Sequence[int]) -> float:
    """Mean cosine of two different reports of a group."""
    part = alike[np.ix_(group, group)]
    return float((part.sum() - np.trace(part)) / (len(group) * (len(group) - 1)))


def _gap(one: Sequence[int | None], other: Sequence[int | None]) -> int:
    """Days between the end of one half and the start of the other, 0 where they overlap or are not dated."""
    a, b = [day for day in one if day is not None], [day for day in other if day is not None]
    return max(0, min(b) - max(a), min(a) - max(b)) if a and b else 0
