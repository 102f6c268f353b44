"""Whom a pronoun means, in the ways in which news uses them. Invented people."""

from __future__ import annotations

import re

import pytest

from onrecord.attribute.resolve import resolve
from onrecord.model import Article, Document, Tags
from onrecord.segment import segment


def who(text: str) -> str | None:
    """The person of the pronoun that stands in square brackets in `text`."""
    match = re.search(r"\[(\w+)\]", text)
    assert match is not None
    plain = text.replace(f"[{match.group(1)}]", match.group(1), 1)
    article = Article(id="a", text=plain)
    people = resolve([Document(article, segment(article), Tags((), ()))], []).people
    span = article.span(match.start(), match.start() + len(match.group(1)))
    found = [person.name for person in people if span in person.mentions]
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Paul Hale met Ada Roe. [She] smiled.", "Ada Roe"),
        ("Paul Hale met Mr. Roe. Mr. Hale said [he] was glad.", "Paul Hale"),
        ("Paul Hale berated Mr. Carl Roe, saying [he] was lazy.", "Carl Roe"),
        ("Paul Hale thanked Mr. Carl Roe, who said [he] was glad.", "Carl Roe"),
        ("Paul Hale said Carl Roe was wrong.\n\n“Mr. Roe is wrong,” [he] said.", "Paul Hale"),
        ("Paul Hale told Carl Roe a story. “[I] was young,” Mr. Hale said.", "Paul Hale"),
        ("Paul Hale spoke to Carl Roe. Carl Roe hurt [himself].", "Carl Roe"),
        ("Mayor Paul Hale [himself] came with Carl Roe.", "Paul Hale"),
        ("Ada Roe spoke. “Ask [him] (Hale),” she said. Paul Hale left.", "Paul Hale"),
        ("[He] was tired.", None),
    ],
)
def test_pronouns(text: str, expected: str | None) -> None:
    assert who(text) == expected


def test_nobody_is_their_own_object() -> None:
    assert who("Paul Hale met [him].") is None


def test_what_the_text_tells_of_gender_outweighs_the_first_name() -> None:
    assert who("Mr. Mary Hale came late. [He] was tired.") == "Mary Hale"
