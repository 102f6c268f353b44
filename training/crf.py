"""A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over padded sequences.

The loss and its gradient come from forward-backward in numpy: its many small steps are several times faster there
than as a graph of small tensors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

FORBIDDEN = -1e4


@dataclass(frozen=True, slots=True)
class Belief:
    """What a chain expects of its tags: each word's shares (n, length, tags), summed moves (tags, tags) and starts."""

    shares: Tensor
    moves: Tensor
    starts: Tensor

    @classmethod
    def mean(cls, beliefs: Sequence[Belief]) -> Belief:
        """The mixture of several chains over the same words."""
        parts = zip(*((belief.shares, belief.moves, belief.starts) for belief in beliefs), strict=True)
        return cls(*(torch.stack(part).mean(0) for part in parts))


class Crf(nn.Module):
    """Transitions between tags, their start, and the loss. Forbidden transitions stay forbidden."""

    def __init__(self, allowed: Tensor) -> None:
        """`allowed`: (tags, tags) of bool, from row to column. A sequence may start with any tag."""
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(allowed.shape))
        self.starts = nn.Parameter(torch.zeros(len(allowed)))
        self.register_buffer("closed", torch.where(allowed, 0.0, FORBIDDEN))

    def table(self) -> Tensor:
        """Scores of transitions (tags, tags), the forbidden ones at FORBIDDEN."""
        return self.transitions + self.closed

    def believe(self, emissions: Tensor, lengths: Tensor) -> Belief:
        """What this chain expects of the tags, without gradients."""
        arrays = (x.detach().numpy().astype(np.float64) for x in (emissions, self.table(), self.starts))
        _, *parts = _forward_backward(*arrays, lengths.numpy())
        return Belief(*(torch.from_numpy(part.astype(np.float32)) for part in parts))

    def loss(
        self, emissions: Tensor, tags: Tensor, lengths: Tensor, *, taught: Belief | None = None, share: float = 0.0
    ) -> Tensor:
        """Negative log-likelihood of all sequences: emissions (n, length, tags), tags (n, length).

        `share` of it is the cross-entropy with what a teacher believes of whole sequences (Wang et al.,
        "Structure-level knowledge distillation for multilingual sequence labeling", 2020), which needs but the
        teacher's marginals: the score of a sequence is a sum over words and moves.
        """
        table = self.table()
        inside = (torch.arange(tags.shape[1])[None, :] < lengths[:, None]).float()
        picked = (emissions.gather(2, tags[:, :, None]).squeeze(2) * inside).sum()
        moves = (table[tags[:, :-1], tags[:, 1:]] * inside[:, 1:]).sum()
        total: Tensor = _Partition.apply(emissions, table, self.starts, lengths)  # type: ignore[no-untyped-call]
        labelled = picked + moves + self.starts[tags[:, 0]].sum()
        if taught is None:
            return total - labelled
        pairs = ((emissions, taught.shares), (table, taught.moves), (self.starts, taught.starts))
        believed = torch.stack([(ours * theirs).sum() for ours, theirs in pairs]).sum()
        return total - (1 - share) * labelled - share * believed


class _Partition(torch.autograd.Function):
    """The sum over sequences of the log of the partition function; its gradient is the marginals."""

    @staticmethod
    def forward(ctx: Any, emissions: Tensor, table: Tensor, starts: Tensor, lengths: Tensor) -> Tensor:
        arrays = (x.detach().numpy().astype(np.float64) for x in (emissions, table, starts))
        total, *gradients = _forward_backward(*arrays, lengths.numpy())
        ctx.gradients = [torch.from_numpy(g.astype(np.float32)) for g in gradients]
        return torch.tensor(total, dtype=torch.float32)

    @staticmethod
    def backward(ctx: Any, *outer: Tensor) -> tuple[Tensor | None, ...]:
        return (*(gradient * outer[0] for gradient in ctx.gradients), None)


def _forward_backward(
    emissions: np.ndarray, table: np.ndarray, starts: np.ndarray, lengths: np.ndarray
) -> tuple[float, np.ndarray, np.ndarray, np.ndarray]:
    """The partition's log, summed, and its derivatives by emissions, transitions and starts."""
    rows, width, tags = emissions.shape
    weight = np.exp(emissions - emissions.max(2, keepdims=True)).transpose(1, 0, 2).copy()
    table, running = np.exp(table), np.arange(width)[:, None] < lengths[None, :]
    forward, behind = np.zeros((width, rows, tags)), np.zeros((width, rows, tags))
    norms = np.ones((width, rows))
    state = np.exp(starts) * weight[0]
    for step in range(width):
        if step:
            state = (state @ table) * weight[step]
        norms[step] = state.sum(1)
        state = state / norms[step][:, None]
        forward[step] = state
    ahead, shares = np.ones((rows, tags)), np.empty_like(forward)
    for step in range(width - 1, -1, -1):
        if step + 1 < width:
            ahead = (behind[step + 1] @ table.T) / norms[step + 1][:, None]
            ahead[~running[step + 1]] = 1.0
        behind[step] = weight[step] * ahead
        shares[step] = forward[step] * ahead
    shares[~running] = 0.0
    pairs = np.where(running[1:, :, None], behind[1:] / norms[1:, :, None], 0.0)
    moves = (forward[:-1].reshape(-1, tags).T @ pairs.reshape(-1, tags)) * table
    logs = (np.log(norms) * running).sum() + (emissions.max(2) * running.T).sum()
    return float(logs), shares.transpose(1, 0, 2), moves, shares[0].sum(0)


def bio(kinds: int) -> Tensor:
    """Allowed transitions of O, B-1, I-1, B-2, I-2, …: I only after B or I of its kind."""
    size = 1 + 2 * kinds
    allowed = torch.ones(size, size, dtype=torch.bool)
    for kind in range(kinds):
        inside = 2 + 2 * kind
        allowed[:, inside] = False
        allowed[inside - 1, inside] = allowed[inside, inside] = True
    return allowed
