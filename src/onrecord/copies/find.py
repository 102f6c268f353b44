"""Which reports copy or rework one another, by the passages that they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.copies.boilerplate import boilerplate
from onrecord.copies.furniture import furniture
from onrecord.copies.index import candidates
from onrecord.copies.judge import agencies, judge
from onrecord.copies.own import Stream, merged, own_words, quoted, stream
from onrecord.copies.tiles import Tile, tiles
from onrecord.date import came_first
from onrecord.model import Article, Copying, CopyLabel, Document, Passage, Statement

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
    pairs = [
        _Pair(reports[a].article, reports[b].article, streams[a], streams[b], shared)
        for a, b in candidates(one.keys for one in streams)
        if (shared := tiles(streams[a].keys, streams[b].keys, PASSAGE))
    ]
    sure = {(pair.a.id, pair.b.id) for pair in pairs if pair.label(kin=False)}
    rests_on: dict[str, set[str]] = {}
    for a_id, b_id in sure:
        rests_on.setdefault(a_id, set()).add(b_id)
        rests_on.setdefault(b_id, set()).add(a_id)
    found: list[Copying] = []
    for pair in pairs:
        third = rests_on.get(pair.a.id, set()) & rests_on.get(pair.b.id, set())
        label = pair.label(kin=bool(third))
        if label:
            found.append(pair.copying(label, None if (pair.a.id, pair.b.id) in sure else min(third)))
    return tuple(sorted(found, key=lambda one: (one.a, one.b)))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two reports that share passages."""

    a: Article
    b: Article
    of_a: Stream
    of_b: Stream
    shared: tuple[Tile, ...]

    @property
    def words(self) -> int:
        return sum(length for _, _, length in self.shared)

    @property
    def credits(self) -> list[str]:
        """The agencies that both credit."""
        return sorted(agencies(self.a) & agencies(self.b))

    def label(self, *, kin: bool) -> CopyLabel | None:
        return judge(self.words, self.of_a.own, self.of_b.own, credited=bool(self.credits), kin=kin)

    def copying(self, label: CopyLabel, third: str | None) -> Copying:
        """The pair as the record shows it; `third` is the report that both rest on, where that decided."""
        return Copying(
            a=self.a.id,
            b=self.b.id,
            share_a=round(self.words / self.of_a.own, 4),
            share_b=round(self.words / self.of_b.own, 4),
            passages=tuple(
                Passage(self.a.span(*self.of_a.span(i, length)), self.b.span(*self.of_b.span(j, length)))
                for i, j, length in self.shared
            ),
            label=label,
            direction=_first(self.a, self.b),
            basis=self._basis(third),
        )

    def _basis(self, third: str | None) -> str:
        passages = f"{len(self.shared)} passage{'s' * (len(self.shared) > 1)}"
        longest = max(length for _, _, length in self.shared)
        credit = f"; both credit {', '.join(self.credits)}" if self.credits else ""
        kin = f"; both rest on {third}" if third else ""
        return f"{self.words} own words in {passages}, the longest {longest}{credit}{kin}"


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


def _first(a: Article, b: Article) -> str | None:
    """The id of the report that was published first, None where the dates leave it open."""
    before = came_first(a.published, b.published)
    return None if before is None else (a.id if before else b.id)
