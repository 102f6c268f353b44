"""kill -9 at any moment: what was acknowledged is there, the rest is not, and a rerun ends as if nothing had been."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections.abc import Iterator
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from onrecord.archive import dump, inputs
from onrecord.archive.ingest import ingest
from onrecord.archive.rows import Begun, Ended, Item
from onrecord.archive.search import Search
from onrecord.archive.store import Archive
from onrecord.read.pieces import Piece
from tests.archive.standin import reports, setup

KILLS = int(os.environ.get("ONRECORD_KILLS", "20"))  # 200 for the full promise
COUNT, BATCH = 60, 3

# Forked, so that each costs no start of Python. This process itself opens an archive only while none is alive.
_FORK = multiprocessing.get_context("fork")


def _pieces(archive: Archive) -> Iterator[Item]:
    """The reports in pieces of ten, as the files of a folder are; a piece that was read to its end comes no more."""
    for start in range(0, COUNT, 10):
        piece = Piece(f"{start}.jsonl", fingerprint="1")
        before = inputs.done(archive, piece)
        if before is None:
            yield Begun(piece)
            yield from islice(reports(COUNT), start, start + 10)
        yield Ended(piece, before)


def _take_in(path: Path, told: Connection) -> None:
    with Archive.open(path, create=True) as archive:
        told.send(0)
        ingest(
            archive,
            _pieces(archive),
            setup=setup,
            maker="standin",
            batch=BATCH,
            progress=lambda progress: told.send(progress.new + progress.known),
        )
        Search.open(archive)


def _read(path: Path, told: Connection) -> None:
    """Read all the while, as another program would, and send how often, or what went wrong."""
    reads = 0
    while not told.poll(0.002):
        try:
            with Archive.open(path, readonly=True) as archive, archive.reading() as connection:
                counted: int = connection.execute("SELECT count(*) FROM versions").get
                assert len(list(connection.execute("SELECT text FROM versions"))) == counted
                reads += 1
        except Exception as error:
            told.send(repr(error))
            return
    told.send(reads)


def _killed(path: Path, seconds: float) -> int:
    """Start an ingest, kill it so many seconds after it has opened the archive; how much it had acknowledged."""
    ours, theirs = _FORK.Pipe()
    process = _FORK.Process(target=_take_in, args=(path, theirs))
    process.start()
    theirs.close()
    ours.recv()
    process.join(seconds)
    process.kill()
    process.join()
    told = 0
    while ours.poll():
        try:
            told = max(told, ours.recv())
        except (EOFError, OSError):
            break
    ours.close()
    return told


def test_killed_at_random_moments(tmp_path: Path) -> None:
    started = time.monotonic()
    with Archive.open(tmp_path / "whole.db", create=True) as archive:
        ingest(archive, reports(COUNT), setup=setup, maker="standin", batch=BATCH)
        whole = dump.digest(archive)
    seconds = time.monotonic() - started
    moments = random.Random(11)
    for kill in range(KILLS):
        # Five kills of one archive, then a new one: in the first, the middle and the last moments of an ingest.
        path = tmp_path / f"{kill // 5}.db"
        acknowledged = _killed(path, moments.uniform(0, seconds / 3))
        with Archive.open(path) as archive:
            assert archive.connection.pragma("integrity_check") == "ok"
            assert archive.connection.execute("SELECT 1 FROM pragma_foreign_key_check").get is None
            assert archive.connection.execute("SELECT count(*) FROM versions").get >= acknowledged
    for path in sorted(tmp_path.glob("[0-9]*.db")):
        with Archive.open(path) as archive:
            ingest(archive, _pieces(archive), setup=setup, maker="standin")
            assert dump.digest(archive) == whole
            assert archive.connection.execute("SELECT count(*), sum(items) FROM inputs").get == (COUNT // 10, COUNT)
            passages: int = archive.connection.execute(
                "SELECT (SELECT count(*) FROM statements) + (SELECT count(*) FROM quotations WHERE statement IS NULL)"
            ).get
            assert Search.open(archive).size == passages


def test_a_reader_reads_while_writers_come_and_are_killed(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Archive.open(path, create=True).close()
    ours, theirs = _FORK.Pipe()
    reader = _FORK.Process(target=_read, args=(path, theirs))
    reader.start()
    for seconds in (0.05, 0.2, 0.4, 0.1):
        _killed(path, seconds)
    ours.send("enough")
    reads = ours.recv()
    reader.join()
    ours.close()
    theirs.close()
    assert isinstance(reads, int), reads
    assert reads > 5


def _make(path: Path, start: Barrier) -> None:
    start.wait()
    Archive.open(path, create=True).close()


def test_many_processes_make_one_archive_at_once(tmp_path: Path) -> None:
    for number in range(15):
        start = _FORK.Barrier(4)
        processes = [_FORK.Process(target=_make, args=(tmp_path / f"{number}.db", start)) for _ in range(4)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        assert [process.exitcode for process in processes] == [0, 0, 0, 0]


def test_two_processes_at_once_end_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    pairs = [_FORK.Pipe() for _ in range(2)]
    processes = [_FORK.Process(target=_take_in, args=(path, theirs)) for _, theirs in pairs]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    for pair in pairs:
        for end in pair:
            end.close()
    with Archive.open(path) as both, Archive.open(tmp_path / "one.db", create=True) as one:
        ingest(one, reports(COUNT), setup=setup, maker="standin")
        assert dump.digest(both) == dump.digest(one)
        assert Search.open(both).size == Search.open(one).size
