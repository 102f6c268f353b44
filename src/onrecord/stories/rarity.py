"""How rare a word is in news at large.

The table (`lexicon/background_words.tsv`) holds document frequencies counted over labelled training texts by
`training/background_words.py`. Names are held to a ceiling there: the news of one year says little of another's names.
"""

from __future__ import annotations

from functools import cache
from math import log

from onrecord import lexicon

SPREAD = 0.5  # a story that has the word weighs as so many background documents' worth of commonness
_DOCUMENTS = 1000  # the table's frequencies are counted in a thousand documents


def _inverse(frequency: float) -> float:
    return max(0.0, log((_DOCUMENTS + 1) / (frequency + 0.5)))


@cache
def _known() -> dict[str, float]:
    return {row[0]: _inverse(float(row[1])) for row in lexicon.rows("background_words.tsv")}


def background(word: str) -> float:
    """Inverse document frequency of a stem in news at large."""
    return _known().get(word, _UNKNOWN)


_UNKNOWN = _inverse(0.0)
