"""Predictions for `score_coref.py`: who each mention of a person is, as clusters of character spans."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord import attribute, pipeline
from onrecord.model import Article


def predict(gold: Path, out: Path) -> None:
    """Read JSON Lines with `id`, `text`, `title`, `sentences`; write one line a document with its `clusters`."""
    with out.open("w", encoding="utf-8") as file:
        for line in gold.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                file.write(json.dumps({"id": row["id"], "clusters": clusters(row)}) + "\n")


def clusters(row: dict[str, Any]) -> list[list[list[int]]]:
    """The mentions of each person of one document, descriptions beside a name with them."""
    document = pipeline.document(Article(id=row["id"], text=row["text"], title=row.get("title")))
    if row.get("sentences"):
        cut = tuple((start, end) for start, end in row["sentences"])
        document = replace(document, layout=replace(document.layout, sentences=cut))
    people = attribute.resolve([document], attribute.statements(document)).people
    return [
        [[start, end] for start, end in sorted({span.range for span in (*person.mentions, *person.roles)})]
        for person in people
    ]
