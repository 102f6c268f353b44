"""`onrecord stories`, `onrecord show`, `onrecord diff`."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

import onrecord
from onrecord import pipeline
from onrecord.archive.diff import Change, diff
from onrecord.archive.store import Archive
from onrecord.archive.stories import stories
from onrecord.archive.story_record import story_record
from onrecord.cli.app import DONE
from onrecord.export import json_text
from onrecord.export.visible import one_line
from onrecord.record.write import plain


def list_stories(archive: Path, *, limit: int, before: str | None, shape: str) -> int:
    """Print the stories of an archive, newest first."""
    with Archive.open(archive, readonly=True) as held:
        found = stories(held, limit=limit, before=before)
    if shape == "json":
        print(json_text.dumps(plain(found)), end="")
        return DONE
    table = Table("story", "first", "last", "reports", "title", box=None, padding=(0, 2, 0, 0))
    for story in found:
        cells = (story.id, story.first or "–", story.last or "–", str(story.reports), story.title or "–")
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    Console(highlight=False).print(table)
    return DONE


def show(archive: Path, name: str, *, shape: str) -> int:
    """Print the record of one story."""
    with Archive.open(archive) as held:
        record = story_record(held, name, compare=pipeline.compare)
    if shape == "json":
        sys.stdout.write(json_text.seen(onrecord.dumps(record)))
    else:
        from onrecord.cli import table

        table.show(record)
    return DONE


def differences(archive: Path, report: str, *, shape: str) -> int:
    """Print what changed between the versions of one report."""
    with Archive.open(archive, readonly=True) as held:
        found = diff(held, report)
    if shape == "json":
        rows = [{"before": d.before.id, "after": d.after.id, "changes": plain(d.changes)} for d in found]
        print(json_text.dumps(rows), end="")
        return DONE
    console = Console(highlight=False)
    if not found:
        console.print("One version only: nothing changed.")
    for step in found:
        console.print(Text(f"{step.before.id} against {step.after.id}", style="bold"))
        for change in step.changes:
            console.print(Text(one_line(_line(change))))
    return DONE


def _line(change: Change) -> str:
    if change.before is None:
        return f"  {change.what}, new: {{+{change.after}+}}"
    if change.after is None:
        return f"  {change.what}, gone: [-{change.before}-]"
    relation = f" ({change.relation})" if change.relation else ""
    return f"  {change.what}{relation}: [-{change.before}-]{{+{change.after}+}}"
