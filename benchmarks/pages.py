"""HTML pages to stored records, all stages on: `onrecord ingest` of a packed web archive with two processes.

    python -m benchmarks.pages [--pages 400] [--words 600] [--workers 2]

Pages a second by the clock tell what a user sees, where nothing else runs; pages a CPU-second, times the processes,
tell it on a shared machine. Beside it what the parts take in one process, CPU milliseconds a page: reading the page is
the work of fastwarc, lxml and trafilatura, the rest is onrecord's own.
"""

from __future__ import annotations

import argparse
import gzip
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.newsroom import page, report
from onrecord import pipeline
from onrecord.archive import inputs
from onrecord.archive.ingest import ingest
from onrecord.archive.search import Search
from onrecord.archive.settle import settle
from onrecord.archive.store import Archive
from onrecord.limits import Limits
from onrecord.model import Article
from onrecord.read import read_many


def write_warc(path: Path, pages: int, words: int) -> None:
    """A packed web archive of invented pages, a member a record."""
    with path.open("wb") as file:
        for number in range(pages):
            article = report(number, words=words)
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(article).encode()
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {article.url}\r\n"
                f"WARC-Date: 2031-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:08}>\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0))


def cpu() -> float:
    """CPU seconds of this process and of those it has waited for."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


@contextmanager
def measured(name: str, pages: int) -> Iterator[None]:
    before = cpu()
    yield
    print(f"  {name:34} {(cpu() - before) * 1e3 / pages:8.1f} ms")


def whole(source: Path, archive: Path, *, pages: int, workers: int) -> None:
    """The whole way, as the command goes it."""
    limits = Limits()
    started, before = time.monotonic(), cpu()
    with Archive.open(archive, create=True) as held:
        found = inputs.items(held, inputs.plan([str(source)], limits=limits), limits=limits)
        done = ingest(held, found, setup=pipeline.reader, maker=pipeline.made_by(), workers=workers)
        settled = settle(held)
        Search.open(held)
    taken, used = time.monotonic() - started, cpu() - before
    assert done.new == pages, done
    print(
        f"{pages} pages, {workers} processes: {pages / taken:.1f} a second by the clock; {pages / used:.1f} a "
        f"CPU-second, {workers * pages / used:.1f} a second with {workers} cores free; {settled.stories} stories"
    )


def by_part(source: Path, archive: Path, pages: int) -> None:
    print("CPU a page, one process:")
    with measured("reading the page", pages):
        articles = [item for item in read_many(source) if isinstance(item, Article)]
    reader = pipeline.reader()
    reader(articles[0])
    with measured("cutting and the encoder", pages):
        for article in articles:
            pipeline.document(article)
    with measured("these, people, speakers and dates", pages):
        found = {article.id: reader(article) for article in articles}
    with Archive.open(archive, create=True) as held:
        with measured("storing", pages):
            ingest(held, articles, setup=lambda: lambda article: _again(found, article), maker="benchmark")
        with measured("stories", pages):
            settle(held)
        with measured("the search index", pages):
            Search.open(held)


def _again(found: dict[str, pipeline.Extraction | object], article: Article) -> pipeline.Extraction:
    """What was read before, whatever the article is called now: ids are no part of what is measured."""
    from dataclasses import replace

    first = next(iter(found))
    extraction = found.pop(first)
    assert isinstance(extraction, pipeline.Extraction)
    document = extraction.document
    return replace(extraction, document=replace(document, article=replace(article, id=article.id)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--words", type=int, default=600)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "day.warc.gz"
        write_warc(source, options.pages, options.words)
        print(f"{source.stat().st_size / options.pages / 1e3:.0f} kB a page, packed")
        whole(source, Path(folder) / "a.db", pages=options.pages, workers=options.workers)
        by_part(source, Path(folder) / "b.db", options.pages)


if __name__ == "__main__":
    main()
