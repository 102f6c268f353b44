"""A source as a phrase: where its head ends, a name after a description, lists, plurals, things. Invented names."""

from __future__ import annotations

import pytest

from onrecord.attribute.resolve import resolve
from onrecord.model import Article, Document, Name, NameType, Statement, Tags
from onrecord.segment import segment

NEWS = "Bea Lund went to Marrow. "


def speaker(text: str, *, tagged: tuple[tuple[str, NameType], ...] = ()) -> tuple[str, str] | None:
    """Name and type of whoever the source, which stands in square brackets in `text`, is found to be."""
    at, end = text.index("["), text.index("]") - 1
    article = Article(id="a", text=text.replace("[", "").replace("]", ""))
    names = tuple(
        Name(article.text.index(name), article.text.index(name) + len(name), type_, 0.9) for name, type_ in tagged
    )
    content = article.span(end + 1, len(article.text))
    statement = Statement("a:s1", "a", "indirect", (content,), source=article.span(at, end), confidence=0.9)
    told = resolve([Document(article, segment(article), Tags((), names))], [statement])
    found = {person.id: person for person in told.people}.get(told.statements[0].speaker or "")
    return found and (found.name, found.type)


CASES: dict[str, tuple[str, str | None, str]] = {
    "named at the end": (NEWS + "[A spokesman for Ms. Lund, Per Moss], said so.", "Per Moss", "person"),
    "named after a long office": (
        "[The group's former vice president of growth, Per Moss], said so.",
        "Per Moss",
        "person",
    ),
    "today": (NEWS + "[Bea Lund today] said so.", "Bea Lund", "person"),
    "here": ("[Two officials here] said so.", "Two officials", "group"),
    "a surname that is a verb": ("[Prime Minister Bea May] said so.", "Bea May", "person"),
    "a first name that is a people": ("[Christian Lund, the mayor], said so.", "Christian Lund", "person"),
    "an age alone": (NEWS + "Per Moss, who lives nearby, heard it. [The 76-year-old] said so.", "Per Moss", "person"),
    "an age after an aside": (
        "Bea Lund came to Marrow. Taking the stage, [the 29-year-old singer] said so.",
        "Bea Lund",
        "person",
    ),
    "two ages": (
        "Per Moss met Bea Lund. [The 76-year-old] said so.",
        "Per Moss",
        "person",
    ),
    "a number with a comma": ("[More than 2,000 people] said so.", "More than 2,000 people", "group"),
    "points inside": (
        "[A spokesman for U.N. Secretary Per Moss] said so.",
        "spokesman for U.N. Secretary Per Moss",
        "role",
    ),
    "years": ("[Marrow executives] for years said so.", "Marrow executives", "group"),
    "to do": ("He asked [reporters] to comment, and they said so.", "reporters", "group"),
    "what they are doing": ("[leaders in cities] branding it said so.", "leaders in cities", "group"),
    "familiar": ("[people familiar with the sale] said so.", "people familiar with the sale", "group"),
    "for": ("[Transport for Marrow] said so.", "Transport for Marrow", "organisation"),
    "for the": (
        "It is late. [Riders for the Humane Treatment of Crews] said so.",
        "Riders for the Humane Treatment of Crews",
        "organisation",
    ),
    "of": ("[the High Court of Justice] said so.", "High Court of Justice", "organisation"),
    "a ministry": ("[Marrow's ministry of works] said so.", "Marrow's ministry of works", "organisation"),
    "a chapter": (
        "[the Almery chapter of the Free Riders] said so.",
        "Almery chapter of the Free Riders",
        "organisation",
    ),
    "countries": (
        "[The United States, Japan and Chile] condemned it.",
        "The United States, Japan and Chile",
        "group",
    ),
    "a country": ("[The United States] said so.", "United States", "organisation"),
    "a plural no list has": ("[the many brothels] said so.", "many brothels", "role"),
    "a bare plural": ("At noon [brothels] said so.", "brothels", "group"),
    "reports": ("It is near, [local reports] said.", "local reports", "document"),
    "footage": ("[Video footage] shows it.", "Video footage", "document"),
    "plural at the start": ("[Hospitals in the city] said so.", "Hospitals in the city", "group"),
    "radio": ("It is near, [Almery radio] said.", "Almery radio", "organisation"),
    "an adjective": ("[the two major shareholders] said so.", "two major shareholders", "role"),
    "an agency": ("[the official news agency ANX] said so.", "official news agency ANX", "organisation"),
    "which is nobody": ("The plan was Bea Lund's, [which] calls for peace.", None, ""),
    "that": ("She wrote the plan [that] calls for peace.", "plan", "role"),
    "they": ("Authorities say women came to Marrow. [They] also said so.", "Authorities", "organisation"),
    "they, the nearest who acts": (
        "Crews found the wreck. A family in Marrow said they were out. [They] also said so.",
        "family",
        "organisation",
    ),
    "they, no place": ("Officials flew to Marrow. Snow fell in Almery. [They] said so.", "Officials", "group"),
    "a firm is no university": (
        "Roe Industries hired her. She has a degree from the University of Marrow. [the company] said so.",
        "Roe Industries",
        "organisation",
    ),
    "a name like a participle": ("Per Moss was asked. [The Undefeated] said so.", "Undefeated", "organisation"),
    "issued": ("[Video released by the Almery channel] shows Bea Lund.", "Almery channel", "organisation"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_source_phrase_names(case: str) -> None:
    text, name, kind = CASES[case]
    assert speaker(text) == (None if name is None else (name, kind))


def test_a_tagged_body_keeps_its_nation() -> None:
    text = "[The American Transit Union] said so."
    assert speaker(text, tagged=(("American Transit Union", "organisation"),)) == (
        "American Transit Union",
        "organisation",
    )
