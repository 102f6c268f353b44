"""Indirect statements that give an utterance in other words, or in the same words without quotation marks.

Two texts are compared as bags of stems weighed by their rarity in the story (Salton's idf), sentence against sentence,
and only where their speakers can be one. Where the tagger gives sentence vectors, nearness in meaning adds to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property

from onrecord import lexicon
from onrecord.collate.bags import (
    Bag,
    bag_of,
    counted,
    phrases,
    proper_names,
    rarity_of,
    shared,
    shared_part,
    side_by_side,
)
from onrecord.collate.bounds import boundary
from onrecord.collate.group import Cluster
from onrecord.collate.index import is_fragment
from onrecord.collate.meaning import Meanings
from onrecord.collate.stems import stem
from onrecord.collate.tokens import Unit, Words, read_words
from onrecord.collate.versions import Version, quoted_words
from onrecord.collate.voices import Voices, how_voices
from onrecord.model import Document, Person, Span, Statement


@dataclass(frozen=True)
class Told:
    """A statement, or the unquoted part of one, that may tell in other words what somebody said."""

    statement: Statement
    units: tuple[Unit, ...]

    @cached_property
    def phrases(self) -> set[tuple[str, str]]:
        return phrases(self.units)

    @cached_property
    def has_verb(self) -> bool:
        """Whether it tells something: a bare noun names what others tell of too, and must share more with it."""
        return any(unit.key in _verbs() or unit.key.endswith(("ed", "ing")) for unit in self.units)


@cache
def _verbs() -> frozenset[str]:
    """Finite verbs whose form does not show them, auxiliaries and modals, "to" before an infinitive."""
    return lexicon.entries("verb_forms.txt") | _AUXILIARIES


_AUXILIARIES = frozenset(
    {"am", "is", "are", "was", "were", "be", "been", "have", "has", "had", "do", "does", "did", "not", "to"}
    | {"will", "would", "shall", "should", "can", "could", "may", "might", "must"}
)


@dataclass(frozen=True)
class Sentence:
    """One sentence of a version, of the cluster of that number."""

    cluster: int
    version: Version
    units: tuple[Unit, ...]

    @cached_property
    def phrases(self) -> set[tuple[str, str]]:
        return phrases(self.units)


@dataclass(frozen=True, slots=True)
class Story:
    """What the statements of a story are held against: its utterances' sentences, as bags of stems."""

    sentences: tuple[Sentence, ...]
    bags: tuple[Bag, ...]
    held: tuple[frozenset[str], ...]
    people: Mapping[str, Person]
    names: frozenset[str]
    meanings: Meanings


def paraphrases(
    documents: Mapping[str, Document],
    statements: Sequence[Statement],
    versions: Sequence[Version],
    clusters: Sequence[Cluster],
    people: Mapping[str, Person],
    names: frozenset[str],
    said: Set[int],
) -> list[list[str]]:
    """For each cluster the ids of the statements that paraphrase it, in the order of articles and text.

    `said`: the places of the versions that are more than a term of the story; only they can be told in other words.
    """
    told = _told(documents, statements)
    sentences = tuple(_every_sentence(versions, clusters, said))
    stems = frozenset(stem(name) for name in names) | proper_names(documents)
    rarity = rarity_of([t.units for t in told] + [s.units for s in sentences])
    bags = tuple(bag_of(sentence.units, rarity, stems) for sentence in sentences)
    held = tuple(frozenset(versions[m].statement.id for m in cluster.members) for cluster in clusters)
    story = Story(sentences, bags, held, people, stems, Meanings(documents))
    index: dict[str, list[int]] = defaultdict(list)
    for number, bag in enumerate(bags):
        for key in bag:
            index[key].append(number)
    out: list[list[str]] = [[] for _ in clusters]
    for item in told:
        bag = bag_of(item.units, rarity, stems)
        near = {number for key in bag for number in index.get(key, ())}
        for cluster in _best(item, bag, sorted(near), story):
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


def _every_sentence(versions: Sequence[Version], clusters: Sequence[Cluster], said: Set[int]) -> Iterable[Sentence]:
    """The sentences of every utterance, each wording of one speaker once."""
    for number, cluster in enumerate(clusters):
        seen: set[tuple[str | None, str | None, tuple[str, ...]]] = set()
        told = [member for member in cluster.members if member in said]
        long = [member for member in told if not is_fragment(versions[member])]
        for member in long or told:  # beside a longer version a fragment of it tells nothing more
            for sentence in _sentences(number, versions[member]):
                statement = sentence.version.statement
                key = (statement.speaker, statement.speaker_basis, tuple(unit.key for unit in sentence.units))
                if key not in seen:
                    seen.add(key)
                    yield sentence


def _sentences(cluster: int, version: Version) -> Iterable[Sentence]:
    """The sentences of a version."""
    units = version.words.units
    starts = [0, *(at for at in range(1, len(units)) if _begins(version.words, at))]
    for start, end in zip(starts, [*starts[1:], len(units)], strict=True):
        if end > start:
            yield Sentence(cluster, version, units[start:end])


def _begins(words: Words, unit: int) -> bool:
    return boundary(words, unit) == 2


# How much the part shared, each shared word and nearness in meaning (a z-score) say together, and how much is enough.
_WORD, _NEAR, _USUAL_NEARNESS = 0.12, 0.15, 1.0
_ENOUGH: dict[Voices, float] = {"same": 0.82, "open": 1.3, "body": 1.45, "unsure": 1.3}
# A statement whose own source nobody names may well be nobody's: it must tell the words better.
_UNNAMED = 0.15
_LEAST_COUNT: dict[Voices, int] = {"same": 2, "open": 2, "body": 2, "unsure": 3}
# What a body and a person say, or what shares few words, is of one matter only where that shows in the meaning too.
_NEAR_LEAST, _FEW = 0.3, 2
# What stands beside quoted words mostly leads up to them, and is no statement of its own.
_BESIDE_QUOTED = 1.07
# A statement that tells several utterances at once tells each this well beside the best.
_BESIDE = 0.75
# What somebody else says, or perhaps somebody else, must be mostly of the same matter: so much of the words of both.
_MUTUAL = 0.4
# How many words of weight a statement must have by itself.
_OWN_WORDS = {"indirect": 2, "partial": 3, "direct": 0}
# The same, where it is not known to be of the same speaker.
_OWN_WORDS_OF_OTHERS = 3


def _best(item: Told, bag: Bag, near: Iterable[int], story: Story) -> list[int]:
    """The clusters that a statement tells in other words, by their numbers.

    Beside the best only one that it tells as well, or with words that it does not tell the others with.
    """
    if len(counted(bag, story.names)) < _OWN_WORDS[item.statement.kind]:
        return []
    scores: dict[int, tuple[float, frozenset[str]]] = {}
    for number in near:
        sentence = story.sentences[number]
        if item.statement.id in story.held[sentence.cluster] or _overlap(item.statement, sentence.version.statement):
            continue
        score = _score(item, bag, sentence, story.bags[number], story)
        if score is not None and score > scores.get(sentence.cluster, (0.0, None))[0]:
            scores[sentence.cluster] = (score, frozenset(counted(shared(bag, story.bags[number]), story.names)))
    told: set[str] = set()
    best = max((score for score, _ in scores.values()), default=0.0)
    chosen: list[int] = []
    for cluster, (score, words) in sorted(scores.items(), key=lambda row: (-row[1][0], row[0])):
        if score >= _BESIDE * best or not words & told:
            chosen.append(cluster)
            told |= words
    return sorted(chosen)


def _mutual(bag: Bag, other: Bag, count: int, story: Story) -> bool:
    """Whether the words that two share are much of both (Dice's coefficient)."""
    return 2 * count >= _MUTUAL * (len(counted(bag, story.names)) + len(counted(other, story.names)))


def _repeated(item: Told, sentence: Sentence, story: Story) -> bool:
    """Whether two words that are no name stand side by side in both: a fragment that is told word for word."""
    pairs = side_by_side(item.units) & side_by_side(sentence.units)
    return any(not story.names & {x, y} for x, y in pairs)


def _many(item: Told, sentence: Sentence, story: Story) -> bool:
    """Whether one of the two is said by several people ("diplomats"): none of them speaks for the others."""
    said = (item.statement.speaker, sentence.version.statement.speaker)
    return any(speaker in story.people and story.people[speaker].type == "group" for speaker in said if speaker)


def _overlap(a: Statement, b: Statement) -> bool:
    """Whether two statements share characters: a part of a quotation tells nothing besides it."""
    return a.article == b.article and any(x.start < y.end and y.start < x.end for x in a.content for y in b.content)


def _score(item: Told, bag: Bag, sentence: Sentence, other: Bag, story: Story) -> float | None:
    """How well a statement tells a sentence, None where not well enough."""
    voices = how_voices(item.statement, sentence.version.statement, story.people)
    count = len(counted(shared(bag, other), story.names))
    if voices not in _ENOUGH or count == 0:
        return None
    if voices != "same" and len(counted(bag, story.names)) < _OWN_WORDS_OF_OTHERS:
        return None
    if voices in ("body", "open") and not (_mutual(bag, other, count, story) or _repeated(item, sentence, story)):
        return None
    count += any(not story.names & {x, y} for x, y in item.phrases & sentence.phrases)
    part = shared_part(bag, other)
    near = story.meanings.nearness(item.statement.content, sentence.version.words.stretches)
    score = part + _WORD * count + _NEAR * (_USUAL_NEARNESS if near is None else near)
    least = max(_ENOUGH[voices], _BESIDE_QUOTED if item.statement.kind == "partial" else 0.0)
    least += _UNNAMED if item.statement.speaker is None else 0.0
    fewest = _LEAST_COUNT[voices] + (not item.has_verb)
    if voices == "body" and _many(item, sentence, story):
        return None
    if near is not None and near < _NEAR_LEAST and (voices == "body" or count <= _FEW):
        return None
    return score if count >= fewest and score >= least else None
