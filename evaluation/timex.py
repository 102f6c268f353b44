"""Temporal expressions: what `score_timex.py` reads."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.date import timexes


def predict(gold: Path, out: Path) -> None:
    """Read documents (`id`, `text`, `dct`) as JSON Lines from `gold`, write `id` and `timexes` to `out`."""
    with gold.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as written:
        for line in lines:
            if line.strip():
                row = json.loads(line)
                found = timexes(row["text"], published=row.get("dct"), article=row["id"])
                rows = [
                    {"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value, "mod": t.mod}
                    for t in found
                ]
                written.write(json.dumps({"id": row["id"], "timexes": rows}, ensure_ascii=False) + "\n")
