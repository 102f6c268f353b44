"""The records that every format is tried on: the small one built by hand, and the example of the README."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.model import StoryRecord
from tests import sample

BRIDGE = Path(__file__).parents[2] / "examples" / "bridge"


@pytest.fixture(scope="session")
def example() -> StoryRecord:
    reading = onrecord.read([str(BRIDGE)])
    return onrecord.compare(reading.articles, notices=reading.notices)


@pytest.fixture(params=["by hand", "example"])
def told(request: pytest.FixtureRequest) -> StoryRecord:
    record: StoryRecord = sample.record() if request.param == "by hand" else request.getfixturevalue("example")
    return record
