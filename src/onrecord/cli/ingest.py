"""`onrecord ingest`: sources into an archive, then into stories, then into the search index."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord import pipeline, read_many
from onrecord.archive.ingest import Ingested, Progress, fingerprint_of, ingest
from onrecord.archive.search import Search
from onrecord.archive.settle import settle
from onrecord.archive.store import Archive
from onrecord.cli.app import DONE, LEFT_OUT
from onrecord.export.visible import one_line


def run(sources: Sequence[str], *, archive: Path, workers: int) -> int:
    """Ingest every source. The exit status: 0 done, 3 done with inputs left out (counted in a table)."""
    console = Console(stderr=True, highlight=False)
    left_out = 0
    with Archive.open(archive, create=True) as held:
        for source in sources:
            done = ingest(
                held,
                read_many(source),
                setup=pipeline.reader,
                maker=maker(),
                source=source,
                fingerprint=fingerprint_of(source),
                workers=workers,
                progress=lambda told: _tell(console, told),
            )
            _report(console, source, done)
            left_out += sum(count for _, count in done.left_out)
        settled = settle(held)
        Search.open(held)
    print(f"{settled.stories} stories in {archive}", file=sys.stderr)
    return LEFT_OUT if left_out else DONE


def maker() -> str:
    """What the archive says of the version, weights and runtime that read a report."""
    told = pipeline.maker()
    return f"onrecord {told.version}, {told.tagger}, {told.runtime}"


def _tell(console: Console, told: Progress) -> None:
    left = f", {told.left:.0f} s left" if told.left is not None else ""
    line = f"{told.done} reports, {told.rate:.1f} a second{left}"
    console.print(Text(line), end="\r" if console.is_terminal else "\n")


def _report(console: Console, source: str, done: Ingested) -> None:
    table = Table("", "reports", title=one_line(source), title_justify="left", box=None)
    for name, count in (("new", done.new), ("changed", done.changed), ("there already", done.known)):
        table.add_row(name, str(count))
    for code, count in done.left_out:
        table.add_row(f"left out: {code}", str(count))
    console.print(table)
