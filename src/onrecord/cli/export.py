"""`onrecord export`."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord import pipeline
from onrecord.cli.app import DONE
from onrecord.cli.inputs import read_text
from onrecord.errors import NotFound, OptionError
from onrecord.export import table_csv, table_parquet
from onrecord.export.formats import TABULAR, TEXTS
from onrecord.export.rows import TABLES, rows
from onrecord.export.visible import visible
from onrecord.model import StoryRecord
from onrecord.record import loads


def run(record: str | None, *, form: str, table: str, out: str, archive: Path | None, listed: bool) -> int:
    """Read a record, write it in another format. Raises OptionError, RecordError, NotFound or NotText."""
    if listed:
        print("formats:", ", ".join([*TEXTS, *TABULAR]))
        print("tables:", ", ".join(TABLES))
        return DONE
    if form not in TEXTS and form not in TABULAR:
        raise OptionError(f"There is no format {form!r}.", hint=f"Choose one of {', '.join([*TEXTS, *TABULAR])}.")
    if table not in TABLES:
        raise OptionError(f"There is no table {table!r}.", hint=f"Choose one of {', '.join(TABLES)}.")
    if record is None:
        raise OptionError("There is no record to write.", hint="onrecord export record.json --format csv")
    if form == "parquet" and out == "-":
        raise OptionError("Parquet is no text.", hint="Name a file with --out.")
    _write(_story(archive, record) if archive else loads(read_text(record)), form, table, out)
    return DONE


def _write(told: StoryRecord, form: str, table: str, out: str) -> None:
    if out == "-":
        sys.stdout.write(_text(told, form, table, for_eyes=sys.stdout.isatty()))
        return
    with _whole(Path(out)) as file:
        if form == "parquet":
            table_parquet.write(rows(told, table), table, file)
        else:
            file.write_text(_text(told, form, table), encoding="utf-8", newline="")


def _text(told: StoryRecord, form: str, table: str, *, for_eyes: bool = False) -> str:
    """The record in a format that is text; what steers a terminal is written out where one will show it."""
    if form != "csv":
        return TEXTS[form](told)
    lines = io.StringIO(newline="")
    table_csv.write(rows(told, table), table, lines)
    return visible(lines.getvalue().replace("\r\n", "\n")) if for_eyes else lines.getvalue()


@contextmanager
def _whole(out: Path) -> Iterator[Path]:
    """A file beside `out` that takes its place once it is whole. Raises NotFound where it cannot be written."""
    if not out.name or out.is_dir():
        raise NotFound(f"{str(out)!r} is no file.", hint="Name a file with --out.")
    part = out.with_name(out.name + ".part")
    try:
        yield part
        part.replace(out)
    except OSError as error:
        raise NotFound(f"{out} cannot be written ({error.strerror}).") from error
    finally:
        part.unlink(missing_ok=True)


def _story(archive: Path, name: str) -> StoryRecord:
    from onrecord.archive.store import Archive
    from onrecord.archive.story_record import story_record

    with Archive.open(archive) as held:
        return story_record(held, name, compare=pipeline.compare)
