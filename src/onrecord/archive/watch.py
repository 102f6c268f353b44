"""Watching feeds for weeks: new reports are taken in, and published ones looked at again for silent changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from onrecord.archive.came_to_light import Altered, altered_quotations, silent_changes
from onrecord.archive.diff import VersionDiff
from onrecord.archive.ingest import ingest
from onrecord.archive.polite import Answer, Polite
from onrecord.archive.rows import Ingested
from onrecord.archive.search import Search
from onrecord.archive.settle import settle
from onrecord.archive.store import Archive
from onrecord.archive.story_record import Compare
from onrecord.archive.workers import Setup
from onrecord.errors import OnrecordError
from onrecord.model import Article, Notice, Published
from onrecord.read import read_bytes
from onrecord.read.decode import decode
from onrecord.read.feed import entries
from onrecord.read.isodate import iso_date

EVERY = 900.0  # seconds between two polls of a feed
AGAIN = (
    3_600.0,
    6 * 3_600.0,
    24 * 3_600.0,
    7 * 24 * 3_600.0,
)  # when a page is looked at again, each from the last time
NEVER = 9e15
MOST_FAILURES = 8  # in a row, after which a page is given up
_BACK_OFF, _LONGEST = 60.0, 6 * 3_600.0  # after failures in a row: doubled each time, no longer than this
_ENTRIES = 500  # of one feed, the first ones, that are followed
_PAGES = 2_000  # fetched in one round
_HOSTS = 8  # asked at the same time


@dataclass(frozen=True, slots=True)
class Round:
    """One look at all that was due: how many feeds and pages were asked for, what was taken in, the silent changes
    and the altered quotations that came to light, and what failed (address and reason)."""

    feeds: int
    pages: int
    ingested: Ingested
    changes: tuple[VersionDiff, ...]
    altered: tuple[Altered, ...]
    failed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Due:
    """An address to ask for, with what is remembered of it."""

    url: str
    kind: str
    etag: str | None
    last_modified: str | None
    times: int
    failures: int
    title: str | None
    published: str | None
    outlet: str | None


def watch(
    archive: Archive,
    feeds: Iterable[str],
    *,
    setup: Setup,
    maker: str,
    stop: threading.Event,
    polite: Polite | None = None,
    every: float = EVERY,
    compare: Compare | None = None,
    told: Callable[[Round], None] | None = None,
) -> None:
    """Poll `feeds` (addresses) until `stop` is set, `every` so many seconds, and tell each round that did anything.

    With `compare` (see `story_record`) the stories of new reports are compared, for altered quotations.
    Once stopped it ends after the request under way, with everything fetched so far stored. A host that fails is
    asked again later, with growing waits; nothing that a server does ends the watch. Raises the errors of the archive.
    """
    asking = Polite(stop=stop) if polite is None else polite
    follow(archive, feeds)
    while not stop.is_set():
        done = look(archive, setup=setup, maker=maker, stop=stop, polite=asking, every=every, compare=compare)
        if told is not None and (done.feeds or done.pages):
            told(done)
        stop.wait(max(0.05, min(every, _next(archive) - time.time())))


def follow(archive: Archive, feeds: Iterable[str]) -> None:
    """Add these addresses to the feeds that are watched; feeds that are not named are watched no longer."""
    wanted = list(dict.fromkeys(feeds))
    with archive.writing() as connection:
        held: list[Any] = connection.execute("SELECT url FROM watched WHERE kind = 'feed'").fetchall()
        gone = [(url,) for (url,) in held if url not in wanted]
        connection.executemany("DELETE FROM watched WHERE url = ?", gone)
        sql = "INSERT INTO watched (url, kind) VALUES (?, 'feed') ON CONFLICT (url) DO UPDATE SET kind = 'feed'"
        connection.executemany(sql, [(url,) for url in wanted])


def look(
    archive: Archive,
    *,
    setup: Setup,
    maker: str,
    stop: threading.Event,
    polite: Polite,
    every: float = EVERY,
    compare: Compare | None = None,
) -> Round:
    """One round: every feed and page that is due."""
    feeds = _due(archive, "feed")
    failed: list[tuple[str, str]] = []
    for due, answer in _asked(feeds, polite, stop):
        failed += _take_feed(archive, due, answer, every)
    pages = _due(archive, "page")
    items: list[Article | Notice] = []
    asked = 0
    for due, answer in _asked(pages, polite, stop):
        asked += 1
        items += _take_page(archive, due, answer, failed)
    before = _last_version(archive)
    done = ingest(archive, items, setup=setup, maker=maker, source="watch") if items else Ingested(0, 0, 0, ())
    if done.new or done.changed:
        settle(archive)
        Search.open(archive)
    changes = tuple(silent_changes(archive, before))
    altered = () if compare is None or stop.is_set() else tuple(altered_quotations(archive, before, compare))
    return Round(len(feeds), asked, done, changes, altered, tuple(failed))


# asking ----------------------------------------------------------------------------------------
def _due(archive: Archive, kind: str) -> list[_Due]:
    sql = (
        "SELECT url, kind, etag, last_modified, times, failures, title, published, outlet FROM watched"
        " WHERE kind = ? AND due <= ? ORDER BY due, url LIMIT ?"
    )
    with archive.reading() as connection:
        rows: list[Any] = connection.execute(sql, (kind, time.time(), _PAGES)).fetchall()
    return [_Due(*row) for row in rows]


def _next(archive: Archive) -> float:
    """When the next of all is due."""
    due: float | None = archive.connection.execute("SELECT min(due) FROM watched").get
    return NEVER if due is None else due


def _asked(due: Sequence[_Due], polite: Polite, stop: threading.Event) -> Iterator[tuple[_Due, Answer]]:
    """Ask for all of these, the hosts side by side, each host one after the other. Answers in the order of `due`."""
    hosts: dict[str, list[_Due]] = {}
    for one in due:
        hosts.setdefault(urlsplit(one.url).netloc, []).append(one)

    def ask(queue: list[_Due]) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        for one in queue:
            if stop.is_set():
                break
            found[one.url] = polite.get(one.url, etag=one.etag, last_modified=one.last_modified)
        return found

    answers: dict[str, Answer] = {}
    with ThreadPoolExecutor(_HOSTS) as pool:
        for found in pool.map(ask, hosts.values()):
            answers |= found
    for one in due:
        if one.url in answers:
            yield one, answers[one.url]


# feeds -----------------------------------------------------------------------------------------
def _take_feed(archive: Archive, due: _Due, answer: Answer, every: float) -> list[tuple[str, str]]:
    """Remember what a feed answered, and the pages it leads to. What failed."""
    reason = answer.reason
    found = []
    if answer.status == 200:
        try:
            found = list(entries(decode(answer.data).text))[:_ENTRIES]
        except OnrecordError as error:
            reason = error.message
        except Exception as error:  # a feed is a stranger's text: whatever it provokes, the watch goes on
            reason = f"cannot be read ({type(error).__name__})"
    with archive.writing() as connection:
        _remember(connection, due, answer, failed=bool(reason), due_in=every, kept=answer.status == 200 and not reason)
        for entry in found:
            if entry.url is None:
                continue
            moment = entry.modified or entry.published
            row = (entry.url, entry.title, entry.published, entry.outlet)
            connection.execute(
                "INSERT INTO watched (url, kind, title, published, outlet) VALUES (?, 'page', ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                row,
            )
            if entry.modified is not None and moment is not None:
                # The feed says that the page has changed since it was looked at.
                connection.execute(
                    "UPDATE watched SET due = 0 WHERE url = ? AND kind = 'page' AND checked < ? AND status = 200",
                    (entry.url, moment),
                )
    return [(due.url, reason)] if reason else []


def _remember(connection: Any, due: _Due, answer: Answer, *, failed: bool, due_in: float, kept: bool) -> None:
    now = datetime.now(UTC)
    failures = due.failures + 1 if failed else 0
    wait = min(_LONGEST, _BACK_OFF * 2 ** min(failures, 12)) if failed else due_in
    etag, last_modified = (answer.etag, answer.last_modified) if kept else (due.etag, due.last_modified)
    connection.execute(
        "UPDATE watched SET etag = ?, last_modified = ?, checked = ?, status = ?, times = ?, failures = ?, due = ?"
        " WHERE url = ?",
        (
            etag,
            last_modified,
            now.isoformat(timespec="seconds").replace("+00:00", "Z"),
            answer.status,
            0 if kept else due.times + 1,
            failures,
            now.timestamp() + max(wait, answer.wait),
            due.url,
        ),
    )


# pages -----------------------------------------------------------------------------------------
def _take_page(archive: Archive, due: _Due, answer: Answer, failed: list[tuple[str, str]]) -> list[Article | Notice]:
    """Remember what a page answered; the reports in it."""
    reason = answer.reason
    gone = answer.status in (404, 410)
    items: list[Article | Notice] = []
    if answer.status == 200:
        try:
            items = list(_read(due, answer))
        except Exception as error:  # as with feeds
            reason = f"cannot be read ({type(error).__name__})"
    if reason:
        failed.append((due.url, reason))
    over = gone or due.times >= len(AGAIN) or due.failures >= MOST_FAILURES
    due_in = NEVER if over else AGAIN[due.times]
    with archive.writing() as connection:
        _remember(connection, due, answer, failed=bool(reason) and not over, due_in=due_in, kept=False)
        if answer.status == 200:
            connection.execute(
                "UPDATE watched SET etag = ?, last_modified = ? WHERE url = ?",
                (answer.etag, answer.last_modified, due.url),
            )
    return items


def _read(due: _Due, answer: Answer) -> Iterator[Article | Notice]:
    reading = read_bytes(answer.data, name="page.html", content_type=answer.content_type, url=answer.url)
    announced = iso_date(due.published) if due.published else None
    for article in reading.articles:
        yield replace(
            article,
            input=due.url,
            url=article.url or answer.url,
            title=article.title or due.title,
            outlet=article.outlet or due.outlet,
            published=article.published or (Published(announced, "given") if announced else None),
        )
    for notice in reading.notices:
        yield notice if notice.article is not None else replace(notice, article=due.url)


def _last_version(archive: Archive) -> int:
    last: int = archive.connection.execute("SELECT coalesce(max(number), 0) FROM versions").get
    return last
