"""How time and memory grow from 10,000 to 100,000 reports in one archive.

    python -m benchmarks.growth [--reports 100000] [--step 10000] [--encoder 1000] [--figure docs/images/growth.svg]

Two parts, since the encoder would take hours over 100,000 reports and looks at one report at a time whatever the
archive holds. The archive's part is run in full, in rounds as a newsroom's days come: reports with what was read in
them are stored, settled into stories, and indexed; after each round the seconds so far, of the CPU and by the clock
(which tells nothing on a machine that does other things too), and the most memory held. The encoder is run on
`--encoder` reports, in two halves, whose costs should be equal; what both parts take together is computed, not run.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.newsroom import report
from onrecord import pipeline
from onrecord.archive.ingest import ingest
from onrecord.archive.packed import Unpacked
from onrecord.archive.rows import Process, Ready, as_version
from onrecord.archive.search import Search
from onrecord.archive.settle import settle
from onrecord.archive.store import Archive
from onrecord.model import Document, Layout, Person, Quotation, Statement, Surface, Tags
from onrecord.pipeline import extract

WORDS = 150  # a report
HANDED = 500  # invented reports in memory at a time
_SAID = re.compile(r"“([^”]+)[,.]” (?:said )?(\w+ \w+)")


@dataclass(frozen=True, slots=True)
class Point:
    """What it took to so many reports: CPU seconds by part, seconds of the clock, and the most MB held."""

    reports: int
    store: float
    stories: float
    index: float
    clock: float
    memory: float

    @property
    def cpu(self) -> float:
        return self.store + self.stories + self.index


def ready(number: int) -> Ready:
    """An invented report with its direct statements, found by a pattern in place of the encoder."""
    article = as_version(report(number, words=WORDS))
    found = [match for match in _SAID.finditer(article.text) if match[2] not in ("told reporters",)]
    names = sorted({match[2] for match in found})
    people = tuple(Person(f"p{n}", "person", name, (Surface(name, 1),), (), ()) for n, name in enumerate(names))
    statements = tuple(
        Statement(
            id=f"s{n}",
            article=article.id,
            kind="direct",
            content=(article.span(*match.span(1)),),
            source=article.span(*match.span(2)),
            speaker=people[names.index(match[2])].id,
            speaker_basis="name",
            confidence=0.9,
        )
        for n, match in enumerate(found)
    )
    quoted = tuple(Quotation(*match.span(1)) for match in found)
    return Ready(
        article, Unpacked(Document(article, Layout((), (), (), quoted), Tags((), ())), statements, people, ()), ""
    )


def grow(folder: str, reports: int, step: int, told: multiprocessing.SimpleQueue[Point]) -> None:
    """The archive's part, a round a step."""
    spent, clock = {"store": 0.0, "stories": 0.0, "index": 0.0}, 0.0

    @contextmanager
    def timed(part: str) -> Iterator[None]:
        nonlocal clock
        since, started = time.process_time(), time.monotonic()
        yield
        spent[part] += time.process_time() - since
        clock += time.monotonic() - started

    with Archive.open(Path(folder) / "a.db", create=True) as archive:
        for first in range(0, reports, step):
            for some in range(first, first + step, HANDED):
                items = [ready(number) for number in range(some, min(some + HANDED, first + step))]  # not measured
                with timed("store"):
                    ingest(archive, items, setup=_no_reader, maker="")
            with timed("stories"):
                settle(archive)
            with timed("index"):
                Search.open(archive)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            told.put(Point(first + step, **spent, clock=clock, memory=memory))


def _no_reader() -> Process:
    """All reports are read already."""
    return extract


def halves(reports: int) -> tuple[float, float, float]:
    """CPU milliseconds a report in the first and second half of so many, and how many MB more the second held."""
    read = pipeline.reader()
    articles = [report(number, words=WORDS) for number in range(reports)]
    read(articles[0])
    taken, memory = [], []
    for half in (articles[: reports // 2], articles[reports // 2 :]):
        before = time.process_time()
        for article in half:
            read(article)
        taken.append((time.process_time() - before) * 1e3 / len(half))
        memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return taken[0], taken[1], memory[1] - memory[0]


def points(reports: int, step: int) -> Iterator[Point]:
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        told: multiprocessing.SimpleQueue[Point] = context.SimpleQueue()
        process = context.Process(target=grow, args=(folder, reports, step, told))
        process.start()
        for _ in range(0, reports, step):
            while told.empty():
                if process.exitcode:
                    raise SystemExit(f"the run failed with {process.exitcode}")
                time.sleep(1)
            yield told.get()
        process.join()


def figure(found: Sequence[Point]) -> str:
    """Time and memory against reports, relative to the first point, with the straight line they are held against."""
    width, height, edge = 640, 360, 48
    last = found[-1].reports
    most = max(found[-1].cpu / found[0].cpu, last / found[0].reports) * 1.05

    def line(values: Sequence[tuple[int, float]], style: str) -> str:
        spots = " ".join(
            f"{edge + (width - 2 * edge) * x / last:.1f},{height - edge - (height - 2 * edge) * y / most:.1f}"
            for x, y in values
        )
        return f'<polyline points="{spots}" fill="none" {style}/>'

    time_taken = [(point.reports, point.cpu / found[0].cpu) for point in found]
    memory = [(point.reports, point.memory / found[0].memory) for point in found]
    straight = [(found[0].reports, 1.0), (last, last / found[0].reports)]
    ticks = "".join(
        f'<text x="{edge + (width - 2 * edge) * point.reports / last:.0f}" y="{height - edge + 18}" '
        f'text-anchor="middle">{point.reports // 1000}k</text>'
        for point in found
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12">'
        f'<rect width="{width}" height="{height}" fill="white"/>'
        f'<path d="M{edge} {edge}V{height - edge}H{width - edge}" fill="none" stroke="black"/>{ticks}'
        + line(straight, 'stroke="#999" stroke-dasharray="4 4"')
        + line(time_taken, 'stroke="#0b57d0" stroke-width="2"')
        + line(memory, 'stroke="#b3261e" stroke-width="2"')
        + f'<text x="{edge + 8}" y="{edge + 4}" fill="#0b57d0">CPU time: {time_taken[-1][1]:.1f} × that of the first '
        f"{found[0].reports:,}</text>"
        f'<text x="{edge + 8}" y="{edge + 22}" fill="#b3261e">memory: {memory[-1][1]:.2f} ×</text>'
        f'<text x="{edge + 8}" y="{edge + 40}" fill="#666">dashed: in proportion</text>'
        f'<text x="{width / 2}" y="{height - 8}" text-anchor="middle">reports in the archive</text></svg>\n'
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--step", type=int, default=10_000)
    parser.add_argument("--encoder", type=int, default=1_000)
    parser.add_argument("--figure", type=Path)
    options = parser.parse_args()
    print("  reports   store s  stories s   index s      CPU s  ms a report    clock s     MB")
    found: list[Point] = []
    for point in points(options.reports, options.step):
        found.append(point)
        print(
            f"{point.reports:9} {point.store:9.1f} {point.stories:10.1f} {point.index:9.1f} {point.cpu:10.1f} "
            f"{point.cpu * 1e3 / point.reports:12.2f} {point.clock:10.1f} {point.memory:6.0f}",
            flush=True,
        )
    first, last = found[0], found[-1]
    print(
        f"the archive's part, from {first.reports:,} to {last.reports:,} reports: time {last.cpu / first.cpu:.1f} × "
        f"(by the clock {last.clock / first.clock:.1f} ×), memory {last.memory / first.memory:.2f} ×"
    )
    if options.figure:
        options.figure.write_text(figure(found), encoding="utf-8")
    if options.encoder:
        one, two, more = halves(options.encoder)
        print(f"encoder and resolution: {one:.1f} then {two:.1f} ms CPU a report of {WORDS} words, {more:+.0f} MB")
        reading = (one + two) / 2e3
        both = [point.cpu + reading * point.reports for point in (first, last)]
        print(f"both parts, computed from these: time {both[1] / both[0]:.2f} ×")


if __name__ == "__main__":
    main()
