"""An article laid out for finding statements: where each offset lies, and which quotations are statements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.attribute.cues import Words, words_of
from onrecord.attribute.kinds import is_heading, is_headline, is_label, is_whole
from onrecord.attribute.leads import Lead, lead
from onrecord.attribute.turns import Turn, posts, turns
from onrecord.model import Document, Quotation, Range
from onrecord.segment import fold, with_marks


class Sheet:
    """`quotations` are those of the layout; `spoken` the indices of those that are no title, nickname or term."""

    def __init__(self, document: Document) -> None:
        self.article = document.article
        self.text = document.article.text
        self.layout = document.layout
        self.words = Words(self.text, document.layout)
        self._turns = {turn.words[0]: turn for turn in self._named_paragraphs()}
        read = self._with_turns(document.layout.quotations)
        self.quotations = [quotation for quotation, _ in read]
        self.marked = [marked for _, marked in read]
        self._sentence_starts = [start for start, _ in document.layout.sentences]
        self._paragraph_starts = [start for start, _ in document.layout.paragraphs]
        self._whole = self._wholes()
        self._headlines: dict[int, bool] = {}
        self.spoken = self._spoken()
        self._spoken_starts = [self.marked[number][0] for number in self.spoken]
        self._leads: dict[int, Lead | None] = {}

    def _named_paragraphs(self) -> list[Turn]:
        return [*turns(self.text, self.layout), *posts(self.text, self.layout)]

    def _with_turns(self, found: Sequence[Quotation]) -> list[tuple[Quotation, Range]]:
        """The quotations, each with the range that its marks take in; the turns of a transcript among them.

        A turn in marks loses the name that it begins with; one without is a block. Marks inside a turn are its own.
        """
        begun = {turn.label[0]: turn for turn in self._turns.values()}
        out: list[tuple[Quotation, Range]] = []
        marked = set()
        for quotation in found:
            turn = begun.get(quotation.start)
            if turn is not None and turn.words[0] < quotation.end:
                marked.add(turn.label[0])
                out.append((replace(quotation, start=turn.words[0]), with_marks(self.text, quotation)))
            else:
                out.append((quotation, with_marks(self.text, quotation)))
        plain = [turn.words for turn in self._turns.values() if turn.label[0] not in marked]
        out += [(Quotation(*words, opened=False, closed=False, block=True), words) for words in plain]
        inside = 0
        kept = []
        for quotation, around in sorted(out, key=lambda item: (item[0].start, -item[0].end)):
            if quotation.start >= inside:
                kept.append((quotation, around))
                inside = quotation.end
        return kept

    def _spoken(self) -> list[int]:
        """What the marks set off as a name or title in one place is one in the others, too."""
        labels = {self._folded(quotation) for quotation in self.quotations if self._label(quotation)}
        return [
            number
            for number, quotation in enumerate(self.quotations)
            if not labels or self._folded(quotation) not in labels
        ]

    def _folded(self, quotation: Quotation) -> str:
        return fold(self.text[quotation.start : quotation.end]).text.strip(" .,;:!?'")

    def _label(self, quotation: Quotation) -> bool:
        at = self.sentence(quotation.start)
        if at not in self._headlines:
            self._headlines[at] = is_headline(self.text, self.layout, self.layout.sentences[at])
        return is_label(self.text, quotation, headline=self._headlines[at])

    def sentence(self, at: int) -> int:
        """The index of the sentence that holds offset `at`, or the last one before it."""
        return max(0, bisect_right(self._sentence_starts, at) - 1)

    def paragraph(self, at: int) -> int:
        """The index of the paragraph that holds offset `at`, or the last one before it."""
        return max(0, bisect_right(self._paragraph_starts, at) - 1)

    def whole(self, number: int) -> bool:
        """Whether a quotation holds whole sentences of the speaker's own."""
        return self._whole[number]

    def heading(self, number: int) -> bool:
        """Whether a quotation is a heading between paragraphs: a line of its own, without a stop."""
        quotation, (low, high) = self.quotations[number], self.marked[number]
        return is_heading(self.text, self.layout, quotation, (low, high))

    def _wholes(self) -> list[bool]:
        found: list[bool] = []
        for number, quotation in enumerate(self.quotations):
            sentence = self.layout.sentences[self.sentence(quotation.start)]
            goes_on = bool(found) and found[-1] and self._goes_on(number, sentence)
            found.append(goes_on or is_whole(self.text, quotation, sentence=sentence))
        return found

    def _goes_on(self, number: int, sentence: Range) -> bool:
        """`"We won," she said, "and we knew."`: the second is the rest of the first one's sentence."""
        before = self.quotations[number - 1]
        if before.start < sentence[0] or self.text[before.end - 1] not in ",—–-":
            return False
        gap = self.text[self.marked[number - 1][1] : self.marked[number][0]].strip()
        return gap[-1:] == "," and any(letter.isalpha() for letter in gap)

    def has_words(self, start: int, end: int) -> bool:
        """Whether a letter or digit stands in the stretch."""
        return any(letter.isalnum() for letter in self.text[start:end])

    def count_words(self, content: Sequence[Range]) -> int:
        """The words of a content, marks left out."""
        return sum(self.words.is_word(at) for stretch in content for at in range(*self.words.within(stretch)))

    def spoken_in(self, start: int, end: int) -> list[int]:
        """The spoken quotations that share a code point with a stretch, marks included."""
        at = max(0, bisect_right(self._spoken_starts, start) - 1)
        out = []
        while at < len(self.spoken) and self.marked[self.spoken[at]][0] < end:
            if self.marked[self.spoken[at]][1] > start:
                out.append(self.spoken[at])
            at += 1
        return out

    def subject(self, sentence: int, before: int) -> Range | None:
        """The name or pronoun that a sentence begins with, up to offset `before`."""
        start = self.layout.sentences[sentence][0]
        name = self.words.opening_name(*self.words.within((start, max(start, before))))
        return self.words.stretch(*name) if name else None

    def is_pronoun(self, stretch: Range) -> bool:
        """Whether a stretch of the text is a pronoun alone."""
        return self.text[stretch[0] : stretch[1]].lower() in words_of("subject_pronoun")

    def lead(self, number: int) -> Lead | None:
        """What stands beside a quotation, in its own sentence or, with a colon, in the sentence before."""
        turn = self._turns.get(self.quotations[number].start)
        if turn is not None:
            return Lead(None, turn.label, turn.words[0])
        if number not in self._leads:
            quotation, (low, high) = self.quotations[number], self.marked[number]
            at = self.sentence(quotation.start)
            floor = self.layout.sentences[at][0]
            if not self.has_words(floor, low) and at and self.text[self.layout.sentences[at - 1][1] - 1] == ":":
                floor = self.layout.sentences[at - 1][0]
            limit = self.layout.sentences[self.sentence(quotation.end - 1)][1]
            if number and self.marked[number - 1][1] > floor:
                floor = self.marked[number - 1][1]
            if number + 1 < len(self.marked):
                limit = min(limit, self.marked[number + 1][0])
            line = self.layout.paragraphs[self.paragraph(quotation.start)][1]
            before, after = (min(floor, low), low), (high, max(high, limit))
            self._leads[number] = lead(self.words, quotation, before=before, after=after, line=(high, max(high, line)))
        return self._leads[number]


def overlap(a: Range, b: Range) -> int:
    """How many code points two ranges share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))
