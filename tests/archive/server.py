"""A web server on this machine that says what it is told to, and notes what it is asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Said:
    """What the server says at one path. `seconds`: it takes so long."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    started: float
    ended: float = 0.0


@dataclass
class Site:
    """`pages` by path, also as functions of the request; `log` is every request, `most` how many came at one time."""

    url: str
    pages: dict[str, Said | Callable[[Asked], Said]] = field(default_factory=dict)
    log: list[Asked] = field(default_factory=list)
    now: int = 0
    most: int = 0

    def paths(self) -> list[str]:
        return [asked.path for asked in self.log]


@contextmanager
def site() -> Iterator[Site]:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, time.monotonic())
            with lock:
                held.log.append(asked)
                held.now += 1
                held.most = max(held.most, held.now)
            try:
                said = held.pages.get(self.path, Said(b"nothing here", 404))
                said = said(asked) if callable(said) else said
                time.sleep(said.seconds)
                self.send_response(said.status)
                for name, value in {"Content-Length": str(len(said.body)), **said.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(said.body)
            except OSError:
                pass  # whoever asked has gone
            finally:
                with lock:
                    held.now -= 1
                    asked.ended = time.monotonic()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    held = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
