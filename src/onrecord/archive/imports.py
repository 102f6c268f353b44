"""Decisions that were made elsewhere, in a spreadsheet, in OpenRefine or in Label Studio, added to the archive's log.

A row that cannot be taken is refused by itself, with the reason; the others go in. What the log has already is not
added again, taken back or not: the same file twice changes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast, get_args

from onrecord.archive import load
from onrecord.archive.decisions import Kind, decisions, enter
from onrecord.archive.store import Archive
from onrecord.errors import NotInArchive, OptionError

KINDS = tuple(kind for kind in get_args(Kind) if kind != "undo")
BATCH = 200  # rows a transaction
_LISTS = ("statements", "reports", "persons")
_FIELDS = {
    "split": ("statements",),
    "merge": ("statements",),
    "speaker": ("statement", "name"),
    "base": ("statement",),
    "story": ("reports", "story"),
    "same": ("persons", "identifier"),
    "distinct": ("persons",),
}
_WIKIDATA = re.compile(r"(?:(?:https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/)|wikidata:|wd:)?(Q[1-9][0-9]{0,14})")
_OTHER = re.compile(r"[A-Za-z][A-Za-z0-9.+-]{1,30}:\S{1,300}")

Row = Mapping[str, str]
Wanted = tuple[Kind, dict[str, Any], str, str]  # kind, subject, editor, reason


@dataclass(frozen=True, slots=True)
class Refused:
    """A row (counted from 1, the header left out) that was not taken, and why."""

    row: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Imported:
    """`added` decisions, `known` ones that the log had or that change nothing, and the rows `refused`."""

    added: int
    known: int
    refused: tuple[Refused, ...]


def import_decisions(archive: Archive, rows: Iterable[Row], *, editor: str) -> Imported:
    """Rows with the columns `kind`, those of its subject (see `decisions`; lists apart by blanks or bars), and, if
    wanted, `editor` and `reason`. Raises the errors of the archive."""
    return _taken(archive, rows, lambda row: [_decision(row, editor)])


def import_persons(
    archive: Archive, rows: Iterable[Row], *, editor: str, person: str = "person", identifier: str = "identifier"
) -> Imported:
    """Persons with the identifiers that they were reconciled with: the columns `person` (its id) and `identifier`.

    A row without an identifier, or whose column `judgment` (OpenRefine) is not "matched", says nothing and is known.
    """

    def read(row: Row) -> list[Wanted]:
        if not _cell(row, identifier, needed=True) or row.get("judgment", "matched") not in ("matched", ""):
            return []
        subject = {"persons": [_filled(row, person)], "identifier": plain_identifier(row[identifier])}
        return [("same", subject, editor, row.get("reason") or "reconciled")]

    return _taken(archive, rows, read)


def import_labels(archive: Archive, tasks: Iterable[Mapping[str, Any]], *, editor: str) -> Imported:
    """Tasks as Label Studio exports them (JSON): the speakers that were given to statements of the archive.

    A task's `data` has `id`, the id of a version, and `text`. Raises the errors of the archive.
    """
    return _taken(archive, tasks, lambda task: _speakers(archive, task, editor))


def _taken(archive: Archive, rows: Iterable[Any], read: Callable[[Any], list[Wanted]]) -> Imported:
    seen = {_key(one.kind, one.subject) for one in decisions(archive)}
    added = known = 0
    refused: list[Refused] = []
    numbered = enumerate(rows, 1)
    while batch := list(islice(numbered, BATCH)):
        with archive.writing() as connection:
            for number, row in batch:
                try:
                    wanted = read(row)
                    known += not wanted
                    for kind, subject, editor, reason in wanted:
                        if _key(kind, subject) in seen:
                            known += 1
                            continue
                        enter(connection, kind, subject, editor=editor, reason=reason)
                        seen.add(_key(kind, subject))
                        added += 1
                except (OptionError, NotInArchive) as error:
                    refused.append(Refused(number, error.code, error.message))
    return Imported(added, known, tuple(refused))


def _key(kind: str, subject: Mapping[str, Any]) -> str:
    return json.dumps([kind, subject], sort_keys=True)


# rows ------------------------------------------------------------------------------------------
def _decision(row: Row, editor: str) -> Wanted:
    kind = _filled(row, "kind")
    if kind not in KINDS:
        raise OptionError(f"There is no kind {kind!r}; there are {', '.join(KINDS)}.")
    subject: dict[str, Any] = {}
    for name in _FIELDS[kind]:
        if name in _LISTS:
            subject[name] = [word for word in re.split(r"[\s|]+", _filled(row, name)) if word]
        elif name == "identifier":
            subject |= {name: plain_identifier(row[name])} if row.get(name) else {}
        elif name in ("name", "story"):
            subject[name] = _cell(row, name, needed=True) or None
        else:
            subject[name] = _filled(row, name)
    return cast(Kind, kind), subject, row.get("editor") or editor, row.get("reason") or ""


def _cell(row: Row, name: str, *, needed: bool) -> str:
    value = row.get(name)
    if value is None and needed:
        raise OptionError(f"The column {name!r} is missing.")
    return (value or "").strip()


def _filled(row: Row, name: str) -> str:
    value = _cell(row, name, needed=True)
    if not value:
        raise OptionError(f"The column {name!r} is empty.")
    return value


def plain_identifier(told: str) -> str:
    """An identifier in one form: "wikidata:Q42" for Wikidata, however it is written; others with their scheme.

    Raises OptionError where it is none.
    """
    told = told.strip()
    found = _WIKIDATA.fullmatch(told)
    if found:
        return f"wikidata:{found[1]}"
    if not _OTHER.fullmatch(told):
        raise OptionError(f"{told!r} is no identifier; give Q42, viaf:75121530 or an address.")
    return told


# labels ----------------------------------------------------------------------------------------
def _speakers(archive: Archive, task: Mapping[str, Any], editor: str) -> list[Wanted]:
    """A decision for each statement whose speaker was given otherwise than it was predicted."""
    try:
        name, text = str(task["data"]["id"]), str(task["data"]["text"])
        results = [one for done in task["annotations"] for one in done["result"]]
        predicted = dict(task["data"].get("speakers") or {})
        given = [
            (int(one["value"]["start"]), int(one["value"]["end"]), " ".join(one["value"]["text"]).strip())
            for one in results
            if (one.get("from_name"), one.get("type")) == ("speaker", "textarea")
            and predicted.get(one["id"]) != " ".join(one["value"]["text"]).strip()
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise OptionError(f"This is no task as Label Studio exports it ({error}).") from error
    with archive.reading() as connection:
        article = load.article(connection, load.version_number(connection, name))
        stored = load.statements(connection, article)
    if article.text != text:
        raise OptionError(f"The text of the task is not that of {name!r}.")
    units = text.encode("utf-16-le", "surrogatepass")
    at = {span.range: one for one in stored for span in one.content}
    wanted: list[Wanted] = []
    for start, end, speaker in given:
        place = _points(units, start), _points(units, end)
        if place not in at:
            raise OptionError(f"No statement of {name!r} stands at characters {place[0]} to {place[1]}.")
        wanted.append(("speaker", {"statement": at[place].id, "name": speaker or None}, editor, "labelled"))
    return wanted


def _points(units: bytes, at: int) -> int:
    """Code points before the UTF-16 unit `at`."""
    return len(units[: 2 * max(at, 0)].decode("utf-16-le", "replace"))


def people(archive: Archive) -> Iterable[dict[str, str]]:
    """A row for every person that says something, to be reconciled: `person`, `name`, `type`, `outlet`, `published`,
    `story`, and an empty `identifier`."""
    sql = (
        "SELECT v.id || '-p' || p.n, p.name, p.type, coalesce(v.outlet, ''), coalesce(v.published, ''),"
        " coalesce(s.title, '') FROM persons p JOIN versions v ON v.number = p.version"
        " LEFT JOIN story_reports sr ON sr.report = v.report LEFT JOIN stories s ON s.number = sr.story"
        " WHERE EXISTS (SELECT 1 FROM statements st WHERE st.speaker = p.number) ORDER BY p.name, v.id, p.n"
    )
    with archive.reading() as connection:
        rows: list[Any] = connection.execute(sql).fetchall()
    columns = ("person", "name", "type", "outlet", "published", "story")
    for row in rows:
        yield {**dict(zip(columns, row, strict=True)), "identifier": ""}
