"""Which forms of names meet in one person, and which do not. Invented people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.attribute.personname import parse, same_person
from onrecord.attribute.resolve import resolve
from onrecord.model import Article, Document, Name, NameType, Person, Tags
from onrecord.segment import segment


def document(text: str, *tagged: tuple[str, NameType]) -> Document:
    article = Article(id="a", text=text)
    names = tuple(Name(text.index(words), text.index(words) + len(words), kind) for words, kind in tagged)
    return Document(article, segment(article), Tags((), names))


def people(text: str, *tagged: tuple[str, NameType]) -> dict[str, Person]:
    return {person.name: person for person in resolve([document(text, *tagged)], []).people}


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Olaf Peña", "Olaf Pena", True),
        ("William Hale", "Bill Hale", True),
        ("J. Hale", "Jane Hale", True),
        ("Jane Q. Hale", "Jane Hale", True),
        ("Jane Marlow Hale", "Jane Hale", True),
        ("Volody Zelensk", "Volody Zelenskk", True),
        ("Jane Hale", "Ruth Hale", False),
        ("Carl Hale Jr.", "Carl Hale", False),
        ("Carl Hale", "Carl Roe", False),
        ("Anna Berg", "Anne Berg", False),
        ("Ludwig van Roe", "Ludwig Roe", True),
    ],
)
def test_full_names(a: str, b: str, same: bool) -> None:
    left, right = parse(tuple(a.split())), parse(tuple(b.split()))
    assert left is not None and right is not None
    assert same_person(left, right) is same and same_person(right, left) is same


def test_spouses_who_share_a_surname_are_told_apart_by_title() -> None:
    found = people("Carl Brandt and his wife, Mira Brandt, came. Mr. Brandt spoke. Mrs. Brandt left.")
    assert {surface.text for surface in found["Carl Brandt"].names} == {"Carl Brandt", "Mr. Brandt"}
    assert {surface.text for surface in found["Mira Brandt"].names} == {"Mira Brandt", "Mrs. Brandt"}


def test_a_place_or_body_of_the_same_name_is_no_person() -> None:
    found = people(
        "Ines Marrow, the mayor of Marrow, spoke. Marrow Tower was closed. Ms. Marrow left the Marrow Foundation."
    )
    assert [mention.text for mention in found["Ines Marrow"].mentions] == ["Ines Marrow", "Ms. Marrow"]


def test_an_outlet_of_the_same_name() -> None:
    found = people("Vera Fox spoke on Fox News. Fox told Fox News that she would run.", ("Fox News", "organisation"))
    assert [mention.text for mention in found["Vera Fox"].mentions] == ["Vera Fox", "Fox", "she"]


def test_a_headline_gives_no_name_that_the_text_does_not() -> None:
    text = "Rep. Carl Dufort Resigns After Long Fight\n\nRep. Carl Dufort resigned on Friday. Dufort is from Marrow.\n"
    assert {name for name in people(text) if "Dufort" in name} == {"Carl Dufort"}


def test_names_in_capitals_meet_those_of_the_other_report() -> None:
    turns = "REKE: We lost.\n\nMAYOR BRANDVOLD: We won.\n\nREKE: Never.\n\nMAYOR BRANDVOLD: NATO left, REKE."
    other = "ILSE BRANDVOLD WINS\n\nMayor Ilse Brandvold beat Tomas Reke. NATO was silent."
    reports = [document(turns), document(other)]
    reports[1] = replace(reports[1], article=replace(reports[1].article, id="b"))
    found = {person.name: person for person in resolve(reports, []).people}
    assert {surface.text for surface in found["Tomas Reke"].names} == {"Tomas Reke", "REKE"}
    assert "ILSE BRANDVOLD" in {surface.text for surface in found["Ilse Brandvold"].names}
    assert {"Ilse Brandvold", "Tomas Reke"} == set(found)


def test_the_tagger_outweighs_the_lexicons() -> None:
    text = "Bright Zeb ran on Monday. Zeb fell."
    assert "Bright Zeb" in people(text, ("Bright Zeb", "person"), ("Zeb fell"[:3], "person"))
    assert "Ann Hale" not in people("Ann Hale opened on Monday.", ("Ann Hale", "organisation"))


def test_a_suspect_identified_as_somebody_is_that_person() -> None:
    found = people("A suspect, identified as jobless baker Peter Grau, 33, was held. The suspect was silent.")
    assert {"A suspect", "jobless baker"} <= {role.text for role in found["Peter Grau"].roles}
    assert "The suspect" in {mention.text for mention in found["Peter Grau"].mentions}


def test_somebody_described_first_and_named_later() -> None:
    text = "A U.S. envoy met farmers on Monday. He promised help. The envoy Ann Roe left.\n\nEnvoy Carl Hale stayed."
    found = people("An envoy met farmers on Monday. They sang. Then envoy Carl Hale left.")
    assert "An envoy" in {mention.text for mention in found["Carl Hale"].mentions}
    assert people(text)  # two envoys: nobody is guessed, nothing fails


def test_persons_named_together() -> None:
    found = people("The candidates elected were Ann Hale of the Marrow Party and Ben Roe. Both smiled.")
    group = next(person for person in found.values() if person.type == "group")
    assert {mention.text for mention in group.mentions} == {
        "The candidates",
        "Ann Hale of the Marrow Party and Ben Roe",
    }
