"""Labelled sets with their labels taken out, so that a label which a prediction reads is an error that shows."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

_ROWS = {
    "timex": {"id", "text", "title", "dct"},
    "speakers": {"id", "text", "title", "sentences"},
    "stories": {"id", "text", "title", "lead", "date", "source"},
    "copies": {"id", "text", "title", "date", "source"},
    "dates": {"id", "story", "text", "title", "lead", "source", "date"},
}
_FOLDERS = {"quotes": {"event", "articles"}, "facts": {"story", "articles"}}


def strip(task: str, gold: Path, into: Path) -> Path:
    """A copy of `gold` inside the folder `into` that holds only what a prediction for `task` may read."""
    if task == "attribution":
        shutil.copytree(gold / "text", into / "gold" / "text")
        return into / "gold"
    if task in _FOLDERS:
        return _strip_folder(gold, into / "gold", _FOLDERS[task])
    out = into / gold.name
    rows = (json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip())
    out.write_text("".join(_lines(rows, _ROWS[task])), encoding="utf-8")
    return out


def _lines(rows: Iterable[dict[str, object]], keys: set[str]) -> Iterable[str]:
    for row in rows:
        yield json.dumps({key: value for key, value in row.items() if key in keys}, ensure_ascii=False) + "\n"


def _strip_folder(gold: Path, out: Path, keys: set[str]) -> Path:
    out.mkdir()
    if (gold / "articles").is_dir():
        shutil.copytree(gold / "articles", out / "articles")
    for path in sorted(gold.glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        kept = {key: value for key, value in row.items() if key in keys}
        (out / path.name).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    return out
