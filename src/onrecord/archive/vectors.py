"""The vectors of the latest versions: with them and its stored tags, a version need not be tagged again."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import apsw
import numpy as np

from onrecord.archive import load
from onrecord.model import Article, Document

KEPT = 5_000  # versions; of 30 sentences and 600 words each they take 400 MB
_STORED = np.dtype("<f2")


def save(connection: apsw.Connection, number: int, document: Document, maker: str) -> None:
    """Keep the vectors of the version of this number, if it has any, and let go of the oldest that are kept."""
    tags = document.tags
    if tags.vectors is None or tags.words is None:
        return
    blob = _packed(tags.vectors.astype(_STORED), tags.words)
    connection.execute("INSERT INTO vectors VALUES (?, ?, ?)", (number, maker, blob))
    connection.execute("DELETE FROM vectors WHERE version <= ?", (number - KEPT,))


def tagged(connection: apsw.Connection, number: int, *, maker: str) -> Article | Document:
    """The version of this number as it was tagged by `maker`; only its article where that is not kept."""
    article = load.article(connection, number)
    blob: Any = connection.execute("SELECT vectors FROM vectors WHERE version = ? AND maker = ?", (number, maker)).get
    if blob is None:
        return article
    document = load.document(connection, article.id)
    vectors, words = _unpacked(blob)
    if len(vectors) != len(document.layout.sentences) or len(words) != len(document.layout.words):
        return article  # cut otherwise than it is cut now
    return replace(document, tags=replace(document.tags, vectors=vectors.astype(np.float32), words=words))


def _packed(*arrays: np.ndarray) -> bytes:
    """Arrays in NumPy's own format (NEP 1), one after the other."""
    file = BytesIO()
    for array in arrays:
        np.save(file, array, allow_pickle=False)
    return file.getvalue()


def _unpacked(blob: bytes) -> tuple[np.ndarray, np.ndarray]:
    file = BytesIO(blob)
    return np.load(file, allow_pickle=False), np.load(file, allow_pickle=False)
