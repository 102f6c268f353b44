"""What editors decided: an append-only log. A decision is kept when the record of a story is made again, and taken back
by another one that undoes it.

Subjects, by kind (statements by their ids in the archive, `VERSION-sN`):

    split     {"statements": [id, …]}                 these are an utterance of their own
    merge     {"statements": [id, …]}                 the utterances that hold these are one
    speaker   {"statement": id, "name": name}         this person said it; null: nobody knows
    base      {"statement": id}                       this version is the base of its utterance
    story     {"reports": [id, …], "story": id}       these reports are of that story; null: of one of their own
    same      {"persons": [id, …]}                    these persons are one; also with "identifier": the one
                                                      that it names elsewhere ("wikidata:Q42"), whenever it is given
    distinct  {"persons": [id, …]}                    these persons are not
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import apsw

from onrecord.archive.ids import digest
from onrecord.archive.store import Archive
from onrecord.archive.stories import describe, place
from onrecord.errors import NotInArchive, OptionError

Kind = Literal["split", "merge", "speaker", "base", "story", "same", "distinct", "undo"]
_LISTS: dict[str, str] = {
    "split": "statements",
    "merge": "statements",
    "story": "reports",
    "same": "persons",
    "distinct": "persons",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the log. `undone`: a later one takes it back. `made` is an ISO time."""

    number: int
    made: str
    editor: str
    kind: Kind
    subject: Mapping[str, Any]
    reason: str
    undoes: int | None
    undone: bool


def decide(archive: Archive, kind: Kind, subject: Mapping[str, Any], *, editor: str, reason: str = "") -> Decision:
    """Add a decision to the log; what it touches changes at once.

    Raises OptionError where the subject is not of the form that its kind has, NotInArchive where it names something
    that is not there, and the errors of the archive.
    """
    with archive.writing() as connection:
        return enter(connection, kind, subject, editor=editor, reason=reason)


def enter(
    connection: apsw.Connection, kind: Kind, subject: Mapping[str, Any], *, editor: str, reason: str = ""
) -> Decision:
    """`decide` inside the transaction of its caller. Nothing is written where it raises."""
    if kind == "undo":
        raise OptionError("Take a decision back with `undo`.")
    _check_form(kind, subject)
    _check_there(connection, subject)
    added = _add(connection, kind, subject, editor, reason, None)
    _take_effect(connection, kind, subject, latest=added.number)
    return added


def undo(archive: Archive, number: int, *, editor: str, reason: str = "") -> Decision:
    """Take a decision back, or an undoing. Raises NotInArchive where there is none, OptionError where it is undone."""
    with archive.writing() as connection:
        earlier = _decision(connection, number)
        if earlier.undone:
            raise OptionError(f"Decision {number} is undone already.")
        added = _add(connection, "undo", {}, editor, reason, number)
        for one in _chain(connection, number):
            _take_effect(connection, one.kind, one.subject)
    return added


def decisions(archive: Archive) -> tuple[Decision, ...]:
    """The whole log, in order."""
    with archive.reading() as connection:
        return _log(connection)


def in_force(connection: apsw.Connection, *kinds: Kind) -> list[Decision]:
    """The decisions of these kinds that stand, in the order in which they were made."""
    return [one for one in _log(connection) if one.kind in kinds and not one.undone]


def same_persons(connection: apsw.Connection) -> list[list[str]]:
    """The persons (ids) that editors hold for one, a list each: by one decision, or by the same identifier."""
    lists: list[list[str]] = []
    by_identifier: dict[str, list[str]] = {}
    for one in in_force(connection, "same"):
        identifier = one.subject.get("identifier")
        held = by_identifier.setdefault(identifier, []) if identifier else []
        if not held:
            lists.append(held)
        held += [person for person in one.subject["persons"] if person not in held]
    return lists


def moves(connection: apsw.Connection) -> dict[str, str]:
    """For each report (id) that an editor moved, the id of the story it is in."""
    moved: dict[str, str] = {}
    for one in in_force(connection, "story"):
        moved |= _moved(one.subject)
    return moved


def _moved(subject: Mapping[str, Any]) -> dict[str, str]:
    reports = subject["reports"]
    return dict.fromkeys(reports, subject["story"] or "s" + digest("moved", *sorted(reports)))


# the log ---------------------------------------------------------------------------------------
def _add(
    connection: apsw.Connection, kind: Kind, subject: Mapping[str, Any], editor: str, reason: str, undoes: int | None
) -> Decision:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    row = (now, editor, kind, json.dumps(subject, sort_keys=True, ensure_ascii=False), reason, undoes)
    connection.execute(
        "INSERT INTO decisions (made, editor, kind, subject, reason, undoes) VALUES (?, ?, ?, ?, ?, ?)", row
    )
    number = connection.last_insert_rowid()
    return Decision(number, now, editor, kind, json.loads(row[3]), reason, undoes, False)


def _log(connection: apsw.Connection) -> tuple[Decision, ...]:
    rows: list[Any] = connection.execute(
        "SELECT number, made, editor, kind, subject, reason, undoes FROM decisions ORDER BY number"
    ).fetchall()
    undone: set[int] = set()
    for number, *_, undoes in reversed(rows):
        if undoes is not None and number not in undone:  # an undoing that was undone does not count
            undone.add(undoes)
    return tuple(
        Decision(number, made, editor, kind, json.loads(subject), reason, undoes, number in undone)
        for number, made, editor, kind, subject, reason, undoes in rows
    )


def _decision(connection: apsw.Connection, number: int) -> Decision:
    found = next((one for one in _log(connection) if one.number == number), None)
    if found is None:
        raise NotInArchive(f"There is no decision {number}.", hint="`decisions` lists them.")
    return found


def _chain(connection: apsw.Connection, number: int) -> list[Decision]:
    """The decision that an undoing, or an undoing of one, comes down to."""
    one = _decision(connection, number)
    while one.undoes is not None:
        one = _decision(connection, one.undoes)
    return [one]


# checks ----------------------------------------------------------------------------------------
def _check_form(kind: Kind, subject: Mapping[str, Any]) -> None:
    wanted = {
        "speaker": {"statement", "name"},
        "base": {"statement"},
        "story": {"reports", "story"},
    }.get(kind, {_LISTS.get(kind, "")})
    listed = subject.get(_LISTS.get(kind, ""), ["-"])
    sound = (
        set(subject) - ({"identifier"} if kind == "same" else set()) == wanted
        and isinstance(subject.get("identifier", ""), str)
        and isinstance(listed, list)
        and bool(listed)
        and all(isinstance(one, str) for one in listed)
        and all(isinstance(subject[key], str | None) for key in wanted & {"name", "story"})
        and all(isinstance(subject[key], str) for key in wanted & {"statement"})
    )
    if not sound:
        raise OptionError(f"A decision of kind {kind!r} takes {', '.join(sorted(wanted))}.")


def _check_there(connection: apsw.Connection, subject: Mapping[str, Any]) -> None:
    for name in [*subject.get("statements", []), *([subject["statement"]] if "statement" in subject else [])]:
        statement_number(connection, name)
    for name in subject.get("reports", []):
        if connection.execute("SELECT 1 FROM reports WHERE id = ?", (name,)).get is None:
            raise NotInArchive(f"There is no report {name!r}.")
    story = subject.get("story")
    if story is not None and connection.execute("SELECT 1 FROM stories WHERE id = ?", (story,)).get is None:
        raise NotInArchive(f"There is no story {story!r}.")
    for name in subject.get("persons", []):
        version, _, place = name.rpartition("-p")
        sql = "SELECT 1 FROM persons p JOIN versions v ON v.number = p.version WHERE v.id = ? AND p.n = ?"
        if not place.isdigit() or connection.execute(sql, (version, int(place))).get is None:
            raise NotInArchive(f"There is no person {name!r}.")


def statement_number(connection: apsw.Connection, name: str) -> int:
    """The number of the statement with this id (`VERSION-sN`). Raises NotInArchive."""
    version, _, place = name.rpartition("-s")
    sql = "SELECT s.number FROM statements s JOIN versions v ON v.number = s.version WHERE v.id = ? AND s.n = ?"
    number: int | None = connection.execute(sql, (version, int(place))).get if place.isdigit() else None
    if number is None:
        raise NotInArchive(f"There is no statement {name!r}.")
    return number


# effects ---------------------------------------------------------------------------------------
def _take_effect(
    connection: apsw.Connection, kind: Kind, subject: Mapping[str, Any], *, latest: int | None = None
) -> None:
    """Bring what was made from the log in line with it, for what this decision is about. `latest` is its number where
    it was just made, and so stands whatever the log has before it."""
    if kind == "speaker":
        named = _named(connection, subject["statement"]) if latest is None else (latest, subject["name"])
        _name_speaker(connection, subject["statement"], named)
    if kind == "story":
        moved = moves(connection) if latest is None else _moved(subject)
        touched: set[int] = set()
        for name in subject["reports"]:
            row: Any = connection.execute(
                "SELECT r.number, sr.grouped FROM reports r LEFT JOIN story_reports sr ON sr.report = r.number"
                " WHERE r.id = ?",
                (name,),
            ).fetchone()
            if row[1] is not None:  # one that is in no story yet is put there when it is settled
                touched |= place(connection, row[0], moved.get(name, row[1]))
        describe(connection, touched)
    for name in [*subject.get("statements", []), *([subject["statement"]] if "statement" in subject else [])]:
        connection.execute(
            "UPDATE stories SET stale = 1 WHERE number = (SELECT sr.story FROM story_reports sr"
            " JOIN versions v ON v.report = sr.report JOIN statements s ON s.version = v.number WHERE s.number = ?)",
            (statement_number(connection, name),),
        )


def _named(connection: apsw.Connection, statement: str) -> tuple[int, str | None] | None:
    """The decision in force on who made this statement, and the name it gives; None where there is none."""
    found = [one for one in in_force(connection, "speaker") if one.subject["statement"] == statement]
    return (found[-1].number, found[-1].subject["name"]) if found else None


def _name_speaker(connection: apsw.Connection, statement: str, named: tuple[int, str | None] | None) -> None:
    number = statement_number(connection, statement)
    connection.execute("DELETE FROM decided_speakers WHERE statement = ?", (number,))
    if named is not None:
        row = (number, named[1] or "", named[0])
        connection.execute("INSERT INTO decided_speakers VALUES (?, ?, ?)", row)
    connection.execute("INSERT INTO reindex VALUES (?) ON CONFLICT DO NOTHING", (number,))
