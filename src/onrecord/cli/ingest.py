"""`onrecord ingest`: sources into an archive, then into stories, then into the search index."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord import pipeline
from onrecord.archive import inputs
from onrecord.archive.counts import Progress
from onrecord.archive.ingest import ingest
from onrecord.archive.rows import Ingested
from onrecord.archive.search import Search
from onrecord.archive.settle import settle
from onrecord.archive.store import Archive
from onrecord.cli.app import DONE, LEFT_OUT
from onrecord.errors import OptionError
from onrecord.export.visible import one_line
from onrecord.limits import Limits


def run(
    sources: Sequence[str], *, archive: Path | None, workers: int, engine: str | None = None, parts: Path | None = None
) -> int:
    """Ingest every source. The exit status: 0 done, 3 done with inputs left out (counted in a table).

    With an `engine` the sources are read there, and what was read is written to the folder `parts` (default: beside the
    archive), which is then taken up; without an `archive` it ends there.
    """
    limits = Limits.from_environment()
    if engine is None and (archive is None or parts is not None):
        raise OptionError("No --archive FILE is given, or --parts without --engine.", hint="See `onrecord ingest -h`.")
    if engine is not None:
        from onrecord.cli.scale import read_elsewhere

        parts = read_elsewhere(sources, archive=archive, parts=parts, engine=engine, workers=workers, limits=limits)
        sources = [str(parts)]
    return DONE if archive is None else _take_in(sources, archive, workers, limits)


def _take_in(sources: Sequence[str], archive: Path, workers: int, limits: Limits) -> int:
    console = Console(stderr=True, highlight=False)
    with Archive.open(archive, create=True) as held:
        planned = inputs.plan(sources, limits=limits)
        done = ingest(
            held,
            inputs.items(held, planned, limits=limits),
            setup=pipeline.reader,
            maker=pipeline.made_by(),
            workers=workers,
            size=inputs.left(held, planned),
            progress=lambda told: _tell(console, told),
        )
        _report(console, ", ".join(sources), done)
        settled = settle(held)
        Search.open(held)
    print(f"{settled.stories} stories in {archive}", file=sys.stderr)
    return LEFT_OUT if done.left_out else DONE


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
