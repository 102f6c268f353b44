"""`stories`: articles into stories, in order of time where they are dated."""

from __future__ import annotations

import json
from pathlib import Path

from evaluation.articles import article_of, rows
from onrecord.stories import group


def predict(gold: Path, out: Path) -> None:
    """Reads the articles as JSON Lines, writes a line `{"id", "cluster"}` for each."""
    stories = group([article_of(row) for row in rows(gold)])
    lines = [{"id": one, "cluster": str(number)} for number, story in enumerate(stories) for one in story]
    out.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
