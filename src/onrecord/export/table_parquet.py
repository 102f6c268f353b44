"""The record's tables as Parquet, by pyarrow (the extra `parquet`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.errors import OptionError
from onrecord.export.rows import TABLES

_BATCH = 10_000


EXTRACTED: tuple[tuple[str, type], ...] = (
    ("article", str),
    ("outlet", str),
    ("url", str),
    ("published", str),
    ("statement", str),
    ("kind", str),
    ("words", str),
    ("start", int),
    ("end", int),
    ("cue", str),
    ("source", str),
    ("speaker", str),
    ("speaker_name", str),
    ("confidence", float),
    ("stance", str),
)


def write_extracted(lines: Path, out: Path) -> None:
    """The JSON Lines of `onrecord extract` as Parquet, a row a statement. OptionError where pyarrow is missing."""
    _write(_extracted(lines), EXTRACTED, out)


def _extracted(lines: Path) -> Iterator[dict[str, Any]]:
    with lines.open(encoding="utf-8") as file:
        for line in file:
            report = json.loads(line)
            names = {person["id"]: person["name"] for person in report["people"]}
            published = report["published"] and report["published"]["value"]
            head = {"article": report["id"], "outlet": report["outlet"], "url": report["url"], "published": published}
            for statement in report["statements"]:
                yield {**head, **_statement(statement, names)}


def _statement(statement: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    content = statement["content"]
    return {
        "statement": statement["id"],
        "kind": statement["kind"],
        "words": " […] ".join(span["text"] for span in content),
        "start": content[0]["start"],
        "end": content[-1]["end"],
        "cue": statement["cue"] and statement["cue"]["text"],
        "source": statement["source"] and statement["source"]["text"],
        "speaker": statement["speaker"],
        "speaker_name": names.get(statement["speaker"] or ""),
        "confidence": statement["confidence"],
        "stance": statement["stance"],
    }


def write(rows: Iterable[Mapping[str, Any]], table: str, out: Path) -> None:
    """Write the rows of `table` to the file `out`, a row group at a time.

    Raises OptionError where pyarrow is not installed.
    """
    _write(rows, TABLES[table], out)


def _write(rows: Iterable[Mapping[str, Any]], columns: Sequence[tuple[str, type]], out: Path) -> None:
    try:
        import pyarrow as pa  # type: ignore[import-not-found, import-untyped, unused-ignore]
        import pyarrow.parquet as pq  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError as error:
        raise OptionError("Parquet needs pyarrow.", hint="pip install 'onrecord[parquet]'") from error
    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    schema = pa.schema([(name, types[kind]) for name, kind in columns])
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
