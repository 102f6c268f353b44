"""A record's statements as W3C Web Annotations (JSON-LD), one a statement.

https://www.w3.org/TR/annotation-model/. A TextPositionSelector counts characters; code points and UTF-16 units
differ beyond the Basic Multilingual Plane, so both are given, the second under our own key `onrecord:utf16`.
"""

from __future__ import annotations

import json
from typing import Any

from onrecord.export.story import Story
from onrecord.export.utf16 import units
from onrecord.model import Article, Span, Statement, StoryRecord

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"onrecord": "urn:onrecord:"}]
_AROUND = 32


def dumps(record: StoryRecord) -> str:
    """An AnnotationPage with an annotation a statement, as JSON text."""
    story = Story(record)
    page = {
        "@context": _CONTEXT,
        "id": "urn:onrecord:statements",
        "type": "AnnotationPage",
        "items": [_annotation(story, statement) for statement in record.statements],
    }
    return json.dumps(page, ensure_ascii=False, indent=2) + "\n"


def _annotation(story: Story, statement: Statement) -> dict[str, Any]:
    article = story.articles[statement.article]
    speaker = story.people[statement.speaker].name if statement.speaker else None
    words = f"{speaker or 'speaker not named'} ({statement.kind})"
    return {
        "id": f"urn:onrecord:statement:{statement.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": {"type": "TextualBody", "value": words, "purpose": "identifying"},
        "target": [target(article, span) for span in statement.content],
    }


def target(article: Article, span: Span) -> dict[str, Any]:
    """A SpecificResource: the article, with a position selector refined by nothing and a quote selector beside it."""
    before, after = article.text[max(0, span.start - _AROUND) : span.start], article.text[span.end : span.end + _AROUND]
    start, end = units(article, span)
    return {
        "type": "SpecificResource",
        "source": article.url or f"urn:onrecord:article:{article.id}",
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
