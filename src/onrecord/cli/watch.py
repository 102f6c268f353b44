"""`onrecord watch`: feeds into an archive, for as long as it is left running."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

from onrecord import pipeline
from onrecord.archive.opml import feeds_in
from onrecord.archive.store import Archive
from onrecord.archive.watch import Round, watch
from onrecord.cli.app import DONE
from onrecord.export.story import in_short, printed
from onrecord.export.visible import one_line


def run(feeds: Path, *, archive: Path, every: int) -> int:
    """Poll the feeds of an OPML file (or a plain list) until interrupted; what was fetched by then is stored."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    addresses = feeds_in(feeds)
    with Archive.open(archive, create=True) as held:
        watch(
            held,
            addresses,
            setup=pipeline.reader,
            maker=pipeline.made_by(),
            stop=stop,
            every=every,
            compare=pipeline.compare,
            told=_tell,
        )
    return DONE


def _tell(told: Round) -> None:
    new = f"{told.ingested.new} new, {told.ingested.changed} changed"
    print(f"onrecord: {told.feeds} feeds, {told.pages} pages: {new}", file=sys.stderr)
    for address, reason in told.failed:
        print(f"onrecord: {one_line(address)}: {one_line(reason)}", file=sys.stderr)
    for step in told.changes:
        for change in step.changes:
            print(
                one_line(f"{step.after.id}: {change.what} changed: [-{change.before}-]{{+{change.after}+}}"), flush=True
            )
    for altered in told.altered:
        speaker, pair = altered.speaker or "speaker not named", in_short(altered.pair)
        print(one_line(f"{speaker}: {printed(altered.a)} | {printed(altered.b)} ({pair})"), flush=True)
