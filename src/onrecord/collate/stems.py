"""English words without their inflection, for comparing what is said and not how: a light suffix stripper."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from onrecord import lexicon

_VOWEL = re.compile(r"[aeiouy]")
# Endings, longest first, with what is put back; a stem keeps a vowel and three letters at least.
_ENDINGS = (
    ("ations", "e"),
    ("ation", "e"),
    ("ments", ""),
    ("ment", ""),
    ("ingly", ""),
    ("edly", ""),
    ("iness", "y"),
    ("ness", ""),
    ("ings", ""),
    ("ing", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ily", "y"),
    ("ions", ""),
    ("ion", ""),
    ("ers", ""),
    ("ors", ""),
    ("ed", ""),
    ("er", ""),
    ("or", ""),
    ("es", ""),
    ("ly", ""),
    ("al", ""),
    ("s", ""),
)


@cache
def _irregular() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.rows("collate_irregular_forms.tsv")}


@lru_cache(maxsize=65536)
def stem(key: str) -> str:
    """The stem of a word as compared: thank, thanks, thanked and thanking are one. Numbers stay as they are."""
    if key.startswith("#"):
        return key
    word = key.removesuffix("'s").removesuffix("'")
    word = _irregular().get(word, word)
    for ending, put in _ENDINGS:
        if word.endswith(ending) and not (ending == "s" and word.endswith(("ss", "us", "is"))):
            rest = word[: -len(ending)]
            if len(rest) >= 3 and _VOWEL.search(rest):
                return _trimmed(rest + put)
    return _trimmed(word)


def _trimmed(word: str) -> str:
    """Without a final e, and without the doubling that an ending brings ("planned")."""
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
