"""Utterances out of clusters of versions: their pairs, relation, fullest and earliest version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from onrecord.collate.align import Vocabulary
from onrecord.collate.group import Cluster, group
from onrecord.collate.relate import RELATIONS, Wording, relate, sharing
from onrecord.collate.versions import Version, read_versions
from onrecord.model import Document, Pair, Person, Relation, Statement, Utterance


def collate(
    documents: Sequence[Document], statements: Sequence[Statement], people: Sequence[Person]
) -> tuple[Utterance, ...]:
    """The utterances of a story, each with every version that was reported.

    Every direct or partial statement is a version of exactly one utterance. The order of the inputs makes no
    difference. A version whose speaker is not known takes the one that the others of its utterance have: `adopt`
    puts it into the statements. KeyError where a statement's article is not among the documents.
    """
    by_article = {document.article.id: document for document in documents}
    by_person = {person.id: person for person in people}
    versions = read_versions(by_article, statements, Vocabulary())
    clusters = group(versions, by_person, _names(people))
    made = []
    for number, cluster in enumerate(clusters, 1):
        made.append(_utterance(f"u{number}", cluster, versions, by_article, by_person))
    return tuple(made)


def adopt(statements: Sequence[Statement], utterances: Sequence[Utterance]) -> tuple[Statement, ...]:
    """The statements with the speaker of their utterance, where they had another or none; its basis is "wording"."""
    speakers = {version: utterance.speaker for utterance in utterances for version in utterance.versions}
    return tuple(
        replace(statement, speaker=speakers[statement.id], speaker_basis="wording", candidates=())
        if statement.id in speakers and speakers[statement.id] != statement.speaker
        else statement
        for statement in statements
    )


def _names(people: Sequence[Person]) -> frozenset[str]:
    """The words of the names of persons, as compared: two quotations that share only these share little."""
    out: set[str] = set()
    for person in people:
        if person.type == "person":
            out.update(person.name.lower().split())
    return frozenset(out)


def _utterance(
    name: str,
    cluster: Cluster,
    versions: Sequence[Version],
    documents: Mapping[str, Document],
    people: Mapping[str, Person],
) -> Utterance:
    members = [versions[n] for n in cluster.members]
    pairs = tuple(pair for a, b in combinations(members, 2) if (pair := _pair(a, b)) is not None)
    worst: Relation | None = max((pair.relation for pair in pairs), key=RELATIONS.index, default=None)
    return Utterance(
        id=name,
        speaker=_speaker(members, people),
        versions=tuple(version.statement.id for version in members),
        paraphrases=(),
        pairs=pairs,
        relation=worst,
        basis="alone" if len(members) == 1 else "wording",
        confidence=1.0,
        fullest=_fullest(members, documents).statement.id,
        earliest=None,
    )


def _speaker(members: Sequence[Version], people: Mapping[str, Person]) -> str | None:
    """The speaker most versions have; of several a person before a body, then the one sure of most."""
    count = Counter(version.statement.speaker for version in members if version.statement.speaker is not None)
    if not count:
        return None

    def rank(speaker: str) -> tuple[bool, int, str]:
        person = people.get(speaker)
        return (person is None or person.type != "person", -count[speaker], speaker)

    return min(count, key=rank)


def _fullest(members: Sequence[Version], documents: Mapping[str, Document]) -> Version:
    """The version with the most quoted words; a transcript before all."""
    return min(
        members,
        key=lambda v: (
            documents[v.statement.article].article.role != "transcript",
            -len(v.words.units),
            v.statement.kind != "direct",
            v.order,
        ),
    )


def _pair(a: Version, b: Version) -> Pair | None:
    """The pair of two versions in different articles, None where they share no word that counts."""
    if a.statement.article == b.statement.article:
        return None
    if not sharing(a.words, b.words):
        return None
    wording: Wording = relate(a.words, b.words, a.coded, b.coded)
    return Pair(a.statement.id, b.statement.id, wording.relation, wording.edits, wording.cut)
