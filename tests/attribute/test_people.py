"""Persons across the reports of a story: names, titles, roles, descriptions and pronouns of invented people."""

from __future__ import annotations

import random

import pytest

from onrecord.attribute.resolve import resolve
from onrecord.model import Article, Document, Person, Resolution, Statement, Tags
from onrecord.segment import segment

LEAD = (
    "MARROW — Mayor-elect Tomas Okonjo will meet Governor Ada Hallbeck on Friday.\n\n"
    "Mr Okonjo, 41, a former nurse who won the race last month, said he was not worried.\n\n"
    '"I have many disagreements with the governor," Mr. Okonjo told reporters. "We will talk."\n\n'
    "The mayor-elect has been a critic of Ada Hallbeck. She called him a dreamer.\n"
)
OTHER = (
    "Governor Hallbeck's press secretary, Lena Vasquez, gave no details. Okonjo was sworn in by Judge Peter Marsh.\n\n"
    "Texas Rep. Ann Dufort met Lena Vasquez. Ms. Dufort said she was glad.\n"
)


def document(name: str, text: str) -> Document:
    article = Article(id=name, text=text)
    return Document(article, segment(article), Tags((), ()))


def people(*texts: str) -> dict[str, Person]:
    return {person.name: person for person in told(*texts).people}


def told(*texts: str) -> Resolution:
    return resolve([document(f"a{number}", text) for number, text in enumerate(texts)], [])


def forms(person: Person) -> set[str]:
    return {surface.text for surface in person.names}


def holder(resolution: Resolution, documents: list[Document], before: str, word: str) -> str | None:
    """The name of the one person who has a mention of `word` right after `before`."""
    found = []
    for one in documents:
        at = one.article.text.find(before + word)
        if at >= 0:
            start = at + len(before)
            for person in resolution.people:
                found += [person.name for m in person.mentions if m == one.article.span(start, start + len(word))]
    assert len(found) <= 1
    return found[0] if found else None


def test_one_person_under_every_form_of_the_name() -> None:
    found = people(LEAD, OTHER)
    assert forms(found["Tomas Okonjo"]) == {"Mayor-elect Tomas Okonjo", "Mr Okonjo", "Mr. Okonjo", "Okonjo"}
    assert {span.article for span in found["Ada Hallbeck"].mentions} == {"a0", "a1"}


def test_roles_stand_as_worded() -> None:
    found = people(LEAD, OTHER)
    worded = {name: {role.text for role in person.roles} for name, person in found.items()}
    assert "a former nurse" in worded["Tomas Okonjo"]
    assert "Governor Hallbeck's press secretary" in worded["Lena Vasquez"]
    assert worded["Ann Dufort"] == {"Texas Rep"}
    assert not any("nurse" in role or "secretary" in role for role in worded["Ada Hallbeck"])


@pytest.mark.parametrize(
    ("before", "word", "who"),
    [
        ("month, said ", "he", "Tomas Okonjo"),
        ("Friday.\n\nMr Okonjo, 41, a former nurse who won the race last month, said ", "he", "Tomas Okonjo"),
        ('talk."\n\n', "The mayor-elect", "Tomas Okonjo"),
        ('"', "I", "Tomas Okonjo"),
        ("Hallbeck. ", "She", "Ada Hallbeck"),
        ("She called ", "him", "Tomas Okonjo"),
    ],
)
def test_pronouns_and_descriptions(before: str, word: str, who: str) -> None:
    documents = [document("a0", LEAD)]
    assert holder(resolve(documents, []), documents, before, word) == who


def test_every_span_is_cut_from_its_text() -> None:
    texts = {"a0": LEAD, "a1": OTHER}
    for person in told(LEAD, OTHER).people:
        for span in (*person.mentions, *person.roles):
            assert texts[span.article][span.start : span.end] == span.text


def test_neither_the_order_of_documents_nor_of_statements_matters() -> None:
    documents = [document("a0", LEAD), document("a1", OTHER), document("a2", LEAD + OTHER)]
    article = documents[0].article
    at = LEAD.index("I have many")
    end = LEAD.index('," Mr. Okonjo')
    statements = [
        Statement("a0:s1", "a0", "direct", (article.span(at, end),), source=_span(documents[0], "Mr. Okonjo"))
    ]
    expected = resolve(documents, statements)
    assert expected.statements[0].speaker == "tomas-okonjo"
    for seed in range(5):
        random.Random(seed).shuffle(documents)
        assert resolve(documents, statements) == expected


def _span(one: Document, words: str):  # type: ignore[no-untyped-def]
    start = one.article.text.index(words)
    return one.article.span(start, start + len(words))


def test_empty_and_hostile_texts_do_no_harm() -> None:
    for text in (
        "",
        "\n\n\n",
        "'s",
        "“",
        "Mr. ",
        "The The The",
        "A" * 5000,
        "he " * 500,
        "“I ‘he’ “" * 50,
        "\u202e\x00 X said",
    ):
        told(text)
    assert told().people == ()
