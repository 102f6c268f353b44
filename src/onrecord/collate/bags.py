"""Texts as bags of stems weighed by their rarity in the story (Salton's inverse document frequency)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from onrecord.collate.stems import stem
from onrecord.collate.tokens import Unit, read_words
from onrecord.model import Document

Bag = Mapping[str, float]

# How much a word counts in a bag, before its rarity.
_CLASS_WEIGHT = {"content": 1.0, "common": 0.5, "light": 0.25, "pronoun": 0.0, "function": 0.0}
_NAME_WEIGHT = 0.4
# From so many words on, the name of a body is a name only.
_BODY_WORDS = 3
# What a word must weigh to be counted as shared.
_COUNTS = 0.6


def proper_names(documents: Mapping[str, Document]) -> frozenset[str]:
    """The stems of the names that the tagger found: who and where, not what is said.

    Of bodies only those of several words: what is told of "the council" can be what was said.
    """
    spans = [
        document.article.span(name.start, name.end)
        for document in documents.values()
        for name in document.tags.names
        if name.type in ("person", "place")
        or (name.type == "organisation" and len(document.article.text[name.start : name.end].split()) >= _BODY_WORDS)
    ]
    return frozenset(stem(unit.key) for span in spans for unit in read_words([span]).units if unit.cls == "content")


def rarity_of(texts: Sequence[Sequence[Unit]]) -> dict[str, float]:
    """Each stem's rarity: the logarithm of one more than the number of texts for each that holds it."""
    count = Counter(key for units in texts for key in {stem(unit.key) for unit in units})
    return {key: math.log(1 + len(texts) / n) for key, n in count.items()}


def bag_of(units: Sequence[Unit], rarity: Mapping[str, float], names: frozenset[str]) -> dict[str, float]:
    """The stems of these words with their weights, in text order."""
    out: dict[str, float] = {}
    for unit in units:
        key = stem(unit.key)
        weight = _CLASS_WEIGHT[unit.cls] * (_NAME_WEIGHT if key in names else 1.0)
        if weight:
            out[key] = max(out.get(key, 0.0), weight * rarity.get(key, 1.0))
    return out


def shared(a: Bag, b: Bag) -> dict[str, float]:
    """What two bags share, with the smaller weights."""
    return {key: min(a[key], b[key]) for key in a if key in b}


def shared_part(a: Bag, b: Bag) -> float:
    """The part of the lighter bag that the two share, 0 to 1."""
    lighter = min(math.fsum(a.values()), math.fsum(b.values()))
    return math.fsum(shared(a, b).values()) / lighter if lighter else 0.0


def counted(bag: Bag, names: frozenset[str]) -> list[str]:
    """The stems of some weight that are no names."""
    return [key for key, weight in bag.items() if weight >= _COUNTS and key not in names]


def phrases(units: Sequence[Unit]) -> set[tuple[str, str]]:
    """Each content word with a smaller one that it stands beside ("many disagreements"), function words left out."""
    kept = [unit for unit in units if _CLASS_WEIGHT[unit.cls]]
    beside = pairwise((stem(unit.key), unit.cls == "content") for unit in kept)
    return {(x, y) for (x, x_content), (y, y_content) in beside if x_content != y_content}


def side_by_side(units: Sequence[Unit]) -> set[tuple[str, str]]:
    """Each two content words that stand side by side ("questionable purchases")."""
    return {(stem(x.key), stem(y.key)) for x, y in pairwise(units) if x.cls == y.cls == "content"}
