"""`onrecord mcp`."""

from __future__ import annotations

from pathlib import Path

from onrecord.archive.store import Archive
from onrecord.cli.app import DONE
from onrecord.errors import OptionError


def run(archive: Path) -> int:
    """Serve the archive over standard input and output until the client leaves."""
    Archive.open(archive).close()  # a missing archive is said now, not at the first call
    try:
        from onrecord.mcp.server import server
    except ImportError as error:
        raise OptionError("The MCP server needs its SDK.", hint="pip install 'onrecord[mcp]'") from error
    server(archive).run()
    return DONE
