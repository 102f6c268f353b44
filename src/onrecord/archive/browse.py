"""What a reader leafs through: stories by words, outlet, person and day; the versions of a report."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import apsw

from onrecord.archive.said import stories_of
from onrecord.archive.store import Archive
from onrecord.archive.stories import Story
from onrecord.errors import NotInArchive

_FEW = 5_000  # versions of an outlet: up to so many are looked up first, else the stories are leafed through
_FROM_FEW = (
    "s.number IN (SELECT r.story FROM versions v JOIN story_reports r ON r.report = v.report WHERE v.outlet = ?)"
)
# The plus keeps SQLite from going through all that the outlet has, once a story.
_FROM_MANY = (
    "EXISTS (SELECT 1 FROM story_reports r JOIN versions v ON v.report = r.report"
    " WHERE r.story = s.number AND +v.outlet = ?)"
)
_OUTLETS = """
WITH RECURSIVE each(name) AS (
  SELECT min(outlet) FROM versions
  UNION ALL SELECT (SELECT min(outlet) FROM versions WHERE outlet > each.name) FROM each WHERE each.name IS NOT NULL
) SELECT name FROM each WHERE name IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the stories of a page have in common; None for no filter. `person` is a full or a last name of somebody
    who speaks, `day` an ISO date."""

    words: str | None = None
    outlet: str | None = None
    person: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page of stories ended: the next one goes on after it."""

    last: str
    id: str


def find_stories(archive: Archive, filters: Filters, *, limit: int, after: Cursor | None = None) -> tuple[Story, ...]:
    """The stories that pass `filters`, newest first, those without a date last."""
    # Who is meant is asked before the view of the archive is fixed: the search index may have to be made.
    numbers = stories_of(archive, filters.person) if filters.person else None
    with archive.reading() as connection:
        clauses = list(_clauses(connection, filters, numbers))
        clauses += [_after(after)] if after else []
        where = " AND ".join(f"({clause})" for clause, _ in clauses) or "true"
        # In this order, with nothing around `last`, the index on it is read from its end and no further than needed.
        sql = (
            f"SELECT id, title, first, last, reports, stale FROM stories s WHERE {where} ORDER BY last DESC, id LIMIT ?"
        )
        bindings = [value for _, values in clauses for value in values]
        rows: list[Any] = connection.execute(sql, (*bindings, limit)).fetchall()
    return tuple(Story(name, title, first, last, n, bool(stale)) for name, title, first, last, n, stale in rows)


def _clauses(
    connection: apsw.Connection, filters: Filters, numbers: Sequence[int] | None
) -> Iterator[tuple[str, tuple[object, ...]]]:
    if filters.words:
        yield "title LIKE ? ESCAPE '\\'", (f"%{_escaped(filters.words)}%",)
    if filters.outlet:
        yield _FROM_FEW if _few(connection, filters.outlet) else _FROM_MANY, (filters.outlet,)
    if numbers is not None:
        yield "s.number IN (SELECT value FROM json_each(?))", (json.dumps(numbers),)
    if filters.day:
        yield "substr(first, 1, 10) <= ? AND last >= ?", (filters.day, filters.day)


def _after(cursor: Cursor) -> tuple[str, tuple[object, ...]]:
    if not cursor.last:
        return "last IS NULL AND id > ?", (cursor.id,)
    return "last < ? OR last = ? AND id > ? OR last IS NULL", (cursor.last, cursor.last, cursor.id)


def _few(connection: apsw.Connection, outlet: str) -> bool:
    sql = "SELECT count(*) FROM (SELECT 1 FROM versions WHERE outlet = ? LIMIT ?)"
    count: int = connection.execute(sql, (outlet, _FEW)).get
    return count < _FEW


def versions_of(archive: Archive, name: str) -> tuple[str, ...]:
    """The ids of the versions of a report, the oldest first; `name` is the report's id or one of its versions'.

    Raises NotInArchive.
    """
    sql = (
        "SELECT v.id FROM versions v WHERE v.report = (SELECT number FROM reports WHERE id = ?1)"
        " OR v.report = (SELECT report FROM versions WHERE id = ?1)"
        " ORDER BY coalesce(v.modified, v.published, ''), v.number"
    )
    with archive.reading() as connection:
        rows: list[Any] = connection.execute(sql, (name,)).fetchall()
    if not rows:
        raise NotInArchive(f"There is no report {name!r}.")
    return tuple(row[0] for row in rows)


def outlets(archive: Archive) -> tuple[str, ...]:
    """Every outlet there is, by name."""
    with archive.reading() as connection:
        rows: Iterator[Any] = connection.execute(_OUTLETS)  # a step an outlet, not one a version
        return tuple(row[0] for row in rows)


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
