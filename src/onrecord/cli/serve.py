"""`onrecord serve`."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

import uvicorn

from onrecord.archive.store import Archive
from onrecord.cli.app import DONE
from onrecord.web.app import application
from onrecord.web.guard import LOOPBACK, Rules


def run(archive: Path, *, host: str, port: int) -> int:
    """Serve until stopped. Off loopback a token is made, printed once and asked for with every request."""
    Archive.open(archive).close()  # a missing archive is said now, not at the first request
    token = None if host in LOOPBACK else secrets.token_urlsafe(24)
    rules = Rules(hosts=LOOPBACK | {host.lower()}, token=token)
    query = f"?token={token}" if token else ""
    print(f"onrecord: http://{host}:{port}/{query}", file=sys.stderr)
    uvicorn.run(application(archive, rules=rules), host=host, port=port, log_level="warning", server_header=False)
    return DONE
