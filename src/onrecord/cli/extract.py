"""`onrecord extract`: JSON Lines, one report a line, in the order given."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

import onrecord
from onrecord.cli import inputs
from onrecord.cli.app import DONE, LEFT_OUT
from onrecord.model import Notice
from onrecord.pipeline import Extraction
from onrecord.record.write import plain


def run(reports: Sequence[str], *, outlets: Sequence[str], dates: Sequence[str]) -> int:
    """Read and print. The exit status: 0 done, 3 done with inputs left out (named on standard error)."""
    reading = inputs.read(reports, outlets=outlets, dates=dates)
    inputs.warn(reading.notices)
    failed = [notice for notice in reading.notices if inputs.left_out([notice])]
    for result in onrecord.extract_many(reading.articles):
        if isinstance(result, Notice):
            inputs.warn([result])
            failed.append(result)
        else:
            sys.stdout.write(json.dumps(line(result), ensure_ascii=False) + "\n")
    return LEFT_OUT if failed else DONE


def line(extraction: Extraction) -> dict[str, Any]:
    """One report with its statements, people and dates, in the record's own keys, without its text."""
    article = extraction.document.article
    row: dict[str, Any] = {**plain(article), "people": plain(extraction.people)}
    del row["text"]
    return {**row, "statements": plain(extraction.statements), "timexes": plain(extraction.timexes)}
