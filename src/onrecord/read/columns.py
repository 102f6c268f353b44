"""Tables in columns: CSV and Parquet → rows, a few at a time, so that memory is bounded by a batch."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from onrecord import lexicon
from onrecord.errors import BadRow, InputError, NotText

_DELIMITERS = (",", ";", "\t", "|")
_BATCH = 32  # rows of a Parquet file held at once


def csv_rows(lines: Iterable[str], *, longest: int) -> Iterator[tuple[int, Mapping[str, Any] | BadRow]]:
    """The rows of a CSV file with a head line, each with its number (from 1); `lines` keep their line ends.
    `longest` is the cap of a cell, in characters.

    A row that does not fit the head comes as BadRow. Raises BadRow where the head names no column of text.
    """
    csv.field_size_limit(max(longest, csv.field_size_limit()))  # the library's own 128 KiB are less than a long article
    source = iter(lines)
    first = next(source, "")
    delimiter = max(_DELIMITERS, key=first.count)
    head = [name.strip().lower() for name in next(csv.reader([first], delimiter=delimiter), [])]
    _check(head)
    reader = csv.reader(source, delimiter=delimiter)
    number = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield number, BadRow(f"Row {number}: {error}.")
            continue
        if not cells:
            continue
        number += 1
        if len(cells) != len(head):
            yield number, BadRow(f"Row {number}: it has {len(cells)} cells, the head {len(head)}.")
        else:
            yield number, dict(zip(head, cells, strict=True))


def parquet_rows(
    path: Path, *, start: int = 0, end: int | None = None
) -> Iterator[tuple[int, Mapping[str, Any] | BadRow]]:
    """The rows `start`..`end` (from 0, half-open) of a Parquet file, each with its number (from 1); only columns that
    have a name we know are read.

    Raises InputError where pyarrow is not installed, NotText where it is no Parquet file, BadRow without a text column.
    """
    with _opened(path) as file:
        names = [name for name in file.schema_arrow.names if name.lower() in _known()]
        _check([name.lower() for name in names])
        for number, row in table_rows(file, names, start=start, end=end):
            yield number + 1, {key: _plain(value) for key, value in row.items()}


def table_rows(
    file: Any, names: list[str] | None, *, start: int, end: int | None
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows `start`..`end` of an open Parquet file with their numbers (from 0); row groups outside are not read."""
    groups: list[int] = []
    first = at = 0
    for group in range(file.num_row_groups):
        held = file.metadata.row_group(group).num_rows
        if at + held > start and (end is None or at < end):
            first = first if groups else at
            groups.append(group)
        at += held
    number = first
    for batch in file.iter_batches(batch_size=_BATCH, row_groups=groups, columns=names) if groups else ():
        if number + batch.num_rows > start and (end is None or number < end):
            for place, row in enumerate(batch.to_pylist(), start=number):
                if place >= start and (end is None or place < end):
                    yield place, row
        number += batch.num_rows


def parquet_length(path: Path) -> int:
    """How many rows a Parquet file has. Raises as `parquet_rows`."""
    with _opened(path) as file:
        return int(file.metadata.num_rows)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    try:
        import pyarrow as pa  # type: ignore[import-not-found, import-untyped, unused-ignore]
        import pyarrow.parquet as pq  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        raise InputError("Parquet files need pyarrow.", hint="Install it: pip install 'onrecord[parquet]'.") from None
    try:
        with pq.ParquetFile(path, memory_map=False) as file:
            yield file
    except (pa.ArrowException, OSError) as error:
        raise NotText(f"This is no Parquet file that can be read: {str(error)[:200]}.") from None


def _plain(value: Any) -> Any:
    """Dates and times as ISO 8601."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _known() -> frozenset[str]:
    return frozenset(theirs for _, theirs in lexicon.rows("row_fields.tsv"))


def _check(head: list[str]) -> None:
    texts = {theirs for ours, theirs in lexicon.rows("row_fields.tsv") if ours in ("text", "html")}
    if not texts & set(head):
        shown = ", ".join(head[:12])[:200] or "none"
        raise BadRow(f"No column holds a text; the columns are: {shown}.", hint="Name the column `text`.")
