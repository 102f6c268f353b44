"""Whether a statement outside quotation marks tells the words asked for in words of its own."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.archive.terms import common_words

SHARE = 0.5  # of the rarer words on either side that the other has
_MOST = 60  # rarer words of a side that are looked at
_STEM, _ENDING = 4, 3  # letters: the shortest stem, the longest ending


def retells(asked: Sequence[str], folded: Sequence[str]) -> bool:
    """Whether `folded` tells in words of its own what was asked for: half of the rarer words of either stand in the
    other, in any order and inflection, and two at least."""
    ours, theirs = _rarer(asked), _rarer(folded)
    met_ours = sum(any(_alike(a, b) for b in theirs) for a in ours)
    met_theirs = sum(any(_alike(a, b) for a in ours) for b in theirs)
    return met_ours >= max(2, SHARE * len(ours)) and met_theirs >= SHARE * min(len(theirs), len(ours))


def _rarer(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if word not in common_words()))[:_MOST]


def _alike(a: str, b: str) -> bool:
    """The same word, or two with one stem: "promised", "promise"."""
    if a == b:
        return True
    stem = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return stem >= _STEM and max(len(a), len(b)) - stem <= _ENDING
