"""Sources in pieces: together they hold what the source holds, each once, wherever the cuts fall."""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from pathlib import Path

import pytest

from onrecord.limits import Limits
from onrecord.model import Article, Notice
from onrecord.read import pieces_of, read_many, read_piece
from onrecord.read.pieces import Piece, next_record
from tests.faults.test_read_warc import archive, record


def cut(source: Path, limits: Limits) -> list[Piece]:
    return [one for one in pieces_of(source, limits=limits) if isinstance(one, Piece)]


def urls(found: list[Article | Notice]) -> Counter[str | None]:
    return Counter(one.url for one in found if isinstance(one, Article))


@pytest.mark.parametrize("step", [97, 400, 1_000, 5_000])
def test_a_packed_web_archive_is_cut_at_its_records(tmp_path: Path, step: int) -> None:
    pytest.importorskip("fastwarc", reason="web archives need fastwarc")
    # A page that is itself packed archives: what looks like a member inside a record starts no record.
    inside = record(99, archive([record(n) for n in range(3)], packed=True) + gzip.compress(b"no record"))
    file = tmp_path / "a.warc.gz"
    file.write_bytes(archive([*(record(n) for n in range(12)), inside, record(12)], packed=True))
    todo = cut(file, Limits(piece_bytes=step))
    assert len(todo) == -(-file.stat().st_size // step)
    assert [one.start for one in todo] == list(range(0, file.stat().st_size, step)) and todo[-1].end is None
    found = [item for piece in todo for item in read_piece(piece)]
    assert urls(found) == urls(list(read_many(file)))
    assert not {one.code for one in found if isinstance(one, Notice)} & {"E107"}
    assert abs(sum(one.size for one in todo) - file.stat().st_size) <= len(todo)


def test_the_last_piece_tells_of_a_cut_archive(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc", reason="web archives need fastwarc")
    file = tmp_path / "a.warc.gz"
    file.write_bytes(archive([record(n) for n in range(8)], packed=True)[:-30])
    todo = cut(file, Limits(piece_bytes=500))
    codes = [{one.code for one in read_piece(piece) if isinstance(one, Notice)} for piece in todo]
    assert [place for place, found in enumerate(codes) if "E107" in found][-1:] and codes[0] == set()


def test_a_record_that_starts_across_two_reads_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = [gzip.compress(record(n), mtime=0) for n in range(3)]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(packed))
    second = len(packed[0])
    for chunk in (1_100, second, second + 1, second + 2):
        monkeypatch.setattr(sys.modules[next_record.__module__], "_CHUNK", chunk)
        with (tmp_path / "a.warc.gz").open("rb") as file:
            assert [next_record(file, at) for at in (0, 1, second, second + 1)] == [
                0,
                second,
                second,
                second + len(packed[1]),
            ]
            assert next_record(file, second + len(packed[1]) + 1) == sum(map(len, packed))


def test_a_table_is_cut_by_its_rows(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    rows = [{"text": f"The ferry sails on the {n}th day.", "url": f"https://a.example/{n}"} for n in range(100)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet", row_group_size=33)
    for step in (7, 33, 64, 100):
        todo = cut(tmp_path / "a.parquet", Limits(piece_rows=step))
        found = [item for piece in todo for item in read_piece(piece)]
        assert [one.url for one in found if isinstance(one, Article)] == [row["url"] for row in rows]


def test_a_folder_is_cut_into_its_files_and_says_what_it_passes_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a.jsonl", "c.png"):
        (tmp_path / name).write_text("x")
    found = list(pieces_of(tmp_path))
    assert isinstance(found[0], Notice) and found[0].code == "other-files"
    assert [Path(one.name).name for one in found if isinstance(one, Piece)] == ["a.jsonl", "b.txt"]


def test_the_fingerprint_changes_with_the_file_and_the_cut(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("one")
    (first,) = cut(file, Limits())
    file.write_text("another")
    (second,) = cut(file, Limits())
    assert first.fingerprint and second.fingerprint and first.fingerprint != second.fingerprint
    (address,) = pieces_of("https://a.example/feed")
    assert isinstance(address, Piece) and address.fingerprint is None
    (missing,) = cut(tmp_path / "none.txt", Limits())
    assert missing.fingerprint is None and [one.code for one in read_piece(missing) if isinstance(one, Notice)] == [
        "E101"
    ]
