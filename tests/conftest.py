"""Where the labelled sets lie, and the reason that stands beside a test which is skipped without them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

GOLD = Path(os.environ.get("ONRECORD_GOLD", Path(__file__).parents[2] / "shared" / "gold"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if GOLD.is_dir():
        return
    skip = pytest.mark.skip(reason=f"the labelled sets are not at {GOLD}: set ONRECORD_GOLD")
    for item in items:
        if "gold" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of the labelled sets (only for tests marked `gold`)."""
    return GOLD
