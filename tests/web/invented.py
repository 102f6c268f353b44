"""An archive of invented reports, read by a simple reader in place of the encoder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from onrecord.archive.ingest import ingest
from onrecord.archive.search import Search
from onrecord.archive.settle import settle
from onrecord.archive.store import Archive
from onrecord.model import Article
from tests.archive.standin import setup


def archive_of(path: Path, articles: Iterable[Article]) -> Path:
    """An archive of these articles, settled into stories and indexed."""
    with Archive.open(path, create=True) as held:
        ingest(held, articles, setup=setup, maker="standin")
        settle(held)
        Search.open(held)
    return path
