"""Utterances out of clusters of versions: their pairs, relation, fullest and earliest version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from onrecord.collate.coding import Vocabulary
from onrecord.collate.group import Cluster, group
from onrecord.collate.paraphrase import paraphrases
from onrecord.collate.relate import Comparison, Wording, contrast, sharing
from onrecord.collate.severity import RELATIONS
from onrecord.collate.stock import stock
from onrecord.collate.versions import Version, read_parts, read_versions
from onrecord.date.order import came_first
from onrecord.model import Document, Pair, Person, Relation, Statement, Timex, Utterance


def collate(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    people: Sequence[Person],
    *,
    timexes: Mapping[str, Sequence[Timex]] | None = None,
) -> tuple[Utterance, ...]:
    """The utterances of a story, each with every version that was reported.

    Every direct or partial statement is a version of exactly one utterance. The order of the inputs makes no
    difference. A version whose speaker is not known takes the one that the others of its utterance have: `adopt`
    puts it into the statements. `timexes` of each article tell occasions apart: the same words said on another day are
    another utterance. KeyError where a statement's article is not among the documents.
    """
    by_article = {document.article.id: document for document in documents}
    by_person = {person.id: person for person in people}
    vocabulary = Vocabulary()
    versions = read_versions(by_article, statements, vocabulary, timexes or {})
    names = _names(people)
    parts = read_parts(versions, vocabulary)
    terms = stock(parts, by_article)
    clusters = group(parts, by_person, names, terms)
    wordings = Wordings()
    said = {part.order for number, part in enumerate(parts) if number not in terms}
    told = paraphrases(by_article, statements, versions, clusters, by_person, names, said)
    return tuple(
        replace(_utterance(f"u{number}", cluster, versions, by_article, by_person, wordings), paraphrases=tuple(ids))
        for number, (cluster, ids) in enumerate(zip(clusters, told, strict=True), 1)
    )


def adopt(statements: Sequence[Statement], utterances: Sequence[Utterance]) -> tuple[Statement, ...]:
    """The statements with the speaker of their utterance, where they had none or only a pronoun; basis "wording"."""
    speakers = {version: utterance.speaker for utterance in utterances for version in utterance.versions}
    return tuple(
        replace(statement, speaker=speakers[statement.id], speaker_basis="wording", candidates=())
        if statement.id in speakers and speakers[statement.id] != statement.speaker and _yields(statement)
        else statement
        for statement in statements
    )


def _yields(statement: Statement) -> bool:
    """Whether a statement has no speaker whom its source names: none, or one by a pronoun or an indefinite role."""
    return statement.speaker is None or (statement.speaker_basis or "").startswith(("pronoun", "role"))


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
    wordings: Wordings,
) -> Utterance:
    members = [versions[n] for n in cluster.members]
    base_first = sorted(members, key=lambda version: (not version.spoken, version.order))
    pairs = tuple(pair for a, b in combinations(base_first, 2) if (pair := _pair(a, b, wordings)) is not None)
    worst: Relation | None = max((pair.relation for pair in pairs), key=RELATIONS.index, default=None)
    basis, confidence = cluster.ground()
    return Utterance(
        id=name,
        speaker=_speaker(members, people),
        versions=tuple(version.statement.id for version in members),
        paraphrases=(),
        pairs=pairs,
        relation=worst,
        basis=basis,
        confidence=confidence,
        fullest=_fullest(members).statement.id,
        earliest=_earliest(members, documents),
    )


# How much the ways in which a speaker is known weigh against each other.
_BASIS_WEIGHT = {"name": 4, "role": 3, "carried": 2, "document": 2, "group": 2}


def _speaker(members: Sequence[Version], people: Mapping[str, Person]) -> str | None:
    """The speaker of an utterance: a person before a body that speaks through one, then whom most versions name."""
    votes: Counter[str] = Counter()
    for version in members:
        statement = version.statement
        if statement.speaker is not None:
            votes[statement.speaker] += _BASIS_WEIGHT.get(statement.speaker_basis or "", 1)
    if not votes:
        return None

    def rank(speaker: str) -> tuple[bool, int, str]:
        return (speaker not in people or people[speaker].type != "person", -votes[speaker], speaker)

    return min(votes, key=rank)


def _fullest(members: Sequence[Version]) -> Version:
    """The words as spoken where there is a transcript, else the version with the most quoted words."""
    return min(members, key=lambda v: (not v.spoken, -len(v.words.units), v.statement.kind != "direct", v.order))


def _earliest(members: Sequence[Version], documents: Mapping[str, Document]) -> str | None:
    """The first version of the article that was certainly published before all others; None where none was."""
    first: dict[str, Version] = {}
    for version in members:
        first.setdefault(version.statement.article, version)
    dates = {article: documents[article].article.published for article in first}
    for article, version in first.items():
        mine = dates[article]
        others = [date for other, date in dates.items() if other != article]
        if all(came_first(mine, theirs) is True for theirs in others):
            return version.statement.id
    return None


def _pair(a: Version, b: Version, wordings: Wordings) -> Pair | None:
    """The pair of two versions in different articles, None where they share no word that counts."""
    if a.statement.article == b.statement.article:
        return None
    wording = wordings.compare(a, b)
    if wording is None:
        return None
    return Pair(a.statement.id, b.statement.id, wording.relation, wording.edits, wording.cut)


@dataclass(slots=True)
class Wordings:
    """Comparisons made so far: a hundred reports print few different wordings of one thing."""

    _made: dict[tuple[str, str], Comparison | None] = field(default_factory=dict)

    def compare(self, a: Version, b: Version) -> Wording | None:
        """The comparison of two versions, made once for each two wordings; None where no word that counts is shared."""
        key = (a.printed, b.printed)
        if key not in self._made:
            shared = sharing(a.words, b.words)
            self._made[key] = contrast(a.words, b.words, a.coded, b.coded) if shared else None
        made = self._made[key]
        return None if made is None else made.on(a.words, b.words)
