"""A record's statements as W3C Web Annotations (JSON-LD), one a statement.

https://www.w3.org/TR/annotation-model/. A TextPositionSelector counts characters; code points and UTF-16 units
differ beyond the Basic Multilingual Plane, so both are given, the second under our own key `onrecord:utf16`.
Offsets count in the text as it was read, not in the page that its address shows today: the state says so.
"""

from __future__ import annotations

from typing import Any

from onrecord.export import json_text
from onrecord.export.names import record_digest, urn, web_address
from onrecord.export.story import Story
from onrecord.export.utf16 import units
from onrecord.model import Article, Span, Statement, StoryRecord

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"onrecord": "urn:onrecord:"}]
_AROUND = 32


def dumps(record: StoryRecord) -> str:
    """An AnnotationPage with an annotation a statement, as JSON text. Raises RecordError where a span does not fit."""
    story, digest = Story(record), record_digest(record)
    page = {
        "@context": CONTEXT,
        "id": urn(digest, "page", "1"),
        "type": "AnnotationPage",
        "partOf": {
            "id": urn(digest, "collection", "statements"),
            "type": "AnnotationCollection",
            "total": len(record.statements),
        },
        "startIndex": 0,
        "items": [_annotation(story, digest, statement) for statement in record.statements],
    }
    return json_text.dumps(page)


def _annotation(story: Story, digest: str, statement: Statement) -> dict[str, Any]:
    article = story.articles[statement.article]
    speaker = story.people[statement.speaker].name if statement.speaker else None
    words = f"{speaker or 'speaker not named'} ({statement.kind})"
    return {
        "id": urn(digest, "statement", statement.id),
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {
            "id": f"urn:onrecord:version:{story.record.maker.version}",
            "type": "Software",
            "name": f"onrecord {story.record.maker.version}",
        },
        "body": {"type": "TextualBody", "value": words, "format": "text/plain", "purpose": "identifying"},
        "target": [target(article, span, digest=digest) for span in statement.content],
    }


def target(article: Article, span: Span, *, digest: str) -> dict[str, Any]:
    """A SpecificResource: the article, with a position selector and a quote selector beside it."""
    before, after = article.text[max(0, span.start - _AROUND) : span.start], article.text[span.end : span.end + _AROUND]
    start, end = units(article, span)
    as_read = urn(digest, "article", article.id)
    address = web_address(article.url)
    state = {"state": {"type": "TimeState", "cached": as_read}} if address else {}
    return {
        "type": "SpecificResource",
        "source": address or as_read,
        **state,
        "selector": [
            {
                "type": "TextPositionSelector",
                "start": span.start,
                "end": span.end,
                "onrecord:utf16": {"start": start, "end": end},
            },
            {"type": "TextQuoteSelector", "exact": span.text, "prefix": before, "suffix": after},
        ],
    }
