"""What stands before every page and every answer: who may ask, how much, and what a browser may do with it."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_BYTES = 2 * 1024 * 1024
_TOO_LARGE = f"A body is at most {BODY_BYTES} bytes."
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_COOKIE = "onrecord-token"
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with "no-referrer" a browser hides the origin of our own forms from us
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """`hosts`: the names this server answers to. `token`: what a request must carry; None on loopback."""

    hosts: frozenset[str] = field(default=LOOPBACK)
    token: str | None = None


class Guard:
    """ASGI middleware: Host checked (DNS rebinding), a token off loopback, same-origin writes, bodies bounded."""

    def __init__(self, app: ASGIApp, *, rules: Rules) -> None:
        self.app = app
        self.rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            status, code, message = refusal
            await _with_headers(JSONResponse(problem(code, message), status), scope, receive, send)
            return
        await _with_headers(self.app, scope, _bounded(receive), send, token=self._offered(scope))

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str, str] | None:
        host = _name(headers.get("host", ""))
        if host not in self.rules.hosts:
            return 421, "host", "This server does not answer to that host name."
        if not self._known(scope, headers):
            return 401, "token", "Give the token that `onrecord serve` printed: ?token=… once, or a Bearer header."
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > BODY_BYTES:
            return 413, "too-large", _TOO_LARGE
        if scope["method"] not in _SAFE and not _same_origin(headers):
            return 403, "origin", "Only pages of this server may change anything."
        return None

    def _known(self, scope: Scope, headers: Headers) -> bool:
        if self.rules.token is None:
            return True
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        cookies = dict(part.strip().partition("=")[::2] for part in headers.get("cookie", "").split(";"))
        offered = (bearer, cookies.get(_COOKIE, ""), QueryParams(scope["query_string"]).get("token", ""))
        return any(hmac.compare_digest(one.encode(), self.rules.token.encode()) for one in offered)

    def _offered(self, scope: Scope) -> str | None:
        """The token where it came in the address: a cookie then takes its place."""
        offered = QueryParams(scope["query_string"]).get("token")
        return self.rules.token if self.rules.token and offered == self.rules.token else None


def problem(code: str, message: str) -> dict[str, dict[str, str]]:
    """The one shape of every error."""
    return {"error": {"code": code, "message": message}}


def _name(host: str) -> str:
    """The host of a Host header without its port, in lower case."""
    return host.lower().rsplit(":", 1)[0] if not host.endswith("]") and ":" in host else host.lower()


def _same_origin(headers: Headers) -> bool:
    """Whether a write comes from our own pages, or from no page at all (a program sends no Origin)."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _bounded(receive: Receive) -> Receive:
    read = 0

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > BODY_BYTES:
            raise HTTPException(413, _TOO_LARGE)
        return message

    return bounded


async def _with_headers(
    app: Callable[[Scope, Receive, Send], Awaitable[None]],
    scope: Scope,
    receive: Receive,
    send: Send,
    *,
    token: str | None = None,
) -> None:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            if token:
                headers.append("set-cookie", f"{_COOKIE}={token}; HttpOnly; SameSite=Strict; Path=/")
        await send(message)

    await app(scope, receive, sent)
