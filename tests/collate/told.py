"""Reports written for a test: statements picked out of their texts by hand. People and events are invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from onrecord.model import Article, Document, Person, Published, Role, Statement, Tags
from onrecord.segment import segment


class Report:
    """One report of a test: `says` adds the statement whose content these words are."""

    def __init__(self, name: str, text: str, *, date: str | None = None, role: Role = "report") -> None:
        published = Published(date, "given") if date else None
        self.article = Article(name, text, role=role, published=published)
        self.document = Document(self.article, segment(self.article), Tags((), ()))
        self.statements: list[Statement] = []

    def says(self, speaker: str | None, content: str, *, basis: str = "name") -> Report:
        """Quoted words are a direct statement where they are all of it, a partial one where they are a part of it."""
        start = self.article.text.index(content)
        span = self.article.span(start, start + len(content))
        inside = [(max(start, q.start), min(span.end, q.end)) for q in self.document.layout.quotations]
        quoted = sum(max(0, end - first) for first, end in inside)
        whole = any(q.start == start and q.end == span.end for q in self.document.layout.quotations)
        kind = "indirect" if not quoted else "direct" if whole and content[0].isupper() else "partial"
        name = f"{self.article.id}:s{len(self.statements) + 1}"
        known = basis if speaker else None
        self.statements.append(
            Statement(name, self.article.id, kind, (span,), speaker=speaker, speaker_basis=known)  # type: ignore[arg-type]
        )
        return self

    def by(self, cue: str) -> Report:
        """The last statement is told by this word."""
        start = self.article.text.index(cue)
        self.statements[-1] = replace(self.statements[-1], cue=self.article.span(start, start + len(cue)))
        return self


def person(name: str, *, kind: str = "person") -> Person:
    return Person(name, kind, name, (), (), ())  # type: ignore[arg-type]


def with_vectors(document: Document, vectors: Sequence[Sequence[float]]) -> Document:
    tags = Tags((), (), np.asarray(vectors, dtype=np.float32))
    return Document(document.article, document.layout, tags)
