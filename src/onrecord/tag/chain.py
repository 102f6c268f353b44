"""Linear chains in numpy: the likeliest tags and how sure they are, many sequences at a time.

Viterbi (1967) and forward-backward (Rabiner 1989). Sequences are rows of a padded array; a step works on all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.tag.inputs import Ints

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Chain:
    """Scores of passing from one tag to the next (tags, tags) and of starting with one (tags,)."""

    transitions: Floats
    starts: Floats


def viterbi(emissions: Floats, lengths: Ints, chain: Chain) -> tuple[Ints, Floats]:
    """The best tags (n, length) and their scores (n,) of emissions (n, length, tags); past a row's length, 0."""
    rows, width, tags = emissions.shape
    table = np.ascontiguousarray(chain.transitions.T)[None]
    score = chain.starts + emissions[:, 0]
    back = np.zeros((width, rows, tags), np.int8)
    order = np.arange(tags, dtype=np.int8)
    for step in range(1, width):
        moves = score[:, None, :] + table
        best = moves.argmax(2)
        further = moves.max(2) + emissions[:, step]
        runs = (lengths > step)[:, None]
        score = np.where(runs, further, score)
        back[step] = np.where(runs, best, order)
    path = np.zeros((rows, width), np.int64)
    path[:, -1] = score.argmax(1)
    every = np.arange(rows)
    for step in range(width - 1, 0, -1):
        path[:, step - 1] = back[step, every, path[:, step]]
    path[np.arange(width)[None, :] >= lengths[:, None]] = 0
    return path, score.max(1)


def marginals(emissions: Floats, lengths: Ints, chain: Chain) -> tuple[Floats, Floats]:
    """The probability of each tag at each place (n, length, tags), and the log of the partition sum (n,)."""
    rows, width, tags = emissions.shape
    peak = emissions.max(2, keepdims=True)
    weight = np.exp(emissions - peak)
    weight[np.arange(width)[None, :] >= lengths[:, None]] = 1.0
    table = np.exp(np.minimum(chain.transitions, 30.0))
    forward = np.empty((width, rows, tags), np.float32)
    norms = np.ones((width, rows), np.float32)
    state = np.exp(chain.starts) * weight[:, 0]
    for step in range(width):
        if step:
            runs = (lengths > step)[:, None]
            state = np.where(runs, (state @ table) * weight[:, step], state)
        norms[step] = state.sum(1)
        state = state / norms[step][:, None]
        forward[step] = state
    both = forward.copy()
    behind = np.ones((rows, tags), np.float32)
    for step in range(width - 2, -1, -1):
        runs = (lengths > step + 1)[:, None]
        further = (behind * weight[:, step + 1]) @ table.T
        behind = np.where(runs, further / further.sum(1, keepdims=True), behind)
        both[step] *= behind
    both /= both.sum(2, keepdims=True)
    inside = np.arange(width)[None, :] < lengths[:, None]
    total = np.log(norms).sum(0) + (peak[:, :, 0] * inside).sum(1)
    return both.transpose(1, 0, 2), total


def spans(tags: Ints, kind: int, *, base: int = 0) -> list[tuple[int, int]]:
    """The runs of one kind in a row of BIO tags (O, B-0, I-0, B-1, …), half-open; a run may start with I."""
    found: list[tuple[int, int]] = []
    opening, inside = 1 + 2 * kind, 2 + 2 * kind
    at = np.flatnonzero((tags == opening) | (tags == inside)).tolist()
    for place in at:
        if tags[place] == inside and found and found[-1][1] == place + base:
            found[-1] = (found[-1][0], place + base + 1)
        else:
            found.append((place + base, place + base + 1))
    return found
