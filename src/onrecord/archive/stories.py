"""The stories of an archive: the list of them, what is in one, and the table that keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import apsw

from onrecord.archive.store import Archive
from onrecord.errors import NotInArchive


@dataclass(frozen=True, slots=True)
class Story:
    """A story in a list. `first` and `last` are the dates of its reports, None where none has one; `stale`: its record
    was not made since its reports changed."""

    id: str
    title: str | None
    first: str | None
    last: str | None
    reports: int
    stale: bool


def stories(archive: Archive, *, limit: int = 50, before: str | None = None) -> tuple[Story, ...]:
    """The stories with the latest reports, newest first; `before` is the id of the last one of the page before.

    Raises NotInArchive where there is no such story.
    """
    order = "ORDER BY coalesce(last, '') DESC, id LIMIT ?"
    columns = "SELECT id, title, first, last, reports, stale FROM stories"
    with archive.reading() as connection:
        if before is None:
            rows: list[Any] = connection.execute(f"{columns} {order}", (limit,)).fetchall()
        else:
            last = _story_row(connection, before)
            where = "WHERE (coalesce(last, '') = ?1 AND id > ?2) OR coalesce(last, '') < ?1"
            rows = connection.execute(f"{columns} {where} {order}", (last.last or "", last.id, limit)).fetchall()
    return tuple(_story(row) for row in rows)


def story_of(archive: Archive, name: str) -> Story:
    """The story with this id, or that holds the report or version with this id. An id that a story once had still
    leads to where its first report is now. Raises NotInArchive."""
    with archive.reading() as connection:
        return _story_row(connection, name)


def members(archive: Archive, story: str) -> tuple[str, ...]:
    """The ids of the versions that stand for a story's reports, in order of time. Raises NotInArchive."""
    with archive.reading() as connection:
        found = select(connection, "s.id = ?", (_story_row(connection, story).id,))
        ids: list[Any] = [
            connection.execute("SELECT id FROM versions WHERE number = ?", (one.version,)).get for one in found
        ]
    return tuple(ids)


def _story_row(connection: apsw.Connection, name: str) -> Story:
    number = story_number(connection, name)
    row: Any = connection.execute(
        "SELECT id, title, first, last, reports, stale FROM stories WHERE number = ?", (number,)
    ).fetchone()
    return _story(row)


def _story(row: Any) -> Story:
    name, title, first, last, reports, stale = row
    return Story(name, title, first, last, reports, bool(stale))


def story_number(connection: apsw.Connection, name: str) -> int:
    """The number of the story that `story_of` finds. Raises NotInArchive."""
    sql = (
        "SELECT story FROM story_reports WHERE report = (SELECT number FROM reports WHERE id = ?2)"
        " OR report = (SELECT report FROM versions WHERE id = ?1) LIMIT 1"
    )
    exact: int | None = connection.execute("SELECT number FROM stories WHERE id = ?", (name,)).get
    found = exact if exact is not None else connection.execute(sql, (name, "r" + name[1:])).get
    if not isinstance(found, int):
        raise NotInArchive(f"There is no story {name!r}.")
    return found


@dataclass(frozen=True, slots=True)
class Member:
    """A report, the version that stands for it, and the id of the story it was grouped into."""

    number: int
    id: str
    version: int
    day: int | None
    published: str | None
    grouped: str | None


# Of the versions of a report, the one that was published first stands for it: later ones do not move it.
_WHEN = "(coalesce({0}.day, 9e9), coalesce({0}.published, ''), coalesce({0}.modified, ''), {0}.id)"
_MEMBERS = f"""
SELECT r.number, r.id, v.number, v.day, v.published, sr.grouped
FROM reports r JOIN versions v ON v.report = r.number
LEFT JOIN story_reports sr ON sr.report = r.number LEFT JOIN stories s ON s.number = sr.story
WHERE NOT EXISTS (
  SELECT 1 FROM versions w WHERE w.report = v.report AND {_WHEN.format("w")} < {_WHEN.format("v")}
) AND """


def select(connection: apsw.Connection, where: str, bindings: tuple[object, ...]) -> list[Member]:
    """The reports that are meant, each with the version that stands for it, in order of time."""
    rows: Iterator[Any] = connection.execute(_MEMBERS + where, bindings)
    return sorted((Member(*row) for row in rows), key=lambda one: (one.day is None, one.published or "", one.id))


def place(connection: apsw.Connection, report: int, story: str, *, grouped: str | None = None) -> set[int]:
    """Put a report into a story, which is made where it is new. The stories (numbers) to `describe` anew."""
    old: int | None = connection.execute("SELECT story FROM story_reports WHERE report = ?", (report,)).get
    connection.execute("INSERT INTO stories (id, reports) VALUES (?, 0) ON CONFLICT DO NOTHING", (story,))
    new: Any = connection.execute("SELECT number FROM stories WHERE id = ?", (story,)).get
    connection.execute(
        "INSERT INTO story_reports VALUES (?1, ?2, ?3)"
        " ON CONFLICT (report) DO UPDATE SET grouped = coalesce(?4, grouped), story = ?3",
        (report, grouped or story, new, grouped),
    )
    return {new} if old is None else {new, old}


def describe(connection: apsw.Connection, numbers: Iterable[int]) -> None:
    """Count and date the reports of these stories; a story without any goes, and so does what was made of them."""
    for number in sorted(numbers):
        _describe(connection, number)


def _describe(connection: apsw.Connection, story: int) -> None:
    found = select(connection, "sr.story = ?", (story,))
    forget(connection, story)
    if not found:
        connection.execute("DELETE FROM stories WHERE number = ?", (story,))
        return
    dates = sorted(one.published for one in found if one.published is not None)
    titles: list[Any] = [
        connection.execute("SELECT title FROM versions WHERE number = ?", (one.version,)).get for one in found
    ]
    connection.execute(
        "UPDATE stories SET title = ?, first = ?, last = ?, reports = ?, stale = 1 WHERE number = ?",
        (
            next((title for title in titles if title), None),
            dates[0] if dates else None,
            dates[-1] if dates else None,
            len(found),
            story,
        ),
    )


def forget(connection: apsw.Connection, story: int) -> None:
    """Take away what was made of a story's reports: it no longer holds."""
    connection.execute(
        "DELETE FROM utterance_statements WHERE utterance IN (SELECT number FROM utterances WHERE story = ?)", (story,)
    )
    for table in ("utterances", "witnesses", "records"):
        connection.execute(f"DELETE FROM {table} WHERE story = ?", (story,))
