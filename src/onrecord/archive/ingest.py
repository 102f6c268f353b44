"""Taking reports into the archive: a stream in, a transaction a batch.

What a batch stored stays stored, whatever happens next; running the same input again completes what is missing
and changes nothing that is there. The order of the input, how it is cut into batches and how many processes read
make no difference to what the archive holds.
"""

from __future__ import annotations

import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apsw

from onrecord.archive import ids, save
from onrecord.archive.rows import Extracted, Version
from onrecord.archive.store import Archive
from onrecord.archive.workers import FAILED, Outcome, Setup, read_all
from onrecord.model import Article, Notice, Published

BATCH = 64  # reports a transaction
BATCH_SECONDS = 5.0  # or as many as come in this time
_RECENT = 10_000  # reports whose id as read is remembered, for the notices about them


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is: what it counts are reports. `rate` is reports a second, `left` seconds or None."""

    done: int
    new: int
    changed: int
    known: int
    left_out: int
    seconds: float
    rate: float
    left: float | None


@dataclass(frozen=True, slots=True)
class Ingested:
    """What an ingest did: reports opened, versions added to reports that were there, versions that were there
    already, and what was left out, counted by code and in order of it."""

    new: int
    changed: int
    known: int
    left_out: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _Count:
    new: int = 0
    changed: int = 0
    known: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def result(self) -> Ingested:
        return Ingested(self.new, self.changed, self.known, tuple(sorted(self.left_out.items())))


@dataclass(frozen=True, slots=True)
class _Entry:
    """One item of the stream: the report under the id it is stored with, or a notice."""

    item: Article | Notice
    read_id: str | None = None
    stored: bool = False


def ingest(
    archive: Archive,
    items: Iterable[Article | Notice],
    *,
    setup: Setup,
    maker: str,
    source: str = "",
    workers: int = 1,
    batch: int = BATCH,
    total: int | None = None,
    fingerprint: str | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Ingested:
    """Read every article of `items` and store it; a notice among them is stored as what was left out.

    `setup` makes the function that reads one article (see `workers.read_all`), `maker` names the version, weights
    and runtime behind it. `source` names the input that notices without an article belong to. `progress` is called
    after each batch, when all that it counts is on the disk; `total`, where known, gives it the time that is left.
    Where `source` was read to its end under this `fingerprint` before (see `fingerprint_of`), `items` is not touched.
    Raises ArchiveLocked, ArchiveFull or ArchiveDamaged; what was stored before stays.
    """
    if fingerprint is not None and (done := _done(archive, source, fingerprint)) is not None:
        return done
    count, names, started = _Count(), OrderedDict[str, str](), time.monotonic()
    for chunk in _batches(_outcomes(archive, items, setup, workers), batch):
        _store(archive, chunk, count, names, source=source, maker=maker)
        if progress is not None:
            progress(_progress(count, time.monotonic() - started, total))
    if fingerprint is not None and FAILED not in count.left_out:
        with archive.writing() as connection:
            items_read = count.new + count.changed + count.known
            connection.execute(
                "INSERT INTO inputs VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (source, fingerprint, items_read)
            )
    return count.result()


def fingerprint_of(source: str | Path) -> str | None:
    """What changes when a file does: its size and time of change. None for what is no file, and is always read."""
    path = Path(source)
    try:
        told = path.stat()
    except (OSError, ValueError):
        return None
    return f"{told.st_size}-{told.st_mtime_ns}" if path.is_file() else None


def _done(archive: Archive, source: str, fingerprint: str) -> Ingested | None:
    """What a source that was read to its end holds, None where it was not."""
    with archive.reading() as connection:
        sql = "SELECT items FROM inputs WHERE input = ? AND fingerprint = ?"
        items: int | None = connection.execute(sql, (source, fingerprint)).get
        if items is None:
            return None
        sql = "SELECT code, count(*) FROM left_out WHERE input = ? GROUP BY code ORDER BY code"
        left_out: list[Any] = connection.execute(sql, (source,)).fetchall()
    return Ingested(0, 0, items, tuple(left_out))


def _outcomes(
    archive: Archive, items: Iterable[Article | Notice], setup: Setup, workers: int
) -> Iterator[tuple[_Entry, Outcome | None]]:
    entries: deque[_Entry] = deque()  # those handed out and not yet come back
    pending: set[str] = set()

    def handed_out() -> Iterator[Article | Notice]:
        for item in items:
            entry = _entry(archive, item, pending)
            entries.append(entry)
            if isinstance(entry.item, Article) and not entry.stored:
                pending.add(entry.item.id)
                yield entry.item
            else:
                yield Notice("", None, "")  # nothing to read; it keeps its place in the order

    for outcome in read_all(handed_out(), setup, workers=workers):
        entry = entries.popleft()
        if isinstance(entry.item, Article) and not entry.stored:
            pending.discard(entry.item.id)
        yield entry, outcome


def _entry(archive: Archive, item: Article | Notice, pending: set[str]) -> _Entry:
    if isinstance(item, Notice):
        return _Entry(item)
    version = ids.version_id(item)
    renamed = replace(
        item,
        id=version,
        credits=tuple(replace(span, article=version) for span in item.credits),
        published=_renamed(item.published, version),
        modified=_renamed(item.modified, version),
    )
    stored = version in pending or bool(save.known(archive.connection, [version]))
    return _Entry(renamed, item.id, stored)


def _renamed(published: Published | None, version: str) -> Published | None:
    if published is None or published.evidence is None:
        return published
    return replace(published, evidence=replace(published.evidence, article=version))


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


def _store(
    archive: Archive,
    chunk: list[tuple[_Entry, Outcome | None]],
    count: _Count,
    names: OrderedDict[str, str],
    *,
    source: str,
    maker: str,
) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with archive.writing() as connection:
        for entry, outcome in chunk:
            if isinstance(entry.item, Notice):
                _store_notice(connection, entry.item, names, count, source)
            else:
                _remember(names, entry)
                _store_article(connection, entry.item, outcome, count, source=source, maker=maker, now=now)


def _store_article(
    connection: apsw.Connection,
    article: Article,
    outcome: Outcome | None,
    count: _Count,
    *,
    source: str,
    maker: str,
    now: str,
) -> None:
    if isinstance(outcome, Notice):
        named = replace(outcome, article=article.url or article.title or article.id)
        save.save_left_out(connection, article.input or source, named)
        count.left_out[outcome.code] += 1
        return
    number = (
        None if outcome is None else save.save_version(connection, _version(article, outcome), maker=maker, now=now)
    )
    save.save_source(connection, article.id, article, article.input or source)
    if number is None:
        count.known += 1
    elif _siblings(connection, number) > 1:
        count.changed += 1
    else:
        count.new += 1


def _store_notice(
    connection: apsw.Connection, notice: Notice, names: OrderedDict[str, str], count: _Count, source: str
) -> None:
    version = names.get(notice.article or "")
    if version is not None and save.known(connection, [version]):
        save.save_notice(connection, version, notice)
        return
    save.save_left_out(connection, source, notice)
    count.left_out[notice.code] += 1


def _version(article: Article, extracted: Extracted) -> Version:
    return Version(article.id, ids.report_id(article), ids.address(article.url), article, extracted)


def _siblings(connection: apsw.Connection, number: int) -> int:
    sql = "SELECT count(*) FROM versions WHERE report = (SELECT report FROM versions WHERE number = ?)"
    found: int = connection.execute(sql, (number,)).get
    return found


def _remember(names: OrderedDict[str, str], entry: _Entry) -> None:
    assert isinstance(entry.item, Article)
    if entry.read_id is not None:
        names[entry.read_id] = entry.item.id
        if len(names) > _RECENT:
            names.popitem(last=False)


def _progress(count: _Count, seconds: float, total: int | None) -> Progress:
    left_out = count.left_out.total()
    done = count.new + count.changed + count.known + left_out
    rate = done / seconds if seconds > 0 else 0.0
    left = None if total is None or not rate else max(0, total - done) / rate
    return Progress(done, count.new, count.changed, count.known, left_out, seconds, rate, left)
