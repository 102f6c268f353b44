"""`copies`: the pairs of articles that copy or rework one another."""

from __future__ import annotations

import json
from pathlib import Path

from evaluation.articles import article_of, rows
from onrecord.copies import find_copies
from onrecord.model import Document, Tags
from onrecord.segment import segment


def predict(gold: Path, out: Path) -> None:
    """Reads the articles as JSON Lines, writes a line `{"a", "b", "label"}` for each pair found."""
    articles = [article_of(row) for row in rows(gold)]
    documents = [Document(article, segment(article), Tags((), ())) for article in articles]
    lines = [{"a": one.a, "b": one.b, "label": one.label} for one in find_copies(documents, ())]
    out.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
