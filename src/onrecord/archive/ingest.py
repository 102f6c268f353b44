"""Taking reports into the archive: a stream in, a transaction a batch.

What a batch stored stays stored, whatever happens next; running the same input again completes what is missing
and changes nothing that is there. The order of the input, how it is cut into batches and how many processes read
make no difference to what the archive holds.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import apsw

from onrecord.archive import ids, inputs, save
from onrecord.archive.counts import Count, Progress
from onrecord.archive.rows import Begun, Ended, Extracted, Ingested, Item, Ready, Told, Version, as_version
from onrecord.archive.store import Archive
from onrecord.archive.workers import Outcome, Setup, read_all
from onrecord.model import Article, Notice

BATCH = 64  # reports a transaction
BATCH_SECONDS = 5.0  # or as many as come in this time
_RECENT = 10_000  # reports whose id as read is remembered, for the notices about them
_NOTHING = Notice("", None, "")  # what need not be read keeps its place in the order


@dataclass(frozen=True, slots=True)
class _Entry:
    """One item of the stream: a report under the id it is stored with, as it was called before that, and whether it is
    there already."""

    item: Item
    read_id: str | None = None
    stored: bool = False

    @property
    def to_read(self) -> Article | None:
        return self.item if isinstance(self.item, Article) and not self.stored else None


def ingest(
    archive: Archive,
    items: Iterable[Item],
    *,
    setup: Setup,
    maker: str,
    source: str = "",
    workers: int = 1,
    batch: int = BATCH,
    size: int = 0,
    progress: Callable[[Progress], None] | None = None,
) -> Ingested:
    """Read every article of `items` and store it; a notice among them is stored as what was left out.

    `setup` makes the function that reads one article (see `workers.read_all`), `maker` names the version, weights
    and runtime behind it. `source` names the input of whatever stands between no `Begun` and `Ended`; a piece that
    ended is not read again by `inputs.items`. `progress` is called after each batch, when all that it counts is on the
    disk; `size`, the bytes of all pieces to read, gives it the time that is left.
    Raises ArchiveLocked, ArchiveFull or ArchiveDamaged; what was stored before stays.
    """
    count, run = Count(size), _Run(source, maker)
    for chunk in _batches(_outcomes(archive, items, setup, workers), batch):
        run.store(archive, chunk, count)
        if progress is not None:
            progress(count.progress())
    return count.result()


def _outcomes(
    archive: Archive, items: Iterable[Item], setup: Setup, workers: int
) -> Iterator[tuple[_Entry, Outcome | None]]:
    entries: deque[_Entry] = deque()  # those handed out and not yet come back
    pending: set[str] = set()

    def handed_out() -> Iterator[Article | Notice]:
        for item in items:
            entry = _entry(archive, item, pending)
            entries.append(entry)
            if (article := entry.to_read) is not None:
                pending.add(article.id)
                yield article
            else:
                yield _NOTHING

    for outcome in read_all(handed_out(), setup, workers=workers):
        entry = entries.popleft()
        if (article := entry.to_read) is not None:
            pending.discard(article.id)
        yield entry, outcome


def _entry(archive: Archive, item: Item, pending: set[str]) -> _Entry:
    if not isinstance(item, Article):
        return _Entry(item)
    article = as_version(item)
    stored = article.id in pending or bool(save.known(archive.connection, [article.id]))
    return _Entry(article, item.id, stored)


def _batches(
    outcomes: Iterable[tuple[_Entry, Outcome | None]], size: int
) -> Iterator[list[tuple[_Entry, Outcome | None]]]:
    chunk: list[tuple[_Entry, Outcome | None]] = []
    since = time.monotonic()
    for outcome in outcomes:
        chunk.append(outcome)
        if len(chunk) >= size or time.monotonic() - since >= BATCH_SECONDS:
            yield chunk
            chunk, since = [], time.monotonic()
    if chunk:
        yield chunk


class _Run:
    """One ingest under way: which input it is at, and what its latest reports were called there."""

    def __init__(self, source: str, maker: str) -> None:
        self._outside = self._source = source
        self._maker = maker
        self._names: OrderedDict[str, str] = OrderedDict()

    def store(self, archive: Archive, chunk: list[tuple[_Entry, Outcome | None]], count: Count) -> None:
        """One transaction."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with archive.writing() as connection:
            for entry, outcome in chunk:
                self._store(connection, entry, outcome, count, now)

    def _store(
        self, connection: apsw.Connection, entry: _Entry, outcome: Outcome | None, count: Count, now: str
    ) -> None:
        item = entry.item
        if isinstance(item, Begun):
            self._source = item.piece.name
            count.begin()
        elif isinstance(item, Ended):
            inputs.note(connection, item, count.end(item))
            self._source = self._outside
        elif isinstance(item, Notice):
            self._store_notice(connection, item, count, self._source)
        elif isinstance(item, Told):
            self._store_notice(connection, item.notice, count, item.input)
        elif isinstance(item, Ready):
            self._remember(item.article.id, item.article.id)
            self._store_article(connection, item.article, item.extracted, count, item.maker, now)
        else:
            self._remember(entry.read_id, item.id)
            self._store_article(connection, item, outcome, count, self._maker, now)

    def _store_article(
        self,
        connection: apsw.Connection,
        article: Article,
        outcome: Outcome | None,
        count: Count,
        maker: str,
        now: str,
    ) -> None:
        if isinstance(outcome, Notice):
            named = replace(outcome, article=article.url or article.title or article.id)
            save.save_left_out(connection, article.input or self._source, named)
            count.left_out[outcome.code] += 1
            return
        number = None
        if outcome is not None:
            number = save.save_version(connection, _version(article, outcome), maker=maker, now=now)
        save.save_source(connection, article.id, article, article.input or self._source)
        if number is None:
            count.known += 1
        elif save.siblings(connection, number) > 1:
            count.changed += 1
        else:
            count.new += 1

    def _store_notice(self, connection: apsw.Connection, notice: Notice, count: Count, source: str) -> None:
        version = self._names.get(notice.article or "")
        if version is not None and save.known(connection, [version]):
            save.save_notice(connection, version, notice)
            return
        save.save_left_out(connection, source, notice)
        count.left_out[notice.code] += 1

    def _remember(self, read_id: str | None, version: str) -> None:
        if read_id is not None:
            self._names[read_id] = version
            if len(self._names) > _RECENT:
                self._names.popitem(last=False)


def _version(article: Article, extracted: Extracted) -> Version:
    return Version(article.id, ids.report_id(article), ids.address(article.url), article, extracted)
