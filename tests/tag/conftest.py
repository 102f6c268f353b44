"""The shipped tagger, loaded once."""

from __future__ import annotations

import pytest

from onrecord.tag.runtime import Tagger


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    return Tagger.load()
