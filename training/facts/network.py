"""The network that learns how the alignment attends: `onrecord.facts.attend` in PyTorch, with a score for each word."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.facts.attend import WIDE, Inputs, Side
from onrecord.tag.heads import SENSES

FEATURES, MARKS = 64, 16


class Network(nn.Module):
    """`onrecord.facts.attend` with the projection before it and, for the second question, a score for each word."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.senses = nn.Linear(width, SENSES, bias=False)
        self.likeness = nn.Parameter(torch.tensor([4.0, 3.0, 0.0]))
        self.marks = nn.Linear(5, MARKS)
        self.compare = nn.Linear(3 * SENSES + MARKS + 4, FEATURES)
        self.mix = nn.Linear(WIDE * FEATURES, FEATURES)
        self.judge = nn.Linear(4 * FEATURES + 1, FEATURES)
        self.out = nn.Linear(FEATURES, 1)
        self.weight = nn.Parameter(torch.tensor(1.0))
        self.word = nn.Linear(FEATURES, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, told: Inputs, odds: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The log odds of each pair, and of each word on either side."""
        near = torch.from_numpy(told.near)
        a, b = (
            functional.normalize(self.senses(self.dropout(torch.from_numpy(s.words))), dim=-1) for s in (told.a, told.b)
        )
        by_states, by_terms, by_names = self.likeness
        names = torch.from_numpy(told.a.marks[:, :, None, 1] + told.b.marks[:, None, :, 1])
        alike = by_states * (a @ b.transpose(1, 2)) + by_terms * near + by_names * names
        ours = self.read(a, b, told.a, told.b, alike, near)
        theirs = self.read(b, a, told.b, told.a, alike.transpose(1, 2), near.transpose(1, 2))
        (peak_a, mean_a), (peak_b, mean_b) = pooled(ours, told.a), pooled(theirs, told.b)
        seen = (peak_a + peak_b, (peak_a - peak_b).abs(), mean_a + mean_b, (mean_a - mean_b).abs(), odds[:, None] / 4)
        hidden = self.dropout(functional.relu(self.judge(torch.cat(seen, 1))))
        return self.out(hidden)[:, 0] + self.weight * odds, self.word(ours)[..., 0], self.word(theirs)[..., 0]

    def read(self, a: Tensor, b: Tensor, mine: Side, theirs: Side, alike: Tensor, near: Tensor) -> Tensor:
        """What each word of one side says (pairs, words, features)."""
        marks, there = torch.from_numpy(mine.marks), torch.from_numpy(mine.there)[..., None]
        alike = alike.masked_fill(~torch.from_numpy(theirs.there)[:, None, :], -1e4)
        words, answer, nearest = a * 4, alike.softmax(-1) @ (b * 4), near.amax(2)
        told = torch.stack([alike.amax(2) / 6, nearest, near.sum(2).clamp(max=3), nearest * marks[..., 1]], 2)
        hidden = functional.relu(self.compare(torch.cat([words, answer, words * answer, self.marks(marks), told], 2)))
        hidden = self.dropout(hidden) * there
        edge, size = WIDE // 2, hidden.shape[1]
        padded = functional.pad(hidden, (0, 0, edge, edge))
        around = torch.cat([padded[:, shift : shift + size] for shift in range(WIDE)], 2)
        return hidden + functional.relu(self.mix(around)) * there

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights as `onrecord.facts.attend.Head` names them."""
        held = {"likeness": self.likeness, "out_bias": torch.stack([self.out.bias[0], self.weight])}
        held |= {"out": self.out.weight[0]}
        for name in ("marks", "compare", "mix", "judge"):
            layer = getattr(self, name)
            held |= {name: layer.weight.T, f"{name}_bias": layer.bias}
        return {name: value.detach().numpy().astype(np.float16) for name, value in held.items()}


def pooled(hidden: Tensor, side: Side) -> tuple[Tensor, Tensor]:
    """The strongest and the mean of each feature over the words that there are."""
    there = torch.from_numpy(side.there)[..., None]
    return hidden.amax(1), (hidden * there).sum(1) / there.sum(1).clamp(min=1)
