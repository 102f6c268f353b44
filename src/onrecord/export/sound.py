"""What every export asks first: does each span still fit its text? Refused where one does not, never "close enough"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from onrecord.errors import RecordError
from onrecord.model import Span, StoryRecord

_HALF = re.compile("[\ud800-\udfff]")


def refuse_unsound(record: StoryRecord) -> None:
    """Raise RecordError where a span does not re-slice from its article, or a text could not be written as UTF-8."""
    texts = {article.id: article.text for article in record.articles}
    for article in record.articles:
        if _HALF.search(article.text):
            raise RecordError(f"The text of {article.id!r} holds half a character, which no UTF-8 file can.")
    for span in _spans(record):
        text = texts.get(span.article, "")
        if not 0 <= span.start < span.end or text[span.start : span.end] != span.text:
            raise RecordError(f"Span {span.start} to {span.end} of {span.article!r} does not fit its text.")


def _spans(node: Any) -> Iterator[Span]:
    if isinstance(node, Span):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from _spans(item)
    elif is_dataclass(node) and not isinstance(node, type):
        for name in _names(type(node)):
            yield from _spans(getattr(node, name))


@cache
def _names(cls: type) -> tuple[str, ...]:
    """The fields that can hold a span: a text or a number never does."""
    plain = {"str", "int", "float", "bool", "str | None", "int | None"}
    return tuple(item.name for item in fields(cls) if item.type not in plain)
