"""The sentence vectors of the latest versions: with them and its stored tags, a version need not be tagged again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import apsw
import numpy as np

from onrecord.archive import load
from onrecord.model import Article, Document

KEPT = 20_000  # versions; of 30 sentences each they take 460 MB
_STORED = np.dtype("<f2")


def save(connection: apsw.Connection, number: int, document: Document, maker: str) -> None:
    """Keep the vectors of the version of this number, if it has any, and let go of the oldest that are kept."""
    if document.tags.vectors is None:
        return
    blob = document.tags.vectors.astype(_STORED).tobytes()
    connection.execute("INSERT INTO vectors VALUES (?, ?, ?)", (number, maker, blob))
    connection.execute("DELETE FROM vectors WHERE version <= ?", (number - KEPT,))


def tagged(connection: apsw.Connection, number: int, *, maker: str) -> Article | Document:
    """The version of this number as it was tagged by `maker`; only its article where that is not kept."""
    article = load.article(connection, number)
    blob: Any = connection.execute("SELECT vectors FROM vectors WHERE version = ? AND maker = ?", (number, maker)).get
    if blob is None:
        return article
    document = load.document(connection, article.id)
    sentences = len(document.layout.sentences)
    values = np.frombuffer(blob, _STORED).astype(np.float32)
    if not sentences or len(values) % sentences:
        return article  # cut otherwise than it is cut now
    return replace(document, tags=replace(document.tags, vectors=values.reshape(sentences, -1)))
