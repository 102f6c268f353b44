"""The record of a story in the archive: made from its reports, changed as editors decided, kept until it is stale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import apsw

from onrecord.archive import load, vectors
from onrecord.archive.decisions import in_force
from onrecord.archive.edited import edited
from onrecord.archive.store import Archive
from onrecord.archive.stories import forget, select, story_number
from onrecord.model import Article, Document, Statement, StoryRecord
from onrecord.pipeline import made_by
from onrecord.record import dumps, loads

Compare = Callable[[Sequence[Article | Document]], StoryRecord]


def story_record(archive: Archive, name: str, *, compare: Compare) -> StoryRecord:
    """The record of the story with this id, or that holds the report or version with it; editors' decisions are in it.

    `compare` makes a record of articles (`pipeline.compare`); it is called only where the kept one no longer holds, and
    is given the reports as they were tagged where that is kept (see `vectors`).
    Nothing is kept where the archive is open for reading only. Raises NotInArchive and the errors of the archive.
    """
    with archive.reading() as connection:
        number = story_number(connection, name)
        stale: Any = connection.execute("SELECT stale FROM stories WHERE number = ?", (number,)).get
        held: Any = connection.execute("SELECT record FROM records WHERE story = ?", (number,)).get
        if held is not None and not stale:
            return loads(held)
        ids = _versions(connection, number)
        reports = [vectors.tagged(connection, version, maker=made_by()) for version in ids.values()]
        articles = [one.article if isinstance(one, Document) else one for one in reports]
        decided = in_force(connection, "split", "merge", "speaker", "base")
        stored = [one for article in articles for one in load.statements(connection, article)]
    made = edited(compare(reports), decided, stored)
    if not archive.readonly:
        _store(archive, number, ids, made)
    return made


def stale_stories(archive: Archive, *, limit: int = 1_000) -> tuple[str, ...]:
    """The ids of stories of two reports or more whose record is to be made anew, the latest first."""
    sql = "SELECT id FROM stories WHERE stale AND reports > 1 ORDER BY coalesce(last, '') DESC, id LIMIT ?"
    rows: list[Any] = archive.connection.execute(sql, (limit,)).fetchall()
    return tuple(name for (name,) in rows)


def _versions(connection: apsw.Connection, story: int) -> dict[str, int]:
    """The versions that stand for the reports of a story, by id."""
    found: dict[str, int] = {}
    for one in select(connection, "sr.story = ?", (story,)):
        name: Any = connection.execute("SELECT id FROM versions WHERE number = ?", (one.version,)).get
        found[name] = one.version
    return found


def _store(archive: Archive, story: int, ids: dict[str, int], made: StoryRecord) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with archive.writing() as connection:
        if _versions(connection, story) != ids:
            return  # another report joined it meanwhile: it stays stale
        forget(connection, story)
        connection.execute("INSERT INTO records VALUES (?, ?, ?)", (story, now, dumps(made)))
        connection.executemany(
            "INSERT INTO witnesses VALUES (?, ?, ?)",
            [(story, ids[version], n) for n, group in enumerate(made.witnesses) for version in group],
        )
        _store_utterances(connection, story, made)
        connection.execute("UPDATE stories SET stale = 0 WHERE number = ?", (story,))


def _store_utterances(connection: apsw.Connection, story: int, made: StoryRecord) -> None:
    names = {person.id: person.name for person in made.people}
    stored = stored_ids(connection, made.statements)
    for n, one in enumerate(made.utterances):
        connection.execute(
            "INSERT INTO utterances VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                story,
                n,
                names.get(one.speaker or ""),
                one.relation,
                one.basis,
                one.confidence,
                stored[one.fullest],
                one.earliest and stored[one.earliest],
            ),
        )
        number = connection.last_insert_rowid()
        rows = [(number, "version", k, stored[name]) for k, name in enumerate(one.versions)]
        rows += [(number, "paraphrase", k, stored[name]) for k, name in enumerate(one.paraphrases)]
        connection.executemany("INSERT INTO utterance_statements VALUES (?, ?, ?, ?)", rows)


def stored_ids(connection: apsw.Connection, statements: Sequence[Statement]) -> dict[str, str]:
    """The id in the archive of each statement of a record: that of the same content in the same version.

    A statement that only the record has (a transcript's, say) keeps its own.
    """
    held: dict[str, dict[tuple[tuple[int, int], ...], str]] = {}
    for version in sorted({one.article for one in statements}):
        source = load.article(connection, load.version_number(connection, version))
        held[version] = {
            tuple(span.range for span in one.content): one.id for one in load.statements(connection, source)
        }
    return {one.id: held[one.article].get(tuple(span.range for span in one.content), one.id) for one in statements}
