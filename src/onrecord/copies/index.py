"""Which texts share a passage at all, without comparing all pairs.

Of each text a sample of its word runs is kept by winnowing (Schleimer, Wilkerson, Aiken 2003): the
smallest hash of every `window` neighbouring runs. Two texts that share `size + window - 1` words in a
row then share a kept run for certain. Equal runs are found by one sort, so time grows as n log n.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

Pair = tuple[int, int]
_COMMON = 24  # a run in more texts than this is a family or furniture: each text is linked to a few before it
_NEIGHBOURS = 4
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def fingerprints(keys: Sequence[int], size: int, window: int) -> npt.NDArray[np.uint64]:
    """The kept runs of one text, as sorted distinct hashes of `size` words; negative keys break a run."""
    words = np.asarray(keys, dtype=np.int64)
    count = len(words) - size + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    hashes = np.zeros(count, dtype=np.uint64)
    whole = np.ones(count, dtype=bool)
    for k in range(size):
        part = words[k : k + count]
        hashes = hashes * _BASE + part.astype(np.uint64) + np.uint64(1)
        whole &= part >= 0
    hashes ^= hashes >> np.uint64(31)
    hashes *= _MIX
    hashes ^= hashes >> np.uint64(29)
    hashes[~whole] = np.uint64(0xFFFFFFFFFFFFFFFF)
    if count > window > 1:
        hashes = np.lib.stride_tricks.sliding_window_view(hashes, window).min(axis=1)
    kept = np.unique(hashes)
    return kept[:-1] if len(kept) and kept[-1] == np.uint64(0xFFFFFFFFFFFFFFFF) else kept


def candidates(texts: Iterable[Sequence[int]], *, size: int = 5, window: int = 4, shared: int = 1) -> tuple[Pair, ...]:
    """Pairs of texts (by position, smaller first) with at least `shared` kept runs in common, sorted.

    `texts` are words as numbers. Memory: 12 bytes a kept run. A run that stands in more than a couple of dozen
    texts links each of them with a few neighbours only, so that a family of n copies costs n, not n².
    """
    hashes: list[npt.NDArray[np.uint64]] = []
    lengths: list[int] = []
    for keys in texts:
        kept = fingerprints(keys, size, window)
        hashes.append(kept)
        lengths.append(len(kept))
    if not hashes:
        return ()
    every = np.concatenate(hashes)
    owner = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
    order = np.argsort(every, kind="stable")
    return _pairs(every[order], owner[order], len(lengths), shared)


def _pairs(every: npt.NDArray[np.uint64], owner: npt.NDArray[np.uint32], texts: int, shared: int) -> tuple[Pair, ...]:
    """Pairs out of the sorted runs: neighbours at every distance up to the size of the group."""
    edges = (
        np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1], [True]))) if len(every) else np.zeros(1, int)
    )
    size = np.diff(edges)
    reach = np.repeat(np.where(size > _COMMON, _NEIGHBOURS, size - 1), size)
    last = np.repeat(edges[1:], size) if len(size) else np.empty(0, int)
    codes: list[npt.NDArray[np.uint64]] = []
    at = np.arange(len(every))
    for distance in range(1, _COMMON):
        left = at[(reach >= distance) & (at + distance < last)]
        if not len(left):
            break
        codes.append(owner[left].astype(np.uint64) * np.uint64(texts) + owner[left + distance])
    if not codes:
        return ()
    pair, count = np.unique(np.concatenate(codes), return_counts=True)
    pair = pair[count >= shared]
    return tuple((int(code) // texts, int(code) % texts) for code in pair)
