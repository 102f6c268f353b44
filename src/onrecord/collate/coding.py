"""Wordings coded for alignment: a letter for each word of a collation, and what each word weighs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from onrecord.collate.lexis import Class, word_class

_WEIGHT: dict[Class, int] = {"content": 3, "common": 2, "light": 2, "pronoun": 1, "function": 1}
_LAST_CODE = 0x10FFFF


Block = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Coded:
    """Words ready for alignment.

    `text` has one letter a word, `weighed` as many as it weighs. `before[i]` is what the words before word i weigh,
    `extra[i]` how much of that goes beyond 1 each. `bag` has bits for what each word weighs beyond 1, others each time
    that it stands: the bits that two wordings have in common are the most that their shared words can weigh beyond 1.
    `boundaries[i]`: how strong a boundary stands before word i, and last the one at the end. `broken`: words are left
    out openly, by an ellipsis or between quoted stretches.
    """

    keys: tuple[str, ...]
    text: str
    weighed: str
    before: tuple[int, ...]
    extra: tuple[int, ...]
    bag: int
    boundaries: tuple[int, ...]
    broken: bool = False


def in_order(a: Coded, b: Coded) -> bool:
    """Whether `a` is the side that alignment takes first: the shorter one, of two as long the first by its words."""
    return len(a.keys) < len(b.keys) or (len(a.keys) == len(b.keys) and a.keys <= b.keys)


class Vocabulary:
    """Letters for each word of one collation. Coded wordings of one vocabulary can be aligned with each other.

    The first words to come, which are the most frequent ones, get the letters that are looked up without hashing.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, int]] = {}
        self._free_letter = 1
        self._bits: dict[tuple[str, int], int] = {}
        self._free_bit = 0

    def code(self, keys: Sequence[str], boundaries: Sequence[int] = (), *, broken: bool = False) -> Coded:
        """`keys` ready for alignment. `boundaries[i]` is how strong a boundary stands before word i (0 none)."""
        known = [self._known.get(key) or self._learn(key) for key in keys]
        return Coded(
            keys=tuple(keys),
            text="".join([letters[0] for letters, _ in known]),
            weighed="".join([letters for letters, _ in known]),
            before=(0, *accumulate([weight for _, weight in known])),
            extra=(0, *accumulate([weight - 1 for _, weight in known])),
            bag=self._bag(keys, known),
            boundaries=(*(boundaries or [0] * len(keys)), 2),
            broken=broken,
        )

    def _learn(self, key: str) -> tuple[str, int]:
        """As many letters as a word weighs, of which the first stands for it, and its weight."""
        weight = _WEIGHT[word_class(key)]
        if self._free_letter + weight > _LAST_CODE:
            self._free_letter = 1  # a story has far fewer different words than there are code points
        first = self._free_letter
        self._free_letter += weight
        self._known[key] = made = ("".join([chr(first + k) for k in range(weight)]), weight)
        return made

    def _bag(self, keys: Sequence[str], known: Sequence[tuple[str, int]]) -> int:
        bag = 0
        times: dict[str, int] = {}
        for key, (_, weight) in zip(keys, known, strict=True):
            if weight > 1:
                again = times[key] = times.get(key, 0) + 1
                bag |= self._bits.get((key, again)) or self._new_bits(key, again, weight - 1)
        return bag

    def _new_bits(self, key: str, again: int, count: int) -> int:
        made = self._bits[key, again] = ((1 << count) - 1) << self._free_bit
        self._free_bit += count
        return made
