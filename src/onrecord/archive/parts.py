"""Reports that were read elsewhere, as Parquet: written by a worker, taken up by `ingest` as they are.

A row is a report with all that was read in it, or, where `code` is set, something about it (its id is given) or about
what was left out. The columns are in `docs/scale.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from onrecord.archive.packed import pack, unpack
from onrecord.archive.rows import Ready, Told
from onrecord.errors import InputError, OptionError
from onrecord.model import Article, Notice
from onrecord.read.columns import table_rows
from onrecord.read.pieces import Piece

FORMAT = "onrecord/part/1"
_KEY = b"format"
_GROUP = 64  # reports a row group: what a worker holds before it writes
_ARTICLE = ("id", "input", "url", "outlet", "title", "byline", "language", "encoding", "role")
COLUMNS = (*_ARTICLE, "published", "maker", "text", "read", "code", "message")


def write(path: Path, rows: Iterable[Ready | Told]) -> int:
    """Write `rows` to `path`, which is there whole or not at all, and return how many reports that were.

    Raises OptionError where pyarrow is missing.
    """
    pa, pq = _pyarrow()
    schema = pa.schema([(name, pa.string()) for name in COLUMNS], metadata={_KEY: FORMAT.encode()})
    part = path.with_name(path.name + ".partial")
    reports, group = 0, list[dict[str, str | None]]()
    with pq.ParquetWriter(part, schema, compression="zstd") as writer:
        for row in rows:
            group.append(_row(row) if isinstance(row, Ready) else _told_row(row))
            reports += isinstance(row, Ready)
            if len(group) >= _GROUP:
                writer.write_table(pa.Table.from_pylist(group, schema=schema))
                group = []
        if group:
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
    part.replace(path)
    return reports


def is_part(name: str) -> bool:
    """Whether a file holds reports that were read already."""
    if not name.lower().endswith(".parquet"):
        return False
    try:
        with _opened(Path(name)) as file:
            return bool((file.schema_arrow.metadata or {}).get(_KEY) == FORMAT.encode())
    except InputError:
        return False  # reading it will say what is wrong


def read(piece: Piece) -> Iterator[Ready | Told | Notice]:
    """The reports of a part, and the notices in it. A row that does not fit its own text comes as a notice."""
    try:
        with _opened(Path(piece.name)) as file:
            for number, row in table_rows(file, list(COLUMNS), start=piece.start, end=piece.end):
                yield _item(row, f"{piece.name}, row {number + 1}")
    except InputError as error:
        yield Notice(error.code, None, f"{piece.name}: {error.message}")


def _row(ready: Ready) -> dict[str, str | None]:
    article = ready.article
    row: dict[str, str | None] = {name: getattr(article, name) for name in _ARTICLE}
    published = article.published.value if article.published else None
    return row | {"published": published, "maker": ready.maker, "text": article.text, "read": pack(ready.extracted)}


def _told_row(told: Told) -> dict[str, str | None]:
    notice = told.notice
    return {"id": notice.article, "input": told.input, "code": notice.code, "message": notice.message}


def _item(row: dict[str, Any], place: str) -> Ready | Told | Notice:
    if row["code"] is not None:
        return Told(row["input"], Notice(row["code"], row["id"], row["message"]))
    try:
        extracted = unpack(Article(text=row["text"], **{name: row[name] for name in _ARTICLE}), row["read"])
    except (KeyError, TypeError, ValueError, IndexError) as error:
        return Notice("E106", None, f"{place} is no report that was read ({type(error).__name__}: {error}).")
    return Ready(extracted.document.article, extracted, row["maker"])


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    try:
        pa, pq = _pyarrow()
    except OptionError as error:
        raise InputError(error.message, hint=error.hint) from None
    try:
        with pq.ParquetFile(path, memory_map=False) as file:
            yield file
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"This is no Parquet file that can be read: {str(error)[:200]}.") from None


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # type: ignore[import-not-found, import-untyped, unused-ignore]
        import pyarrow.parquet as pq  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        raise OptionError("Parquet needs pyarrow.", hint="pip install 'onrecord[parquet]'") from None
    return pa, pq
