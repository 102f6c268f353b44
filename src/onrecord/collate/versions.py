"""The versions to collate: each direct or partial statement with its quoted words, ready for comparison."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from onrecord.collate.bounds import coded
from onrecord.collate.coding import Coded, Vocabulary
from onrecord.collate.occasion import Days, occasions
from onrecord.collate.tokens import Unit, Words, read_words
from onrecord.model import Document, Layout, Span, Statement, Timex


@dataclass(frozen=True)
class Version:
    """One statement with words in quotation marks, or of a transcript (`spoken`).

    `context`: the content words of the sentences around it. `order`: its place among all. `said`: the days on which it
    was said, where its report tells them.
    """

    statement: Statement
    words: Words
    coded: Coded
    context: frozenset[str]
    order: int
    spoken: bool = False
    said: Days | None = None

    @cached_property
    def content(self) -> tuple[str, ...]:
        """Its content words, each once, in text order."""
        return tuple(dict.fromkeys(unit.key for unit in self.words.units if unit.cls == "content"))

    @cached_property
    def printed(self) -> str:
        """Its tokens as printed, quotation glyphs made one: what a hundred reports print alike is compared once."""
        return "\x1f".join(f"{token.stretch} {token.text}" for token in self.words.tokens)

    @cached_property
    def weight(self) -> float:
        return weight(self.words.units)


# What a word says for two wordings being of one utterance.
WEIGHTS = {"content": 3.0, "common": 1.5, "light": 1.0, "pronoun": 0.5, "function": 0.5}


def weight(units: Iterable[Unit]) -> float:
    """What these words say together."""
    return sum(WEIGHTS[unit.cls] for unit in units)


def quoted_words(statement: Statement, document: Document) -> tuple[Span, ...]:
    """The stretches of a statement that count as its speaker's own words: of a transcript all of them."""
    return statement.content if document.article.role == "transcript" else quoted(statement, document.layout)


def quoted(statement: Statement, layout: Layout) -> tuple[Span, ...]:
    """The stretches of a statement's content that stand in quotation marks; all of it where the layout knows none."""
    out: list[Span] = []
    for span in statement.content:
        first = bisect_right(layout.quotations, span.start, key=lambda quotation: quotation.end)
        for quotation in islice(layout.quotations, first, None):
            if quotation.start >= span.end:
                break
            start, end = max(span.start, quotation.start), min(span.end, quotation.end)
            text = span.text[start - span.start : end - span.start]
            if text.strip():
                out.append(Span(span.article, start, end, text))
    return tuple(out) or statement.content


def read_versions(
    documents: Mapping[str, Document],
    statements: Sequence[Statement],
    vocabulary: Vocabulary,
    timexes: Mapping[str, Sequence[Timex]],
) -> list[Version]:
    """The direct and partial statements as versions, in the order of their articles' ids and of the text."""
    chosen = [statement for statement in statements if statement.kind != "indirect" and statement.content]
    chosen.sort(key=lambda statement: (statement.article, statement.content[0].start, statement.id))
    said = occasions(documents, chosen, timexes)
    out: list[Version] = []
    for order, statement in enumerate(chosen):
        document = documents[statement.article]
        words = read_words(quoted_words(statement, document))
        spoken = document.article.role == "transcript"
        context = frozenset[str]() if spoken else _context(statement, document)
        days = said.get(statement.id)
        out.append(Version(statement, words, coded(words, vocabulary), context, order, spoken, days))
    return out


def read_parts(versions: Sequence[Version], vocabulary: Vocabulary) -> list[Version]:
    """The versions stretch by stretch; the other stretches of a statement belong to the surroundings of each."""
    out: list[Version] = []
    for version in versions:
        stretches = version.words.stretches
        if len(stretches) == 1:
            out.append(version)
            continue
        made = [read_words([stretch]) for stretch in stretches]
        for words in made:
            beside = {u.key for other in made if other is not words for u in other.units if u.cls == "content"}
            part = replace(version, words=words, coded=coded(words, vocabulary), context=version.context | beside)
            out.append(part)
    return out


def _context(statement: Statement, document: Document) -> frozenset[str]:
    """The content words of the sentences that a statement stands in, its own quoted words left out."""
    sentences = document.layout.sentences
    starts = [start for start, _ in sentences]
    first = max(bisect_right(starts, statement.content[0].start) - 1, 0)
    last = max(bisect_right(starts, statement.content[-1].end - 1) - 1, first)
    if not sentences:
        return frozenset()
    text = document.article.text
    start, end = sentences[first][0], sentences[last][1]
    inside = [stretch.range for stretch in quoted(statement, document.layout)]
    outside: list[Span] = []
    for a, b in zip([start, *(e for _, e in inside)], [*(s for s, _ in inside), end], strict=True):
        if a < b and text[a:b].strip():
            outside.append(document.article.span(a, b))
    if not outside:
        return frozenset()
    return frozenset(unit.key for unit in read_words(outside).units if unit.cls == "content")
