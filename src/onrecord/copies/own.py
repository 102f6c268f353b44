"""The words of a report that are its own: no quotation, no embedded post, no furniture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.copies.furniture import furniture
from onrecord.copies.numbers import numbers
from onrecord.model import Document, Range, Statement

BREAK = -1  # stands where words were left out; equal to nothing, itself included


@dataclass(frozen=True, slots=True)
class Stream:
    """Words as numbers, each with its range in the text; `BREAK` (range empty) where a stretch was left out."""

    keys: tuple[int, ...]
    ranges: tuple[Range, ...]
    own: int

    def span(self, start: int, length: int) -> Range:
        """The code points from the first to the last of `length` words from `start`."""
        return self.ranges[start][0], self.ranges[start + length - 1][1]


def merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Ranges in order, those that touch or overlap made one."""
    out: list[Range] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], end)
        else:
            out.append((start, end))
    return tuple(out)


def quoted(document: Document, statements: Sequence[Statement]) -> tuple[Range, ...]:
    """Whatever stands in quotation marks, and what else is known to be somebody's very words."""
    marks = [(q.start, q.end) for q in document.layout.quotations]
    said = [
        part.range
        for s in statements
        if s.article == document.article.id and s.kind != "indirect"
        for part in s.content
    ]
    return merged(marks + said)


def stream(document: Document, without: Sequence[Range]) -> Stream:
    """The words of the text outside `without` (sorted, disjoint), with one `BREAK` for each stretch left out."""
    text = document.article.text
    places = np.array(document.layout.words, dtype=np.int64).reshape(-1, 2)
    numbered = numbers(text, places[:, 0], places[:, 1]).tolist()
    keys: list[int] = []
    ranges: list[Range] = []
    at, own, broken = 0, 0, False
    for number, (start, end) in zip(numbered, document.layout.words, strict=True):
        while at < len(without) and without[at][1] <= start:
            at += 1
        if at < len(without) and without[at][0] <= start:
            broken = True
        elif text[start].isalnum():
            if broken and keys:
                keys.append(BREAK)
                ranges.append((start, start))
            broken = False
            keys.append(number)
            ranges.append((start, end))
            own += 1
    return Stream(tuple(keys), tuple(ranges), own)


def own_words(document: Document, statements: Sequence[Statement]) -> Stream:
    """The report's own words, in order."""
    return stream(document, merged([*quoted(document, statements), *furniture(document)]))


def quoted_words(document: Document, statements: Sequence[Statement]) -> Stream:
    """The words that stand in quotations, in order: what another report may repeat without marks."""
    inside = quoted(document, statements)
    edges = [0, *(edge for pair in inside for edge in pair), len(document.article.text)]
    return stream(document, [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2) if edges[i] < edges[i + 1]])
