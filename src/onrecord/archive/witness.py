"""How many of the reports that have a wording are independent of one another."""

from __future__ import annotations

from collections.abc import Sequence

import apsw

from onrecord import copies
from onrecord.archive import load
from onrecord.model import Statement

MOST = 20  # reports held against each other while somebody waits for an answer


def witnesses(connection: apsw.Connection, versions: Sequence[str], reports: int) -> int | None:
    """The independent witnesses among these versions (ids) of so many reports, None where they are too many to tell.

    Versions of one report are one witness; a transcript is none.
    """
    if reports == 1:
        return 1
    told = _told(connection, versions)
    if told is not None:
        return told
    if len(versions) > MOST:
        return None
    documents = [load.document(connection, version) for version in versions]
    statements: list[Statement] = []
    for one in documents:
        statements += load.statements(connection, one.article)
    articles = [one.article for one in documents]
    groups = copies.witnesses(articles, copies.find_copies(documents, statements))
    return len(groups)


def _told(connection: apsw.Connection, versions: Sequence[str]) -> int | None:
    """What the records of their stories say, where there are such for all of them."""
    sql = "SELECT w.story, w.witness FROM witnesses w JOIN versions v ON v.number = w.version WHERE v.id = ?"
    found = [connection.execute(sql, (version,)).fetchone() for version in versions]
    return len(set(found)) if all(found) else None
