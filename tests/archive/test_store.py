"""The database: opening, schema, errors."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from onrecord.archive import inputs, migrate
from onrecord.archive.rows import Ingested
from onrecord.archive.store import Archive
from onrecord.errors import ArchiveLocked, ArchiveTooNew, NoArchive, NotAnArchive
from onrecord.read.pieces import Piece


def test_an_archive_is_made_only_when_asked(tmp_path: Path) -> None:
    with pytest.raises(NoArchive, match="E501"):
        Archive.open(tmp_path / "a.db")
    Archive.open(tmp_path / "a.db", create=True).close()
    with Archive.open(tmp_path / "a.db") as archive:
        assert archive.connection.pragma("journal_mode") == "wal"


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(NoArchive):
        Archive.open(tmp_path, create=True)


def test_sqlite_has_the_fix_of_the_wal_reset_bug() -> None:
    assert tuple(map(int, apsw.sqlite_lib_version().split("."))) >= (3, 51, 3)


@pytest.mark.parametrize("content", [b"no database at all", b"x" * 5000])
def test_a_file_of_another_kind_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(NotAnArchive, match="E502"):
        Archive.open(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TABLE mine (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotAnArchive, match="another program"):
        Archive.open(path)
    assert path.read_bytes() == before


def test_a_later_schema_is_refused(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        archive.connection.pragma("user_version", len(migrate.steps()) + 1)
    with pytest.raises(ArchiveTooNew, match="E503"):
        Archive.open(tmp_path / "a.db")


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path) -> None:
    with (
        Archive.open(tmp_path / "a.db", create=True) as first,
        Archive.open(tmp_path / "a.db", wait=0.05) as second,
        first.writing(),
        pytest.raises(ArchiveLocked, match="E504"),
        second.writing(),
    ):
        pass


def test_a_reader_is_not_blocked_and_keeps_its_view(tmp_path: Path) -> None:
    with (
        Archive.open(tmp_path / "a.db", create=True) as writer,
        Archive.open(tmp_path / "a.db", readonly=True) as reader,
    ):
        with reader.reading() as view:
            assert view.execute("SELECT count(*) FROM left_out").get == 0
            with writer.writing() as connection:
                connection.execute("INSERT INTO left_out VALUES ('a', 'b', 'E100', 'c')")
                assert view.execute("SELECT count(*) FROM left_out").get == 0
            assert view.execute("SELECT count(*) FROM left_out").get == 0
        assert reader.connection.execute("SELECT count(*) FROM left_out").get == 1


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        with pytest.raises(ZeroDivisionError), archive.writing() as connection:
            connection.execute("INSERT INTO left_out VALUES ('a', 'b', 'E100', 'c')")
            1 / 0  # noqa: B018
        assert archive.connection.execute("SELECT count(*) FROM left_out").get == 0
        assert not archive.connection.in_transaction


def _schema(connection: apsw.Connection) -> list[tuple[str, ...]]:
    return sorted(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))


@pytest.mark.parametrize("start", range(1, len(migrate.steps())))
def test_every_older_schema_comes_up_to_the_newest(tmp_path: Path, start: int) -> None:
    path = tmp_path / "old.db"
    old = apsw.Connection(str(path))
    migrate.migrate(old, to=start)
    old.execute("INSERT INTO left_out VALUES ('a', 'b', 'E100', 'c')")
    old.close()
    with Archive.open(path) as archive, Archive.open(tmp_path / "new.db", create=True) as new:
        assert migrate.version(archive.connection) == len(migrate.steps())
        assert _schema(archive.connection) == _schema(new.connection)
        assert archive.connection.execute("SELECT count(*) FROM left_out").get == 1


def test_an_input_of_the_third_schema_keeps_what_was_left_out_of_it(tmp_path: Path) -> None:
    old = apsw.Connection(str(tmp_path / "old.db"))
    migrate.migrate(old, to=3)
    old.execute("INSERT INTO inputs VALUES ('day.jsonl', '10-1', 6), ('other.jsonl', '11-1', 1)")
    rows = [("day.jsonl", item, code, "why") for item, code in (("", "E107"), ("row 2", "E106"), ("row 3", "E106"))]
    old.executemany("INSERT INTO left_out VALUES (?, ?, ?, ?)", rows)
    old.close()
    with Archive.open(tmp_path / "old.db") as archive:
        piece = Piece("day.jsonl", fingerprint="10-1")
        assert inputs.done(archive, piece) == Ingested(0, 0, 6, (("E106", 2), ("E107", 1)))
        assert inputs.done(archive, Piece("other.jsonl", fingerprint="11-1")) == Ingested(0, 0, 1, ())


def test_a_migration_that_fails_leaves_the_old_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        before = _schema(archive.connection)
        bad = (*migrate.steps(), "CREATE TABLE half (x); CREATE TABLE half (x);")
        monkeypatch.setattr(migrate, "steps", lambda: bad)
        with pytest.raises(apsw.SQLError):
            migrate.migrate(archive.connection)
        assert _schema(archive.connection) == before
        assert migrate.version(archive.connection) == len(bad) - 1
