"""Passages that two texts share: greedy string tiling (Wise 1993), longest first, in any order.

Each word is in one tile at most, so a passage moved elsewhere is found and none is counted twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.copies.own import BREAK

Tile = tuple[int, int, int]
_POSITIONS = 8  # places of one run that are tried: a refrain repeated a thousand times costs no more


def tiles(a: Sequence[int], b: Sequence[int], shortest: int) -> tuple[Tile, ...]:
    """Disjoint common runs of at least `shortest` words: (start in `a`, start in `b`, length), in order of `a`.

    The longest come first; of equally long ones, the one that starts earlier in `a`, then in `b`.
    """
    free_a, free_b = [word != BREAK for word in a], [word != BREAK for word in b]
    found: list[Tile] = []
    for i, j, length in sorted(_runs(a, b, shortest), key=lambda run: (-run[2], run[0], run[1])):
        for start, size in _open(free_a, free_b, i, j, length, shortest):
            found.append((i + start, j + start, size))
            free_a[i + start : i + start + size] = [False] * size
            free_b[j + start : j + start + size] = [False] * size
    return tuple(sorted(found))


def _runs(a: Sequence[int], b: Sequence[int], shortest: int) -> list[Tile]:
    """Every common run that can be prolonged on neither side."""
    places: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for j in range(len(b) - shortest + 1):
        gram = tuple(b[j : j + shortest])
        if BREAK not in gram and len(places[gram]) < _POSITIONS:
            places[gram].append(j)
    runs: list[Tile] = []
    for i in range(len(a) - shortest + 1):
        for j in places.get(tuple(a[i : i + shortest]), ()):
            if i and j and a[i - 1] == b[j - 1] != BREAK:
                continue
            length = shortest
            while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length] != BREAK:
                length += 1
            runs.append((i, j, length))
    return runs


def _open(
    free_a: Sequence[bool], free_b: Sequence[bool], i: int, j: int, length: int, shortest: int
) -> list[tuple[int, int]]:
    """The stretches of a run that no tile covers yet: (start in the run, length)."""
    stretches: list[tuple[int, int]] = []
    start = 0
    for at in range(length + 1):
        if at == length or not (free_a[i + at] and free_b[j + at]):
            if at - start >= shortest:
                stretches.append((start, at - start))
            start = at + 1
    return stretches
