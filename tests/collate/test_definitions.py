"""The relations as the story record defines them, definition by definition, over a table of invented wordings."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.collate import compare_wordings
from onrecord.model import Article, Span

_LINES = Path(__file__).with_name("definitions.tsv").read_text(encoding="utf-8").splitlines()
_ROWS = [tuple(line.split("\t")) for line in _LINES if line and not line.startswith("# ")]


def whole(name: str, text: str) -> list[Span]:
    return [Article(name, text).span(0, len(text))]


@pytest.mark.parametrize(("a", "b", "relation"), _ROWS)
def test_relation(a: str, b: str, relation: str) -> None:
    assert compare_wordings(whole("a", a), whole("b", b)).relation == relation
    assert compare_wordings(whole("b", b), whole("a", a)).relation == relation
