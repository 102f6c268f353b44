"""The same rows from an engine's workers as from this process; a report that fails, or kills, takes only itself."""

from __future__ import annotations

import gc
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.archive import dump, inputs, parts
from onrecord.archive.ingest import ingest
from onrecord.archive.packed import pack, unpack
from onrecord.archive.rows import Ready, Told, as_version
from onrecord.archive.store import Archive
from onrecord.errors import OptionError
from onrecord.limits import Limits
from onrecord.model import Notice
from onrecord.read.pieces import Piece
from onrecord.scale.program import Engine, run
from onrecord.scale.work import Part, Worker, part_name
from tests.archive.standin import extract, report, setup

pytest.importorskip("pyarrow", reason="what was read elsewhere is Parquet: pip install 'onrecord[parquet]'")
LIMITS = Limits(piece_rows=10)


def write_table(path: Path, count: int, **texts: str) -> None:
    """A Parquet file of invented reports; `texts` are put in front of those of the reports `r<number>`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    reports = [report(n) for n in range(count)]
    rows = [
        {"text": texts.get(f"r{n}", "") + one.text, "url": one.url, "date": "2031-03-02"}
        for n, one in enumerate(reports)
    ]
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=16)


def pieces(*sources: Path) -> list[Piece]:
    return [one for _, one in inputs.plan(map(str, sources), limits=LIMITS) if isinstance(one, Piece)]


def taken(path: Path, *sources: Path) -> str:
    """The digest of an archive of these sources."""
    with Archive.open(path, create=True) as archive:
        planned = inputs.plan(map(str, sources), limits=LIMITS)
        ingest(archive, inputs.items(archive, planned, limits=LIMITS), setup=setup, maker="standin")
        return dump.digest(archive)


def left_out(path: Path) -> list[Any]:
    with Archive.open(path, readonly=True) as archive:
        return archive.connection.execute("SELECT item, code FROM left_out ORDER BY item").fetchall()


def by_worker(folder: Path, todo: list[Piece]) -> None:
    folder.mkdir(exist_ok=True)
    worker = Worker(str(folder), setup, "standin", LIMITS)
    for piece in todo:
        worker.read(piece)


def test_what_is_packed_is_unpacked() -> None:
    article = as_version(report(3))
    extracted = extract(article)
    bare = replace(article, published=None, modified=None, credits=())
    again = unpack(bare, pack(extracted))
    assert again.document.article == article
    assert again.document.tags.names == extracted.document.tags.names
    assert again.timexes == extracted.timexes
    assert [s.content for s in again.statements] == [s.content for s in extracted.statements]
    assert [p.mentions for p in again.people] == [p.mentions for p in extracted.people]
    assert pack(again) == pack(extracted)


def test_parts_give_the_same_archive(tmp_path: Path) -> None:
    write_table(tmp_path / "day.parquet", 35, r21="EXPLODE ")
    todo = pieces(tmp_path / "day.parquet")
    assert [(one.start, one.end) for one in todo] == [(0, 10), (10, 20), (20, 30), (30, None)]
    by_worker(tmp_path / "parts", todo)
    assert taken(tmp_path / "a.db", tmp_path / "parts") == taken(tmp_path / "b.db", tmp_path / "day.parquet")


def test_a_report_that_fails_is_a_row_of_its_own(tmp_path: Path) -> None:
    write_table(tmp_path / "day.parquet", 8, r2="EXPLODE ")
    (piece,) = pieces(tmp_path / "day.parquet")
    by_worker(tmp_path / "parts", [piece])
    rows = list(parts.read(Piece(str(tmp_path / "parts" / part_name(piece)))))
    assert [isinstance(row, Ready) for row in rows] == [True, True, False, True, True, True, True, True]
    taken(tmp_path / "a.db", tmp_path / "parts")
    assert left_out(tmp_path / "a.db") == [(report(2).url, "E900")]


def test_a_report_that_killed_two_processes_is_left_out(tmp_path: Path) -> None:
    write_table(tmp_path / "day.parquet", 8)
    (piece,) = pieces(tmp_path / "day.parquet")
    by_worker(tmp_path / "whole", [piece])
    culprit = [row.article.id for row in parts.read(Piece(str(tmp_path / "whole" / part_name(piece))))][2]  # type: ignore[union-attr]
    for deaths in (0, 1, 2):
        folder = tmp_path / f"parts{deaths}"
        folder.mkdir()
        (folder / part_name(piece)).with_suffix(".under-way").write_text(f"{culprit}\n" * deaths, "ascii")
        by_worker(folder, [piece])
        rows = list(parts.read(Piece(str(folder / part_name(piece)))))
        assert [isinstance(row, Ready) for row in rows] == [n != 2 or deaths < 2 for n in range(8)]
        assert [one.suffix for one in folder.iterdir()] == [".parquet"]


def test_a_row_that_does_not_fit_its_text_is_told(tmp_path: Path) -> None:
    article = as_version(report(1))
    ready = Ready(article, extract(article), "standin")
    broken = replace(ready, article=replace(article, text="Short."))
    told = Told("a.warc", Notice("replaced", article.id, "3 characters"))
    parts.write(tmp_path / "a.parquet", [broken, told, ready])
    first, second, third = parts.read(Piece(str(tmp_path / "a.parquet")))
    assert isinstance(first, Notice) and first.code == "E106" and "row 1" in first.message
    assert second == told
    assert isinstance(third, Ready)


def test_without_the_engine_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "daft", None)
    with pytest.raises(OptionError, match=r"pip install 'onrecord\[daft\]'"):
        run([], folder=tmp_path, engine="daft", workers=1, setup=setup, maker="", limits=LIMITS)


# Daft leaves the pipes of workers that died to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("engine", ["daft", "ray"])
def test_an_engine_gives_the_same_rows(tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("daft", reason="needs Daft: pip install 'onrecord[daft]'")
    if engine == "ray":
        pytest.importorskip("ray", reason="needs Ray: pip install 'onrecord[ray]'")
        if not os.environ.get("ONRECORD_RAY"):
            pytest.skip("a Ray cluster takes a minute to start: set ONRECORD_RAY=1")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))  # for the workers to find the stand-in
    write_table(tmp_path / "day.parquet", 25, r4="EXPLODE ")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": report(40).text, "url": "https://a.example/40"}))
    sources = [tmp_path / "day.parquet", tmp_path / "b.jsonl"]
    whole = taken(tmp_path / "whole.db", *sources)
    if engine == "daft":
        (tmp_path / "c.jsonl").write_text(json.dumps({"text": "KILL ME " + report(41).text, "title": "The killer"}))
        sources.append(tmp_path / "c.jsonl")

    def again() -> list[Part]:
        where = tmp_path / "parts"
        return run(
            pieces(*sources), folder=where, engine=engine, workers=2, setup=setup, maker="standin", limits=LIMITS
        )

    again()
    assert len(list((tmp_path / "parts").glob("*.parquet"))) == len(pieces(*sources))
    assert again() == []  # nothing is left to do
    assert (taken(tmp_path / "a.db", tmp_path / "parts") == whole) == (engine == "ray")
    with Archive.open(tmp_path / "a.db") as archive, archive.writing() as connection:
        connection.execute("DELETE FROM left_out WHERE item = 'The killer'")
        assert dump.digest(archive) == whole
    gc.collect()
