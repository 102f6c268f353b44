"""CSV and Parquet: stable columns, and the same values read back."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.export import table_csv, table_parquet
from onrecord.export.rows import TABLES, rows
from onrecord.model import StoryRecord
from tests.sample import A, record


def _csv(told: StoryRecord, table: str) -> StringIO:
    out = StringIO(newline="")
    table_csv.write(rows(told, table), table, out)
    out.seek(0)
    return out


@pytest.mark.parametrize("table", TABLES)
def test_csv_comes_back(told: StoryRecord, table: str) -> None:
    wanted = [dict(row) for row in rows(told, table)]
    assert list(table_csv.read(table, _csv(told, table))) == wanted
    assert next(csv.reader(_csv(told, table))) == [name for name, _ in TABLES[table]]


@pytest.mark.parametrize("table", TABLES)
def test_parquet_comes_back(told: StoryRecord, table: str, tmp_path: Path) -> None:
    wanted = [dict(row) for row in rows(told, table)]
    table_parquet.write(rows(told, table), table, tmp_path / "t.parquet")
    read = pq.read_table(tmp_path / "t.parquet")
    assert read.to_pylist() == wanted
    assert read.column_names == [name for name, _ in TABLES[table]]


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("x")', "\n=1", "＝1", "'=1"])
def test_no_cell_is_a_formula(evil: str) -> None:
    told = record(a=replace(A, outlet=evil, title=evil))
    assert next(csv.DictReader(_csv(told, "articles")))["outlet"] == f"'{evil}"
    assert next(table_csv.read("articles", _csv(told, "articles")))["outlet"] == evil


@given(st.text(alphabet="'=+-@\t\r\n＝a,\"", min_size=1))
def test_disarmed_cells_come_back(cell: str) -> None:
    assert table_csv.unsafe(table_csv.safe(cell)) == cell
    assert not table_csv.safe(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


@pytest.mark.parametrize("text", ["", "article,outlet\r\n", "statement\r\nx\r\n"])
def test_other_columns_are_refused(text: str) -> None:
    with pytest.raises(RecordError):
        list(table_csv.read("statements", StringIO(text, newline="")))


def test_a_value_of_another_type_is_refused() -> None:
    text = _csv(record(), "people").getvalue().replace(",3\r\n", ",three\r\n")
    with pytest.raises(RecordError, match="Row 1"):
        list(table_csv.read("people", StringIO(text, newline="")))
