"""`facts`: what the reports of a story share, report differently, or have alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evaluation.articles import article_of
from onrecord.model import Fact, Span
from onrecord.pipeline import compare


def predict(gold: Path, out: Path) -> None:
    """Reads a folder of `*.json` with `story` and `articles`, writes a line `{"story", "facts"}` for each."""
    lines = []
    for path in sorted(gold.glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        record = compare([article_of(one) for one in row["articles"]])
        lines.append(json.dumps({"story": row["story"], "facts": list(_facts(record.facts))}))
    out.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def _facts(facts: Iterable[Fact]) -> Iterable[dict[str, Any]]:
    for fact in facts:
        differs = [{"kind": one.kind, "a": _place(one.a), "b": _place(one.b)} for one in fact.differs]
        yield {"status": fact.status, "reports": [_place(one) for one in fact.reports], "differs": differs or None}


def _place(span: Span) -> dict[str, Any]:
    return {"article": span.article, "start": span.start, "end": span.end}
