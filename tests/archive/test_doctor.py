"""doctor: sound archives pass, and each kind of fault is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
import tantivy

from onrecord.archive.doctor import check
from onrecord.archive.ingest import ingest
from onrecord.archive.search import Search
from onrecord.archive.store import Archive

from .standin import reports, setup


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db", create=True) as opened:
        ingest(opened, reports(30), setup=setup, maker="standin")
        Search.open(opened)
        yield opened


def test_a_sound_archive(archive: Archive) -> None:
    health = check(archive, sample=None)
    assert health.sound, health.findings
    assert (health.reports, health.versions, health.checked) == (30, 30, 30)
    assert health.passages >= health.statements > 30


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("UPDATE versions SET text = substr(text, 2) WHERE number = 7", "are not those of its text"),
        ("UPDATE statements SET words = words || '!' WHERE number = 9", "are not those of its text"),
        ('UPDATE timexes SET "end" = 99999 WHERE version = 3 AND n = 0', "outside its text"),
        ('UPDATE mentions SET start = "end" WHERE person = 2', "outside its text"),
        ("DELETE FROM persons WHERE number = 2", "points to nothing in persons"),
    ],
)
def test_a_fault_in_the_database(archive: Archive, sql: str, message: str) -> None:
    archive.connection.pragma("foreign_keys", False)
    archive.connection.execute(sql)
    assert any(message in finding.message for finding in check(archive, sample=None).findings)


def test_a_damaged_page_is_found(archive: Archive) -> None:
    archive.connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    data = bytearray(archive.path.read_bytes())
    page = 4096 * (len(data) // 4096 // 2)
    data[page : page + 512] = b"\xff" * 512
    copy = archive.path.with_name("damaged.db")
    copy.write_bytes(data)
    with Archive.open(copy) as damaged:
        assert not check(damaged).sound


def test_an_index_that_lost_something(archive: Archive) -> None:
    search = Search.open(archive)
    writer = search._index.writer(20_000_000, 1)
    writer.delete_documents_by_query(tantivy.Query.term_query(search._index.schema, "key", 2))
    writer.commit()
    writer.wait_merging_threads()
    findings = check(archive).findings
    assert any("the index has" in finding.message for finding in findings)


def test_an_index_of_another_archive(archive: Archive, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "b.db", create=True) as other:
        ingest(other, list(reports(60))[30:], setup=setup, maker="standin")
        Search.open(other)
        assert check(other).sound
        other.index_path.rename(tmp_path / "kept")
        archive.index_path.rename(other.index_path)
        assert any("another archive" in finding.message for finding in check(other).findings)
        Search.open(other)  # made anew
        assert check(other).sound


def test_no_index_yet(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", create=True) as opened:
        ingest(opened, reports(3), setup=setup, maker="standin")
        assert [finding.message for finding in check(opened).findings] == ["there is no index yet"]


def test_files_of_the_index_destroyed(archive: Archive) -> None:
    (archive.index_path / "meta.json").write_text("{}")
    assert any(finding.where == "search" for finding in check(archive).findings)
