"""Each format read back by its own standard's means."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import bibtexparser
import pyarrow.parquet as pq
import pytest

from onrecord.errors import RecordError
from onrecord.export import annotation, label_studio, schema_org, sources, table_csv, table_parquet, tei
from onrecord.export.rows import TABLES, rows
from onrecord.record import dumps, loads
from tests.sample import A, record

TEI = "{http://www.tei-c.org/ns/1.0}"


def test_a_record_read_back_is_the_same_record() -> None:
    assert loads(dumps(record())) == record()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"schema": "onrecord/story-record/1"}', dumps(record()).replace('"start": 1,', '"start": 2,', 1)],
)
def test_what_is_no_sound_record_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        loads(text)


@pytest.mark.parametrize("table", TABLES)
def test_csv_and_parquet_hold_every_row_and_column(table: str, tmp_path: Path) -> None:
    wanted = [dict(row) for row in rows(record(), table)]
    assert wanted
    out = StringIO(newline="")
    table_csv.write(rows(record(), table), table, out)
    out.seek(0)
    read = list(csv.DictReader(out))
    assert [list(row) for row in read] == [[name for name, _ in TABLES[table]]] * len(wanted)
    table_parquet.write(rows(record(), table), table, tmp_path / "t.parquet")
    assert pq.read_table(tmp_path / "t.parquet").to_pylist() == wanted


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("x")'])
def test_no_cell_is_a_formula(evil: str) -> None:
    out = StringIO(newline="")
    table_csv.write(rows(record(a=replace(A, outlet=evil, title=evil)), "articles"), "articles", out)
    out.seek(0)
    assert next(csv.DictReader(out))["outlet"] == f"'{evil}"


def test_annotations_select_the_words() -> None:
    told = record(a=replace(A, text=A.text))
    page = json.loads(annotation.dumps(told))
    assert page["type"] == "AnnotationPage"
    assert len(page["items"]) == len(told.statements)
    texts = {f"urn:onrecord:article:{a.id}": a.text for a in told.articles}
    for item in page["items"]:
        for target in item["target"]:
            position, quote = target["selector"]
            text = texts[target["source"]]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text.startswith(
                quote["prefix"] + quote["exact"] + quote["suffix"], position["start"] - len(quote["prefix"])
            )


def test_annotations_count_utf16_units_too() -> None:
    text = "\U0001f30a " + A.text
    article = replace(A, text=text)
    units = annotation.target(article, article.span(3, 33))["selector"][0]["onrecord:utf16"]
    assert units == {"start": 4, "end": 34}


def test_tei_names_each_witness_once_and_every_reading_has_one() -> None:
    root = ElementTree.fromstring(tei.dumps(record()))
    witnesses = {w.get("{http://www.w3.org/XML/1998/namespace}id") for w in root.iter(f"{TEI}witness")}
    assert len(witnesses) == 2
    readings = [*root.iter(f"{TEI}lem"), *root.iter(f"{TEI}rdg")]
    assert len(readings) == 3
    assert {reading.get("wit") for reading in readings} == {f"#{name}" for name in witnesses}


def test_tei_survives_what_xml_cannot_hold() -> None:
    ElementTree.fromstring(tei.dumps(record(a=replace(A, outlet="\x00\x1b]<&\ufffe"))))


def test_schema_org_rates_nothing() -> None:
    graph = json.loads(schema_org.dumps(record()))["@graph"]
    assert {node["@type"] for node in graph} == {"NewsArticle", "Person", "Quotation", "Claim"}
    ids = {node["@id"] for node in graph}
    quotation = next(node for node in graph if node["@type"] == "Quotation")
    assert {quotation["spokenByCharacter"]["@id"], *(part["@id"] for part in quotation["isPartOf"])} <= ids
    assert "Rating" not in json.dumps(graph)


def test_bibtex_is_read_by_a_library() -> None:
    told = record(a=replace(A, outlet="Smith & {Sons} 100% #1_x", title="A \\ ~ ^ title"))
    library = bibtexparser.parse_string(sources.bibtex(told))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["a", "b"]
    assert library.entries[0]["year"] == "2026"


def test_csl_json_has_the_date_in_parts() -> None:
    items = json.loads(sources.csl_json(record()))
    assert items[0]["issued"] == {"date-parts": [[2026, 3, 3]]}
    assert {item["type"] for item in items} == {"article-newspaper"}


def test_label_studio_regions_select_their_text() -> None:
    for task in json.loads(label_studio.dumps(record())):
        text = task["data"]["text"].encode("utf-16-le")
        regions = [r for r in task["predictions"][0]["result"] if r["type"] == "labels"]
        assert regions
        for region in regions:
            value = region["value"]
            assert text[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]
