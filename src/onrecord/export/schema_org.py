"""A record as schema.org JSON-LD: NewsArticle, Quotation, Claim with its appearances. Never a rating.

https://schema.org/Quotation, https://schema.org/Claim. A ClaimReview would rate; a record does not.
"""

from __future__ import annotations

import json
from typing import Any

from onrecord.export.story import Story, content_text
from onrecord.model import Article, Fact, Person, StoryRecord, Utterance

_TYPES = {"person": "Person", "organisation": "Organization"}


def dumps(record: StoryRecord) -> str:
    """A JSON-LD document whose graph holds the reports, the people, the quotations and the facts."""
    story = Story(record)
    graph = [_article(article) for article in record.articles]
    graph += [_person(person) for person in record.people]
    graph += [_quotation(story, utterance) for utterance in record.utterances]
    graph += [_claim(fact) for fact in record.facts]
    return json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=2) + "\n"


def article_id(article: str) -> str:
    return f"urn:onrecord:article:{article}"


def _article(article: Article) -> dict[str, Any]:
    told = {
        "@id": article_id(article.id),
        "@type": "NewsArticle",
        "headline": article.title,
        "url": article.url,
        "inLanguage": article.language,
        "datePublished": article.published.value if article.published else None,
        "dateModified": article.modified.value if article.modified else None,
        "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
        "author": {"@type": "Person", "name": article.byline} if article.byline else None,
    }
    return {key: value for key, value in told.items() if value is not None}


def _person(person: Person) -> dict[str, Any]:
    other = [surface.text for surface in person.names if surface.text != person.name]
    told = {"@id": f"urn:onrecord:person:{person.id}", "@type": _TYPES.get(person.type, "Thing"), "name": person.name}
    return {**told, "alternateName": other} if other else told


def _quotation(story: Story, utterance: Utterance) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@id": f"urn:onrecord:utterance:{utterance.id}",
        "@type": "Quotation",
        "text": content_text(story.base(utterance)),
        "isPartOf": sorted({article_id(story.statements[v].article) for v in utterance.versions}),
    }
    told["isPartOf"] = [{"@id": one} for one in told["isPartOf"]]
    if utterance.speaker:
        told["spokenByCharacter"] = {"@id": f"urn:onrecord:person:{utterance.speaker}"}
    return told


def _claim(fact: Fact) -> dict[str, Any]:
    return {
        "@id": f"urn:onrecord:fact:{fact.id}",
        "@type": "Claim",
        "text": fact.reports[0].text,
        "appearance": [{"@id": article_id(span.article)} for span in fact.reports],
    }
