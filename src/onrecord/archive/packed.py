"""What was read in a report as one line of JSON, and back: spans as pairs of offsets, persons by their place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.archive.rows import Extracted
from onrecord.model import (
    Article,
    Document,
    Layout,
    Name,
    Person,
    Proposal,
    Published,
    Quotation,
    Range,
    Span,
    Statement,
    Surface,
    Tags,
    Timex,
)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What one report yields by itself, as it was packed: an `Extracted`."""

    document: Document
    statements: tuple[Statement, ...]
    people: tuple[Person, ...]
    timexes: tuple[Timex, ...]


def pack(extracted: Extracted) -> str:
    """All that was read in a report but for its text and its sentence vectors."""
    article, tags = extracted.document.article, extracted.document.tags
    quotations = extracted.document.layout.quotations
    places = {person.id: place for place, person in enumerate(extracted.people)}
    return json.dumps(
        {
            "published": _date(article.published),
            "modified": _date(article.modified),
            "credits": _ranges(article.credits),
            "quotations": [[q.start, q.end, q.opened, q.closed, q.continues, q.block] for q in quotations],
            "names": [[name.start, name.end, name.type, float(name.score)] for name in tags.names],
            "proposals": [[one.content, one.cue, one.source, float(one.score)] for one in tags.proposals],
            "people": [
                [p.type, p.name, [[s.text, s.count] for s in p.names], _ranges(p.roles), _ranges(p.mentions)]
                for p in extracted.people
            ],
            "statements": [_statement(one, places) for one in extracted.statements],
            "timexes": [
                [t.span.range, t.type, t.value, t.mod, t.anchor, t.first, t.last, _range(t.event)]
                for t in extracted.timexes
            ],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def unpack(bare: Article, packed: str) -> Unpacked:
    """What `pack` made of the report that is `bare`, without its dates and credits; of its layout only the quotations.
    KeyError, TypeError or ValueError where `packed` is something else or does not fit the text."""
    held = json.loads(packed)
    article = replace(
        bare,
        published=_published(bare, held["published"]),
        modified=_published(bare, held["modified"]),
        credits=_spans(bare, held["credits"]),
    )
    people = tuple(
        Person(
            f"{bare.id}-p{n}",
            kind,
            name,
            tuple(Surface(text, count) for text, count in names),
            _spans(bare, roles),
            _spans(bare, mentions),
        )
        for n, (kind, name, names, roles, mentions) in enumerate(held["people"])
    )
    tags = Tags(tuple(_proposal(*row) for row in held["proposals"]), tuple(Name(*row) for row in held["names"]))
    return Unpacked(
        Document(article, Layout((), (), (), tuple(Quotation(*row) for row in held["quotations"])), tags),
        tuple(_stated(bare, n, row, people) for n, row in enumerate(held["statements"])),
        people,
        tuple(_timex(bare, *row) for row in held["timexes"]),
    )


def _date(published: Published | None) -> list[Any] | None:
    return None if published is None else [published.value, published.basis, _range(published.evidence)]


def _published(article: Article, held: Any) -> Published | None:
    return None if held is None else Published(held[0], held[1], _span(article, held[2]))


def _statement(one: Statement, places: dict[str, int]) -> list[Any]:
    return [
        one.kind,
        _ranges(one.content),
        _range(one.cue),
        _range(one.source),
        None if one.speaker is None else places[one.speaker],
        one.speaker_basis,
        [places[person] for person in one.candidates],
        float(one.confidence),
        one.stance,
    ]


def _stated(article: Article, n: int, row: Sequence[Any], people: Sequence[Person]) -> Statement:
    kind, content, cue, source, speaker, basis, candidates, confidence, stance = row
    return Statement(
        id=f"{article.id}-s{n}",
        article=article.id,
        kind=kind,
        content=_spans(article, content),
        cue=_span(article, cue),
        source=_span(article, source),
        speaker=None if speaker is None else people[speaker].id,
        speaker_basis=basis,
        candidates=tuple(people[place].id for place in candidates),
        confidence=confidence,
        stance=stance,
    )


def _proposal(content: Sequence[Sequence[int]], cue: Any, source: Any, score: float) -> Proposal:
    return Proposal(tuple(map(_pair, content)), cue and _pair(cue), source and _pair(source), score)


def _timex(article: Article, span: Sequence[int], *row: Any) -> Timex:
    kind, value, mod, anchor, first, last, event = row
    return Timex(article.span(*span), kind, value, mod, anchor, first, last, _span(article, event))


def _range(span: Span | None) -> Range | None:
    return None if span is None else span.range


def _ranges(spans: Sequence[Span]) -> list[Range]:
    return [span.range for span in spans]


def _span(article: Article, held: Sequence[int] | None) -> Span | None:
    return None if held is None else article.span(*held)


def _spans(article: Article, held: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(article.span(start, end) for start, end in held)


def _pair(held: Sequence[int]) -> Range:
    start, end = held
    return start, end
