"""Watching feeds: new reports, silent changes, failures, a clean stop. Servers of our own only."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.archive import watch as watching
from onrecord.archive.opml import feeds_in
from onrecord.archive.polite import Polite
from onrecord.archive.store import Archive
from onrecord.archive.story_record import Compare
from onrecord.archive.verify import verify
from onrecord.archive.watch import Round, follow, look, watch
from onrecord.errors import InputError
from onrecord.limits import Limits

from .server import Asked, Said, Site, site
from .standin import setup
from .test_story_record import compare

_STORY = "The harbour wall was inspected on Monday after the spring tide had loosened several of its oldest stones. "


def _feed(web: Site, *names: str) -> Said:
    items = "".join(
        f"<item><title>About {name}</title><link>{web.url}/{name}</link>"
        "<pubDate>Mon, 03 Mar 2031 10:00:00 GMT</pubDate></item>"
        for name in names
    )
    xml = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Alder Post</title>{items}</channel></rss>'
    return Said(xml.encode(), headers={"Content-Type": "application/rss+xml", "ETag": f'"{len(names)}"'})


def _page(saying: str) -> Said:
    text = f'<p>{_STORY * 3}</p><p>"{saying}," Mara Ellwood said. She left the hall soon after the vote.</p>'
    body = f"<html><head><title>Wall</title></head><body><article><h1>Wall</h1>{text}</article></body></html>"
    return Said(body.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as held:
        yield held


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db", create=True) as opened:
        yield opened


def _polite(stop: threading.Event | None = None) -> Polite:
    return Polite(limits=replace(Limits(), fetch_seconds=1), allowed=lambda _: True, pause=0.0, stop=stop)


def _look(archive: Archive, polite: Polite | None = None, compare: Compare | None = None) -> Round:
    archive.connection.execute("UPDATE watched SET due = 0 WHERE due < ?", (watching.NEVER,))
    stop = threading.Event()
    asking = polite or _polite()
    return look(archive, setup=setup, maker="standin", stop=stop, polite=asking, every=60, compare=compare)


def test_new_reports_come_in_and_silent_changes_come_to_light(web: Site, archive: Archive) -> None:
    web.pages |= {
        "/feed": _feed(web, "one", "two"),
        "/one": _page("We will never move the old lifeboat station"),
        "/two": _page("Nobody has asked the pilots what they think"),
    }
    follow(archive, [f"{web.url}/feed"])
    first = _look(archive)
    assert (first.feeds, first.pages, first.ingested.new, first.failed) == (1, 2, 2, ())
    assert verify(archive, "We will never move the old lifeboat station", speaker="Ellwood").found
    web.pages["/one"] = _page("We will not move the old lifeboat station")
    second = _look(archive)
    assert (second.ingested.new, second.ingested.changed, second.ingested.known) == (0, 1, 1)
    (change,) = second.changes
    assert (change.changes[0].what, change.changes[0].relation) == ("quotation", "altered")
    third = _look(archive)
    assert (third.ingested.new, third.ingested.changed, third.changes) == (0, 0, ())


def test_a_new_report_that_words_a_quotation_otherwise_is_told(web: Site, archive: Archive) -> None:
    web.pages |= {"/feed": _feed(web, "one"), "/one": _page("We will never move the old lifeboat station")}
    follow(archive, [f"{web.url}/feed"])
    assert _look(archive, compare=compare).altered == ()
    web.pages |= {"/feed": _feed(web, "one", "two"), "/two": _page("We will not move the old lifeboat station")}
    (altered,) = _look(archive, compare=compare).altered
    assert (altered.speaker, altered.pair.relation) == ("Mara Ellwood", "altered")
    assert {one.content[0].text[8:13] for one in (altered.a, altered.b)} == {"never", "not m"}
    assert _look(archive, compare=compare).altered == ()  # told once


def test_a_feed_that_did_not_change_is_not_read_again(web: Site, archive: Archive) -> None:
    whole = _feed(web, "one")

    def feed(asked: Asked) -> Said:
        return Said(status=304) if asked.headers.get("if-none-match") == '"1"' else whole

    web.pages |= {"/feed": feed, "/one": _page("The tide tables were wrong")}
    follow(archive, [f"{web.url}/feed"])
    _look(archive)
    again = _look(archive)
    assert (again.feeds, again.failed) == (1, ())
    assert [asked.headers.get("if-none-match") for asked in web.log if asked.path == "/feed"] == [None, '"1"']


@pytest.mark.parametrize(
    "feed",
    [
        Said(b"", 500),
        Said(b"no feed"),
        Said(b"<rss><channel><item>"),
        Said(b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>'),
        Said(b"x", seconds=3),
        Said(b"\x00\xff\xfe" * 50),
    ],
)
def test_a_bad_feed_does_not_stop_the_others(web: Site, archive: Archive, feed: Said) -> None:
    with site() as other:
        other.pages |= {"/feed": _feed(other, "one", "gone"), "/one": _page("The dredger is late again")}
        web.pages["/feed"] = feed
        follow(archive, [f"{web.url}/feed", f"{other.url}/feed", "http://127.0.0.1:1/feed"])
        done = _look(archive)
        assert done.ingested.new == 1
        failed = dict(done.failed)
        assert "http://127.0.0.1:1/feed" in failed
        assert failed[f"{other.url}/gone"] == "answers 404"
        failing: list[Any] = archive.connection.execute("SELECT url FROM watched WHERE failures = 1").fetchall()
        assert ("http://127.0.0.1:1/feed",) in failing
        assert (f"{other.url}/gone",) not in failing  # not asked for again


def test_waits_grow_while_a_feed_fails(web: Site, archive: Archive) -> None:
    web.pages["/feed"] = Said(status=500)
    follow(archive, [f"{web.url}/feed"])
    waits = []
    for _ in range(4):
        _look(archive)
        due = archive.connection.execute("SELECT due FROM watched").get
        assert isinstance(due, float)
        waits.append(due - time.time())
    assert waits == sorted(waits)
    assert waits[-1] > 6 * waits[0]


def test_a_page_is_looked_at_again_a_few_times_and_then_no_more(web: Site, archive: Archive) -> None:
    web.pages |= {"/feed": _feed(web, "one"), "/one": _page("The buoys were counted twice")}
    follow(archive, [f"{web.url}/feed"])
    for _ in range(len(watching.AGAIN) + 4):
        _look(archive)
    assert web.paths().count("/one") == len(watching.AGAIN) + 1


def test_the_watch_stops_cleanly_and_goes_on_where_it_was(web: Site, archive: Archive) -> None:
    web.pages |= {"/feed": _feed(web, "one"), "/one": _page("The ice came early to the docks")}
    stop, rounds = threading.Event(), []

    def told(done: Round) -> None:
        rounds.append(done)
        stop.set()

    feeds = [f"{web.url}/feed"]
    watch(archive, feeds, setup=setup, maker="standin", stop=stop, polite=_polite(stop), told=told)
    assert [done.ingested.new for done in rounds] == [1]
    asked = len(web.log)
    again = threading.Event()
    threading.Timer(0.3, again.set).start()
    watch(archive, feeds, setup=setup, maker="standin", stop=again, polite=_polite(again), told=rounds.append)
    assert len(web.log) == asked  # nothing is due yet
    follow(archive, [])
    assert archive.connection.execute("SELECT count(*) FROM watched WHERE kind = 'feed'").get == 0


def test_lists_of_feeds(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(
        '<opml version="2.0"><body><outline text="a"><outline type="rss" xmlUrl="https://a.example/rss"/>'
        '<outline xmlURL=" https://b.example/atom "/></outline><outline xmlUrl="https://a.example/rss"/>'
        '<outline xmlUrl="file:///etc/passwd"/></body></opml>'
    )
    assert feeds_in(path) == ("https://a.example/rss", "https://b.example/atom")
    path.write_text("# mine\nhttps://c.example/feed  # daily\n\n")
    assert feeds_in(path) == ("https://c.example/feed",)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<opml><body/></opml>",
        "<opml><body>",
        '<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline xmlUrl="&x;"/></body></opml>',
        "\x00\x01",
    ],
)
def test_bad_lists_of_feeds(tmp_path: Path, content: str) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(content)
    with pytest.raises(InputError):
        feeds_in(path)
    with pytest.raises(InputError):
        feeds_in(tmp_path / "missing.opml")
