"""The documents against the code: columns, commands, settings."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import typer.main

from onrecord.cli.app import app
from onrecord.export.rows import TABLES
from onrecord.export.table_parquet import EXTRACTED
from onrecord.limits import Limits
from onrecord.record import schema

ROOT = Path(__file__).parents[1]


def test_the_data_dictionary_has_every_column_in_order() -> None:
    parts = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8").split("\n## ")[1:]
    columns = {part.split()[0]: re.findall(r"^\| `(\w+)`", part, re.M) for part in parts}
    assert columns == {
        name: [column for column, _ in held] for name, held in (TABLES | {"extracted": EXTRACTED}).items()
    }


def test_the_readme_names_every_command_that_is_there_and_no_other() -> None:
    told = set(re.findall(r"\bonrecord ([a-z]+)\b", (ROOT / "README.md").read_text(encoding="utf-8")))
    there = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    assert there <= told
    assert told - there <= {"reads", "says", "compares", "runs"}


def test_the_record_is_documented_key_by_key() -> None:
    text = (ROOT / "docs" / "story-record.md").read_text(encoding="utf-8")
    assert [key for key in schema()["properties"] if f"| `{key}` |" not in text] == []


def test_every_setting_has_a_help_text() -> None:
    assert all(setting.metadata["help"] for setting in fields(Limits))
