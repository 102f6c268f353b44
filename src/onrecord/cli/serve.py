"""`onrecord serve`."""

from __future__ import annotations

import secrets
import socket
import sys
from contextlib import suppress
from pathlib import Path

import uvicorn

from onrecord.archive.store import Archive
from onrecord.cli.app import DONE
from onrecord.web.app import application
from onrecord.web.guard import LOOPBACK, Rules

_ANY = frozenset({"0.0.0.0", "::"})


def run(archive: Path, *, host: str, port: int) -> int:
    """Serve until stopped. Off loopback a token is made, printed once and asked for with every request."""
    Archive.open(archive).close()  # a missing archive is said now, not at the first request
    token = None if host in LOOPBACK else secrets.token_urlsafe(24)
    names = _names(host)
    rules = Rules(hosts=LOOPBACK | names, token=token)
    query = f"?token={token}" if token else ""
    shown = socket.gethostname() if host in _ANY else f"[{host}]" if ":" in host else host
    print(f"onrecord: http://{shown}:{port}/{query}", file=sys.stderr)
    uvicorn.run(application(archive, rules=rules), host=host, port=port, log_level="warning", server_header=False)
    return DONE


def _names(host: str) -> frozenset[str]:
    """The names a request may call this server by: the one given, or all of this machine's where it listens on all."""
    found = {host.lower()}
    if host in _ANY:
        own = socket.gethostname()
        found = {own.lower()}
        with suppress(OSError):  # a machine that does not know its own addresses is called by its name
            found |= {str(info[4][0]) for info in socket.getaddrinfo(own, None)}
    return frozenset(f"[{name}]" if ":" in name and not name.startswith("[") else name for name in found)
