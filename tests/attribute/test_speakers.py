"""Who speaks each statement, and on what basis. Invented people."""

from __future__ import annotations

import re

import pytest

from onrecord.attribute import resolve
from onrecord.model import Article, Document, Person, Resolution, Statement, Tags
from onrecord.segment import segment


def document(text: str, name: str = "a") -> Document:
    article = Article(id=name, text=text)
    return Document(article, segment(article), Tags((), ()))


def statement(one: Document, content: str, source: str | None) -> Statement:
    """A statement whose content and source are the first of these words in the text."""
    article = one.article
    at = article.text.index(content)
    found = article.span(at, at + len(content))
    where = None
    if source is not None:
        near = [match.start() for match in re.finditer(rf"\b{re.escape(source)}\b", article.text)]
        start = min(near, key=lambda i: abs(i - at))
        where = article.span(start, start + len(source))
    return Statement(f"{article.id}:s{at}", article.id, "direct", (found,), source=where)


def told(text: str, *pairs: tuple[str, str | None]) -> tuple[Resolution, list[Statement], dict[str, Person]]:
    one = document(text)
    found = resolve([one], [statement(one, content, source) for content, source in pairs])
    return found, list(found.statements), {person.id: person for person in found.people}


def speaker(text: str, content: str, source: str | None) -> tuple[str | None, str | None, str | None]:
    """Name, type and basis of the speaker of one statement."""
    _, statements, people = told(text, (content, source))
    person = people.get(statements[0].speaker or "")
    return (person.name, person.type, statements[0].speaker_basis) if person else (None, None, None)


CRASH = (
    "Bea Lund, a nurse, told the Almery Post that she saw the crash. Per Moss, the town's mayor, praised her.\n\n"
    '"I ran as fast as I could," the nurse said.\n\n'
    '"She is a hero," Mr. Moss said. "We are proud."\n\n'
    '"I met him," she said.\n'
)


@pytest.mark.parametrize(
    ("content", "source", "name", "basis"),
    [
        ("she saw the crash", "Bea Lund, a nurse", "Bea Lund", "name"),
        ("I ran as fast as I could", "the nurse", "Bea Lund", "role"),
        ("She is a hero", "Mr. Moss", "Per Moss", "name"),
        ("We are proud", None, "Per Moss", "carried"),
        ("I met him", "she", "Bea Lund", "pronoun"),
    ],
)
def test_name_role_pronoun_and_what_is_carried_over(content: str, source: str | None, name: str, basis: str) -> None:
    assert speaker(CRASH, content, source) == (name, "person", basis)


@pytest.mark.parametrize(
    ("text", "content", "source", "name", "kind"),
    [
        ('The White House said: "No."', "No.", "The White House", "White House", "organisation"),
        ("The report found no wrongdoing.", "no wrongdoing", "The report", "report", "document"),
        ("Officials said it was over.", "it was over", "Officials", "Officials", "group"),
        ('"Go," a Brandt spokesman said.', "Go", "a Brandt spokesman", "Brandt spokesman", "role"),
        ('Ann Hale and Ben Roe left. "Go," both said.', "Go", "both", "Ann Hale and Ben Roe", "group"),
        ('"Go," Ann Hale\'s lawyer said.', "Go", "Ann Hale's lawyer", "Ann Hale's lawyer", "role"),
    ],
)
def test_sources_that_are_no_named_person(text: str, content: str, source: str, name: str, kind: str) -> None:
    assert speaker(text, content, source)[:2] == (name, kind)


def test_a_statement_is_whose_it_is_issued_by() -> None:
    text = 'Ann Hale resigned. "It was time," said a statement from Ms. Hale.'
    assert speaker(text, "It was time", "a statement from Ms. Hale")[0] == "Ann Hale"


def test_the_group_is_the_body_named_before() -> None:
    text = 'The Marrow Foundation sued on Monday. The law "hurts people," the foundation said.'
    assert speaker(text, "hurts people", "the foundation") == ("Marrow Foundation", "organisation", "nominal")


def test_unnamed_sources_are_not_one() -> None:
    text = "An aide to Ann Hale said it was dead. An aide to Ben Roe said it was alive."
    found, statements, _ = told(text, ("it was dead", "An aide to Ann Hale"), ("it was alive", "An aide to Ben Roe"))
    assert len({s.speaker for s in statements}) == 2 and None not in {s.speaker for s in statements}
    assert {person.type for person in found.people if person.id in {s.speaker for s in statements}} == {"role"}


def test_a_reader_cannot_tell_and_neither_do_we() -> None:
    text = 'Carl Hale met Ben Roe. Hale and Roe talked. Roe and Hale ate.\n\n"It was fine," he said.'
    _, statements, people = told(text, ("It was fine", "he"))
    if statements[0].speaker is None:
        assert statements[0].speaker_basis is None
        assert {people[i].name for i in statements[0].candidates} <= {"Carl Hale", "Ben Roe"}
    _, statements, _ = told('"It was fine," she said.', ("It was fine", "she"))
    assert (statements[0].speaker, statements[0].speaker_basis, statements[0].candidates) == (None, None, ())


def test_the_speaker_is_not_who_the_quotation_names() -> None:
    text = 'Governor Paul Hale said the plan would go ahead.\n\n"Ben Roe is wrong, and Roe knows it," he said.'
    assert speaker(text, "Ben Roe is wrong", "he")[0] == "Paul Hale"


def test_every_statement_comes_back_once_in_its_order() -> None:
    found, statements, people = told(CRASH, ("I met him", "she"), ("She is a hero", "Mr. Moss"))
    assert [s.content[0].text for s in statements] == ["I met him", "She is a hero"]
    assert {s.speaker for s in statements} <= people.keys()
    assert len({person.id for person in found.people}) == len(found.people)


def test_a_heading_in_marks_is_nobodys() -> None:
    text = 'Bea Lund came. "I ran as fast as I could," Lund said.\n\n"A hard night"\n\nThe rain went on.'
    assert speaker(text, "A hard night", None)[0] is None
    assert speaker(text.replace('night"', 'night."'), "A hard night.", None)[0] == "Bea Lund"


AGED = (
    "Carl Hale is the premier.\n\nIt has been too slow, said 23-year-old Ryosuke Kinoda, who backs Hale's party.\n\n"
    '"I would like to see it," he said. "We cannot wait."'
)


def test_who_spoke_last_goes_on_though_the_name_tells_no_gender() -> None:
    assert speaker(AGED, "I would like to see it,", "he")[0] == "Ryosuke Kinoda"


def test_an_age_before_a_name_is_no_role() -> None:
    found, _, _ = told(AGED, ("I would like to see it,", "he"))
    assert [span.text for person in found.people for span in person.roles if "year" in span.text] == []
