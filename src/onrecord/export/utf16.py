"""Offsets for tools that count UTF-16 code units, as browsers do."""

from __future__ import annotations

from onrecord.model import Article, Range, Span


def units(article: Article, span: Span) -> Range:
    """The span's half-open range in UTF-16 code units of the article's text."""
    start = _length(article.text[: span.start])
    return start, start + _length(span.text)


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
