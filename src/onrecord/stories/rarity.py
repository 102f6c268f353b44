"""How rare a word is: in news at large, and among the stories at hand.

The table (`lexicon/background_words.tsv`) holds document frequencies counted over labelled training texts by
`training/background_words.py`. Names are held to a ceiling there: the news of one year says little of another's names.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import log

from onrecord import lexicon

_DOCUMENTS = 1000  # the table's frequencies are counted in a thousand documents
_SPREAD = 0.5  # a story that has the word weighs as so many background documents' worth of commonness


@cache
def _frequencies() -> dict[str, float]:
    return {row[0]: float(row[1]) for row in lexicon.rows("background_words.tsv")}


@cache
def background(word: str) -> float:
    """Inverse document frequency of a stem in news at large."""
    return max(0.0, log((_DOCUMENTS + 1) / (_frequencies().get(word, 0.0) + 0.5)))


@lru_cache(maxsize=100_000)
def _common(stories: int) -> float:
    return log(1 + _SPREAD * stories)


def rarity(word: str, stories: int) -> float:
    """The weight of a stem that stands in `stories` of the stories at hand; a story counts once, however large."""
    weight = background(word) - _common(stories)
    return weight if weight > 0 else 0.0
