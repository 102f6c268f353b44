"""How rare a word is: in news at large, and among the stories at hand.

The table (`lexicon/background_words.tsv`) holds document frequencies counted over labelled training texts by
`training/background_words.py`. Names are held to a ceiling there: the news of one year says little of another's names.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from math import log

from onrecord import lexicon

_DOCUMENTS = 1000  # the table's frequencies are counted in a thousand documents
_SPREAD = 0.5  # a story that has the word weighs as so many background documents' worth of commonness


@cache
def _frequencies() -> dict[str, float]:
    return {row[0]: float(row[1]) for row in lexicon.rows("background_words.tsv")}


@lru_cache(maxsize=50_000)
def background(word: str) -> float:
    """Inverse document frequency of a stem in news at large."""
    return max(0.0, log((_DOCUMENTS + 1) / (_frequencies().get(word, 0.0) + 0.5)))


_COMMON = [log(1 + _SPREAD * stories) for stories in range(10_000)]


def scaled(words: Mapping[str, float], holders: Mapping[str, int]) -> dict[str, float]:
    """Each word's weight times its rarity: less where more of the stories at hand have it (`holders` counts them), a
    story once, however large."""
    frequent = len(_COMMON)
    found = {}
    for word, weight in words.items():  # written out: this is where most of the time of grouping goes
        stories = holders.get(word, 0)
        rare = background(word) - (_COMMON[stories] if stories < frequent else log(1 + _SPREAD * stories))
        found[word] = weight * rare if rare > 0 else 0.0
    return found
