"""Indirect statements that give an utterance in other words, or in the same words without quotation marks.

Two texts are compared as bags of stems weighed by their rarity in the story (Salton's idf), sentence against sentence,
and only where their speakers can be one. Where the tagger gives sentence vectors, nearness in meaning adds to it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.collate.group import Cluster
from onrecord.collate.stems import stem
from onrecord.collate.table import boundary
from onrecord.collate.tokens import Unit, Words, read_words
from onrecord.collate.versions import Version, quoted_words
from onrecord.collate.voices import Voices, how_voices
from onrecord.model import Document, Person, Span, Statement

Bag = Mapping[str, float]

# How much a word counts in a bag, before its rarity.
_CLASS_WEIGHT = {"content": 1.0, "common": 0.5, "light": 0.25, "pronoun": 0.0, "function": 0.0}
_NAME_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Told:
    """A statement, or the unquoted part of one, that may tell in other words what somebody said."""

    statement: Statement
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a version, of the cluster of that number."""

    cluster: int
    version: Version
    units: tuple[Unit, ...]


def paraphrases(
    documents: Mapping[str, Document],
    statements: Sequence[Statement],
    versions: Sequence[Version],
    clusters: Sequence[Cluster],
    people: Mapping[str, Person],
    names: frozenset[str],
) -> list[list[str]]:
    """For each cluster the ids of the statements that paraphrase it, in the order of articles and text."""
    told = _told(documents, statements)
    sentences = [
        sentence
        for number, cluster in enumerate(clusters)
        for member in cluster.members
        for sentence in _sentences(number, versions[member])
    ]
    stems = frozenset(stem(name) for name in names)
    rarity = _rarity([t.units for t in told] + [s.units for s in sentences])
    bags = [_bag(sentence.units, rarity, stems) for sentence in sentences]
    index: dict[str, list[int]] = defaultdict(list)
    for number, bag in enumerate(bags):
        for key in bag:
            index[key].append(number)
    out: list[list[str]] = [[] for _ in clusters]
    for item in told:
        bag = _bag(item.units, rarity, stems)
        near = {number for key in bag for number in index.get(key, ())}
        for cluster in _best(item, bag, sentences, bags, sorted(near), people, stems):
            if item.statement.id not in out[cluster]:
                out[cluster].append(item.statement.id)
    return out


def _told(documents: Mapping[str, Document], statements: Sequence[Statement]) -> list[Told]:
    out = []
    ordered = sorted(statements, key=lambda s: (s.article, s.content[0].start if s.content else 0, s.id))
    for statement in ordered:
        document = documents[statement.article]
        spans = statement.content if statement.kind == "indirect" else _unquoted(statement, document)
        spans = tuple(span for span in spans if span.text.strip())
        if spans and statement.kind != "direct" and document.article.role != "transcript":
            units = read_words(spans).units
            if any(unit.cls == "content" for unit in units):
                out.append(Told(statement, units))
    return out


def _unquoted(statement: Statement, document: Document) -> tuple[Span, ...]:
    """The stretches of a statement's content that are not in quotation marks."""
    inside = sorted(span.range for span in quoted_words(statement, document))
    out = []
    for span in statement.content:
        at = span.start
        for start, end in [*inside, (span.end, span.end)]:
            if span.start <= start <= span.end and at < start:
                out.append(document.article.span(at, start))
            at = max(at, min(end, span.end))
    return tuple(out)


def _sentences(cluster: int, version: Version) -> Iterable[Sentence]:
    """The sentences of a version; short ones are joined to the next."""
    units = version.words.units
    starts = [0, *(at for at in range(1, len(units)) if _begins(version.words, at))]
    for start, end in zip(starts, [*starts[1:], len(units)], strict=True):
        if end > start:
            yield Sentence(cluster, version, units[start:end])


def _begins(words: Words, unit: int) -> bool:
    return boundary(words, unit) == 2


def _rarity(texts: Sequence[Sequence[Unit]]) -> dict[str, float]:
    count = Counter(key for units in texts for key in {stem(unit.key) for unit in units})
    return {key: math.log(1 + len(texts) / n) for key, n in count.items()}


def _bag(units: Sequence[Unit], rarity: Mapping[str, float], names: frozenset[str]) -> dict[str, float]:
    """The stems of these words with their weights, in text order."""
    out: dict[str, float] = {}
    for unit in units:
        key = stem(unit.key)
        weight = _CLASS_WEIGHT[unit.cls] * (_NAME_WEIGHT if key in names else 1.0)
        if weight:
            out[key] = max(out.get(key, 0.0), weight * rarity.get(key, 1.0))
    return out


# What an indirect statement and a sentence must share: so much of the lighter one, with so many words of weight;
# less of it where more words are shared.
_ENOUGH: dict[Voices, tuple[tuple[float, int], ...]] = {
    "same": ((0.95, 1), (0.38, 2), (0.3, 4)),
    "open": ((0.7, 3), (0.5, 5)),
    "body": ((0.65, 3), (0.5, 4)),
}
_BESIDE = 0.6
_COUNTS = 0.6


def _best(
    item: Told,
    bag: Bag,
    sentences: Sequence[Sentence],
    bags: Sequence[Bag],
    near: Iterable[int],
    people: Mapping[str, Person],
    names: frozenset[str],
) -> list[int]:
    """The clusters that a statement tells in other words, by their numbers."""
    scores: dict[int, float] = {}
    for number in near:
        sentence = sentences[number]
        voices = how_voices(item.statement, sentence.version.statement, people)
        if voices not in _ENOUGH or sentence.version.statement.id == item.statement.id:
            continue
        part, count = _overlap(bag, bags[number], names)
        if any(part >= least and count >= many for least, many in _ENOUGH[voices]):
            scores[sentence.cluster] = max(scores.get(sentence.cluster, 0.0), part)
    best = max(scores.values(), default=0.0)
    return [cluster for cluster, score in sorted(scores.items()) if score >= _BESIDE * best]


def _overlap(a: Bag, b: Bag, names: frozenset[str]) -> tuple[float, int]:
    """The part of the lighter bag that the two share, and how many words of some weight."""
    shared = {key: min(a[key], b[key]) for key in a if key in b}
    lighter = min(math.fsum(a.values()), math.fsum(b.values())) or 1.0
    count = sum(weight >= _COUNTS for key, weight in shared.items() if key not in names)
    return math.fsum(shared.values()) / lighter, count
