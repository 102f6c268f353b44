"""Bombs and endless inputs are bounded before they are parsed."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import lexicon
from onrecord.limits import Limits
from onrecord.read import read, read_bytes, read_rows

MEGABYTE = 1_000_000


def codes(data: bytes, name: str) -> list[str]:
    return [notice.code for notice in read_bytes(data, name=name).notices]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_without_an_end() -> None:
    tracemalloc.start()
    (notice,) = read([Path("/dev/zero")], limits=Limits(input_bytes=5 * MEGABYTE)).notices
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert notice.code == "E104" and peak < 20 * MEGABYTE


def test_a_page_of_fifty_megabytes_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    with file.open("wb") as out:
        out.write(b"<html><body>")
        out.seek(50 * MEGABYTE)
        out.write(b"</body></html>")
    (notice,) = read([file]).notices
    assert notice.code == "E104" and "20,000,000" in notice.message


def test_text_up_to_the_cap_is_read() -> None:
    words = b"The ferry will sail again in May. "
    reading = read_bytes(words * (1_900_000 // len(words)), name="a.txt")
    assert len(reading.articles) == 1 and reading.notices == ()
    assert codes(words * (2_100_000 // len(words)), "a.txt") == ["E104"]
    assert codes(words * (20_100_000 // len(words)), "a.txt") == ["E104"]


@pytest.mark.parametrize(
    "data",
    [
        b'{"text":' * 50_000,
        b"[" * 200_000 + b"]" * 200_000,
        b'{"text": ' + b"9" * 100_000 + b"}",
        b'{"text": "x", "date": 1e999}',
        b'{"text": {"sections": ' + b"[" * 500 + b"]" * 500 + b"}}",
        b'{"text": ' + b"[" * 900 + b"]" * 900 + b"}",
        b'{"text": "x", "authors": ' + b'[{"name": ' * 400 + b"1" + b"}]" * 400 + b"}",
        b'{"a": ' * 400 + b"1" + b"}" * 400,
    ],
)
def test_json_bombs(data: bytes) -> None:
    reading = read_bytes(data, name="a.json")
    assert len(reading.articles) + len(reading.notices) >= 1


def test_a_page_of_too_many_paragraphs_is_not_given_to_the_extractor() -> None:
    reading = read_bytes(b"<html><body>" + b"<p>It sails.</p>" * 25_000, name="a.html")
    assert "linear-text" in [notice.code for notice in reading.notices]


@pytest.mark.parametrize("bad", ["[" * 900 + "]" * 900, '[{"name": ' * 400 + "1" + "}]" * 400, "[" * 100_000])
def test_metadata_nested_too_deep(bad: str) -> None:
    data = f'{{"@type": "NewsArticle", "author": {bad}, "headline": {bad}}}'
    page = f'<html><head><script type="application/ld+json">{data}</script></head><body><p>The ferry sails.</p>'
    (article,) = read_bytes(page.encode(), name="a.html").articles
    assert article.text == "The ferry sails."


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "value", "sections", "x"]), inner)
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(sorted({row[1] for row in lexicon.rows("row_fields.tsv")} | {"bodies", "headlines", "bylines"}))


@given(st.dictionaries(KEYS, VALUES, max_size=6))
@settings(max_examples=400, deadline=None)
def test_any_row_is_an_article_or_a_code(row: dict[str, object]) -> None:
    reading = read_rows([row])
    assert len(reading.articles) + sum(notice.article is None for notice in reading.notices) == 1
    for article in reading.articles:
        article.text.encode()
        assert article.id
