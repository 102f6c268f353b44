"""The heads over the encoder's states, in numpy: roles, names, sentence vectors, and the arguments of a cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from onrecord.tag.chain import Chain, Floats
from onrecord.tag.inputs import Ints

NEAR = 24  # distances from a cue are told apart one by one up to here, then by powers
SENSES = 32  # numbers that a judge keeps of the meaning of a word
SIDE = NEAR + 6  # classes a side


@dataclass(frozen=True, slots=True)
class Heads:
    """Every matrix is laid out (in, out). Widths: states 384, roles 7, names 9, arguments 5, senses 3 × 32."""

    roles: Floats
    roles_bias: Floats
    role_transitions: Floats
    role_starts: Floats
    names: Floats
    names_bias: Floats
    vector: Floats
    senses: Floats
    word: Floats
    word_bias: Floats
    cue: Floats
    cue_bias: Floats
    gate: Floats
    places: Floats
    arguments: Floats
    arguments_bias: Floats
    carry: Floats
    argument_transitions: Floats
    argument_starts: Floats

    @classmethod
    def of(cls, arrays: dict[str, np.ndarray]) -> Heads:
        """The heads in a table of arrays, others ignored. KeyError where one is missing."""
        return cls(**{field.name: arrays[field.name].astype(np.float32) for field in fields(cls)})

    @property
    def role_chain(self) -> Chain:
        return Chain(self.role_transitions, self.role_starts)

    @property
    def argument_chain(self) -> Chain:
        return Chain(self.argument_transitions, self.argument_starts)

    def role_scores(self, states: Floats) -> Floats:
        """(words, 7): O, B/I-source, B/I-cue, B/I-content."""
        return np.asarray(states @ self.roles + self.roles_bias, np.float32)

    def name_scores(self, states: Floats) -> Floats:
        """(words, 9): O, then B/I of person, organisation, place, other."""
        return np.asarray(states @ self.names + self.names_bias, np.float32)

    def word_features(self, states: Floats, roles: Floats) -> tuple[Floats, Floats, Floats]:
        """What each word brings to every cue: two feature rows (words, pair) and carried scores (words, 5)."""
        wide = states.shape[1]
        word = states @ self.word[:wide] + roles @ self.word[wide:] + self.word_bias
        return word, states @ self.gate, roles[:, [0, 1, 2, 5, 6]] * self.carry

    def argument_scores(
        self, features: tuple[Floats, Floats, Floats], cues: Floats, near: Sequence[slice], classes: Sequence[Ints]
    ) -> list[Floats]:
        """For each cue (words near, 5): O, B/I-source, B/I-content of each word of `near`.

        `cues`: the states of a cue's first and last word, side by side; `classes`: see `distance_classes`.
        """
        word, gate, carried = features
        plain, scale = np.split(cues @ self.cue + self.cue_bias, 2, axis=1)
        found = []
        for number, (words, distances) in enumerate(zip(near, classes, strict=True)):  # one by one stays in the cache
            hidden = gate[words] * scale[number]
            hidden += word[words]
            hidden += self.places[distances]
            hidden += plain[number]
            found.append(gelu(hidden) @ self.arguments + self.arguments_bias + carried[words])
        return found


def distance_classes(offset: Ints) -> Ints:
    """Words from the nearer end of the cue (negative: before it) as one of the classes that the network learned."""
    size = np.abs(offset)
    far = NEAR + 1 + np.floor(np.clip(np.log2(np.maximum(size, 1) / NEAR), 0, 3) * 1.5).astype(np.int64)
    step = np.where(size <= NEAR, size, far)
    return np.where(offset < 0, step + SIDE, step)


def gelu(x: Floats) -> Floats:
    """Hendrycks and Gimpel 2016, in its tanh form (within 0.0005 of the exact one)."""
    inner = x * x
    inner *= 0.0356774081
    inner += 0.7978845608
    inner *= x
    np.tanh(inner, out=inner)
    inner += 1.0
    inner *= x
    inner *= 0.5
    return inner
