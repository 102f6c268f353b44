"""Fetching: http(s) only, public addresses only, on every hop. Figure: 0 connections. Servers are on the loopback."""

from __future__ import annotations

import gzip
import ipaddress
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from typing import ClassVar

import pytest

from onrecord.errors import EmptyInput, FetchError, OnrecordError, TooLarge
from onrecord.limits import Limits
from onrecord.read import read
from onrecord.read.fetch import Address, fetch, is_public

PAGE = b"<html><head><title>Ferry</title></head><body>" + b"<p>The ferry will sail again in May, she said.</p>" * 8
BOMB = gzip.compress(bytes(50_000_000), 9)
PEER = import_module("onrecord.read.peer")
LIMITS = Limits(fetch_seconds=8, input_bytes=1_000_000, fetch_redirects=3)


class Pages(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.asked.append(self.path)
        path, _, target = self.path.partition("?to=")
        if path == "/go":
            self._send(b"", 302, Location=target)
        elif path == "/page":
            self._send(PAGE, 200, **{"Content-Type": "text/html; charset=utf-8"})
        elif path == "/gzip":
            self._send(gzip.compress(PAGE), 200, **{"Content-Encoding": "gzip"})
        elif path == "/broken-gzip":
            self._send(b"\x1f\x8b\x08garbage", 200, **{"Content-Encoding": "gzip"})
        elif path == "/bomb":
            self._send(BOMB, 200, **{"Content-Encoding": "gzip"})
        elif path == "/large":
            self._send(bytes(2_000_000), 200)
        elif path == "/unasked":
            self._send(b"x", 200, **{"Content-Encoding": "br"})
        elif path == "/empty":
            self._send(b"", 200)
        elif path == "/drip":
            self._drip()
        else:
            self._send(b"gone", 410)

    def _send(self, body: bytes, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def _drip(self) -> None:
        """A header that never ends, one byte at a time, for at most ten seconds."""
        wait = threading.Event()
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
            for _ in range(50):
                self.wfile.write(b"x")
                self.wfile.flush()
                wait.wait(0.2)
        except OSError:
            self.close_connection = True


@pytest.fixture
def server() -> Iterator[str]:
    Pages.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def loopback(address: Address) -> bool:
    """Stands for "public" here; 127.0.0.2 and ::1 stand for what is inside."""
    return str(address) == "127.0.0.1"


def test_a_page(server: str) -> None:
    fetched = fetch(f"{server}/page#part", limits=LIMITS, allowed=loopback)
    assert (fetched.data, fetched.url, fetched.charset) == (PAGE, f"{server}/page", "utf-8")
    assert fetch(f"{server}/gzip", limits=LIMITS, allowed=loopback).data == PAGE
    assert fetch(f"{server}/go?to=/go?to=/page", limits=LIMITS, allowed=loopback).url == f"{server}/page"


@pytest.mark.parametrize(
    ("path", "error", "words"),
    [
        ("/missing", FetchError, "410"),
        ("/empty", EmptyInput, "empty"),
        ("/large", TooLarge, "limit"),
        ("/bomb", TooLarge, "limit"),
        ("/broken-gzip", FetchError, "compression"),
        ("/unasked", FetchError, "not asked for"),
        ("/go?to=/go?to=/go?to=/go?to=/page", FetchError, "redirects more than 3"),
        ("/go?to=file:///etc/passwd", FetchError, "not an http"),
        ("/go?to=gopher://127.0.0.1/", FetchError, "not an http"),
        ("/go?to=http://127.0.0.2:9/", FetchError, "not on the public internet"),
        ("/go?to=http://localhost.localdomain.invalid/", FetchError, "could not be fetched"),
        ("/go?to=http://[::1]/", FetchError, "not on the public internet"),
        ("/go?to=http://2130706434/", FetchError, "not on the public internet"),
        ("/go?to=http://0x7f000002/", FetchError, "not on the public internet"),
        ("/go?to=http://[::ffff:127.0.0.2]/", FetchError, "not on the public internet"),
        ("/go?to=http://user@127.0.0.1/", FetchError, "name or password"),
    ],
)
def test_what_is_refused(server: str, path: str, error: type[OnrecordError], words: str) -> None:
    with pytest.raises(error, match=words):
        fetch(server + path, limits=LIMITS, allowed=loopback)


def test_the_time_is_one_for_all(server: str) -> None:
    with pytest.raises(FetchError, match="time"):
        fetch(f"{server}/drip", limits=Limits(fetch_seconds=1), allowed=loopback)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "017700000001", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0"],
)
def test_no_connection_to_the_inside(server: str, host: str) -> None:
    port = server.rpartition(":")[2]
    with pytest.raises(FetchError, match="must not be fetched"):
        fetch(f"http://{host}:{port}/page", limits=LIMITS)
    assert Pages.asked == []


def test_a_name_that_changes_its_address_gains_nothing(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rebinding: the first answer is allowed, the second is inside. Only what was checked is connected to."""
    answers = iter(["127.0.0.1", "127.0.0.2", "127.0.0.2"])
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[Address]:
        asked.append(host)
        return [ipaddress.ip_address(next(answers))]

    monkeypatch.setattr(PEER, "resolve", resolve)
    port = server.rpartition(":")[2]
    fetched = fetch(f"http://rebinding.example:{port}/page", limits=LIMITS, allowed=loopback)
    assert fetched.data == PAGE and asked == ["rebinding.example"]
    with pytest.raises(FetchError, match=r"127\.0\.0\.2"):
        fetch(f"http://rebinding.example:{port}/page", limits=LIMITS, allowed=loopback)


def test_one_inner_address_among_public_ones_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    both: list[Address] = [ipaddress.ip_address("127.0.0.1"), ipaddress.ip_address("10.0.0.1")]
    monkeypatch.setattr(PEER, "resolve", lambda _host, _port: both)
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        fetch(f"http://mixed.example:{server.rpartition(':')[2]}/page", limits=LIMITS, allowed=loopback)
    assert Pages.asked == []


def test_no_proxy_of_the_environment_is_used(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, server)
    with pytest.raises(FetchError):
        fetch("http://127.0.0.1:9/page", limits=LIMITS)
    assert Pages.asked == []


INSIDE = (
    "127.0.0.1 127.8.8.8 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1"
    " 255.255.255.255 192.0.2.1 198.18.0.1 :: ::1 fe80::1 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1"
    " 64:ff9b::7f00:1 2002:7f00:1:: 2002:a00:1:: ::127.0.0.1 2001:db8::1"
)


@pytest.mark.parametrize("address", INSIDE.split())
def test_addresses_inside(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "151.101.1.140", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_outside(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_an_address_as_an_input(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("onrecord.read.fetch"), "is_public", loopback)
    reading = read([f"{server}/page", f"{server}/missing"], limits=LIMITS)
    (article,) = reading.articles
    assert (article.id, article.input, article.url) == ("page", f"{server}/page", f"{server}/page")
    assert article.outlet == "127.0.0.1"
    assert [notice.code for notice in reading.notices if notice.article is None] == ["E108"]
