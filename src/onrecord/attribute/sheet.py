"""An article laid out for finding statements: where each offset lies, and which quotations are statements."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from onrecord.attribute.kinds import is_headline, is_label, is_whole
from onrecord.model import Document, Quotation, Range
from onrecord.segment import with_marks
from onrecord.tag.cues import Words


class Sheet:
    """`quotations` are those of the layout; `spoken` the indices of those that are no title, nickname or term."""

    def __init__(self, document: Document) -> None:
        self.article = document.article
        self.text = document.article.text
        self.layout = document.layout
        self.words = Words(self.text, document.layout)
        self.quotations = document.layout.quotations
        self.marked = [with_marks(self.text, quotation) for quotation in self.quotations]
        self._sentence_starts = [start for start, _ in document.layout.sentences]
        self._paragraph_starts = [start for start, _ in document.layout.paragraphs]
        self.spoken = [number for number, quotation in enumerate(self.quotations) if not self._label(quotation)]

    def _label(self, quotation: Quotation) -> bool:
        return is_label(self.text, quotation, headline=is_headline(self.text, self.layout, quotation.start))

    def sentence(self, at: int) -> int:
        """The index of the sentence that holds offset `at`, or the last one before it."""
        return max(0, bisect_right(self._sentence_starts, at) - 1)

    def paragraph(self, at: int) -> int:
        """The index of the paragraph that holds offset `at`, or the last one before it."""
        return max(0, bisect_right(self._paragraph_starts, at) - 1)

    def whole(self, number: int) -> bool:
        """Whether a quotation holds whole sentences of the speaker's own."""
        quotation = self.quotations[number]
        sentence = self.layout.sentences[self.sentence(quotation.start)]
        return is_whole(self.text, quotation, sentence=sentence)

    def has_words(self, start: int, end: int) -> bool:
        """Whether a letter or digit stands in the stretch."""
        return any(letter.isalnum() for letter in self.text[start:end])

    @cached_property
    def contents_in_marks(self) -> list[Range]:
        return [(quotation.start, quotation.end) for quotation in self.quotations]


def overlap(a: Range, b: Range) -> int:
    """How many code points two ranges share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))
