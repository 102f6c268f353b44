"""Deep and broken pages: never silently empty. Figure: a warning wherever the text is under 25 % of what is visible."""

from __future__ import annotations

import random

import pytest

from onrecord.read import read_bytes

LINES = [f"The company runs {n} ferries to the islands, and all of them were checked last week." for n in range(12)]
BODY = "".join(f"<p>{line}</p>" for line in LINES)
WARNINGS = {"partial-text", "linear-text"}


DEPTHS = (1, 100, 200, 250, 253, 254, 255, 256, 300, 1_000, 10_000)
NESTS = [(tag, depth) for tag in ("div", "span", "b", "blockquote") for depth in DEPTHS] + [("div", 100_000)]


@pytest.mark.parametrize(("tag", "depth"), NESTS)
def test_nesting(tag: str, depth: int) -> None:
    reading = read_bytes(
        f"<html><body>{f'<{tag}>' * depth}{BODY}{f'</{tag}>' * depth}</body></html>".encode(), name="a.html"
    )
    (article,) = reading.articles
    shown = sum(map(len, LINES))
    kept = sum(len(line) for line in LINES if line in article.text)
    assert kept >= 0.25 * shown or WARNINGS & {notice.code for notice in reading.notices}
    assert kept == shown  # and in fact all of it


TAGS = ("p", "div", "span", "section", "article", "ul", "li", "b", "i", "a", "h2", "blockquote", "table", "tr", "td")
TAGS += ("figure", "aside", "header", "main", "q", "font", "center", "pre")


def broken_page(chance: random.Random) -> tuple[str, list[str]]:
    """A page of tags in any order, unclosed, closed twice or wrongly; all its lines are visible."""
    parts, lines = ["<html><body>"], []
    for number in range(chance.randint(5, 40)):
        for _ in range(chance.randint(0, 4)):
            tag = chance.choice(TAGS)
            parts.append(
                chance.choice(
                    (f"<{tag}>", f"<{tag} class='x{number}'>", f"</{tag}>", f"<{tag.upper()} ID=a>", f"<{tag}/>")
                )
            )
        line = f"Line {number} tells what the {chance.choice(TAGS)} company did in May."
        lines.append(line)
        parts.append(line)
        if chance.random() < 0.1:
            parts.append(
                chance.choice(("<!-- x -->", "&nbsp;", "&#0;", "&bogus;", "<br>", "<hr>", "]]>", "< ", "<>", "\0"))
            )
    return "".join(parts), lines


def test_fuzzed_pages() -> None:
    chance = random.Random(20260303)
    for number in range(150):
        html, lines = broken_page(chance)
        reading = read_bytes(html.encode(), name="a.html")
        assert reading.articles, f"page {number} gave nothing: {reading.notices}"
        text = " ".join(reading.articles[0].text.split())
        kept = sum(len(line) for line in lines if line in text)
        codes = {notice.code for notice in reading.notices}
        assert kept >= 0.25 * sum(map(len, lines)) or WARNINGS & codes, f"page {number}"


@pytest.mark.parametrize("html", ["<html><body>" + "<p" * 50_000, "<html>" + "<!--" * 20_000, "<html><body>&#" * 5_000])
def test_markup_that_never_ends(html: str) -> None:
    reading = read_bytes(html.encode(), name="a.html")
    assert reading.articles or reading.notices


def test_a_page_cut_off_anywhere() -> None:
    head = "<head><title>Ferry</title><script>var a = 1;</script></head>"
    html = f"<html>{head}<body><article>{BODY}</article></body></html>"
    for end in range(30, len(html), 37):
        reading = read_bytes(html[:end].encode(), name="a.html")
        assert reading.articles or reading.notices
