"""The task `attribution`: statements and their sources, in the convention of the labelled set."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.attribute.statements import statements
from onrecord.model import Article, Document, Range, Statement
from onrecord.segment import segment, with_marks
from onrecord.tag import Tagger

Labelled = dict[str, list[list[int]]]


def predict(gold: Path, out: Path) -> None:
    """Read `gold/text/*.txt`; write one JSON line an article, in the form that `score_attribution.py` takes."""
    with out.open("w", encoding="utf-8") as lines:
        for document, found in read(gold, Tagger.load()):
            told = {"id": document.article.id, "statements": as_labelled(document, found)}
            lines.write(json.dumps(told, ensure_ascii=False) + "\n")


def read(gold: Path, tagger: Tagger) -> Iterator[tuple[Document, tuple[Statement, ...]]]:
    """The texts of a labelled folder with their statements, by name."""
    for path in sorted((gold / "text").glob("*.txt")):
        article = Article(id=path.stem, text=path.read_bytes().decode("utf-8"))
        layout = segment(article)
        document = Document(article, layout, tagger.tag(article, layout))
        yield document, statements(document)


def as_labelled(document: Document, found: Sequence[Statement]) -> list[Labelled]:
    """Statements in the labelled set's convention."""
    return [row(document, group) for group in grouped(found)]


def grouped(found: Sequence[Statement]) -> list[list[Statement]]:
    """Statements as the labelled set counts them: what shares cue and source joined, none without either."""
    joined: dict[tuple[Range | None, Range | None], list[Statement]] = {}
    for statement in found:
        cue = statement.cue.range if statement.cue else None
        source = statement.source.range if statement.source else None
        if cue is not None or source is not None:
            joined.setdefault((cue, source), []).append(statement)
    return list(joined.values())


def row(document: Document, group: Sequence[Statement]) -> Labelled:
    """One joined statement, its quotations with their marks."""
    marks = {(q.start, q.end): with_marks(document.article.text, q) for q in document.layout.quotations}
    first = group[0]
    content = sorted(marks.get(span.range, span.range) for statement in group for span in statement.content)
    return {
        "source": [list(first.source.range)] if first.source else [],
        "cue": [list(first.cue.range)] if first.cue else [],
        "content": [list(stretch) for stretch in content],
    }
