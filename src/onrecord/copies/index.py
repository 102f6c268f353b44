"""Which texts share a passage at all, without comparing all pairs.

Of each text a sample of its word runs is kept by winnowing (Schleimer, Wilkerson, Aiken 2003): the
smallest hash of every `window` neighbouring runs. Two texts that share `size + window - 1` words in a
row then share a kept run for certain. Equal runs are found by one sort, so time grows as n log n.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

Pair = tuple[int, int]
Words = Sequence[int] | npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Owners = npt.NDArray[np.uint32]
_COMMON = 24  # a run in more texts than this is a family or furniture: each text is linked to a few before it
_NEIGHBOURS = 4
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)
_AT_ONCE = 500_000  # words hashed in one go: some 20 MB


def candidates(
    texts: Iterable[Words], *, size: int = 5, window: int = 4, shared: int = 1, part: float = 0.0
) -> tuple[Pair, ...]:
    """Pairs of texts (by position, smaller first) that have kept runs of `size` words in common, sorted.

    At least `shared` of them, and at least `part` (0 to 1) of those of the text that has fewer. `texts` are words as
    numbers below 2⁶³; a negative one stops a run. Memory: 12 bytes a kept run, of which there are two for every
    `window + 1` words. A run that stands in more than a couple of dozen texts links each of them with a few
    neighbours only, so that a family of n copies costs n, not n².
    """
    runs: list[Hashes] = []
    owners: list[Owners] = []
    count = 0
    for batch in _batches(texts):
        kept, owner = fingerprints(batch, size, window)
        runs.append(kept)
        owners.append(owner + np.uint32(count))
        count += len(batch)
    if not count:
        return ()
    every, owner = _once_a_text(np.concatenate(runs), np.concatenate(owners), count)
    kept_of = np.bincount(owner, minlength=count)
    pair, common = _pairs(*_in_several(every, owner), count)
    a, b = pair // np.uint64(count), pair % np.uint64(count)
    enough = (common >= shared) & (common >= part * np.minimum(kept_of[a], kept_of[b]))
    return tuple(zip(a[enough].tolist(), b[enough].tolist(), strict=True))


def _batches(texts: Iterable[Words]) -> Iterator[list[Words]]:
    """The texts in groups of a bounded number of words."""
    batch: list[Words] = []
    words = 0
    for text in texts:
        batch.append(text)
        words += len(text)
        if words >= _AT_ONCE:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def fingerprints(texts: Sequence[Words], size: int, window: int) -> tuple[Hashes, Owners]:
    """The kept runs of these texts as hashes of `size` words, and the place of the text that each stands in.

    What is kept of a text depends on that text alone.
    """
    gap = np.full(window + size, -1, dtype=np.int64)  # no run and no window reaches from one text into the next
    words = np.concatenate([gap, *(part for text in texts for part in (np.asarray(text, dtype=np.int64), gap))])
    lengths = np.fromiter((len(text) + len(gap) for text in texts), dtype=np.int64, count=len(texts))
    lengths[:1] += len(gap)
    hashes = _hashes(words, size)
    # A run is kept where it is the smallest of a window: where the largest of its windows' minima is itself.
    edge = np.zeros(window - 1, dtype=np.uint64)
    high = _extreme(np.maximum, np.concatenate([edge, _extreme(np.minimum, hashes, window), edge]), window)
    at = np.flatnonzero((high == hashes) & (hashes != _NONE))
    owner = np.repeat(np.arange(len(texts), dtype=np.uint32), lengths)
    return hashes[at], owner[at]


def _hashes(words: npt.NDArray[np.int64], size: int) -> Hashes:
    """A hash for each run of `size` words; `_NONE` where a negative number stands in it."""
    count = max(len(words) - size + 1, 0)
    hashes = np.zeros(count, dtype=np.uint64)
    whole = np.ones(count, dtype=bool)
    numbers, stops = words.astype(np.uint64) + np.uint64(1), words >= 0
    for k in range(size):
        hashes *= _BASE
        hashes += numbers[k : k + count]
        whole &= stops[k : k + count]
    hashes ^= hashes >> np.uint64(31)
    hashes *= _MIX
    hashes ^= hashes >> np.uint64(29)
    hashes[~whole] = _NONE
    return hashes


def _extreme(choose: np.ufunc, values: Hashes, window: int) -> Hashes:
    """The smallest or largest of each `window` neighbours."""
    count = max(len(values) - window + 1, 0)
    out = values[:count].copy()
    for k in range(1, window):
        choose(out, values[k : k + count], out=out)
    return out


def _once_a_text(runs: Hashes, owner: Owners, texts: int) -> tuple[Hashes, Owners]:
    """The runs sorted, each once a text, with their texts in order."""
    # Hash and text are sorted as one number: of the hash so many bits are kept as the text leaves.
    low = np.uint64(max(texts - 1, 1).bit_length())
    both = runs >> low << low
    both |= owner
    both.sort()
    first = np.ones(len(both), dtype=bool)
    first[1:] = both[1:] != both[:-1]
    both = both[first]
    return both >> low, (both & ((np.uint64(1) << low) - np.uint64(1))).astype(np.uint32)


def _in_several(runs: Hashes, owner: Owners) -> tuple[Hashes, Owners]:
    """Of sorted runs those that stand in two texts or more."""
    several = np.zeros(len(runs), dtype=bool)
    several[1:] = runs[1:] == runs[:-1]
    several[:-1] |= several[1:]
    return runs[several], owner[several]


def _pairs(runs: Hashes, owner: Owners, texts: int) -> tuple[Hashes, npt.NDArray[np.int64]]:
    """Pairs out of the sorted runs (a × texts + b) and how many runs they share: neighbours in the group of a run, at
    every distance up to its size."""
    edges = np.flatnonzero(np.concatenate(([True], runs[1:] != runs[:-1], [True]))) if len(runs) else np.zeros(1, int)
    size = np.diff(edges)
    reach = np.repeat(np.where(size > _COMMON, _NEIGHBOURS, size - 1), size)
    last = np.repeat(edges[1:], size)
    codes: list[Hashes] = [np.empty(0, dtype=np.uint64)]
    at = np.arange(len(runs))
    for distance in range(1, _COMMON):
        left = at[(reach >= distance) & (at + distance < last)]
        if not len(left):
            break
        codes.append(owner[left].astype(np.uint64) * np.uint64(texts) + owner[left + distance])
    pair, common = np.unique(np.concatenate(codes), return_counts=True)
    return pair, common
