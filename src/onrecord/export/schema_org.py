"""A record as schema.org JSON-LD: NewsArticle, Quotation, Claim with its appearances. Never a rating.

https://schema.org/Quotation, https://schema.org/Claim. A ClaimReview would rate; a record does not. The text can stand
between script tags as it is: no tag in it opens or closes.
"""

from __future__ import annotations

from typing import Any

from onrecord.export import json_text
from onrecord.export.names import record_digest, urn, web_address
from onrecord.export.story import Story, content_text
from onrecord.model import Article, Fact, Person, StoryRecord, Utterance

_TYPES = {
    "person": "Person",
    "role": "Person",
    "organisation": "Organization",
    "group": "Organization",
    "document": "CreativeWork",
}


def dumps(record: StoryRecord) -> str:
    """A JSON-LD document whose graph holds the reports, the people, the quotations and the facts.

    Raises RecordError where a span does not fit its text.
    """
    story, digest = Story(record), record_digest(record)
    graph = [_article(article, digest) for article in record.articles]
    graph += [_person(person, digest) for person in record.people]
    graph += [_quotation(story, utterance, digest) for utterance in record.utterances]
    graph += [_claim(fact, digest) for fact in record.facts]
    return json_text.for_pages(json_text.dumps({"@context": "https://schema.org", "@graph": graph}))


def _article(article: Article, digest: str) -> dict[str, Any]:
    told = {
        "@id": urn(digest, "article", article.id),
        "@type": "NewsArticle" if article.role == "report" else "CreativeWork",
        "headline": article.title,
        "url": web_address(article.url),
        "inLanguage": article.language,
        "datePublished": article.published.value if article.published else None,
        "dateModified": article.modified.value if article.modified else None,
        "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
        "author": {"@type": "Person", "name": article.byline} if article.byline else None,
    }
    return {key: value for key, value in told.items() if value is not None}


def _person(person: Person, digest: str) -> dict[str, Any]:
    other = [surface.text for surface in person.names if surface.text != person.name]
    told = {"@id": urn(digest, "person", person.id), "@type": _TYPES[person.type], "name": person.name}
    return {**told, "alternateName": other} if other else told


def _quotation(story: Story, utterance: Utterance, digest: str) -> dict[str, Any]:
    """The base reading as the text, with each other wording as an example of the same work."""
    reports = sorted({story.statements[version].article for version in utterance.versions})
    told: dict[str, Any] = {
        "@id": urn(digest, "utterance", utterance.id),
        "@type": "Quotation",
        "text": content_text(story.base(utterance)),
        "isPartOf": [{"@id": urn(digest, "article", report)} for report in reports],
    }
    others = [_reading(reading.article, content_text(reading), digest) for reading, _ in story.others(utterance)]
    if others:
        told["workExample"] = others
    if utterance.speaker:
        # A document speaks only in a manner of speaking: the words are taken from it.
        key = "isBasedOn" if story.people[utterance.speaker].type == "document" else "spokenByCharacter"
        told[key] = {"@id": urn(digest, "person", utterance.speaker)}
    return told


def _reading(article: str, words: str, digest: str) -> dict[str, Any]:
    return {"@type": "Quotation", "text": words, "isPartOf": {"@id": urn(digest, "article", article)}}


def _claim(fact: Fact, digest: str) -> dict[str, Any]:
    return {
        "@id": urn(digest, "fact", fact.id),
        "@type": "Claim",
        "text": fact.reports[0].text,
        "appearance": [{"@id": urn(digest, "article", span.article)} for span in fact.reports],
    }
