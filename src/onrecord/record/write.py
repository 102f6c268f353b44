"""A StoryRecord as plain dicts and as JSON text."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from onrecord.model import (
    Article,
    Fact,
    Span,
    StoryRecord,
    TimelineEntry,
)

SCHEMA = "onrecord/story-record/1"

_FIRST_LAST = {"first": "from", "last": "to"}  # `from` is a word of Python's own


def to_dict(record: StoryRecord) -> dict[str, Any]:
    """The record as JSON-ready dicts and lists, keys in the contract's order.

    Raises ValueError where a span does not re-slice from its article: never "close enough".
    """
    texts = {article.id: article.text for article in record.articles}
    return {"schema": SCHEMA, **{f.name: _plain(getattr(record, f.name), texts) for f in fields(record)}}


def dumps(record: StoryRecord) -> str:
    """The record as JSON text (UTF-8 characters unescaped, two spaces of indent, a final newline)."""
    return json.dumps(to_dict(record), ensure_ascii=False, indent=2) + "\n"


def plain(value: Any) -> Any:
    """Any value of the model as JSON-ready dicts and lists, its spans taken as they are."""
    return _plain(value, None)


def _plain(value: Any, texts: dict[str, str] | None) -> Any:
    if isinstance(value, Span):
        return _span(value, texts)
    if isinstance(value, tuple):
        return [_plain(item, texts) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return _object(value, texts)
    return value


def _object(value: Any, texts: dict[str, str] | None) -> dict[str, Any]:
    names = {f.name: f.name for f in fields(value)}
    if isinstance(value, TimelineEntry):
        names |= _FIRST_LAST
    plain = {key: _plain(getattr(value, name), texts) for name, key in names.items()}
    if isinstance(value, Fact) and value.status != "conflicting":
        plain["differs"] = None
    if isinstance(value, Article):
        plain["text"] = plain.pop("text")  # last: a reader of the JSON sees the short fields first
    return plain


def _span(span: Span, texts: dict[str, str] | None) -> dict[str, Any]:
    if texts is not None and texts[span.article][span.start : span.end] != span.text:
        raise ValueError(f"span {span.start}-{span.end} of {span.article!r} does not fit its text")
    return {"article": span.article, "start": span.start, "end": span.end, "text": span.text}
