"""Export and doctor on the command line: what they write, where, and what they say when they cannot."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.export.formats import TABULAR, TEXTS
from onrecord.export.rows import TABLES
from onrecord.record import dumps
from tests.cli.conftest import Run
from tests.mcp.conftest import BRIDGE, example_archive
from tests.sample import A, record


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "record.json"
    path.write_text(dumps(record(a=replace(A, outlet="Almery \x1b[31m\x9bCourier"))), encoding="utf-8")
    return path


def test_the_formats_are_listed_without_a_record(onrecord: Run) -> None:
    told = onrecord("export", "--list")
    assert told.status == 0
    assert all(name in told.out for name in (*TEXTS, *TABULAR, *TABLES))
    assert onrecord("export").status == 2


@pytest.mark.parametrize("form", [*TEXTS, *TABULAR])
def test_a_file_is_whole_and_nothing_lies_beside_it(onrecord: Run, file: Path, form: str) -> None:
    out = file.parent / "out"
    out.write_text("what was there")
    assert onrecord("export", file, "--format", form, "--out", out).status == 0
    assert sorted(path.name for path in file.parent.iterdir()) == ["out", "record.json"]
    if form != "parquet":
        told = onrecord("export", file, "--format", form)
        assert out.read_bytes() == told.out.encode()


@pytest.mark.parametrize("out", ["no/such/folder/out", ".", ""])
def test_what_cannot_be_written_is_said(onrecord: Run, file: Path, monkeypatch: pytest.MonkeyPatch, out: str) -> None:
    monkeypatch.chdir(file.parent)
    told = onrecord("export", file, "--format", "tei", "--out", out)
    assert told.status == 2
    assert told.err.startswith("onrecord: [E")
    assert sorted(path.name for path in file.parent.iterdir()) == ["record.json"]


def test_csv_on_a_terminal_is_shown_and_in_a_pipe_is_kept(
    onrecord: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = onrecord("export", file, "--format", "csv", "--table", "articles")
    assert next(csv.DictReader(io.StringIO(told.out)))["outlet"] == "Almery \x1b[31m\x9bCourier"
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda self: True, raising=False)
    shown = onrecord("export", file, "--format", "csv", "--table", "articles").out
    assert "Almery ⟨U+001B⟩[31m⟨U+009B⟩Courier" in shown


def test_a_story_of_an_archive_is_exported(onrecord: Run, tmp_path: Path) -> None:
    archive = ("--archive", example_archive(tmp_path / "news.db", BRIDGE))
    story = json.loads(onrecord("stories", *archive, "--format", "json").out)[0]["id"]
    assert onrecord("export", story, *archive, "--format", "tei").out.count("<witness ") == 3
    assert onrecord("export", "none", *archive, "--format", "tei").status == 2
    health = json.loads(onrecord("doctor", *archive, "--format", "json").out)["archive"]
    assert health["sound"] is True


def test_doctor_tells_as_data(onrecord: Run) -> None:
    told = json.loads(onrecord("doctor", "--format", "json").out)
    assert told["settings"]["ONRECORD_INPUT_BYTES"] == 20_000_000
    assert told["archive"] is None


@pytest.mark.parametrize(
    "words", [("compare", BRIDGE), ("doctor",), ("export", "--list"), ("--help",), ("verify", "-h")]
)
def test_no_colour_in_a_pipe(onrecord: Run, words: tuple[object, ...]) -> None:
    told = onrecord(*words)
    assert told.status == 0
    assert "\x1b" not in told.out + told.err
