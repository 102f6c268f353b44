"""The layout of a labelled text: the package's own, so that training sees what inference sees."""

from __future__ import annotations

from onrecord.model import Article, Layout
from onrecord.segment import segment


def layout(text: str) -> Layout:
    """Words, sentences, paragraphs and quotations of `text`."""
    return segment(Article(id="", text=text))
