"""What newly stored versions bring to light: silent changes, and quotations that another report words otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.archive.diff import VersionDiff, diff
from onrecord.archive.store import Archive
from onrecord.archive.story_record import Compare, story_record
from onrecord.model import Pair, Statement


@dataclass(frozen=True, slots=True)
class Altered:
    """A quotation that a new report words otherwise than another one of its story: the pair says how."""

    story: str
    speaker: str | None
    a: Statement
    b: Statement
    pair: Pair


def silent_changes(archive: Archive, before: int) -> Iterator[VersionDiff]:
    """The diffs of reports that have a version with a number over `before`, and had one already."""
    sql = (
        "SELECT DISTINCT r.id FROM versions v JOIN reports r ON r.number = v.report WHERE v.number > ?1"
        " AND EXISTS (SELECT 1 FROM versions w WHERE w.report = v.report AND w.number <= ?1) ORDER BY r.id"
    )
    rows: list[Any] = archive.connection.execute(sql, (before,)).fetchall()
    for (report,) in rows:
        yield diff(archive, report)[-1]


def altered_quotations(archive: Archive, before: int, compare: Compare) -> Iterator[Altered]:
    """The altered quotations in stories of two reports or more that a version with a number over `before` is in."""
    sql = (
        "SELECT DISTINCT s.id FROM versions v JOIN story_reports sr ON sr.report = v.report"
        " JOIN stories s ON s.number = sr.story WHERE v.number > ? AND s.reports > 1 ORDER BY s.id"
    )
    rows: list[Any] = archive.connection.execute(sql, (before,)).fetchall()
    new: list[Any] = archive.connection.execute("SELECT id FROM versions WHERE number > ?", (before,)).fetchall()
    fresh = {version for (version,) in new}
    for (story,) in rows:
        record = story_record(archive, story, compare=compare)
        statements = {one.id: one for one in record.statements}
        names = {person.id: person.name for person in record.people}
        for utterance in record.utterances:
            for pair in utterance.pairs:
                a, b = statements[pair.a], statements[pair.b]
                if pair.relation == "altered" and {a.article, b.article} & fresh:
                    yield Altered(story, names.get(utterance.speaker or ""), a, b, pair)
