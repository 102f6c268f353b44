"""`onrecord import`: decisions, reconciled persons and labels into an archive."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from onrecord.archive.imports import Imported, import_decisions, import_labels, import_persons, people
from onrecord.archive.store import Archive
from onrecord.cli.app import DONE, LEFT_OUT
from onrecord.cli.inputs import read_text
from onrecord.errors import BadRow
from onrecord.export import json_text
from onrecord.export.table_csv import safe, unsafe
from onrecord.export.visible import one_line
from onrecord.record.write import plain


def run(what: str, file: str, *, archive: Path, editor: str, columns: tuple[str, str], shape: str) -> int:
    """Take a file into the log. The exit status: 0 done, 3 done with rows refused (each is named)."""
    told = read_text(file)
    with Archive.open(archive) as held:
        if what == "labels":
            done = import_labels(held, _tasks(told, file), editor=editor)
        elif what == "persons":
            person, identifier = columns
            done = import_persons(held, _rows(told), editor=editor, person=person, identifier=identifier)
        else:
            done = import_decisions(held, _rows(told), editor=editor)
    _tell(done, shape)
    return LEFT_OUT if done.refused else DONE


def write_persons(archive: Path) -> int:
    """Print the persons of an archive as CSV, to be reconciled and taken in again."""
    with Archive.open(archive, readonly=True) as held:
        rows = list(people(held))
    columns = ["person", "name", "type", "outlet", "published", "story", "identifier"]
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: safe(value) for name, value in row.items()} for row in rows)
    return DONE


def _tell(done: Imported, shape: str) -> None:
    if shape == "json":
        print(json_text.dumps(plain(done)), end="")
        return
    Console(highlight=False).print(f"{done.added} added, {done.known} there already or without effect")
    for one in done.refused:
        Console(stderr=True, highlight=False).print(
            Text(one_line(f"onrecord: [{one.code}] row {one.row}: {one.message}")), soft_wrap=True
        )


def _rows(told: str) -> Iterator[Mapping[str, str]]:
    """The rows of a CSV or, where its header has a tab, of a TSV (as OpenRefine writes both)."""
    csv.field_size_limit(sys.maxsize)
    lines = told.splitlines(keepends=True)
    dialect = "excel-tab" if lines and "\t" in lines[0] else "excel"
    for row in csv.DictReader(lines, dialect=dialect):
        yield {key: unsafe(value) for key, value in row.items() if isinstance(key, str) and isinstance(value, str)}


def _tasks(told: str, file: str) -> list[Any]:
    try:
        tasks = json.loads(told)
    except ValueError as error:
        raise BadRow(f"{file} is no JSON: {error}.", hint="Export the project from Label Studio as JSON.") from error
    return tasks if isinstance(tasks, list) else [tasks]
