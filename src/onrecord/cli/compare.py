"""`onrecord compare`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import onrecord
from onrecord.cli import inputs
from onrecord.cli.app import DONE, LEFT_OUT


def run(
    reports: Sequence[str], *, outlets: Sequence[str], dates: Sequence[str], transcripts: Sequence[str], shape: str
) -> int:
    """Read, compare and print. The exit status: 0 done, 3 done with inputs left out (named on standard error)."""
    reading = inputs.read(reports, outlets=outlets, dates=dates, transcripts=transcripts)
    if not reading.articles:
        inputs.warn(reading.notices)
    record = onrecord.compare(reading.articles, notices=reading.notices)
    inputs.warn(record.notices)
    if shape == "json":
        sys.stdout.write(onrecord.dumps(record))
    elif shape == "markdown":
        from onrecord.export import markdown

        sys.stdout.write(markdown.dumps(record))
    elif shape == "html":
        from onrecord.web.render import story_page

        sys.stdout.write(story_page(record, standalone=True))
    else:
        from onrecord.cli import table

        table.show(record)
    return LEFT_OUT if inputs.left_out(record.notices) else DONE
