"""Rows of a labelled set as articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.model import Article, Published
from onrecord.read.credit import credits_of


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def article_of(row: dict[str, Any]) -> Article:
    """An article out of a row's `id`, `text`, `title`, `source` and `date`, where it has them."""
    date = row.get("date")
    article = Article(
        id=row["id"],
        text=row["text"],
        title=row.get("title"),
        outlet=row.get("source"),
        published=Published(date, "given") if date else None,
    )
    return replace(article, credits=tuple(article.span(*at) for at in credits_of(article.text)))
