"""HTML: the article's body as the page shows it, and what its metadata says."""

from __future__ import annotations

import json

import pytest

from onrecord.model import Reading
from onrecord.read import read_bytes

LONG = [
    f"The company runs {n} ferries between the town of Almery and the islands, and all of them were checked last week."
    for n in ("two", "three", "four", "five", "six")
]


def page(*body: str, head: str = "", html: str = 'lang="en"') -> bytes:
    return (
        f"<!DOCTYPE html><html {html}><head><title>Ferry back in May - Almery Courier</title>{head}</head><body>"
        f"<nav><ul><li><a href=/>Home</a><li><a href=/s>Sport</a></ul></nav><main><article><h1>Ferry back in May</h1>"
        f"{''.join(body)}</article></main><footer>All rights reserved, Almery Courier</footer></body></html>"
    ).encode()


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def read(data: bytes, **options: str) -> Reading:
    return read_bytes(data, name="page.html", **options)  # type: ignore[arg-type]


def test_the_body_is_the_page_s_own_paragraphs() -> None:
    reading = read(
        page(paragraphs(*LONG), "<ul><li>“It sails,” she said.</li></ul>", "<p>One line<br>and another.</p>")
    )
    (article,) = reading.articles
    expected = [*LONG, "“It sails,” she said.", "One line\nand another."]
    assert article.text.removeprefix("Ferry back in May\n\n") == "\n\n".join(expected)
    assert reading.notices == ()


def test_metadata() -> None:
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Nobody"},
            {
                "@type": ["NewsArticle"],
                "headline": "Ferry back in May",
                "datePublished": "2026-03-03T10:15:00+01:00",
                "dateModified": "2026-03-04T09:00:00+01:00",
                "author": [{"@type": "Person", "name": "Ann Ito"}, {"name": "Bo Lind"}],
                "publisher": {"@type": "Organization", "name": "Almery Courier"},
            },
        ],
    }
    head = f'<script type="application/ld+json">{json.dumps(data)}</script><link rel=canonical href="https://www.courier.example/f">'
    (article,) = read(page(paragraphs(*LONG), head=head)).articles
    assert (article.title, article.outlet, article.byline) == (
        "Ferry back in May",
        "Almery Courier",
        "Ann Ito, Bo Lind",
    )
    assert (article.url, article.language) == ("https://www.courier.example/f", "en")
    assert article.published and article.published.value == "2026-03-03T10:15:00+01:00"
    assert article.modified and article.modified.value == "2026-03-04T09:00:00+01:00"
    assert {article.published.basis, article.modified.basis} == {"given"}


def test_meta_elements_and_time() -> None:
    head = '<meta property="og:site_name" content="Almery Courier"><meta name="date" content="2026-03-03">'
    (article,) = read(page(paragraphs(*LONG), head=head)).articles
    assert article.outlet == "Almery Courier" and article.published and article.published.value == "2026-03-03"
    body = "<time datetime='2026-03-05T10:00Z' itemprop=datePublished>Thursday</time>"
    (article,) = read(page(body, paragraphs(*LONG))).articles
    assert article.published and article.published.value == "2026-03-05T10:00Z"


def test_several_times_without_a_meaning_date_nothing() -> None:
    body = "<time datetime='2026-03-05'>5 March</time><time datetime='2026-03-09'>9 March</time>"
    (article,) = read(page(body, paragraphs(*LONG))).articles
    assert article.published is None


def test_the_outlet_is_the_host_where_the_page_names_none() -> None:
    (article,) = read(
        page(paragraphs(*LONG)).replace(b" - Almery Courier", b""), url="https://www.tribune.example/a/b"
    ).articles
    assert (article.outlet, article.url) == ("tribune.example", "https://www.tribune.example/a/b")


def test_a_quotation_element_has_its_marks() -> None:
    (article,) = read(page(paragraphs(*LONG, "<q>It sails, <q>soon</q> enough</q> she said."))).articles
    assert "“It sails, ‘soon’ enough” she said." in article.text


def test_hidden_text_is_left_out() -> None:
    body = paragraphs(
        *LONG, "The mayor was seen by all of them<span hidden> not seen</span><span style='display: none'>nor</span>."
    )
    assert read(page(body)).articles[0].text.endswith("The mayor was seen by all of them.")


def test_what_the_extractor_drops_between_paragraphs_comes_back() -> None:
    reading = read(page(paragraphs(*LONG[:3]), "<div>“It sails in May,” she said.</div>", paragraphs(*LONG[3:])))
    assert "“It sails in May,” she said." in reading.articles[0].text
    assert reading.notices == ()


def test_a_pull_quotation_is_not_printed_twice() -> None:
    said = "“It sails in May,” she said."
    pull = "<figure><blockquote>“It sails in May”</blockquote></figure>"
    reading = read(page(paragraphs(*LONG[:2], said), pull, paragraphs(*LONG[2:])))
    assert reading.articles[0].text.count("It sails in May") == 1
    assert reading.notices == ()


def test_lost_quotations_are_told() -> None:
    reading = read(page(paragraphs(*LONG[:3]), "<aside>“It sails in May,” she said.</aside>", paragraphs(*LONG[3:])))
    (notice,) = reading.notices
    assert (notice.code, notice.article) == ("lost-quotations", "page")
    assert "“It sails in May,” she said." in notice.message


def test_a_small_part_of_the_page_is_told() -> None:
    chaff = "".join(f"<div class=box><div>Teaser number {n} of many that go on and on</div></div>" for n in range(200))
    reading = read(page(paragraphs(*LONG)).replace(b"<footer>", f"<footer>{chaff}".encode()))
    assert [notice.code for notice in reading.notices] == ["partial-text"]
    assert len(reading.articles[0].text) < 1_000


def test_a_body_that_only_the_metadata_has() -> None:
    data = json.dumps({"@type": "NewsArticle", "articleBody": "\n".join(LONG)})
    reading = read(
        f'<html><head><script type="application/ld+json">{data}</script></head><body></body></html>'.encode()
    )
    assert reading.articles[0].text.splitlines() == LONG


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "iso-8859-1", "gb2312", "shift_jis"])
def test_the_declared_encoding(charset: str) -> None:
    name = {"gb2312": "市长说：“桥会修好”", "shift_jis": "市長は「橋は直る」と言った"}.get(charset, "Café Zoë “sails”")
    if charset == "iso-8859-1":
        name = "Café Zoë sails"
    data = page(paragraphs(*LONG, name), head=f'<meta charset="{charset}">').decode().encode(charset)
    (article,) = read(data).articles
    assert article.text.endswith(name)
    assert article.encoding and (charset == "utf-8") == (article.encoding == "utf-8")
