"""Asking other people's servers for pages as they wish to be asked.

Robots Exclusion Protocol (RFC 9309), conditional requests (RFC 9110, section 13), Retry-After (RFC 9110, section
10.2.3), and never two requests to one host at a time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from onrecord.limits import Limits
from onrecord.read.fetch import Address, is_public
from onrecord.read.peer import Guard, Refused

AGENT = "onrecord"
_HEADERS = {
    "User-Agent": f"{AGENT}/0.1 (reads news reports; asks robots.txt first)",
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_REDIRECTS = (301, 302, 303, 307, 308)
_ROBOTS_BYTES = 512_000  # RFC 9309: at least 500 KiB are read, more need not be
_ROBOTS_SECONDS = 24 * 3600  # and a copy is not kept for longer than a day
_UNREACHABLE_SECONDS = 600  # a robots.txt that could not be had is asked for again after this
_LONGEST_WAIT = 24 * 3600.0  # a Retry-After of more is cut
_WAITS = (429, 503)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered. `status` 0: it gave no answer, or was not asked; `reason` says why. `url` is the address
    after redirects; `wait` is for how many seconds it asked to be left alone."""

    url: str
    status: int
    data: bytes = b""
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    reason: str = ""
    wait: float = 0.0


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    robots: Protego | None = None  # None: not asked, or unreachable, and then nothing may be fetched
    asked: float = -1e9
    lasting: float = 0.0  # seconds for which that answer holds
    free: float = 0.0  # no request before


class Polite:
    """Gets pages, politely. Safe to use from several threads: requests to one host wait for each other."""

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        allowed: Callable[[Address], bool] = is_public,
        pause: float = 1.0,
        stop: threading.Event | None = None,
    ) -> None:
        """`pause` is the least number of seconds between two requests to a host; `stop` ends waits early."""
        self._limits = Limits() if limits is None else limits
        self._allowed = allowed
        self._pause = pause
        self._stop = threading.Event() if stop is None else stop
        self._hosts: dict[str, _Host] = {}
        self._guard = threading.Lock()

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Answer:
        """The page at `url`; status 304 where it is what it was under `etag` and `last_modified`.

        Each hop of a redirect asks its own host's robots.txt. Nothing is raised: what goes wrong is in the answer.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        for _ in range(self._limits.fetch_redirects + 1):
            answer = self._hop(url, headers)
            if answer.status not in _REDIRECTS:
                return answer
            url, headers = answer.url, {}
        return Answer(url, 0, reason=f"redirects more than {self._limits.fetch_redirects} times")

    def _hop(self, url: str, headers: dict[str, str]) -> Answer:
        try:
            origin = _origin(url)
        except ValueError as error:
            return Answer(url, 0, reason=f"is no address to fetch ({error})")
        host = self._host(origin)
        with host.lock:
            if not self._robots(origin, host):
                return Answer(
                    url, 0, reason="its robots.txt cannot be had, so nothing may be fetched", wait=host.lasting
                )
            if host.robots is not None and not host.robots.can_fetch(url, AGENT):
                return Answer(url, 0, reason="its robots.txt does not allow it")
            if not self._turn(host):
                return Answer(
                    url, 0, reason="the host asked to be left alone", wait=max(0.0, host.free - time.monotonic())
                )
            answer = self._ask(url, headers, self._limits.input_bytes)
            self._after(host, answer)
            return answer

    def _host(self, origin: str) -> _Host:
        with self._guard:
            return self._hosts.setdefault(origin, _Host())

    def _turn(self, host: _Host) -> bool:
        """Wait until the host may be asked again; whether it may (not for long waits, and not once stopped)."""
        left = host.free - time.monotonic()
        if left > max(60.0, self._pause):
            return False
        return left <= 0 or not self._stop.wait(left)

    def _after(self, host: _Host, answer: Answer) -> None:
        delay = host.robots.crawl_delay(AGENT) if host.robots is not None else None
        pause = max(self._pause, min(60.0, float(delay or 0.0)))
        host.free = time.monotonic() + max(pause, answer.wait)

    # robots.txt --------------------------------------------------------------------------------
    def _robots(self, origin: str, host: _Host) -> bool:
        """Have the host's rules at hand. False where they are unreachable: then nothing may be fetched."""
        if time.monotonic() - host.asked >= host.lasting:
            if not self._turn(host):
                return False
            answer = self._robots_answer(origin)
            self._after(host, answer)
            host.asked = time.monotonic()
            if answer.status == 200 or (400 <= answer.status < 500 and answer.status != 429):
                text = answer.data.decode("utf-8-sig", "replace") if answer.status == 200 else ""
                host.robots, host.lasting = Protego.parse(text), _ROBOTS_SECONDS
            else:
                host.robots, host.lasting = None, max(_UNREACHABLE_SECONDS, answer.wait)
        return host.robots is not None

    def _robots_answer(self, origin: str) -> Answer:
        url = f"{origin}/robots.txt"
        for _ in range(6):  # RFC 9309: five redirects at least are followed, also to other hosts
            answer = self._ask(url, {}, _ROBOTS_BYTES, cut=True)
            if answer.status not in _REDIRECTS:
                return answer
            url = answer.url
        return Answer(url, 404)  # too many redirects count as "unavailable"

    # one request -------------------------------------------------------------------------------
    def _ask(self, url: str, headers: dict[str, str], most: int, *, cut: bool = False) -> Answer:
        """One request. Of a body over `most` bytes nothing is kept, or with `cut` its beginning."""
        deadline = time.monotonic() + self._limits.fetch_seconds
        try:
            _origin(url)
            transport = Guard(self._allowed, deadline)
            with (
                httpx.Client(transport=transport, headers=_HEADERS, trust_env=False) as client,
                client.stream("GET", url, headers=headers) as response,
            ):
                return _read(response, url, most, cut=cut, deadline=deadline)
        except Refused as error:
            return Answer(url, 0, reason=f"must not be fetched: {error}")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError, ValueError) as error:
            return Answer(url, 0, reason=f"could not be fetched: {str(error)[:200] or type(error).__name__}")


def _read(response: httpx.Response, url: str, most: int, *, cut: bool, deadline: float) -> Answer:
    headers = response.headers
    if response.status_code in _REDIRECTS and "location" in headers:
        return Answer(urljoin(url, headers["location"]), response.status_code)
    wait = _wait(headers.get("retry-after")) if response.status_code in _WAITS else 0.0
    data = bytearray()
    if response.status_code == 200:
        for chunk in response.iter_bytes(65_536):
            data += chunk
            if len(data) > most:
                if not cut:
                    return Answer(url, 0, reason=f"is over the limit of {most:,} bytes")
                del data[most:]
                break
            if time.monotonic() > deadline:
                return Answer(url, 0, reason="took too long")
    return Answer(
        url=url,
        status=response.status_code,
        data=bytes(data),
        content_type=headers.get("content-type"),
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        reason="" if response.status_code in (200, 304) else f"answers {response.status_code}",
        wait=wait,
    )


def _origin(url: str) -> str:
    """Scheme and authority of an address. ValueError where it is none of the web, or carries a password."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("only http and https")
    if parts.username is not None or parts.password is not None:
        raise ValueError("it carries a name or password")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port is not None else "")


def _wait(value: str | None) -> float:
    """The seconds that a Retry-After asks for: a number of them, or a date."""
    if value is None:
        return 0.0
    if value.strip().isdigit():
        return min(float(value), _LONGEST_WAIT)
    try:
        return min(max(0.0, parsedate_to_datetime(value).timestamp() - time.time()), _LONGEST_WAIT)
    except (TypeError, ValueError, OverflowError):
        return 0.0
