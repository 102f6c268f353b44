"""Story cases: a folder of reports and the findings expected of them, run through the public functions."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import onrecord
from onrecord.record import check
from tests.stories.view import missing, view

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/expected.json"))
EXAMPLE = Path(__file__).parents[2] / "examples" / "bridge"


def record_of(folder: Path) -> onrecord.model.StoryRecord:
    options = folder / "options.json"
    told = json.loads(options.read_text(encoding="utf-8")) if options.exists() else {}
    files = [str(path) for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".html", ".json", ".jsonl")]
    inputs = [name for name in files if Path(name).name not in ("expected.json", "options.json")]
    reading = onrecord.read(inputs, **told)
    return onrecord.compare(reading.articles, notices=reading.notices)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_the_expected_findings_are_in_the_record(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert missing(expected, view(record_of(case))) == []


@pytest.mark.parametrize("case", [*CASES, EXAMPLE], ids=lambda path: path.name)
def test_the_record_keeps_its_schema_and_its_laws(case: Path) -> None:
    record = json.loads(onrecord.dumps(record_of(case)))
    jsonschema.Draft202012Validator(onrecord.schema()).validate(record)
    assert check(record) == ()
