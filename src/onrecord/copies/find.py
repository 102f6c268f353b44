"""Which reports copy or rework one another, by the passages that they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord import lexicon
from onrecord.copies.boilerplate import boilerplate
from onrecord.copies.direction import first
from onrecord.copies.furniture import furniture
from onrecord.copies.index import candidates
from onrecord.copies.judge import agencies, judge
from onrecord.copies.own import Stream, merged, own_words, quoted, stream
from onrecord.copies.tiles import Tile, tiles
from onrecord.model import Article, Copying, Document, Passage, Statement

PASSAGE = 5  # words: shorter runs are the language's, not the writer's


def find_copies(documents: Sequence[Document], statements: Sequence[Statement]) -> tuple[Copying, ...]:
    """Every pair of reports that share enough of their own words to rest on one another, in order of their ids.

    Own words are those outside quotations, captions, embedded posts and site furniture. Candidates come out of an
    index of word runs (winnowing, Schleimer et al. 2003), passages out of greedy string tiling (Wise 1993), so that
    passages in another order count. `share_a` and `share_b` are 0 to 1; every `Passage` spans at least five words.
    Transcripts are primary sources and in no pair.
    """
    reports = sorted((doc for doc in documents if doc.article.role == "report"), key=lambda doc: doc.article.id)
    streams = _streams(reports, statements)
    found: list[Copying] = []
    for a, b in candidates(one.keys for one in streams):
        shared = tiles(streams[a].keys, streams[b].keys, PASSAGE)
        copying = _copying(reports[a].article, reports[b].article, streams[a], streams[b], shared)
        if copying is not None:
            found.append(copying)
    return tuple(sorted(found, key=lambda one: (one.a, one.b)))


def _streams(reports: Sequence[Document], statements: Sequence[Statement]) -> list[Stream]:
    """The own words of each report, less what the collection shows to be its outlet's furniture."""
    by_article: dict[str, list[Statement]] = {}
    for statement in statements:
        by_article.setdefault(statement.article, []).append(statement)
    streams = [own_words(doc, by_article.get(doc.article.id, ())) for doc in reports]
    for at, repeated in enumerate(boilerplate(reports, streams)):
        if repeated:
            said = quoted(reports[at], by_article.get(reports[at].article.id, ()))
            streams[at] = stream(reports[at], merged([*said, *furniture(reports[at]), *repeated]))
    return streams


def _copying(a: Article, b: Article, of_a: Stream, of_b: Stream, shared: Sequence[Tile]) -> Copying | None:
    """The pair as the record shows it, None where the two are independent."""
    words = sum(length for _, _, length in shared)
    both = sorted(agencies(a, _agencies()) & agencies(b, _agencies()))
    label = judge(words, of_a.own, of_b.own, credited=bool(both))
    if label is None:
        return None
    return Copying(
        a=a.id,
        b=b.id,
        share_a=round(words / of_a.own, 4),
        share_b=round(words / of_b.own, 4),
        passages=tuple(_passages(a, b, of_a, of_b, shared)),
        label=label,
        direction=first(a, b),
        basis=_basis(words, shared, both),
    )


def _passages(a: Article, b: Article, of_a: Stream, of_b: Stream, shared: Sequence[Tile]) -> Iterator[Passage]:
    for i, j, length in shared:
        yield Passage(a.span(*of_a.span(i, length)), b.span(*of_b.span(j, length)))


def _basis(words: int, shared: Sequence[Tile], both: Sequence[str]) -> str:
    passages = f"{len(shared)} passage{'s' * (len(shared) > 1)}"
    longest = max(length for _, _, length in shared)
    credit = f"; both credit {', '.join(both)}" if both else ""
    return f"{words} own words in {passages}, the longest {longest}{credit}"


def _agencies() -> frozenset[str]:
    return lexicon.entries("agencies.tsv")
