"""Temporal expressions: what `score_timex.py` reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from onrecord.date import timexes
from onrecord.model import Timex

# What stands before a clock time (`T22:30`) or a part of the day (`TNI`) in a value.
_DAY_LENGTH = len("2013-03-22")


def predict(gold: Path, out: Path) -> None:
    """Read documents (`id`, `text`, `dct`) as JSON Lines from `gold`, write `id` and `timexes` to `out`."""
    with gold.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as written:
        for line in lines:
            if line.strip():
                row = json.loads(line)
                found = timexes(row["text"], published=row.get("dct"), article=row["id"])
                read = tei if is_tei(row) else timex3
                rows = [{"start": t.span.start, "end": t.span.end, "mod": t.mod, **read(t)} for t in found]
                written.write(json.dumps({"id": row["id"], "timexes": rows}, ensure_ascii=False) + "\n")


def is_tei(row: dict[str, Any]) -> bool:
    """Whether a document is of GUM, whose dates are marked in TEI and not in TIMEX3; its documents' names say so."""
    return row.get("corpus") == "gum" or str(row["id"]).startswith("GUM_")


def timex3(timex: Timex) -> dict[str, str | None]:
    """Type and value as the record has them."""
    return {"type": timex.type, "value": timex.value}


def tei(timex: Timex) -> dict[str, str | None]:
    """Type and value as GUM's guidelines write them (wiki.gucorpling.org/gum/tei_markup_in_gum).

    `date/@when` is a day, month or year, so that a part of a day is its day ("Saturday night" is the Saturday);
    `time/@when` is a clock time `HH:mm` and holds no day.
    """
    if timex.type != "TIME" or timex.value is None:
        return timex3(timex)
    day, clock = timex.value[:_DAY_LENGTH], timex.value[_DAY_LENGTH:]
    if clock[1:3].isdigit():
        return {"type": "TIME", "value": clock}
    return {"type": "DATE", "value": None if "X" in day else day}
