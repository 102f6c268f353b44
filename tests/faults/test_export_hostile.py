"""Article text as script, markup, LaTeX, terminal escape or formula: shown as text by every format, none of it obeyed.

Each payload goes through every field of a record that a report can fill; what a format's own reader then finds must be
what it finds in a harmless record of the same shape.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from io import StringIO

import bibtexparser
import pytest
from lxml import etree
from markdown_it import MarkdownIt
from rich.console import Console

from onrecord.cli.table import show
from onrecord.export import table_csv
from onrecord.export.formats import TEXTS
from onrecord.export.rows import TABLES, rows
from onrecord.model import Article, Person, StoryRecord, Surface
from tests.sample import A, record

PAYLOADS = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "<!--",
    "]]>",
    "&lt;b&gt;",
    "javascript:alert(1)",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "**bold** _it_ `code` ~~no~~",
    "| a | b |",
    "# heading",
    "}\n@article{forged,",
    "\\input{/etc/passwd}",
    "\\write18{rm -rf /}",
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "\x9b2J",
    "\u202egnp.exe\u202c",
    "a\u200bb\ufeffc",
    "\U000e0061\U000e0062",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1:A9)",
    "\t=1",
    "\r=1",
    '"},{"speaker":"Ilse Brandvold"',
    "'; DROP TABLE reports; --",
    "{{ 7*7 }}",
    "{% raw %}",
    "%s%n",
    "\x00",
]
_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")


def hostile(payload: str) -> StoryRecord:
    """The small record with the payload in every field that a report fills."""
    text = f"{A.text} {payload}"
    article = Article(
        A.id,
        text,
        outlet=payload,
        title=payload,
        byline=payload,
        url=payload,
        input=payload,
        published=A.published,
    )
    told = record(a=article)
    end = article.span(len(A.text) + 1, len(text))
    person = Person("ilse-brandvold", "person", payload, (Surface(payload, 1),), (end,), (end,))
    first = replace(told.statements[0], content=(end,), speaker_basis=payload, stance=payload)
    notices = (replace(told.notices[0], message=payload),)
    utterance = replace(told.utterances[0], pairs=(), basis=payload)
    return replace(
        told,
        people=(person,),
        statements=(first, *told.statements[1:]),
        notices=notices,
        utterances=(utterance, *told.utterances[1:]),
    )


HARMLESS = hostile("plain words")


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("form", TEXTS)
def test_nothing_steers_the_reader(form: str, payload: str) -> None:
    assert not _STEERS.search(TEXTS[form](hostile(payload)).replace("\r\n", "\n"))


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("form", ["json", "annotations", "schema.org", "csl-json", "label-studio"])
def test_json_keeps_its_shape(form: str, payload: str) -> None:
    """The same keys in the same places: a text never becomes a field."""

    def shape(node: object) -> object:
        if isinstance(node, dict):
            return {key: shape(value) for key, value in node.items() if key not in ("url", "URL", "state")}
        return [shape(item) for item in node] if isinstance(node, list) else type(node).__name__

    found, wanted = (json.loads(TEXTS[form](told)) for told in (hostile(payload), HARMLESS))
    if form == "label-studio":
        # The ids of the regions are keys there.
        assert [set(task["data"]) for task in found] == [set(task["data"]) for task in wanted]
    assert shape(found) == shape(wanted)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_schema_org_can_stand_in_a_page(payload: str) -> None:
    text = TEXTS["schema.org"](hostile(payload))
    assert not re.search("[<>&]", text)
    assert "javascript:" not in json.dumps([node.get("url") for node in json.loads(text)["@graph"]])


@pytest.mark.parametrize("payload", PAYLOADS)
def test_tei_keeps_its_elements(payload: str) -> None:
    found, wanted = (etree.fromstring(TEXTS["tei"](told).encode()) for told in (hostile(payload), HARMLESS))
    assert [node.tag for node in found.iter()] == [node.tag for node in wanted.iter()]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_bibtex_keeps_its_entries(payload: str) -> None:
    text = TEXTS["bibtex"](hostile(payload))
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["a", "b"]
    assert not re.search(r"(?<!\\)\\(?:input|write)", text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markdown_is_text(payload: str) -> None:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

    def kinds(text: str) -> list[str]:
        tokens = [inner for token in parser.parse(text) for inner in (token, *(token.children or ()))]
        return [token.type for token in tokens if not token.type.startswith("text")]

    assert kinds(TEXTS["markdown"](hostile(payload))) == kinds(TEXTS["markdown"](HARMLESS))


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("table", TABLES)
def test_no_cell_is_a_formula(table: str, payload: str) -> None:
    out = StringIO(newline="")
    table_csv.write(rows(hostile(payload), table), table, out)
    out.seek(0)
    for row in csv.reader(out):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    out.seek(0)
    assert list(table_csv.read(table, out)) == [dict(row) for row in rows(hostile(payload), table)]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_terminal_is_not_steered(payload: str) -> None:
    console = Console(file=StringIO(), force_terminal=False, width=200)
    show(hostile(payload), console=console)
    assert not _STEERS.search(console.file.getvalue())  # type: ignore[attr-defined]
