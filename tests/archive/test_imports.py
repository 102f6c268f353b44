"""Decisions, reconciled persons and labels into the log: in, once, and the rest refused row by row."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import apsw
import pytest

from onrecord import pipeline
from onrecord.archive import decisions as decisions_module
from onrecord.archive.decisions import Decision, decisions, same_persons, undo
from onrecord.archive.imports import import_decisions, plain_identifier
from onrecord.archive.people import called
from onrecord.archive.store import Archive
from onrecord.archive.stories import stories
from onrecord.archive.story_record import story_record
from onrecord.errors import OptionError
from onrecord.export import label_studio
from tests.cli.conftest import Run
from tests.cli.conftest import onrecord as onrecord_command
from tests.mcp.conftest import BRIDGE, example_archive

onrecord = onrecord_command


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = example_archive(tmp_path_factory.mktemp("imports") / "news.db", BRIDGE)
    return path.read_bytes()


@pytest.fixture
def archive(made: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    path.write_bytes(made)
    return path


def _record(archive: Path) -> Any:
    with Archive.open(archive) as held:
        return story_record(held, stories(held)[0].id, compare=pipeline.compare)


def _take(run: Run, what: str, archive: Path, text: str, *more: str) -> tuple[int, dict[str, Any]]:
    file = archive.with_name("taken.txt")
    file.write_text(text, encoding="utf-8")
    told = run("import", what, file, "--archive", archive, "--format", "json", *more)
    assert told.status in (0, 3), told.err
    return told.status, json.loads(told.out)


def _statement(archive: Path) -> str:
    with Archive.open(archive) as held, held.reading() as connection:
        name: Any = connection.execute(
            "SELECT v.id || '-s' || s.n FROM statements s JOIN versions v ON v.number = s.version LIMIT 1"
        ).get
        return str(name)


def test_decisions_go_in_once(onrecord: Run, archive: Path) -> None:
    statement = _statement(archive)
    text = f"kind,statement,name,editor,reason\nspeaker,{statement},Pia Lindqvist,Ada,heard her\nbase,{statement},,,\n"
    assert _take(onrecord, "decisions", archive, text, "--editor", "Bo") == (0, {"added": 2, "known": 0, "refused": []})
    assert _take(onrecord, "decisions", archive, text)[1]["known"] == 2
    with Archive.open(archive) as held:
        log = decisions(held)
        assert [(one.kind, one.editor, one.reason) for one in log] == [
            ("speaker", "Ada", "heard her"),
            ("base", "Bo", ""),
        ]
        undo(held, log[0].number, editor="Bo")
    assert _take(onrecord, "decisions", archive, text)[1] == {"added": 0, "known": 2, "refused": []}


def test_the_log_is_read_once_however_many_rows_come(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    log = decisions_module._log

    def counted(connection: apsw.Connection) -> tuple[Decision, ...]:
        read.append(1)
        return log(connection)

    statement = _statement(archive)
    with Archive.open(archive) as held:
        report = str(held.connection.execute("SELECT id FROM reports LIMIT 1").get)
        rows = [{"kind": "speaker", "statement": statement, "name": f"Pia Lindqvist {n}"} for n in range(30)]
        rows += [{"kind": "story", "reports": report, "story": name} for name in ("", stories(held)[0].id)]
        monkeypatch.setattr(decisions_module, "_log", counted)
        assert import_decisions(held, rows, editor="Bo").added == len(rows)
        assert len(read) == 1
        assert held.connection.execute("SELECT name FROM decided_speakers").get == "Pia Lindqvist 29"
        undo(held, 30, editor="Bo")  # what was said before stands again
        assert held.connection.execute("SELECT name FROM decided_speakers").get == "Pia Lindqvist 28"


def test_each_bad_row_is_refused_by_itself(onrecord: Run, archive: Path) -> None:
    statement = _statement(archive)
    rows = [
        ["kind", "statement", "statements", "name"],
        ["speaker", statement, "", "Pia Lindqvist"],
        ["speakr", statement, "", "x"],
        ["speaker", "v0-s1", "", "x"],
        ["speaker", "", "", "x"],
        ["merge", "", "", ""],
        ["merge", "", "a|b", ""],
        ["=1+1", "", "", ""],
        ["short"],
    ]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    status, told = _take(onrecord, "decisions", archive, out.getvalue())
    assert (status, told["added"]) == (3, 1)
    assert [one["row"] for one in told["refused"]] == [2, 3, 4, 5, 6, 7, 8]
    assert {one["code"] for one in told["refused"]} == {"E200", "E507"}
    assert "'speakr'" in told["refused"][0]["message"]


def test_persons_come_back_from_openrefine(onrecord: Run, archive: Path) -> None:
    blank = onrecord("import", "persons", "--archive", archive)
    rows = list(csv.DictReader(io.StringIO(blank.out)))
    assert {"person", "name", "identifier"} <= rows[0].keys()
    mine = [row for row in rows if row["name"] == "Tomas Reke"]
    assert mine
    out = io.StringIO()
    writer = csv.DictWriter(out, [*rows[0], "judgment", "reason"], delimiter="\t")
    writer.writeheader()
    for row in rows:
        matched = row["name"] == "Tomas Reke"
        writer.writerow({**row, "identifier": "Q42" if matched else "", "judgment": "matched" if matched else "none"})
    status, told = _take(onrecord, "persons", archive, out.getvalue())
    assert (status, told["added"], told["refused"]) == (0, len(mine), [])
    with Archive.open(archive) as held:
        subjects = [one.subject for one in decisions(held)]
        assert {subject["identifier"] for subject in subjects} == {"wikidata:Q42"}
        one = called(held, "Reke")
        assert len(one) == 1
        assert ("editor" in one[0].basis) == (len(mine) > 1)


def test_one_identifier_in_two_files_is_one_person(onrecord: Run, archive: Path) -> None:
    blank = onrecord("import", "persons", "--archive", archive)
    rows = list(csv.DictReader(io.StringIO(blank.out)))
    ids = [next(row["person"] for row in rows if row["name"] == name) for name in ("Ilse Brandvold", "Tomas Reke")]
    for person in ids:
        _take(onrecord, "persons", archive, f"person,identifier\n{person},https://www.wikidata.org/wiki/Q7\n")
    with Archive.open(archive) as held:
        assert same_persons(held.connection) == [ids]
        undo(held, decisions(held)[0].number, editor="Ada")
        assert same_persons(held.connection) == [ids[1:]]


@pytest.mark.parametrize(
    ("told", "plain"),
    [
        ("Q42", "wikidata:Q42"),
        (" wd:Q42 ", "wikidata:Q42"),
        ("http://www.wikidata.org/entity/Q42", "wikidata:Q42"),
        ("https://www.wikidata.org/wiki/Q42", "wikidata:Q42"),
        ("viaf:75121530", "viaf:75121530"),
        ("https://isni.org/isni/0000000121320000", "https://isni.org/isni/0000000121320000"),
    ],
)
def test_identifiers_take_one_form(told: str, plain: str) -> None:
    assert plain_identifier(told) == plain


@pytest.mark.parametrize("told", ["", "42", "Q0", "Q42; DROP TABLE", "a b", "=Q42"])
def test_what_is_no_identifier_is_refused(told: str) -> None:
    with pytest.raises(OptionError):
        plain_identifier(told)


def _labelled(archive: Path, name: str | None) -> list[dict[str, Any]]:
    """The tasks of the archive's story as they come back when every prediction was accepted, one speaker changed."""
    tasks = json.loads(label_studio.dumps(_record(archive)))
    for number, task in enumerate(tasks, 1):
        task |= {"id": number, "annotations": [{"result": task.pop("predictions")[0]["result"]}]}
    first = next(r for r in tasks[0]["annotations"][0]["result"] if r["type"] == "textarea")
    if name:
        first["value"]["text"] = [name]
    return tasks


def test_labels_come_back(onrecord: Run, archive: Path) -> None:
    assert _take(onrecord, "labels", archive, json.dumps(_labelled(archive, None)))[1]["added"] == 0
    tasks = json.dumps(_labelled(archive, "Pia Lindqvist"))
    status, told = _take(onrecord, "labels", archive, tasks, "--editor", "Ada")
    assert (status, told["added"]) == (0, 1)
    assert _take(onrecord, "labels", archive, tasks)[1]["added"] == 0
    with Archive.open(archive) as held:
        log = decisions(held)
    assert [(one.kind, one.editor, one.subject["name"]) for one in log] == [("speaker", "Ada", "Pia Lindqvist")]


def test_labels_that_do_not_fit_are_refused(onrecord: Run, archive: Path) -> None:
    tasks = _labelled(archive, "Pia Lindqvist")
    tasks[0]["data"]["text"] = tasks[0]["data"]["text"].replace("a", "b", 1)
    moved = next(r for r in tasks[1]["annotations"][0]["result"] if r["type"] == "textarea")
    moved["value"] |= {"start": moved["value"]["start"] + 1, "text": ["Pia Lindqvist"]}
    tasks[2]["data"]["id"] = "v0"
    status, told = _take(onrecord, "labels", archive, json.dumps([*tasks, {}, 7]))
    assert (status, told["added"]) == (3, 0)
    assert [one["row"] for one in told["refused"]] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("what", "content", "code"),
    [("labels", b"{", "E106"), ("decisions", b"\xff\xfe\x00", "E103"), ("persons", None, "E101")],
)
def test_a_file_that_cannot_be_read(onrecord: Run, archive: Path, what: str, content: bytes | None, code: str) -> None:
    file = archive.with_name("bad")
    if content is not None:
        file.write_bytes(content)
    told = onrecord("import", what, file, "--archive", archive)
    assert (told.status, f"[{code}]" in told.err) == (2, True)
