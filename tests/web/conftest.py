"""An archive of the example, served to a client in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord import pipeline
from onrecord.archive.ingest import ingest
from onrecord.archive.search import Search
from onrecord.archive.settle import settle
from onrecord.archive.store import Archive
from onrecord.read import read_many
from onrecord.web.app import application

BRIDGE = Path(__file__).parents[2] / "examples" / "bridge"


def example_archive(path: Path) -> Path:
    """An archive of the example at `path`, read by the encoder."""
    with Archive.open(path, create=True) as held:
        ingest(held, read_many(BRIDGE), setup=pipeline.reader, maker="test")
        settle(held)
        Search.open(held)
    return path


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_archive(tmp_path_factory.mktemp("web") / "news.db")


@pytest.fixture
def client(archive: Path) -> Iterator[TestClient]:
    with TestClient(application(archive), base_url="http://localhost:8765") as client:
        yield client
