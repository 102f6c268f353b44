"""The record of one story of an archive: made from its reports when asked for, kept until they change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from onrecord.archive import load
from onrecord.archive.store import Archive
from onrecord.archive.stories import members, story_number, story_of
from onrecord.model import Article, StoryRecord
from onrecord.record import dumps, loads

Compare = Callable[[Sequence[Article]], StoryRecord]


def story_record(archive: Archive, name: str, *, compare: Compare) -> StoryRecord:
    """The record of the story with this id, or that holds the report or version with it.

    `compare` makes a record of articles (`pipeline.compare`); it is called only where the kept one no longer holds.
    Nothing is kept where the archive is open for reading only. Raises NotInArchive and the errors of the archive.
    """
    story = story_of(archive, name)
    with archive.reading() as connection:
        number = story_number(connection, story.id)
        kept: str | None = None
        if not story.stale:
            kept = connection.execute("SELECT record FROM records WHERE story = ?", (number,)).get
        if kept is not None:
            return loads(kept)
        versions = [load.version_number(connection, version) for version in members(archive, story.id)]
        articles = [load.article(connection, version) for version in versions]
    record = compare(articles)
    if not archive.readonly:
        _keep(archive, number, record)
    return record


def _keep(archive: Archive, number: int, record: StoryRecord) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with archive.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", (number, now, dumps(record)))
        connection.execute("UPDATE stories SET stale = 0 WHERE number = ?", (number,))
        rows = [(number, article, n) for n, group in enumerate(record.witnesses) for article in group]
        connection.execute("DELETE FROM witnesses WHERE story = ?", (number,))
        connection.executemany(
            "INSERT INTO witnesses SELECT ?, number, ? FROM versions WHERE id = ?", [(s, n, a) for s, a, n in rows]
        )
