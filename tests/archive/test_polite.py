"""Politeness: RFC 9309, conditional requests, Retry-After, one request a host at a time. Servers of our own only."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from onrecord.archive import polite as politeness
from onrecord.archive.polite import Polite
from onrecord.limits import Limits

from .server import Asked, Said, Site, site

_LIMITS = replace(Limits(), fetch_seconds=2, input_bytes=100_000)


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as held:
        yield held


def _polite(**options: object) -> Polite:
    settings: dict[str, object] = {"limits": _LIMITS, "allowed": lambda _: True, "pause": 0.0} | options
    return Polite(**settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (Said(b"User-agent: *\nDisallow: /private"), True),
        (Said(b"User-agent: *\nDisallow: /"), False),
        (Said(b"User-agent: onrecord\nDisallow: /page\n\nUser-agent: *\nAllow: /"), False),
        (Said(b"User-agent: *\nDisallow: /\n\nUser-agent: ONRECORD\nAllow: /"), True),
        (Said(b"User-agent: *\nDisallow: /p\nAllow: /page"), True),  # the longer rule decides
        (Said(b"User-agent: *\nDisallow: /*ge$"), False),
        (Said(b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /page # a comment\r\n"), False),
        (Said(b"\xff\xfe\x00 no robots file at all"), True),
        (Said(b"", 404), True),
        (Said(b"User-agent: *\nDisallow: /", 403), True),  # 4xx: unavailable, everything may be fetched
        (Said(b"", 500), False),  # 5xx: unreachable, nothing may
        (Said(b"", 503), False),
        (Said(b"", 429), False),
        (Said(b"User-agent: *\nAllow: /", seconds=5), False),  # slow: unreachable
        (Said(b"# " + b"x" * 400_000 + b"\nUser-agent: *\nDisallow: /page\n" + b"# y" * 2_000_000), False),
    ],
)
def test_robots_txt_is_kept_to(web: Site, robots: Said, allowed: bool) -> None:
    web.pages |= {"/robots.txt": robots, "/page": Said(b"text")}
    answer = _polite(limits=replace(_LIMITS, fetch_seconds=1)).get(f"{web.url}/page")
    assert (answer.status == 200) is allowed, answer.reason
    assert ("/page" in web.paths()) is allowed
    assert web.paths()[0] == "/robots.txt"


def test_robots_txt_is_asked_for_once_and_followed_elsewhere(web: Site) -> None:
    web.pages |= {
        "/robots.txt": Said(status=301, headers={"Location": "/other"}),
        "/other": Said(b"User-agent: *\nDisallow: /no"),
        "/yes": Said(b"text"),
    }
    asking = _polite()
    assert [asking.get(f"{web.url}{path}").status for path in ("/yes", "/no", "/yes")] == [200, 0, 200]
    assert web.paths() == ["/robots.txt", "/other", "/yes", "/yes"]


def test_an_unreachable_robots_txt_is_asked_for_again_later(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    web.pages |= {"/robots.txt": Said(status=500), "/page": Said(b"text")}
    asking = _polite()
    assert asking.get(f"{web.url}/page").status == 0
    web.pages["/robots.txt"] = Said(status=404)
    assert asking.get(f"{web.url}/page").status == 0  # not at once
    assert len(web.log) == 1
    monkeypatch.setattr(time, "monotonic", lambda real=time.monotonic: real() + 3_600)
    assert asking.get(f"{web.url}/page").status == 200


def test_a_redirect_to_another_host_asks_that_hosts_robots(web: Site) -> None:
    with site() as other:
        other.pages |= {"/robots.txt": Said(b"User-agent: *\nDisallow: /"), "/target": Said(b"text")}
        web.pages |= {"/page": Said(status=302, headers={"Location": f"{other.url}/target"})}
        answer = _polite().get(f"{web.url}/page")
        assert answer.status == 0
        assert "does not allow" in answer.reason
        assert other.paths() == ["/robots.txt"]


def test_what_did_not_change_is_not_sent_again(web: Site) -> None:
    def page(asked: Asked) -> Said:
        same = asked.headers.get("if-none-match") == '"one"' and "if-modified-since" in asked.headers
        headers = {"ETag": '"one"', "Last-Modified": "Mon, 03 Mar 2031 10:00:00 GMT"}
        return Said(b"" if same else b"text", 304 if same else 200, headers)

    web.pages["/page"] = page
    asking = _polite()
    first = asking.get(f"{web.url}/page")
    again = asking.get(f"{web.url}/page", etag=first.etag, last_modified=first.last_modified)
    assert (first.status, first.data, again.status, again.data) == (200, b"text", 304, b"")


@pytest.mark.parametrize("wait", ["120", "Fri, 31 Dec 2199 23:59:59 GMT"])
def test_a_host_that_asks_to_be_left_alone_is(web: Site, wait: str) -> None:
    web.pages |= {"/busy": Said(status=503, headers={"Retry-After": wait}), "/page": Said(b"text")}
    asking = _polite()
    assert asking.get(f"{web.url}/busy").wait >= 120
    answer = asking.get(f"{web.url}/page")
    assert answer.status == 0
    assert answer.wait > 100
    assert "/page" not in web.paths()


@pytest.mark.parametrize(
    ("value", "seconds"),
    [(None, 0), ("7", 7), ("-5", 0), ("soon", 0), ("9" * 30, 86_400), ("Mon, 03 Mar 2003 10:00:00 GMT", 0)],
)
def test_retry_after_in_every_form(value: str | None, seconds: float) -> None:
    assert politeness._wait(value) == seconds


def test_one_request_a_host_at_a_time_with_a_pause_between(web: Site) -> None:
    web.pages |= {f"/{n}": Said(b"text", seconds=0.01) for n in range(8)}
    asking = _polite(pause=0.02)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: asking.get(f"{web.url}/{n}").status, range(8)))
    assert answers == [200] * 8
    assert web.most == 1
    gaps = [b.started - a.ended for a, b in zip(web.log, web.log[1:], strict=False)]
    assert min(gaps) > 0.01


def test_a_crawl_delay_is_kept(web: Site) -> None:
    web.pages |= {"/robots.txt": Said(b"User-agent: *\nCrawl-delay: 0.2"), "/page": Said(b"text")}
    asking = _polite()
    asking.get(f"{web.url}/page")
    asking.get(f"{web.url}/page")
    assert web.log[2].started - web.log[1].started > 0.15


@pytest.mark.parametrize(
    "said",
    [
        Said(b"x" * 200_000),
        Said(b"text", seconds=5),
        Said(b"not gzip", headers={"Content-Encoding": "gzip"}),
        Said(status=302, headers={"Location": "file:///etc/passwd"}),
        Said(status=302, headers={"Location": "http://user:secret@127.0.0.1/"}),
        Said(status=302, headers={"Location": "/page"}),
        Said(b"short", headers={"Content-Length": "1000"}),
        Said(status=500),
    ],
)
def test_whatever_a_server_does_is_an_answer(web: Site, said: Said) -> None:
    web.pages["/page"] = said
    answer = _polite(limits=replace(_LIMITS, fetch_seconds=1)).get(f"{web.url}/page")
    assert answer.status in (0, 500)
    assert answer.reason


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/x", "ftp://127.0.0.1/x", "http://", "nonsense", "http://[::1", "http://a:b@c/"]
)
def test_whatever_an_address_is(url: str) -> None:
    answer = _polite().get(url)
    assert answer.status == 0
    assert answer.reason


def test_a_private_address_is_not_asked(web: Site) -> None:
    answer = Polite(limits=_LIMITS, pause=0).get(f"{web.url}/page")
    assert answer.status == 0
    assert web.log == []


def test_stopping_ends_a_wait(web: Site) -> None:
    web.pages["/page"] = Said(b"text")
    stop = threading.Event()
    asking = _polite(pause=30.0, stop=stop)
    threading.Timer(0.1, stop.set).start()
    started = time.monotonic()
    asking.get(f"{web.url}/page")
    assert time.monotonic() - started < 10
