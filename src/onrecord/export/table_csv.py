"""The record's tables as CSV (RFC 4180, UTF-8). A cell that a spreadsheet would run as a formula is disarmed."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from onrecord.errors import RecordError
from onrecord.export.rows import TABLES

# OWASP, CSV injection; the full-width forms are taken for the plain ones by some programs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(rows: Iterable[Mapping[str, Any]], table: str, out: IO[str]) -> None:
    """Write the header and the rows of `table` to `out` (opened with `newline=""`), one row at a time."""
    columns = [name for name, _ in TABLES[table]]
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: safe(row[name]) for name in columns})


def read(table: str, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The rows that `write` wrote (`lines` from a file opened with `newline=""`), each value of its column's type.

    Raises RecordError where the columns are not those of `table`, or a value is not of its type.
    """
    csv.field_size_limit(sys.maxsize)
    reader = csv.DictReader(lines)
    if list(reader.fieldnames or ()) != [name for name, _ in TABLES[table]]:
        raise RecordError(
            f"These are not the columns of the table {table!r}.", hint="docs/data-dictionary.md has them."
        )
    for number, row in enumerate(reader, 1):
        try:
            yield {name: _typed(row[name], kind) for name, kind in TABLES[table]}
        except (ValueError, TypeError, KeyError) as error:
            raise RecordError(f"Row {number} of {table!r} does not parse: {error}.", hint="") from error


def safe(cell: Any) -> Any:
    """The cell, with an apostrophe before a text that begins like a formula, apostrophes before it or not."""
    if isinstance(cell, str) and cell.lstrip("'").startswith(_FORMULA):
        return f"'{cell}"
    return cell


def unsafe(cell: str) -> str:
    """What `safe` was given."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def _typed(cell: str, kind: type) -> Any:
    if cell == "":
        return None
    if kind is bool:
        return {"True": True, "False": False}[cell]
    return unsafe(cell) if kind is str else kind(cell)
