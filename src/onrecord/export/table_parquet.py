"""The record's tables as Parquet, by pyarrow (the extra `parquet`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from onrecord.errors import OptionError
from onrecord.export.rows import TABLES

_BATCH = 10_000


def write(rows: Iterable[Mapping[str, Any]], table: str, out: Path) -> None:
    """Write the rows of `table` to the file `out`, a row group at a time.

    Raises OptionError where pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # type: ignore[import-not-found, import-untyped, unused-ignore]
        import pyarrow.parquet as pq  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError as error:
        raise OptionError("Parquet needs pyarrow.", hint="pip install 'onrecord[parquet]'") from error
    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    schema = pa.schema([(name, types[kind]) for name, kind in TABLES[table]])
    with pq.ParquetWriter(out, schema) as writer:
        for batch in _batches(rows):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))


def _batches(rows: Iterable[Mapping[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(dict(row))
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch
