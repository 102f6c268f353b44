"""The encoder and its heads in PyTorch. The encoder is BERT's (Devlin et al. 2019), six layers of 384 (MiniLM).

Every head works on the state of a word's first piece. `onrecord.tag` computes the same heads from the exported arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.tag.inputs import CASES, QUOTES
from training.crf import Crf, bio

ROLE_TAGS, NAME_TAGS, ARGUMENT_TAGS = 7, 9, 5
NEAR = 24  # distances from the cue are told apart one by one up to here, then by powers
DISTANCES = 2 * (NEAR + 6) + 3


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    pair: int = 128


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.dropout = dropout
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.mix = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        rows, width, size = x.shape
        q, k, v = self.qkv(x).view(rows, width, 3, self.heads, size // self.heads).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(rows, width, size)
        x = self.norm1(x + F.dropout(self.mix(seen), self.dropout, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces with the case of their word and its place in a quotation, to states (rows, pieces, width)."""

    def __init__(self, shape: Shape, dropout: float = 0.0) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.cases = nn.Embedding(CASES, shape.width)
        self.quotes = nn.Embedding(QUOTES, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        nn.init.zeros_(self.cases.weight)
        nn.init.zeros_(self.quotes.weight)

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor, mask: Tensor) -> Tensor:
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.cases(case) + self.quotes(quote)
        x = self.norm(x)
        hidden = None if bool(mask.all()) else ((1.0 - mask.float()) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, hidden)
        return x


def load_base(encoder: Encoder, path: Path) -> None:
    """Fill `encoder` from the base weights (`model.safetensors` of all-MiniLM-L6-v2), both new inputs left at zero."""
    base = load_file(path)
    at = "embeddings"
    state = {
        "words.weight": base[f"{at}.word_embeddings.weight"],
        "places.weight": base[f"{at}.position_embeddings.weight"] + base[f"{at}.token_type_embeddings.weight"][0],
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
    }
    names = {
        "mix": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for number in range(len(encoder.layers)):
        for kind in ("weight", "bias"):
            prefix = f"encoder.layer.{number}."
            parts = [base[f"{prefix}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            state[f"layers.{number}.qkv.{kind}"] = torch.cat(parts)
            for ours, theirs in names.items():
                state[f"layers.{number}.{ours}.{kind}"] = base[f"{prefix}{theirs}.{kind}"]
    missing, unknown = encoder.load_state_dict(state, strict=False)
    assert set(missing) == {"cases.weight", "quotes.weight"} and not unknown, (missing, unknown)


def distance(offset: Tensor) -> Tensor:
    """Word minus cue as one of DISTANCES classes: one by one when near, by doubling when far, 0 inside the cue."""
    size = offset.abs()
    far = NEAR + 1 + torch.log2(size.clamp(min=1).float() / NEAR).clamp(min=0, max=3).mul(1.5).long()
    step = torch.where(size <= NEAR, size, far)
    return torch.where(offset < 0, step + NEAR + 6, step)


class Heads(nn.Module):
    """Roles and names of words, the arguments of a cue, and the vector of a sentence."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.roles = nn.Linear(shape.width, ROLE_TAGS)
        self.names = nn.Linear(shape.width, NAME_TAGS)
        self.vector = nn.Linear(shape.width, shape.width, bias=False)
        self.word = nn.Linear(shape.width + ROLE_TAGS, shape.pair)
        self.cue = nn.Linear(2 * shape.width, 2 * shape.pair)
        self.gate = nn.Linear(shape.width, shape.pair, bias=False)
        self.places = nn.Embedding(DISTANCES, shape.pair)
        self.arguments = nn.Linear(shape.pair, ARGUMENT_TAGS)
        self.carry = nn.Parameter(torch.full((ARGUMENT_TAGS,), 0.3))
        self.role_crf = Crf(bio(3))
        self.argument_crf = Crf(bio(2))
        nn.init.normal_(self.places.weight, std=0.1)
        nn.init.eye_(self.vector.weight)

    def argue(self, states: Tensor, roles: Tensor, cues: Tensor, index: Tensor, offset: Tensor) -> Tensor:
        """Emissions (cues, words, ARGUMENT_TAGS): O, B/I-source, B/I-content of each word near each cue.

        `states` (words, width), `roles` (words, ROLE_TAGS), `cues` (cues, 2 * width), `index` (cues, near words) into
        `states`, `offset` the distance class of each.
        """
        word = self.word(torch.cat([states, roles], 1))
        gate = self.gate(states)
        plain, scale = self.cue(cues).chunk(2, 1)
        hidden = word[index] + plain[:, None] + self.places(offset) + gate[index] * scale[:, None]
        carried = roles[:, [0, 1, 2, 5, 6]] * self.carry
        return self.arguments(F.gelu(hidden)) + carried[index]


class Tagger(nn.Module):
    """The encoder with its heads."""

    def __init__(self, shape: Shape, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape, dropout)
        self.heads = Heads(shape)
