"""An address → its bytes, over http and https only, and never from a private network.

The guard is where the connection is made: each hop's host is resolved here, only a public address is connected to,
and the very address that was checked is the one used, so that a name that resolves differently the second time gains
nothing (DNS rebinding), nor a redirect, nor an address written as a number or as IPv6. Proxies of the environment are
not used: behind one nobody could tell where a connection ends.
"""

from __future__ import annotations

import ipaddress
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from onrecord.errors import EmptyInput, FetchError, TooLarge
from onrecord.limits import Limits

if TYPE_CHECKING:
    import httpx

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_DEFAULT = Limits()
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {
    "User-Agent": "onrecord/0.1 (reads news reports; one request a page)",
    "Accept": "text/html,application/xhtml+xml,application/json;q=0.9,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the address after redirects, its bytes, and the Content-Type as the server wrote it."""

    url: str
    data: bytes
    content_type: str | None

    @property
    def charset(self) -> str | None:
        """The charset that the server declares."""
        for part in (self.content_type or "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'") or None
        return None


def fetch(url: str, *, limits: Limits = _DEFAULT, allowed: Callable[[Address], bool] | None = None) -> Fetched:
    """The page at `url`, following at most `limits.fetch_redirects` redirects within `limits.fetch_seconds` in all.

    `allowed` says which addresses may be connected to; public ones by default. Raises FetchError, TooLarge (over
    `limits.input_bytes`, compressed or not) or EmptyInput.
    """
    import httpx

    from onrecord.read.peer import Guard, Refused

    deadline = time.monotonic() + limits.fetch_seconds
    try:
        with httpx.Client(transport=Guard(allowed or is_public, deadline), headers=_HEADERS, trust_env=False) as client:
            return _follow(client, _checked(url), limits, deadline)
    except Refused as error:
        raise FetchError(f"{url} must not be fetched: {error}.") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError, ValueError) as error:
        raise FetchError(f"{url} could not be fetched: {_reason(error)}.") from None


def _reason(error: Exception) -> str:
    text = str(error).strip().rstrip(".") or type(error).__name__
    return text if len(text) <= 200 else text[:199] + "…"


def _follow(client: httpx.Client, url: str, limits: Limits, deadline: float) -> Fetched:
    for _ in range(limits.fetch_redirects + 1):
        with client.stream("GET", url) as response:
            if response.status_code in _REDIRECTS and (target := response.headers.get("location")):
                url = _checked(urljoin(url, target))
                continue
            if response.status_code != 200:
                raise FetchError(f"{url} answers {response.status_code} {response.reason_phrase}.".replace(" .", "."))
            data = _body(response, url, limits, deadline)
            if not data:
                raise EmptyInput(f"{url} is empty.")
            return Fetched(url, data, response.headers.get("content-type"))
    raise FetchError(f"{url} redirects more than {limits.fetch_redirects} times.")


def _checked(url: str) -> str:
    """`url` without its fragment. Raises FetchError where it is no plain address of the web."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise FetchError(f"{url} is not an http or https address.")
    if not parts.hostname:
        raise FetchError(f"{url} names no host.")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{url} carries a name or password, which is never sent.")
    return parts._replace(fragment="").geturl()


def _body(response: httpx.Response, url: str, limits: Limits, deadline: float) -> bytes:
    """The body, unpacked within the cap: a compressed bomb is stopped at the cap, not after it."""
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limits.input_bytes:
        raise TooLarge(f"{url} has {int(declared):,} bytes; the limit is {limits.input_bytes:,}.")
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchError(f"{url} is compressed in a way that was not asked for ({encoding}).")
    unpack = _unpacker(encoding)
    parts: list[bytes] = []
    size = 0
    for chunk in response.iter_raw(65_536):
        for part in unpack(chunk, limits.input_bytes + 1 - size):
            parts.append(part)
            size += len(part)
        if size > limits.input_bytes:
            raise TooLarge(f"{url} is over the limit of {limits.input_bytes:,} bytes.")
        if time.monotonic() > deadline:
            raise FetchError(f"{url} took more than {limits.fetch_seconds} s.")
    return b"".join(parts)


def _unpacker(encoding: str) -> Callable[[bytes, int], Iterator[bytes]]:
    if encoding in ("", "identity"):
        return lambda chunk, _room: iter((chunk,))
    state: dict[str, Any] = {"z": zlib.decompressobj(wbits=47), "first": True}

    def unpack(chunk: bytes, room: int) -> Iterator[bytes]:
        try:
            out = state["z"].decompress(chunk, max(1, room))
        except zlib.error:
            if encoding != "deflate" or not state["first"]:
                raise FetchError("The page's compression is broken.") from None
            state["z"] = zlib.decompressobj(wbits=-15)  # "deflate" without its wrapper, as some servers send it
            out = state["z"].decompress(chunk, max(1, room))
        state["first"] = False
        yield out

    return unpack


def is_public(address: Address) -> bool:
    """Whether an address is on the public internet, also inside IPv6 forms that carry an IPv4 address."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1]) or _carried(address)
        if inner:
            return is_public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address in a NAT64 (64:ff9b::/96, RFC 6052) or IPv4-compatible (::/96) one."""
    high, low = int(address) >> 32, int(address) & 0xFFFF_FFFF
    return ipaddress.IPv4Address(low) if high in (0x64FF9B << 64, 0) else None


def resolve(host: str, port: int) -> list[Address]:
    """The addresses of a host, in the resolver's order, numbers in any notation included. OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ipaddress.ip_address(str(info[4][0]).partition("%")[0]) for info in found))
