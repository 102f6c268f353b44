"""Statements get their speakers, and the story its people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.attribute import roles as role_phrases
from onrecord.attribute.cast import Cast, Member, numbered, party_member, person_member
from onrecord.attribute.chains import Observer, Reading, first_persons, read
from onrecord.attribute.groups import both, described_as, together
from onrecord.attribute.mentions import Mention, names, nominals, pronouns, slot
from onrecord.attribute.names import find_names
from onrecord.attribute.nametypes import Run, across
from onrecord.attribute.parties import things
from onrecord.attribute.people import Someone, group, parsed
from onrecord.attribute.personname import PersonName
from onrecord.attribute.speakers import Key, Speaker, Speakers
from onrecord.attribute.view import View
from onrecord.model import Document, Person, Resolution, Statement


@dataclass(slots=True)
class Sorted:
    """The articles of a story with all mentions resolved: what `resolve` is made of, and what training reads."""

    views: list[View]
    runs: list[tuple[Run, ...]]
    readings: list[Reading]
    people: list[Someone]


def resolve(documents: Sequence[Document], statements: Sequence[Statement]) -> Resolution:
    """The people of one story, and its statements with their speakers.

    `documents` are the story's reports, in any order: the result does not depend on it. Every statement gets the id
    of its speaker and in `speaker_basis` how it is known ("name", "pronoun", "role", "nominal", "document", "group",
    "carried"), or None with the `candidates`. `people` holds the named persons and whoever speaks, each with every
    form of the name, the roles as worded and all mentions as spans.
    """
    ordered = sorted(documents, key=lambda document: document.article.id)
    sort = sort_out(ordered)
    cast = Cast({view.article: view for view in sort.views}, sort.people)
    told = _speakers(sort, cast, statements)
    members = _members(sort, cast, {speaker.key for speaker in told.values() if speaker.key is not None})
    ids, people = _identified(members)
    return Resolution(
        people=tuple(people), statements=tuple(_filled(statement, told[statement.id], ids) for statement in statements)
    )


def sort_out(documents: Sequence[Document], observe: Observer | None = None) -> Sorted:
    """Every mention of the story's articles with its person (`Mention.owner` numbers `people`)."""
    views = [View.of(document) for document in documents]
    runs = across(
        views, [find_names(view, document.tags.names) for view, document in zip(views, documents, strict=True)]
    )
    mentions = [_mentions(view, found) for view, found in zip(views, runs, strict=True)]
    people = group(parsed(views, [[mention for mention, _ in inside] for inside in mentions]))
    readings = []
    for view, found, inside in zip(views, runs, mentions, strict=True):
        whole = _whole(view, found, inside, people)
        readings.append(read(view, whole, people, unnamed=lambda mention: _unnamed(people, mention), observe=observe))
        first_persons(readings[-1])
    return Sorted(views, runs, readings, people)


def _mentions(view: View, runs: tuple[Run, ...]) -> list[tuple[Mention, list[Mention]]]:
    """Each name with the roles beside it."""
    persons = [run for run in runs if run.type == "person"]
    found = []
    for run, name in zip(persons, names(view, runs), strict=True):
        beside = role_phrases.roles_of(view, run, name)
        before = [role.first for role in beside if role.end <= name.end and name.first - role.end <= 1]
        name.slot = slot(view, min([name.first, *before]), name.end)
        if name.gender == "-":
            name.gender = next((role.gender for role in beside if role.gender != "-"), "-")
        found.append((name, beside))
    return found


def _whole(
    view: View, runs: tuple[Run, ...], inside: list[tuple[Mention, list[Mention]]], people: list[Someone]
) -> list[Mention]:
    """All mentions of one article: names, roles with their owner, descriptions, pronouns, bodies and documents."""
    whole: list[Mention] = []
    for name, beside in inside:
        whole.append(name)
        for role in beside:
            role.owner = name.owner
            whole.append(role)
            if role.gender != "-" and name.owner is not None and people[name.owner].gender == "-":
                people[name.owner].gender = role.gender
    taken = role_phrases.taken_words(view, whole)
    described = nominals(view, taken)
    for mention in described:
        taken[mention.first : mention.end] = [True] * (mention.end - mention.first)
    whole = [mention for mention in whole if mention.owner is not None]
    lists = together(view, [mention for mention, _ in inside])
    others = described + things(view, runs, taken)
    return (
        whole + others + pronouns(view) + [more for group in lists for more in _gathered(view, group, others, people)]
    )


def _gathered(view: View, group: Mention, others: list[Mention], people: list[Someone]) -> list[Mention]:
    """A list of persons, and the words that mean just these persons, as one person in the plural."""
    beside = [*described_as(view, group, others), *both(view, group)]
    if beside:
        person = Someone(len(people), PersonName((), "they"), plural=True, gathered=True)
        people.append(person)
        for mention in (group, *beside):
            mention.owner = person.number
    for mention in beside:
        mention.form = "nominal"
    return [group, *(m for m in beside if all(m is not one for one in others))]


def _unnamed(people: list[Someone], mention: Mention) -> Someone:
    person = Someone(
        len(people), PersonName((), mention.noun or "somebody"), gender=mention.gender, plural=mention.plural
    )
    people.append(person)
    return person


def _speakers(sort: Sorted, cast: Cast, statements: Sequence[Statement]) -> dict[str, Speaker]:
    """Statement id → speaker."""
    told: dict[str, Speaker] = {}
    by_article: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_article[statement.article].append(statement)
    for view, runs, reading in zip(sort.views, sort.runs, sort.readings, strict=True):
        finder = Speakers(reading, runs, cast)
        for statement in sorted(by_article[view.article], key=lambda s: (s.content[0].start, s.id)):
            told[statement.id] = finder.of(statement)
    return told | {s.id: Speaker(None, None) for s in statements if s.id not in told}


def _members(sort: Sorted, cast: Cast, speaking: set[Key]) -> dict[Key, Member]:
    """Everybody who is named or speaks."""
    mentions: dict[int, list[tuple[View, Mention]]] = defaultdict(list)
    for reading in sort.readings:
        for mention in reading.mentions:
            if mention.owner is not None:
                mentions[mention.owner].append((reading.view, mention))
    members: dict[Key, Member] = {}
    for person in sort.people:
        inside = mentions.get(person.number)
        if inside and (person.forms or person.gathered or person.number in speaking):
            members[person.number] = person_member(person, inside)
    for key, party in cast.parties.items():
        if key in speaking:
            members[key] = party_member(party)
    return members


def _identified(members: dict[Key, Member]) -> tuple[dict[Key, str], list[Person]]:
    people = numbered(list(members.values()))
    by_place = {(person.type, person.name, person.mentions, person.roles): person.id for person in people}
    ids = {key: by_place[(m.type, m.name, m.mentions, m.roles)] for key, m in members.items()}
    return ids, people


def _filled(statement: Statement, speaker: Speaker, ids: dict[Key, str]) -> Statement:
    known = ids.get(speaker.key) if speaker.key is not None else None
    listed = tuple(sorted({ids[key] for key in speaker.candidates if key in ids})) if known is None else ()
    return replace(statement, speaker=known, speaker_basis=speaker.basis if known else None, candidates=listed)
