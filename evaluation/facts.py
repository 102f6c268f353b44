"""The task `facts`: what the articles of a story report, told apart by who has it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from onrecord import attribute, date, pipeline
from onrecord.facts import find_facts
from onrecord.model import Article, Fact, Published, Span


def predict(gold: Path, out: Path) -> None:
    """Read the `*.json` of a folder (`story`, `articles`); write one JSON line a story, as `score_facts.py` takes it.

    Reported twice is not asked to be witnessed twice there: copies are not looked for.
    """
    with out.open("w", encoding="utf-8") as lines:
        for path in sorted(gold.glob("*.json")):
            told = json.loads(path.read_text(encoding="utf-8"))
            facts = [_row(fact) for fact in _facts([_article(row) for row in told["articles"]])]
            lines.write(json.dumps({"story": told["story"], "facts": facts}, ensure_ascii=False) + "\n")


def _article(row: dict[str, Any]) -> Article:
    published = Published(row["date"], "given") if row.get("date") else None
    return Article(row["id"], row["text"], outlet=row.get("source"), published=published)


def _facts(articles: list[Article]) -> tuple[Fact, ...]:
    documents = [pipeline.document(article) for article in articles]
    statements = [one for document in documents for one in attribute.statements(document)]
    timexes = {document.article.id: date.document_timexes(document) for document in documents}
    return find_facts(documents, statements, timexes, ())


def _row(fact: Fact) -> dict[str, Any]:
    differs = [{"kind": d.kind, "a": _span(d.a), "b": _span(d.b)} for d in fact.differs]
    return {"status": fact.status, "reports": [_span(span) for span in fact.reports], "differs": differs or None}


def _span(span: Span) -> dict[str, Any]:
    return {"article": span.article, "start": span.start, "end": span.end}
