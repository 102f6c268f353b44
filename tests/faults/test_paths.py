"""Names that reports bring along never become paths: whatever their ids, titles and outlets, nothing is written outside
the folder that the user named, and nothing in it but what was asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.export.formats import TABULAR, TEXTS
from onrecord.record import loads
from tests.cli.conftest import Run
from tests.cli.conftest import onrecord as onrecord_command

onrecord = onrecord_command

NAMES = [
    "../../escaped",
    "/tmp/escaped",
    "..\\..\\escaped",
    "C:\\escaped",
    "a\x00b",
    "con",
    ".",
    "..",
    "~/escaped",
    "$(touch escaped)",
    "a/b/c",
    "file:///escaped",
    "-rf",
    "x" * 5_000,
    "\u202egnp.escaped",
]


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def _reports(folder: Path) -> Path:
    """A report for each of the names, which it brings along wherever a report can name itself."""
    text = "“We will not gamble with a single life,” Ilse Brandvold said on Tuesday of the Kestrel Bridge, {}."
    path = folder / "in" / "reports.jsonl"
    path.parent.mkdir()
    with path.open("w", encoding="utf-8") as file:
        for number, name in enumerate(NAMES):
            named = {
                "id": name,
                "title": name,
                "outlet": name,
                "author": name,
                "url": f"https://courier.example/{name}",
            }
            file.write(json.dumps({**named, "text": text.format(number)}) + "\n")
    return path


def test_nothing_is_written_elsewhere(onrecord: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = _reports(tmp_path)
    work = tmp_path / "deep" / "deeper" / "work"
    work.mkdir(parents=True)
    monkeypatch.chdir(work)
    told = onrecord("compare", reports, "--format", "json")
    assert told.status == 0, told.err
    record = work / "record.json"
    record.write_text(told.out, encoding="utf-8")
    assert len(loads(told.out).articles) == len(NAMES)
    for form in (*TEXTS, *TABULAR):
        assert onrecord("export", record, "--format", form, "--out", "out").status == 0
    assert onrecord("extract", reports, "--out", "statements.jsonl").status == 0
    assert onrecord("ingest", reports, "--archive", "news.db").status == 0
    inside = {path.split("/")[0] for path in _files(work) if not path.startswith("news.db-")}
    assert inside == {"record.json", "out", "statements.jsonl", "news.db"}
    assert {path.split("/")[0] for path in _files(tmp_path)} == {"in", "deep"}
    assert [path for path in _files(tmp_path / "deep") if not path.startswith("deeper/work/")] == []
