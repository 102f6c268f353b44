"""The sentences of a report that report something: not quotations, not furniture, not too short to say a thing."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np

from onrecord import lexicon
from onrecord.copies.furniture import kind_of
from onrecord.model import Document, Range, Span
from onrecord.stories.rarity import background
from onrecord.stories.words import stem

LEAST_WORDS = 4  # fewer words outside quotation marks report nothing by themselves
LONGEST = 450  # code points of a span that reports a fact


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence that reports something: where it stands, its content words, names and vector."""

    span: Span
    words: tuple[str, ...]
    names: frozenset[str]
    vector: np.ndarray | None
    place: float


def units(document: Document) -> tuple[Unit, ...]:
    """The reporting sentences of one article, in text order; a sentence said twice is taken once."""
    out: list[Unit] = []
    seen: set[tuple[str, ...]] = set()
    for number, sentence in enumerate(document.layout.sentences):
        unit = _unit(document, number, sentence)
        if unit is not None and unit.words not in seen:
            seen.add(unit.words)
            out.append(unit)
    return tuple(out)


def _unit(document: Document, number: int, sentence: Range) -> Unit | None:
    text = document.article.text
    start, end = sentence[0], min(sentence[1], sentence[0] + LONGEST)
    if kind_of(text[start:end]) is not None:
        return None
    own = [text[a:b] for a, b in _words(document, sentence) if not _quoted(document, a, b)]
    if sum(any(c.isalnum() for c in word) for word in own) < LEAST_WORDS:
        return None
    words = tuple(stem(word) for word in own if is_content(word))
    if len(words) < 3:
        return None
    vectors = document.tags.vectors
    vector = None if vectors is None else np.asarray(vectors[number])
    place = start / max(len(text), 1)
    return Unit(document.article.span(start, end), words, _names(document, sentence), vector, place)


def _words(document: Document, sentence: Range) -> tuple[Range, ...]:
    words = document.layout.words
    return words[bisect_left(words, (sentence[0], 0)) : bisect_left(words, (sentence[1], 0))]


def _quoted(document: Document, start: int, end: int) -> bool:
    return any(q.start <= start and end <= q.end for q in document.layout.quotations)


def _names(document: Document, sentence: Range) -> frozenset[str]:
    inside = [n for n in document.tags.names if sentence[0] <= n.start and n.end <= sentence[1]]
    return frozenset(stem(document.article.text[n.start : n.end].split()[-1]) for n in inside)


def is_content(word: str) -> bool:
    """Whether a word carries meaning of its own: no mark, and none of the closed classes."""
    return any(c.isalnum() for c in word) and word.lower() not in lexicon.entries("function_words.tsv")


def weight(words: tuple[str, ...]) -> float:
    """How much a run of stems says: the sum of their rarity in news at large."""
    return sum(background(word) for word in words)
