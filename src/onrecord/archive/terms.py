"""Words as the search index knows them, and the terms it files them under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from onrecord import lexicon
from onrecord.segment.fold import fold

_COMMON = "very_common_words.txt"
_GLYPHS = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("—", "-"), ("–", "-"), ("…", " "), ("\u00a0", " "))
_THOUSANDS = re.compile(r",(?<=\d,)(?=\d{3})")  # begins with its comma, so that most texts are passed over quickly
_POINT = re.compile(r"\.[^\W\d_]")
_POINTS = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def fold_words(text: str) -> list[str]:
    """The words of a text as the index knows them: folded, without points in initials, commas in numbers and
    apostrophes; a hyphen parts two words."""
    for glyph, plain in _GLYPHS:
        text = text.replace(glyph, plain)
    folded = _THOUSANDS.sub("", fold(text).text)
    if _POINT.search(folded):
        folded = _POINTS.sub(lambda match: match[0].replace(".", ""), folded)
    words: list[str] = _WORD.findall(folded)
    return [word.replace("'", "") for word in words] if "'" in folded else words


@cache
def common_words() -> frozenset[str]:
    """The words that are indexed only with a neighbour, and that weigh little in a comparison."""
    return lexicon.entries(_COMMON)


def terms(words: Sequence[str]) -> list[str]:
    """The terms of these words, each once, in order: rare words, and pairs of neighbours with a common one in it."""
    common = common_words()
    found = [word for word in words if word not in common]
    found += [f"{a}_{b}" for a, b in pairwise(words) if a in common or b in common]
    if not found:
        found = list(words)  # one common word by itself
    elif len(words) == 1:
        return found
    return list(dict.fromkeys(found))
