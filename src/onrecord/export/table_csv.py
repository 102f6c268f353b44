"""The record's tables as CSV (RFC 4180, UTF-8). A cell that a spreadsheet would run as a formula is disarmed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import IO, Any

from onrecord.export.rows import TABLES

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(rows: Iterable[Mapping[str, Any]], table: str, out: IO[str]) -> None:
    """Write the header and the rows of `table` to `out` (opened with `newline=""`), one row at a time."""
    columns = [name for name, _ in TABLES[table]]
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: safe(row[name]) for name in columns})


def safe(cell: Any) -> Any:
    """The cell, with an apostrophe before a text that begins like a formula (OWASP, CSV injection)."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
