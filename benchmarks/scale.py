"""What an engine costs over plain processes: the same worker on the same pieces, side by side in the same run.

    python -m benchmarks.scale [--reports 5000] [--workers 2] [--words 60] [--engine daft] [--rounds 1]

Each run reads all reports with the encoder and writes them as Parquet; it starts in a process of its own, so that the
start of the engine and of its workers counts. Then both are taken into archives, which must be equal.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.newsroom import report
from onrecord import pipeline
from onrecord.archive import dump, inputs
from onrecord.archive.ingest import ingest
from onrecord.archive.store import Archive
from onrecord.limits import Limits
from onrecord.read.pieces import Piece
from onrecord.scale.program import Engine, run
from onrecord.scale.work import Worker

LIMITS = Limits(piece_rows=125)
_SPAWN = multiprocessing.get_context("spawn")
_worker: Worker | None = None


def write_table(path: Path, reports: int, words: int) -> None:
    articles = (report(number, words=words) for number in range(reports))
    rows = [
        {"text": one.text, "url": one.url, "title": one.title, "date": one.published and one.published.value}
        for one in articles
    ]
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=125)


def _prepare(folder: str) -> None:
    global _worker
    _worker = Worker(folder, pipeline.reader, pipeline.made_by(), LIMITS)


def _read(piece: Piece) -> int:
    assert _worker is not None
    return _worker.read(piece).reports


def plain(pieces: list[Piece], folder: Path, workers: int) -> int:
    """Processes and nothing else."""
    folder.mkdir()
    with ProcessPoolExecutor(workers, mp_context=_SPAWN, initializer=_prepare, initargs=(str(folder),)) as pool:
        return sum(pool.map(_read, pieces))


def engine(pieces: list[Piece], folder: Path, workers: int, name: Engine) -> int:
    parts = run(
        pieces,
        folder=folder,
        engine=name,
        workers=workers,
        setup=pipeline.reader,
        maker=pipeline.made_by(),
        limits=LIMITS,
    )
    return sum(part.reports for part in parts)


def alone(told: Connection, name: str, pieces: list[Piece], folder: Path, workers: int) -> None:
    """One run, in a process of its own: reports, seconds, CPU seconds of this process and of its children."""
    started = time.monotonic()
    reports = plain(pieces, folder, workers) if name == "plain" else engine(pieces, folder, workers, name)  # type: ignore[arg-type]
    taken = time.monotonic() - started
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    told.send((reports, taken, sum(one.ru_utime + one.ru_stime for one in used)))


def measure(name: str, pieces: list[Piece], folder: Path, workers: int) -> tuple[float, float]:
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=alone, args=(theirs, name, pieces, folder, workers))
    process.start()
    reports, taken, used = ours.recv()
    process.join()
    print(f"{name:6} {reports} reports, {workers} workers: {taken:.1f} s, {used:.1f} s CPU", flush=True)
    return taken, used


def taken_up(folder: Path) -> str:
    """The digest of an archive of these parts."""
    with tempfile.TemporaryDirectory() as place, Archive.open(Path(place) / "a.db", create=True) as archive:
        planned = inputs.plan([str(folder)], limits=Limits())
        ingest(archive, inputs.items(archive, planned, limits=Limits()), setup=pipeline.reader, maker="")
        return dump.digest(archive)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=5_000)
    parser.add_argument("--words", type=int, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--engine", choices=["daft", "ray"], default="daft")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        write_table(home / "day.parquet", options.reports, options.words)
        planned = inputs.plan([str(home / "day.parquet")], limits=LIMITS)
        pieces = [one for _, one in planned if isinstance(one, Piece)]
        found: dict[str, list[tuple[float, float]]] = {"plain": [], options.engine: []}
        for number in range(options.rounds):
            for name, measured in found.items():
                measured.append(measure(name, pieces, home / f"{name}{number}", options.workers))
        clock, used = ([median(one[at] for one in found[name]) for name in ("plain", options.engine)] for at in (0, 1))
        over = [theirs / ours - 1 for ours, theirs in (clock, used)]
        print(f"{options.engine} over plain: {over[0]:+.1%} by the clock, {over[1]:+.1%} CPU")
        same = taken_up(home / "plain0") == taken_up(home / f"{options.engine}0")
        print("the same rows" if same else "DIFFERENT ROWS")


if __name__ == "__main__":
    main()
