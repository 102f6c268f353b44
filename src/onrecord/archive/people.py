"""People across stories. A false merger is a false attribution: namesakes stay apart until something joins them.

Within a story, forms of one name are one person. Across stories they are joined only where the full name is the same
and the role agrees, or the company does (two other names beside theirs in both, or one in the same outlet), or an
editor says so. All others stay "people called X", by story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import apsw

from onrecord.archive.decisions import in_force, same_persons
from onrecord.archive.search import Search
from onrecord.archive.speakers import may_be, name_words
from onrecord.archive.store import Archive
from onrecord.archive.terms import common_words, fold_words

MOST = 2_000  # statements looked at for one name
COMPANY = 2  # other names in both stories


@dataclass(frozen=True, slots=True)
class Namesake:
    """One person, as far as can be told. `name` is the fullest form; `persons` are their ids in the versions
    (`VERSION-pN`), `stories` the ids of the stories they speak in; `basis` says what joined them: "name" (one story),
    "role", "company" or "editor"."""

    name: str
    persons: tuple[str, ...]
    stories: tuple[str, ...]
    roles: tuple[str, ...]
    statements: int
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Person:
    """A person of one version, with what can tell namesakes apart."""

    id: str
    name: str
    forms: tuple[str, ...]
    story: str
    outlet: str | None
    roles: tuple[str, ...]
    company: frozenset[str]
    statements: int


def called(archive: Archive, name: str, *, search: Search | None = None) -> tuple[Namesake, ...]:
    """The people whom `name` (a full or a last name) may mean, who said something; most statements first."""
    words = name_words(name)
    if not words:
        return ()
    search = Search.open(archive) if search is None else search
    statements = [key.number for key in search.said_by(words[-1], limit=MOST) if not key.quotation]
    with archive.reading() as connection:
        persons = _persons(connection, statements)
        same = same_persons(connection)
        distinct = [one.subject["persons"] for one in in_force(connection, "distinct")]
    groups = _joined(persons, same, distinct)
    meant = [each for each in groups if any(may_be(name, one.forms) for one in each[0])]
    found = [_namesake(group, basis) for group, basis in meant]
    return tuple(sorted(found, key=lambda one: (-one.statements, one.name, one.persons)))


def _persons(connection: apsw.Connection, statements: Sequence[int]) -> list[_Person]:
    counts: dict[int, int] = {}
    for number in statements:
        speaker: int | None = connection.execute("SELECT speaker FROM statements WHERE number = ?", (number,)).get
        if speaker is not None:
            counts[speaker] = counts.get(speaker, 0) + 1
    return [_person(connection, number, counts[number]) for number in sorted(counts)]


def _person(connection: apsw.Connection, number: int, statements: int) -> _Person:
    row: Any = connection.execute(
        "SELECT v.id || '-p' || p.n, p.name, p.version, v.outlet, coalesce(s.id, v.id) FROM persons p"
        " JOIN versions v ON v.number = p.version LEFT JOIN story_reports sr ON sr.report = v.report"
        " LEFT JOIN stories s ON s.number = sr.story WHERE p.number = ?",
        (number,),
    ).fetchone()
    name, own, version, outlet, story = row
    forms: list[Any] = connection.execute("SELECT text FROM names WHERE person = ? ORDER BY n", (number,)).fetchall()
    roles: list[Any] = connection.execute(
        'SELECT substr(v.text, m.start + 1, m."end" - m.start) FROM mentions m JOIN persons p ON p.number = m.person'
        " JOIN versions v ON v.number = p.version WHERE m.person = ? AND m.what = 'role' ORDER BY m.n",
        (number,),
    ).fetchall()
    others: list[Any] = connection.execute(
        "SELECT name FROM persons WHERE version = ? AND number <> ? AND type IN ('person', 'organisation')",
        (version, number),
    ).fetchall()
    company = frozenset(" ".join(words) for (other,) in others if len(words := name_words(other)) > 1)
    texts = tuple(dict.fromkeys([own, *(text for (text,) in forms)]))
    return _Person(
        name, own, texts, story, outlet, tuple(dict.fromkeys(role for (role,) in roles)), company, statements
    )


def _joined(
    persons: Sequence[_Person], same: Iterable[Sequence[str]], distinct: Iterable[Sequence[str]]
) -> list[tuple[list[_Person], list[str]]]:
    """The persons in groups of one each, with what joined them."""
    of = {one.id: at for at, one in enumerate(persons)}
    parent = list(range(len(persons)))
    basis: dict[int, set[str]] = {at: set() for at in range(len(persons))}
    apart = {frozenset((of[a], of[b])) for ids in distinct for a, b in combinations(ids, 2) if a in of and b in of}

    def find(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    def join(a: int, b: int, why: str) -> None:
        ones, others = ([at for at in parent_of if find(at) == find(root)] for root in (a, b))
        if find(a) == find(b):
            basis[find(a)].add(why)
        elif not any(frozenset((x, y)) in apart for x in ones for y in others):
            first, second = sorted((find(a), find(b)))
            parent[second] = first
            basis[first] |= basis[second] | {why}

    parent_of = range(len(persons))
    for ids in same:
        for a, b in combinations([of[one] for one in ids if one in of], 2):
            join(a, b, "editor")
    for a, b in combinations(parent_of, 2):
        why = _why(persons, a, b)
        if why is not None:
            join(a, b, why)
    groups: dict[int, list[_Person]] = {}
    for at, one in enumerate(persons):
        groups.setdefault(find(at), []).append(one)
    return [(group, sorted(basis[root])) for root, group in groups.items()]


def _why(persons: Sequence[_Person], at: int, other: int) -> str | None:
    """What makes two persons one, None where nothing does."""
    a, b = persons[at], persons[other]
    if a.story == b.story:
        return "name" if _one_in_story(persons, a, b) else None
    full_a, full_b = _full(a), _full(b)
    if len(full_a) < 2 or full_a != full_b:
        return None
    if _role_words(a) & _role_words(b):
        return "role"
    shared = len(a.company & b.company)
    if shared >= COMPANY or (shared and a.outlet is not None and a.outlet == b.outlet):
        return "company"
    return None


def _one_in_story(persons: Sequence[_Person], a: _Person, b: _Person) -> bool:
    """Whether two persons of one story are one: their names fit, and a bare last name has but one bearer there."""
    if not may_be(a.name, b.forms) or not may_be(b.name, a.forms):
        return False
    full = {tuple(_full(one)) for one in persons if one.story == a.story and len(_full(one)) > 1}
    bearers = {name for name in full if name[-1] == _full(a)[-1]}
    return (len(_full(a)) > 1 and len(_full(b)) > 1) or len(bearers) <= 1


def _full(one: _Person) -> list[str]:
    return max((name_words(form) for form in one.forms), key=len)


def _role_words(one: _Person) -> set[str]:
    return {word for role in one.roles for word in fold_words(role) if word not in common_words()} - set(_full(one))


def _namesake(group: Sequence[_Person], basis: list[str]) -> Namesake:
    return Namesake(
        name=max((one.name for one in group), key=lambda name: (len(name_words(name)), len(name), name)),
        persons=tuple(one.id for one in group),
        stories=tuple(sorted({one.story for one in group})),
        roles=tuple(sorted({role for one in group for role in one.roles})),
        statements=sum(one.statements for one in group),
        basis=tuple(basis),
    )
