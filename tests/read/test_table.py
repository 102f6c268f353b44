"""JSON and JSON Lines in the field names of the tools that write them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from onrecord.read import read_bytes, read_rows

BODY = "“The ferry will sail again in May,” Marta Oyelaran said.\n\nNobody was hurt."

PLAIN = {
    "id": "f1",
    "title": "Ferry back in May",
    "text": BODY,
    "outlet": "Almery Courier",
    "date": "2026-03-03",
    "url": "https://courier.example/ferry",
}
NEWSPAPER4K = {
    "url": "https://www.courier.example/ferry",
    "title": "Ferry back in May",
    "authors": ["Ann Ito", "Bo Lind"],
    "publish_date": "2026-03-03 10:15:00+01:00",
    "text": BODY,
    "meta_lang": "en",
    "meta_site_name": "Almery Courier",
}
TRAFILATURA = {
    "title": "Ferry back in May",
    "author": "Ann Ito; Bo Lind",
    "hostname": "courier.example",
    "date": "2026-03-03",
    "text": BODY,
    "raw_text": BODY,
    "source": "https://courier.example/ferry",
    "source-hostname": "Almery Courier",
    "language": None,
    "comments": "",
}
FUNDUS = {
    "title": "Ferry back in May",
    "authors": ["Ann Ito", "Bo Lind"],
    "publishing_date": "2026-03-03 10:15:00+01:00",
    "publisher": "Almery Courier",
    "body": {
        "summary": [],
        "sections": [{"headline": [], "paragraphs": BODY.split("\n\n")}],
    },
    "topics": [],
    "free_access": True,
}
NEWS_PLEASE = {
    "authors": [],
    "date_publish": "2026-03-03 10:15:00",
    "date_modify": "None",
    "maintext": BODY,
    "text": None,
    "title": "Ferry back in May",
    "source_domain": "courier.example",
    "url": "https://courier.example/ferry",
    "language": "en",
}
SCHEMA_ORG = {
    "@type": "NewsArticle",
    "headline": "Ferry back in May",
    "articleBody": BODY,
    "datePublished": "2026-03-03T10:15:00Z",
    "dateModified": "2026-03-04T09:00:00Z",
    "author": [{"@type": "Person", "name": "Ann Ito"}],
    "publisher": {"@type": "Organization", "name": "Almery Courier"},
}
NINJS = {
    "uri": "urn:newsml:agency.example:20260303:1",
    "firstcreated": "2026-03-03T10:15:00Z",
    "versioncreated": "2026-03-04T09:00:00Z",
    "pubstatus": "usable",
    "copyrightholder": "Almery Courier",
    "language": "en",
    "headlines": [{"role": "main", "value": "Ferry back in May"}],
    "bodies": [
        {
            "contenttype": "text/html",
            "value": "<p>“The ferry will sail again in May,” Marta Oyelaran said.</p><p>Nobody was hurt.</p>",
        }
    ],
}
SHAPES = {
    "plain": (PLAIN, "Almery Courier", "2026-03-03", None),
    "newspaper4k": (NEWSPAPER4K, "Almery Courier", "2026-03-03T10:15:00+01:00", "Ann Ito, Bo Lind"),
    "trafilatura": (TRAFILATURA, "Almery Courier", "2026-03-03", "Ann Ito; Bo Lind"),
    "fundus": (FUNDUS, "Almery Courier", "2026-03-03T10:15:00+01:00", "Ann Ito, Bo Lind"),
    "news-please": (NEWS_PLEASE, "courier.example", "2026-03-03T10:15:00", None),
    "schema.org": (SCHEMA_ORG, "Almery Courier", "2026-03-03T10:15:00Z", "Ann Ito"),
    "ninjs": (NINJS, "Almery Courier", "2026-03-03T10:15:00Z", None),
}


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_every_tool_s_fields(shape: str) -> None:
    row, outlet, published, byline = SHAPES[shape]
    (article,) = read_bytes(json.dumps(row).encode(), name="rows.json").articles
    assert article.text == BODY
    assert (article.title, article.outlet, article.byline) == ("Ferry back in May", outlet, byline)
    assert article.published and (article.published.value, article.published.basis) == (published, "given")
    if "url" in row or shape == "trafilatura":
        assert article.url in ("https://courier.example/ferry", "https://www.courier.example/ferry")


@pytest.mark.parametrize("wrapper", ["articles", "items", "results", "data"])
def test_lists_wrapped_and_bare(wrapper: str) -> None:
    rows = [PLAIN, {**PLAIN, "id": "f2"}]
    for document in (rows, {wrapper: rows, "count": 2}, {"response": {"docs": rows}}):
        articles = read_bytes(json.dumps(document).encode(), name="rows.json").articles
        assert [article.id for article in articles] == ["f1", "f2"]


def test_objects_by_id() -> None:
    document = {"f1": {"text": "One."}, "f2": {"text": "Two."}}
    articles = read_bytes(json.dumps(document).encode(), name="rows.json").articles
    assert [(article.id, article.text) for article in articles] == [("f1", "One."), ("f2", "Two.")]


def test_json_lines_go_on_past_bad_rows() -> None:
    lines = [
        '{"id": "a", "text": "One."}',
        '{"id": "b", "text"',
        "7",
        '{"id": "d"}',
        "",
        '{"id": "e", "text": "Five."}',
    ]
    reading = read_bytes("\n".join(lines).encode(), name="rows.jsonl")
    assert [article.id for article in reading.articles] == ["a", "e"]
    assert [notice.code for notice in reading.notices] == ["E106", "E106", "E106"]
    assert [f"ine {number}" in notice.message for number, notice in zip((2, 3, 4), reading.notices, strict=True)] == [
        True,
        True,
        True,
    ]


def test_many_bad_rows_are_counted() -> None:
    lines = ['{"text": "One."}', *(['{"title": "none"}'] * 5_000)]
    reading = read_bytes("\n".join(lines).encode(), name="rows.jsonl")
    assert len(reading.articles) == 1 and len(reading.notices) == 21
    assert "4980 more" in reading.notices[-1].message


def test_rows_without_an_id_keep_theirs_in_any_order() -> None:
    rows = [{"text": "One."}, {"text": "Two."}, {"text": "Two."}]
    ids = [article.id for article in read_rows(rows).articles]
    assert len(set(ids)) == 3
    assert read_rows(rows[:1]).articles[0].id == ids[0]


def test_lone_surrogates_become_replacement_characters() -> None:
    reading = read_bytes(b'{"text": "A \\ud83d broken pair.", "title": "T \\udc00"}', name="a.json")
    (article,) = reading.articles
    assert article.text == "A \ufffd broken pair." and article.title == "T \ufffd"
    article.text.encode()
    assert [notice.code for notice in reading.notices] == ["replaced-characters"]


def test_a_killed_item_says_so() -> None:
    reading = read_bytes(json.dumps({**NINJS, "pubstatus": "canceled"}).encode(), name="a.json")
    assert [notice.code for notice in reading.notices] == ["killed"]


def test_a_date_that_reads_two_ways_is_not_taken() -> None:
    reading = read_rows([{**PLAIN, "date": "03/04/2026"}])
    assert reading.articles[0].published is None
    assert [notice.code for notice in reading.notices] == ["date-not-understood"]


def test_a_transcript_keeps_its_role() -> None:
    row: dict[str, Any] = {"text": "Q. And then? A. Nothing.", "role": "transcript"}
    assert read_rows([row]).articles[0].role == "transcript"
