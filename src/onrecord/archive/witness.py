"""How many of the reports that have a wording are independent of one another."""

from __future__ import annotations

from collections.abc import Sequence

import apsw

from onrecord import copies, segment
from onrecord.archive import load
from onrecord.model import Document, Statement, Tags

MOST = 20  # reports held against each other while somebody waits for an answer


def witnesses(connection: apsw.Connection, versions: Sequence[str], reports: int) -> int | None:
    """The independent witnesses among these versions (ids) of so many reports, None where they are too many to tell.

    Versions of one report are one witness; a transcript is none.
    """
    if reports == 1:
        return 1
    if len(versions) > MOST:
        return None
    documents = [document(connection, version) for version in versions]
    statements: list[Statement] = []
    for one in documents:
        statements += load.statements(connection, one.article)
    articles = [one.article for one in documents]
    groups = copies.witnesses(articles, copies.find_copies(documents, statements))
    return len(groups)


def document(connection: apsw.Connection, version: str) -> Document:
    """A stored version as the stages after tagging take it: cut anew, with the names that were tagged."""
    article = load.article(connection, load.version_number(connection, version))
    return Document(article, segment.segment(article), Tags((), load.names(connection, article)))
