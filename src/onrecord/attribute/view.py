"""An article as the people stage sees it: its words without possessive endings, and where each of them stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.model import Document, Layout, Range, Span

_DOTTED = re.compile(r"(?:[A-Z]\.){1,5}[A-Z]")
_POSSESSIVE = ("'s", "’s", "'S", "’S")


@dataclass(frozen=True)
class View:
    """Parallel tuples, one entry a word of the layout. `words` and `ends` leave a possessive ending out.

    `sentence`, `paragraph` and `quotation` are indices into the layout's own tuples; `quotation` is -1
    outside quotation marks.
    """

    article: str
    text: str
    layout: Layout
    words: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    possessive: tuple[bool, ...]
    sentence: tuple[int, ...]
    paragraph: tuple[int, ...]
    quotation: tuple[int, ...]

    @classmethod
    def of(cls, document: Document) -> View:
        """The view of one document."""
        text, layout = document.article.text, document.layout
        stems = [_stem(text, start, end) for start, end in layout.words]
        starts = tuple(start for start, _ in layout.words)
        words = tuple(text[start:end] for start, (end, _) in zip(starts, stems, strict=True))
        quotations = [(quotation.start, quotation.end) for quotation in layout.quotations]
        return cls(
            article=document.article.id,
            text=text,
            layout=layout,
            words=words,
            lower=tuple(word.lower().replace("’", "'") for word in words),
            starts=starts,
            ends=tuple(end for end, _ in stems),
            possessive=tuple(possessive for _, possessive in stems),
            sentence=_places(starts, layout.sentences),
            paragraph=_places(starts, layout.paragraphs),
            quotation=_places(starts, quotations, outside=-1),
        )

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def sentence_bounds(self) -> tuple[Range, ...]:
        """For each sentence of the layout, the half-open range of its words."""
        return tuple(self.within(start, end) for start, end in self.layout.sentences)

    def within(self, start: int, end: int) -> Range:
        """The words that begin inside these code points, as a half-open range of word indices."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def covering(self, start: int, end: int) -> Range:
        """The words that share a code point with `start`..`end`, as a half-open range of word indices."""
        first = bisect_right(self.starts, start) - 1
        first = first if first >= 0 and self.ends[first] > start else first + 1
        return first, max(first, bisect_left(self.starts, end))

    def span(self, first: int, end: int) -> Span:
        """The words `first`..`end` without a possessive ending, with the last point of "the F.B.I."."""
        start, stop = self.starts[first], self.ends[end - 1]
        dotted = self.text[stop : stop + 1] == "." and _DOTTED.fullmatch(self.text, self.starts[end - 1], stop)
        stop += bool(dotted)
        return Span(self.article, start, stop, self.text[start:stop])

    def next_to(self, left: int, right: int) -> bool:
        """Whether only blanks stand between word `left` (with its ending) and word `right`."""
        return not self.text[self.layout.words[left][1] : self.starts[right]].strip()


def _stem(text: str, start: int, end: int) -> tuple[int, bool]:
    if text.endswith(_POSSESSIVE, start, end) and end - start > 2:
        return end - 2, True
    plural = text[end - 1] in "sS" and text[end : end + 1] in ("'", "’") and not text[end + 1 : end + 2].isalnum()
    return end, plural and _no_quote_open(text, end)


def _no_quote_open(text: str, end: int) -> bool:
    """Whether no single quotation mark is open before `end` on its line: then a mark after a plural is a possessive."""
    line = text.rfind("\n", 0, end) + 1
    if text[end] == "’":
        return text.count("‘", line, end) <= text.count("’", line, end)
    return text.find(" '", line, end) < 0 and text[line : line + 1] != "'"


def _places(starts: Sequence[int], ranges: Iterable[Range], *, outside: int = 0) -> tuple[int, ...]:
    """For each start the index of the range that holds it, else `outside` (or the range before, where that is 0)."""
    found: list[int] = []
    listed = list(ranges)
    at = 0
    for start in starts:
        while at < len(listed) and listed[at][1] <= start:
            at += 1
        inside = at < len(listed) and listed[at][0] <= start
        found.append(at if inside else (outside if outside < 0 else max(0, at - 1)))
    return tuple(found)
