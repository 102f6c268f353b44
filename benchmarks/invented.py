"""Invented quotations by the million: sentences of an invented vocabulary, words drawn by frequency (Zipf's law),
function words as English has them, and sentences that come back in other quotations.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

_ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "cl",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "pr",
    "r",
    "s",
    "sh",
    "sl",
    "st",
    "str",
    "t",
    "th",
    "tr",
    "v",
    "w",
]
_NUCLEI = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "oa", "ou"]
_CODAS = ["", "n", "r", "s", "t", "l", "m", "nd", "st", "ck", "ng", "rm"]
_CLAUSES = [
    clause.split()
    for clause in (
        "THE V THE P THE",
        "WHO CAN V THE P THE",
        "WHO V that THE CAN not V",
        "THE P THE CAN V J and J",
        "if WHO V THE , WHO CAN V THE",
        "there is no N P THE",
        "WHO have V THE P THE for the N of THE",
        "what WHO V is THE , not THE",
        "THE that WHO V was J P THE",
        "we V THE because THE CAN not V",
    )
]
_CLOSED = {
    "THE": ["the", "the", "the", "a", "our", "this", "that", "their", "every"],
    "WHO": ["we", "I", "they", "he", "she", "you", "it"],
    "CAN": ["will", "would", "can", "could", "must", "should", "did"],
    "P": ["of", "in", "for", "on", "with", "to", "from", "by", "about", "against"],
}
_JOINTS = ["and", "but", "so", "while", ","]
_ASIDES = ["now", "then", "here", "again", "also", "too", "still", "very", "much", "more", "even", "just", "only"]
_NAMES = 4_000
_POOL = 2_000_000  # sentences at most, so that memory stays bounded


class _Drawn:
    """Words drawn by rank: the n-th comes up as 1 / (n + 2.7), Mandelbrot's form of Zipf's law."""

    def __init__(self, words: list[str], rng: random.Random) -> None:
        self._words, self._rng = words, rng
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
        self._ahead: list[str] = []

    def next(self) -> str:
        if not self._ahead:
            self._ahead = self._rng.choices(self._words, cum_weights=self._weights, k=10_000)
        return self._ahead.pop()


class Speech:
    """A source of invented quotations and names; the same seed gives the same ones."""

    def __init__(self, seed: int, *, vocabulary: int = 60_000) -> None:
        self.rng = random.Random(seed)
        words = self._vocabulary(vocabulary)
        self._open = {name: _Drawn(words[at::3], self.rng) for at, name in enumerate("NVJ")}
        self.any = _Drawn(words, self.rng)
        capitals = [word.capitalize() for word in words if len(word) > 4]
        self.names = [f"{self.rng.choice(capitals)} {self.rng.choice(capitals)}" for _ in range(_NAMES)]

    def quotations(self, count: int) -> Iterator[str]:
        """So many quotations of one to four sentences, 27 words on average; sentences come back in others."""
        pool = [self.sentence() for _ in range(min(_POOL, max(1, int(count * 0.8))))]
        for _ in range(count):
            sentences = self.rng.choices((1, 2, 3, 4), (50, 30, 15, 5))[0]
            yield " ".join(self.rng.choices(pool, k=sentences))

    def sentence(self) -> str:
        words: list[str] = []
        for clause in range(1 if self.rng.random() < 0.55 else 2):
            words += [self.rng.choice(_JOINTS)] if clause else []
            words += [word for part in self.rng.choice(_CLAUSES) for word in self._words(part)]
            words += [self.rng.choice(_ASIDES)] if self.rng.random() < 0.3 else []
        text = " ".join(words).replace(" ,", ",")
        return text[0].upper() + text[1:] + "."

    def _words(self, part: str) -> list[str]:
        if part in self._open:
            return [self._open[part].next()]
        if part not in _CLOSED:
            return [part]
        word = self.rng.choice(_CLOSED[part])
        if part != "THE":
            return [word]
        adjective = [self._open["J"].next()] if self.rng.random() < 0.35 else []
        return [word, *adjective, self._open["N"].next()]

    def _vocabulary(self, size: int) -> list[str]:
        words: dict[str, float] = {}
        while len(words) < size:
            syllables = self.rng.choices((1, 2, 3), (15, 51, 34))[0]
            parts = [self.rng.choice(group) for _ in range(syllables) for group in (_ONSETS, _NUCLEI, _CODAS)]
            words.setdefault("".join(parts), self.rng.random() * 4)
        return sorted(words, key=lambda word: len(word) + words[word])  # the frequent ones are short
