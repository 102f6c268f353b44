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
    leaving, entering = np.ascontiguousarray(chain.transitions[:, None, :]), np.ascontiguousarray(chain.transitions.T)
    steps = emissions.transpose(1, 0, 2)
    scores = np.empty((width, rows, tags), np.float32)
    scores[0] = chain.starts + steps[0]
    for step in range(1, width):  # past a row's end it runs on, and nobody looks
        moves = scores[step - 1].T[:, :, None] + leaving
        np.add(moves.max(0), steps[step], out=scores[step])
    every, ends = np.arange(rows), lengths - 1
    last = scores[ends, every]
    path = np.zeros((width, rows), np.int64)
    path[ends, every] = last.argmax(1)
    for step in range(width - 1, 0, -1):
        before = (scores[step - 1] + entering[path[step]]).argmax(1)
        path[step - 1] = np.where(ends >= step, before, path[step - 1])
    return np.ascontiguousarray(path.T), last.max(1)


def marginals(emissions: Floats, lengths: Ints, chain: Chain) -> tuple[Floats, Floats]:
    """The probability of each tag at each place (n, length, tags), and the log of the partition sum (n,)."""
    rows, width, tags = emissions.shape
    steps = emissions.transpose(1, 0, 2)
    peak = steps.max(2, keepdims=True)
    weight = np.exp(steps - peak)
    inside = np.arange(width)[:, None] < lengths[None, :]
    weight[~inside] = 1.0
    table = np.exp(np.minimum(chain.transitions, 30.0))
    forward, norms = np.empty((width, rows, tags), np.float32), np.empty((width, rows, 1), np.float32)
    state = np.exp(chain.starts)
    for step in range(width):
        state = (state @ table if step else state) * weight[step]
        state.sum(1, keepdims=True, out=norms[step])
        state /= norms[step]
        forward[step] = state
    # Backward from each row's own end: the same steps over the rows turned round.
    turned = np.maximum(lengths[None, :] - 1 - np.arange(width)[:, None], 0), np.arange(rows)[None, :]
    ahead, weight, table = np.ones((width, rows, tags), np.float32), weight[turned], np.ascontiguousarray(table.T)
    for step in range(1, width):
        state = (ahead[step - 1] * weight[step - 1]) @ table
        np.divide(state, state.sum(1, keepdims=True), out=ahead[step])
    forward *= ahead[turned]
    forward /= forward.sum(2, keepdims=True)
    total = ((np.log(norms[:, :, 0]) + peak[:, :, 0]) * inside).sum(0)
    return forward.transpose(1, 0, 2), total


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
