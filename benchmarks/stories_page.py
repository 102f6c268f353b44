"""A page of stories out of an archive of many reports, against Datasette's page of the same table in the same run.

    python -m benchmarks.stories_page [--reports 100000]

The archive is filled by SQL, without the encoder: its tables and indices are those of every archive. Times are of
whole requests over HTTP to a local server, one at a time, warm. Datasette (in an environment of its own) serves the
same rows of the same file: fifty stories, newest first.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from benchmarks.invented import Speech
from benchmarks.peers import peer_python
from onrecord.archive.search import Search
from onrecord.archive.store import Archive
from onrecord.web.app import application

A_STORY = 1.7  # reports, on average
OUTLETS = 400
DATASETTE = ("datasette==0.65.5", "setuptools<81")  # it imports pkg_resources
ROUNDS = 15


def fill(path: Path, reports: int, *, seed: int = 11) -> None:
    """An archive of so many one-statement reports in stories of one to five."""
    speech, rng = Speech(seed, vocabulary=20_000), random.Random(seed)
    with Archive.open(path, create=True) as held:
        with held.writing() as sql:
            story = left = 0
            for n in range(1, reports + 1):
                if not left:
                    story, left = story + 1, rng.choices((1, 2, 3, 5), (60, 25, 10, 5))[0]
                    day = 1 + rng.randrange(3_600)
                    title = " ".join(speech.any.next() for _ in range(7)).capitalize()
                    sql.execute(
                        "INSERT INTO stories VALUES (?, ?, ?, NULL, NULL, 0, 1)", (story, f"s{story:07}", title)
                    )
                left -= 1
                _report(sql.execute, speech, rng, n, story, title, day)
            sql.execute(
                "UPDATE stories SET (first, last, reports) = (SELECT min(v.published), max(v.published), count(*)"
                " FROM story_reports r JOIN versions v ON v.report = r.report WHERE r.story = stories.number)"
            )
        Search.open(held)


def _report(
    execute: Callable[..., object], speech: Speech, rng: random.Random, n: int, story: int, title: str, day: int
) -> None:
    name, words = rng.choice(speech.names), speech.sentence()
    date = time.strftime("%Y-%m-%d", time.gmtime(86_400 * (14_600 + day + rng.randrange(2))))
    text = f"{title}.\n\n“{words}” {name} said."
    outlet = f"Outlet {min(int(rng.paretovariate(0.8)), OUTLETS)}"
    execute("INSERT INTO reports VALUES (?, ?, NULL)", (n, f"r{n:07}"))
    execute(
        "INSERT INTO versions (number, id, report, outlet, title, role, published, published_basis, day, maker,"
        " ingested, text) VALUES (?1, ?2, ?1, ?3, ?4, 'report', ?5, 'given', ?6, 'none', '', ?7)",
        (n, f"v{n:07}", outlet, title, date, 733_774 + day, text),
    )
    execute("INSERT INTO persons VALUES (?1, ?1, 0, 'person', ?2)", (n, name))
    execute("INSERT INTO names VALUES (?, 0, ?, 1)", (n, name))
    execute(
        "INSERT INTO statements VALUES (?1, ?1, 0, 'direct', ?2, NULL, NULL, NULL, NULL, ?1, 'name', 0.9, NULL)",
        (n, words),
    )
    start = text.index("“") + 1
    execute("INSERT INTO contents VALUES (?, 0, ?, ?)", (n, start, start + len(words)))
    execute("INSERT INTO story_reports VALUES (?, ?, ?)", (n, f"s{story:07}", story))


@contextmanager
def ours(path: Path) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(application(path), port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@contextmanager
def datasette(path: Path) -> Iterator[str]:
    python, address = peer_python(*DATASETTE), "http://127.0.0.1:8799"
    command = [
        python,
        "-m",
        "datasette",
        "serve",
        str(path),
        "--port",
        "8799",
        "--setting",
        "sql_time_limit_ms",
        "60000",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        for _ in range(300):
            try:
                urllib.request.urlopen(address).close()
                break
            except urllib.error.URLError:
                time.sleep(0.2)
        yield f"{address}/{path.stem}"
        running.terminate()


def timed(address: str, *, rounds: int = ROUNDS) -> list[float]:
    """Milliseconds of each request, after two that warm up."""
    times = []
    for n in range(rounds + 2):
        started = time.perf_counter()
        with urllib.request.urlopen(address) as answer:
            size = len(answer.read())
        if n >= 2:
            times.append(1_000 * (time.perf_counter() - started))
    assert size > 1_000, address
    return sorted(times)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=100_000)
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        started = time.perf_counter()
        fill(path, wanted.reports)
        print(f"{wanted.reports} reports stored and indexed in {time.perf_counter() - started:.0f} s")
        name = Speech(11, vocabulary=20_000).names[0].split()[-1]
        pages = {
            "newest": "/",
            "by outlet (many reports)": "/?outlet=Outlet+1",
            "by outlet (few reports)": "/?outlet=Outlet+377",
            "by person": f"/?person={name}",
            "by day": "/?day=2012-06-01",
            "by words of the title": "/?q=ba",
            "by words that no title has": "/?q=nosuchwords",
        }
        print(f"{'page':28} {'p50 ms':>8} {'worst ms':>9} {'against Datasette':>18}")
        with ours(path) as address, datasette(path) as peer:
            theirs = timed(f"{peer}/stories?_sort_desc=last&_size=50")
            for label, query in pages.items():
                times = timed(address + query)
                half = statistics.median(times)
                print(f"{label:28} {half:8.1f} {times[-1]:9.1f} {statistics.median(theirs) / half:17.2f}x")
            print(f"{'Datasette, the same table':28} {statistics.median(theirs):8.1f} {theirs[-1]:9.1f}")


if __name__ == "__main__":
    main()
