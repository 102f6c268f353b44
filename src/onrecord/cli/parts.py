"""`onrecord copies` and `onrecord timeline`: parts of what `compare` finds, by themselves."""

from __future__ import annotations

import json
from collections.abc import Sequence

import onrecord
from onrecord.cli import inputs
from onrecord.cli.app import DONE, LEFT_OUT
from onrecord.model import StoryRecord

# The keys of the record that each command prints as JSON.
KEYS = {"copies": ("witnesses", "copying"), "timeline": ("timeline",)}


def run(part: str, reports: Sequence[str], *, outlets: Sequence[str], dates: Sequence[str], shape: str) -> int:
    """Read, compare, and print one part of the record. The exit status is that of `compare`."""
    reading = inputs.read(reports, outlets=outlets, dates=dates)
    if not reading.articles:
        inputs.warn(reading.notices)
    record = onrecord.compare(reading.articles, notices=reading.notices)
    inputs.warn(record.notices)
    if shape == "json":
        print(as_json(record, part))
    else:
        from onrecord.cli import table

        show = table.show_copies if part == "copies" else table.show_timeline
        show(record)
    return LEFT_OUT if inputs.left_out(record.notices) else DONE


def as_json(record: StoryRecord, part: str) -> str:
    """The part's keys as in the story record, with the outlet of each report."""
    whole = json.loads(onrecord.dumps(record))
    told = {"outlets": {article.id: article.outlet for article in record.articles}}
    return json.dumps(told | {key: whole[key] for key in KEYS[part]}, ensure_ascii=False, indent=2)
