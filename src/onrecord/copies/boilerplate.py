"""Furniture that only a collection shows: the same line of one outlet under reports of unrelated events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.copies.own import Stream
from onrecord.model import Document, Range

_SHORTEST = 4  # words of a line that is looked at: shorter ones never make a passage
_LETTERS = 6  # words that tell what a report is about: as long as this, or capitalised inside a sentence
_TELLING = 8  # fewer of them outside the repeated lines tell nothing: the two may be one report
_RELATED = 0.15  # part of the smaller set of such words that two reports of one event share, at least


def boilerplate(documents: Sequence[Document], streams: Sequence[Stream]) -> tuple[tuple[Range, ...], ...]:
    """For each document, its sentences that stand word for word in an unrelated report of the same outlet."""
    places: dict[tuple[str, tuple[int, ...]], list[tuple[int, Range]]] = defaultdict(list)
    for at, (document, stream) in enumerate(zip(documents, streams, strict=True)):
        if document.article.outlet:
            for words, span in _lines(document, stream):
                places[document.article.outlet.casefold(), words].append((at, span))
    repeated: list[list[Range]] = [[] for _ in documents]
    groups = [shared for shared in places.values() if len({at for at, _ in shared}) > 1]
    for at, span in (place for shared in groups for place in shared):
        repeated[at].append(span)
    about = [_about(document, repeated[at]) if repeated[at] else frozenset() for at, document in enumerate(documents)]
    found: list[list[Range]] = [[] for _ in documents]
    for shared in groups:
        if _unrelated(about[at] for at, _ in shared):
            for at, span in shared:
                found[at].append(span)
    return tuple(tuple(sorted(ranges)) for ranges in found)


def _lines(document: Document, stream: Stream) -> list[tuple[tuple[int, ...], Range]]:
    """Sentences that are wholly the report's own, as words."""
    lines: list[tuple[tuple[int, ...], Range]] = []
    at = 0
    for start, end in document.layout.sentences:
        while at < len(stream.ranges) and stream.ranges[at][0] < start:
            at += 1
        words: list[int] = []
        while at < len(stream.ranges) and stream.ranges[at][0] < end:
            words.append(stream.keys[at])
            at += 1
        if len(words) >= _SHORTEST:
            lines.append((tuple(words), (start, end)))
    return lines


def _about(document: Document, repeated: Sequence[Range]) -> frozenset[str]:
    """The telling words of a report outside its repeated lines."""
    text = document.article.text
    starts = {start for start, _ in document.layout.sentences}
    telling: set[str] = set()
    for start, end in document.layout.words:
        long = end - start >= _LETTERS and text[start].isalpha()
        if (long or (text[start].isupper() and start not in starts)) and not _inside(start, repeated):
            telling.add(text[start:end].casefold())
    return frozenset(telling)


def _inside(at: int, ranges: Sequence[Range]) -> bool:
    return any(start <= at < end for start, end in ranges)


def _unrelated(reports: Iterable[frozenset[str]]) -> bool:
    """Whether one of the reports is of something else than the first."""
    first, *others = reports
    return any(
        len(first & other) < _RELATED * min(len(first), len(other))
        for other in others
        if min(len(first), len(other)) >= _TELLING
    )
