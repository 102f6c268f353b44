"""What a reader leafs through: stories by words, outlet, person and day; what a person said; a report's versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.archive.store import Archive
from onrecord.archive.stories import Story
from onrecord.errors import NotInArchive

_STORIES = """
SELECT s.id, s.title, s.first, s.last, s.reports, s.stale FROM stories s
WHERE (?1 IS NULL OR s.title LIKE ?1 ESCAPE '\\')
  AND (?2 IS NULL OR EXISTS (SELECT 1 FROM story_reports r JOIN versions v ON v.report = r.report
                             WHERE r.story = s.number AND v.outlet = ?2))
  AND (?3 IS NULL OR EXISTS (SELECT 1 FROM persons p JOIN versions v ON v.number = p.version
                             JOIN story_reports r ON r.report = v.report WHERE r.story = s.number AND p.name = ?3))
  AND (?4 IS NULL OR substr(s.first, 1, 10) <= ?4 AND substr(s.last, 1, 10) >= ?4)
  AND (?5 IS NULL OR coalesce(s.last, '') < ?5 OR coalesce(s.last, '') = ?5 AND s.id > ?6)
ORDER BY coalesce(s.last, '') DESC, s.id LIMIT ?7
"""
_SAID = """
SELECT v.id, v.outlet, v.published, v.title, st.n, st.kind, st.words, st.speaker_basis
FROM persons p JOIN statements st ON st.speaker = p.number JOIN versions v ON v.number = st.version
WHERE p.name = ? ORDER BY coalesce(v.published, '') DESC, v.id, st.n LIMIT ? OFFSET ?
"""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the stories of a page have in common; None for no filter. `day` is an ISO date."""

    words: str | None = None
    outlet: str | None = None
    person: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a person, in one report. `statement` is its id in the archive."""

    version: str
    outlet: str | None
    published: str | None
    title: str | None
    statement: str
    kind: str
    words: str
    basis: str | None


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page of stories ended: the next one goes on after it."""

    last: str
    id: str


def find_stories(archive: Archive, filters: Filters, *, limit: int, after: Cursor | None = None) -> tuple[Story, ...]:
    """The stories that pass `filters`, newest first."""
    words = f"%{_escaped(filters.words)}%" if filters.words else None
    place = (after.last, after.id) if after else (None, None)
    bindings = (words, filters.outlet, filters.person, filters.day, *place, limit)
    with archive.reading() as connection:
        rows: list[Any] = connection.execute(_STORIES, bindings).fetchall()
    return tuple(Story(name, title, first, last, n, bool(stale)) for name, title, first, last, n, stale in rows)


def said_by(archive: Archive, name: str, *, limit: int, offset: int = 0) -> tuple[Said, ...]:
    """What the persons of exactly this name said, newest first. Raises NotInArchive where nobody has the name."""
    with archive.reading() as connection:
        if connection.execute("SELECT 1 FROM persons WHERE name = ? LIMIT 1", (name,)).fetchone() is None:
            raise NotInArchive(f"Nobody of the name {name!r} is in this archive.")
        rows: list[Any] = connection.execute(_SAID, (name, limit, offset)).fetchall()
    return tuple(
        Said(version, outlet, published, title, f"{version}-s{n}", kind, words, basis)
        for version, outlet, published, title, n, kind, words, basis in rows
    )


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
        rows: Iterator[Any] = connection.execute(
            "SELECT DISTINCT outlet FROM versions WHERE outlet IS NOT NULL ORDER BY outlet"
        )
        return tuple(row[0] for row in rows)


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
