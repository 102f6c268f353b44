"""Publication dates inferred from a report's words and its siblings' dates: what `score_dates.py` reads."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from onrecord.date import date_reports
from onrecord.model import Article, Published


def predict(gold: Path, out: Path) -> None:
    """Hide each article's own date in turn, infer it, and write `id` and `published` as JSON Lines.

    Reads `id`, `story`, `title`, `lead`, `text` and, of the other articles of the story, `date`; never an address.
    """
    lines = gold.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    stories: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        stories[row["story"]].append(row)
    with out.open("w", encoding="utf-8") as written:
        for row in rows:
            story = [_article(other, dated=other is not row) for other in stories[row["story"]]]
            place = next(index for index, other in enumerate(stories[row["story"]]) if other is row)
            published = date_reports(story)[place].published
            value = None if published is None else published.value
            written.write(json.dumps({"id": row["id"], "published": value}) + "\n")


def _article(row: dict[str, Any], *, dated: bool) -> Article:
    parts = [part for part in (row.get("title"), row.get("lead"), row["text"]) if part]
    date = row.get("date") if dated else None
    published = None if date is None else Published(date, "given")
    return Article(str(row["id"]), "\n".join(parts), outlet=row.get("source"), published=published)
