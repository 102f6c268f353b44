"""`verify` over an archive of invented quotations, against SQLite's FTS5 on the same words in the same run.

    python -m benchmarks.verify [--quotations 1000000] [--queries 500] [--peer-queries 500] [--folder runs/verify]

Queries: a whole quotation, one with one or two words altered, ten words of one. `search` and `FTS5` do the same work:
find 50 quotations by the eight rarest terms, ranked by bm25 (FTS5 is told the rarest words from a table of counts, the
best way of asking it that we know), fetch them, and re-rank them in the same way. `verify` is the whole call, with
classification, sources, witnesses. Recall@1: the first answer is the quotation asked for, or has the words no less (a
sentence that comes back in another quotation). The archive is kept for the next run. At ten million quotations FTS5
takes seconds a query: `--peer-queries` asks it the first so many of each kind (0: it is left out), and the ratio is
taken on these.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import apsw
import numpy as np

from benchmarks.invented import Speech
from onrecord.archive import ids, save
from onrecord.archive.match import Query
from onrecord.archive.rows import Version
from onrecord.archive.search import TERMS, Search
from onrecord.archive.store import Archive
from onrecord.archive.terms import fold_words
from onrecord.archive.verify import verify
from onrecord.model import Article, Document, Layout, Person, Published, Quotation, Statement, Surface, Tags, Timex

PER_REPORT = 20
AT_ONCE = 500  # reports a transaction
CANDIDATES = 50


@dataclass(frozen=True, slots=True)
class Extraction:
    document: Document
    statements: tuple[Statement, ...]
    people: tuple[Person, ...]
    timexes: tuple[Timex, ...] = ()


# building --------------------------------------------------------------------------------------
def report(number: int, quotations: list[str], speech: Speech) -> Version:
    """A report of these quotations, each by one of five speakers."""
    names = sorted(set(speech.rng.choices(speech.names, k=5)))
    said = [speech.rng.choice(names) for _ in quotations]
    pieces = [f"“{words}” {name} said." for words, name in zip(quotations, said, strict=True)]
    starts = [sum(len(piece) + 2 for piece in pieces[:at]) + 1 for at in range(len(pieces))]
    published = Published(f"20{10 + number % 20}-{1 + number % 12:02d}-{1 + number % 28:02d}", "given")
    article = Article(f"b{number}", "\n\n".join(pieces), url=f"https://bench.example/{number}", published=published)
    people = tuple(Person(f"p-{name}", "person", name, (Surface(name, 1),), (), ()) for name in names)
    statements = tuple(
        Statement(
            id=f"s{at}",
            article=article.id,
            kind="direct",
            content=(article.span(start, start + len(words)),),
            speaker=f"p-{name}",
            speaker_basis="name",
            confidence=1.0,
        )
        for at, (start, words, name) in enumerate(zip(starts, quotations, said, strict=True))
    )
    quoted = tuple(Quotation(start, start + len(words)) for start, words in zip(starts, quotations, strict=True))
    document = Document(article, Layout((), (), (), quoted), Tags((), ()))
    read = Extraction(document, statements, people)
    return Version(ids.version_id(article), ids.report_id(article), ids.address(article.url), article, read)


def build(path: Path, quotations: int) -> None:
    """The database, without its index."""
    speech = Speech(7)
    source = speech.quotations(quotations)
    with Archive.open(path, create=True) as archive:
        for first in range(0, quotations // PER_REPORT, AT_ONCE):
            with archive.writing() as connection:
                for number in range(first, min(first + AT_ONCE, quotations // PER_REPORT)):
                    version = report(number, [next(source) for _ in range(PER_REPORT)], speech)
                    save.save_version(connection, version, maker="benchmark", now="")


def index(path: Path) -> None:
    """The search index, in a process of its own so that its memory can be told."""
    started, cpu = time.monotonic(), time.process_time()
    with Archive.open(path) as archive:
        search = Search.open(archive)
        size = sum(file.stat().st_size for file in archive.index_path.iterdir())
        text: int = archive.connection.execute("SELECT sum(length(CAST(words AS BLOB))) FROM statements").get
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"index: {search.size} passages, {size / text:.2f} × the text ({size / 1e6:.0f} MB), "
            f"{time.monotonic() - started:.0f} s ({time.process_time() - cpu:.0f} s CPU), {memory:.0f} MB at most"
        )


def build_peer(path: Path, peer: Path) -> None:
    """FTS5's index, contentless, in a database of its own; the words are fetched from ours."""
    started, cpu = time.monotonic(), time.process_time()
    part = peer.with_suffix(".part")
    part.unlink(missing_ok=True)
    connection = apsw.Connection(str(part))
    connection.execute("CREATE VIRTUAL TABLE said USING fts5(words, content='')")
    source = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    with connection:
        connection.executemany(
            "INSERT INTO said (rowid, words) VALUES (?, ?)",
            (
                (number, " ".join(fold_words(words)))
                for number, words in source.execute("SELECT number, words FROM statements")
            ),
        )
    connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(said, row)")
    with connection:
        connection.execute("CREATE TABLE counted (term TEXT PRIMARY KEY, docs INTEGER) WITHOUT ROWID")
        connection.execute("INSERT INTO counted SELECT term, doc FROM vocabulary")
    connection.close()
    part.rename(peer)
    print(
        f"FTS5:  {peer.stat().st_size / 1e6:.0f} MB, "
        f"{time.monotonic() - started:.0f} s ({time.process_time() - cpu:.0f} s CPU)"
    )


# asking ----------------------------------------------------------------------------------------
def altered(words: list[str], rng: random.Random, speech: Speech) -> list[str]:
    """One or two words replaced by others of the vocabulary."""
    out = list(words)
    for at in rng.sample(range(len(out)), min(len(out), rng.choice((1, 2)))):
        out[at] = speech.any.next()
    return out


def ten(words: list[str], rng: random.Random, _: Speech) -> list[str]:
    """Ten words in a row."""
    start = rng.randrange(max(1, len(words) - 9))
    return words[start : start + 10]


KINDS: dict[str, Callable[[list[str], random.Random, Speech], list[str]]] = {
    "exact": lambda words, _, __: words,
    "altered": altered,
    "partial": ten,
}


def questions(archive: Archive, how_many: int) -> Iterator[tuple[str, str, str]]:
    """Kind, the words asked for, the quotation they were taken from."""
    rng, speech = random.Random(3), Speech(7)
    last: int = archive.connection.execute("SELECT max(number) FROM statements").get
    for kind, change in KINDS.items():
        for _ in range(how_many):
            number = rng.randint(1, last)
            words: str = archive.connection.execute("SELECT words FROM statements WHERE number = ?", (number,)).get
            yield kind, " ".join(change(words.split(), rng, speech)), words


def whole(archive: Archive, search: Search, asked: str) -> str:
    """The words of the first reading that `verify` gives."""
    readings = verify(archive, asked, search=search).readings
    return readings[0].words if readings else ""


def ours(archive: Archive, search: Search, asked: str) -> str:
    """The best of the passages that the index gives."""
    query = Query(asked)
    return _best(archive, query, [key.number for key in search.find(query.words, limit=CANDIDATES)])


def theirs(archive: Archive, peer: apsw.Connection, asked: str) -> str:
    """The best of the passages that FTS5 gives."""
    query = Query(asked)
    words = dict.fromkeys(query.words)
    docs = {word: peer.execute("SELECT docs FROM counted WHERE term = ?", (word,)).get or 0 for word in words}
    rarest = sorted((word for word in words if docs[word]), key=lambda word: docs[word])[:TERMS]
    match = " OR ".join(f'"{word}"' for word in rarest)
    hits = peer.execute("SELECT rowid FROM said WHERE said MATCH ? ORDER BY rank LIMIT ?", (match, CANDIDATES))
    return _best(archive, query, [int(row[0]) for row in hits])


def _best(archive: Archive, query: Query, numbers: list[int]) -> str:
    sql = f"SELECT words FROM statements WHERE number IN ({','.join(map(str, numbers))})"
    rows = archive.connection.execute(sql).fetchall()
    return max((str(row[0]) for row in rows), key=lambda words: query.score(fold_words(words)).share, default="")


def right(asked: str, target: str, answer: str) -> bool:
    """Whether the answer is the quotation asked for, or has the words no less."""
    query = Query(asked)
    return answer == target or query.score(fold_words(answer)).share >= query.score(fold_words(target)).share


def ask(archive: Archive, peer: Path, how_many: int, of_peer: int) -> None:
    """Ask every tool and print what it took; the peer only `of_peer` questions of each kind."""
    search = Search.open(archive)
    asked = list(questions(archive, how_many))
    tools: dict[str, Callable[[str], str]] = {
        "verify": lambda words: whole(archive, search, words),
        "search": lambda words: ours(archive, search, words),
    }
    if of_peer:
        connection = apsw.Connection(str(peer), flags=apsw.SQLITE_OPEN_READONLY)
        tools["FTS5"] = lambda words: theirs(archive, connection, words)
    for _, words, _ in asked[:: max(1, len(asked) // 50)]:
        for name in ("verify", "search"):
            tools[name](words)
    print(
        f"{'tool':9} {'query':8} {'asked':>6} {'recall@1':>9} {'p50 ms':>8} {'p99 ms':>8} {'p50 CPU':>8} {'p99 CPU':>8}"
    )
    for kind in KINDS:
        these = [one for one in asked if one[0] == kind]
        cpu: dict[str, list[float]] = {}
        for name, tool in tools.items():  # side by side, so that what else the machine does falls on both
            answers = [_timed(tool, *one) for one in (these[:of_peer] if name == "FTS5" else these)]
            taken, cpu[name], good = ([one[at] for one in answers] for at in range(3))
            figures = [*np.percentile(taken, (50, 99)), *np.percentile(cpu[name], (50, 99))]
            shown = " ".join(f"{figure:8.2f}" for figure in figures)
            print(f"{name:9} {kind:8} {len(good):6} {sum(good) / len(good):9.3f} {shown}", flush=True)
        if not of_peer:
            continue
        ratio = np.median(cpu["FTS5"]) / np.median(cpu["search"][:of_peer])
        print(f"{kind}: search is {ratio:.1f} × as fast as FTS5 at p50 (CPU, the same queries)")


def _timed(tool: Callable[[str], str], kind: str, words: str, target: str) -> tuple[float, float, bool]:
    """Milliseconds by the clock, milliseconds of CPU, whether the answer is right."""
    started, before = time.perf_counter(), time.process_time()
    answer = tool(words)
    cpu, taken = time.process_time() - before, time.perf_counter() - started
    return taken * 1e3, cpu * 1e3, right(words, target, answer)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quotations", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--peer-queries", type=int, default=500)
    parser.add_argument("--folder", type=Path, default=Path("runs/verify"))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    path = options.folder / f"{options.quotations}.db"
    peer = options.folder / f"{options.quotations}-fts5.db"
    if not path.exists():
        started = time.monotonic()
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        build(part, options.quotations)
        part.rename(path)
        print(f"database: {path.stat().st_size / 1e6:.0f} MB, {time.monotonic() - started:.0f} s")
        process = multiprocessing.get_context("spawn").Process(target=index, args=(path,))
        process.start()
        process.join()
    if options.peer_queries and not peer.exists():
        build_peer(path, peer)
    with Archive.open(path) as archive:
        ask(archive, peer, options.queries, options.peer_queries)


if __name__ == "__main__":
    main()
