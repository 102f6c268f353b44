"""Whom a source names: bodies by their whole name, parts of groups, relative clauses. Invented people and bodies."""

from __future__ import annotations

import pytest

from onrecord.attribute.resolve import resolve
from onrecord.model import Article, Document, Name, Statement, Tags
from onrecord.segment import segment

FEINBERG = "Only one senator was against it: Senator Dora Feinberg of Marrow, who called the deal a mistake."
BESIDE = "Mr. Hale went to war in Marrow. The mayor of Marrow, who called it a mistake, wept."


def speaker(text: str, source: str, *, body: str = "") -> tuple[str, str, str | None] | None:
    """Name, type and basis of whoever `source`, which stands once in `text`, is found to be."""
    article = Article(id="a", text=text)
    tags = (Name(text.index(body), text.index(body) + len(body), "organisation", 0.8),) if body else ()
    at, end = text.rindex(source), text.rindex(source) + len(source)
    content = article.span(end + 1, len(text)) if end + 1 < len(text) else article.span(0, at - 1)
    statement = Statement("a:s1", "a", "indirect", (content,), source=article.span(at, end), confidence=0.9)
    told = resolve([Document(article, segment(article), Tags((), tags))], [statement])
    found = {person.id: person for person in told.people}.get(told.statements[0].speaker or "")
    return found and (found.name, found.type, told.statements[0].speaker_basis)


@pytest.mark.parametrize(
    ("text", "source", "body", "name", "kind"),
    [
        (
            "A mistake, said Farmers for Marrow.",
            "Farmers for Marrow",
            "Farmers for Marrow",
            "Farmers for Marrow",
            "organisation",
        ),
        (
            "The Center on Roads and Road Safety said it would fail.",
            "The Center on Roads and Road Safety",
            "",
            "Center on Roads and Road Safety",
            "organisation",
        ),
        ("The F.B.I. said it was slow.", "The F.B.I", "F.B.I", "F.B.I.", "organisation"),
        ("It is close, said people who know both.", "people who know both", "", "people", "group"),
        (
            "One of several such groups said it would sue.",
            "One of several such groups",
            "",
            "One of several such groups",
            "role",
        ),
        (
            "A number of Hale's opponents said it was lost.",
            "A number of Hale's opponents",
            "",
            "Hale's opponents",
            "group",
        ),
        (FEINBERG, "who", "", "Dora Feinberg", "person"),
        (BESIDE, "who", "", "mayor of Marrow", "role"),
        (
            "Several advocacy groups said it would fail.",
            "Several advocacy groups",
            "",
            "Several advocacy groups",
            "group",
        ),
        ("Liberal groups said it would fail.", "Liberal groups", "", "Liberal groups", "group"),
        (
            "He urged the critics in his party not to vote again. The critics said no.",
            "The critics",
            "",
            "critics in his party",
            "group",
        ),
        ("The Will Foundation said it would fail.", "The Will Foundation", "", "Will Foundation", "organisation"),
        ("It was built by people who said it would last.", "who", "", "people", "group"),
    ],
)
def test_a_source_is_read_to_its_head(text: str, source: str, body: str, name: str, kind: str) -> None:
    found = speaker(text, source, body=body)
    assert found is not None
    assert found[:2] == (name, kind)


def test_party_and_state_are_nobodys_name() -> None:
    text = "The plan, said Senate Majority Leader Mick Condell, R-Ky., was dead. He met Dora Feinberg, D-Marrow, there."
    article = Article(id="a", text=text)
    told = resolve([Document(article, segment(article), Tags((), ()))], [])
    assert {person.name for person in told.people if person.type == "person"} == {"Mick Condell", "Dora Feinberg"}
