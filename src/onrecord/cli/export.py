"""`onrecord export`."""

from __future__ import annotations

import sys
from pathlib import Path

from onrecord.cli.app import DONE
from onrecord.errors import NotFound, NotText, OptionError
from onrecord.export import table_csv, table_parquet
from onrecord.export.formats import TABULAR, TEXTS
from onrecord.export.rows import TABLES, rows
from onrecord.model import StoryRecord
from onrecord.record import loads


def run(record: str, *, form: str, table: str, out: str, listed: bool) -> int:
    """Read a record, write it in another format. Raises OptionError, RecordError, NotFound or NotText."""
    if listed:
        print("formats:", ", ".join([*TEXTS, *TABULAR]))
        print("tables:", ", ".join(TABLES))
        return DONE
    if form not in TEXTS and form not in TABULAR:
        raise OptionError(f"There is no format {form!r}.", hint=f"Choose one of {', '.join([*TEXTS, *TABULAR])}.")
    if table not in TABLES:
        raise OptionError(f"There is no table {table!r}.", hint=f"Choose one of {', '.join(TABLES)}.")
    told = loads(_read(record))
    if form == "parquet":
        _parquet(told, table, out)
    elif form == "csv":
        _csv(told, table, out)
    elif out == "-":
        sys.stdout.write(TEXTS[form](told))
    else:
        Path(out).write_text(TEXTS[form](told), encoding="utf-8")
    return DONE


def _read(record: str) -> str:
    try:
        return sys.stdin.read() if record == "-" else Path(record).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise NotText(f"{record} is no UTF-8 text.") from error
    except OSError as error:
        raise NotFound(f"{record} cannot be read ({error.strerror}).") from error


def _parquet(told: StoryRecord, table: str, out: str) -> None:
    if out == "-":
        raise OptionError("Parquet is no text.", hint="Name a file with --out.")
    table_parquet.write(rows(told, table), table, Path(out))


def _csv(told: StoryRecord, table: str, out: str) -> None:
    if out == "-":
        table_csv.write(rows(told, table), table, sys.stdout)
        return
    with Path(out).open("w", encoding="utf-8", newline="") as file:
        table_csv.write(rows(told, table), table, file)
