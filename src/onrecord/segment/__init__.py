"""Cutting a text: words, sentences, paragraphs, quotations. Nothing here moves an offset."""

from __future__ import annotations

from onrecord.model import Article, Layout
from onrecord.segment.fold import Folded, fold
from onrecord.segment.paragraphs import paragraphs
from onrecord.segment.quotations import quotations, with_marks
from onrecord.segment.sentences import sentences
from onrecord.segment.words import words

__all__ = ["Folded", "fold", "segment", "with_marks"]


def segment(article: Article) -> Layout:
    """How the text of `article` is cut: words, sentences, paragraphs and quotations, each in text order.

    Offsets are code points into `article.text`, half-open. Takes time in proportion to the text's length.
    """
    text = article.text
    cut = paragraphs(text)
    return Layout(
        words=words(text),
        sentences=tuple(sentence for paragraph in cut for sentence in sentences(text, paragraph)),
        paragraphs=cut,
        quotations=quotations(text, cut),
    )
