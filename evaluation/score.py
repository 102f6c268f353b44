"""Scores onrecord on the labelled sets, prints a table, and holds the floors, which only rise."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import reduce
from pathlib import Path
from typing import Any

from evaluation.strip import strip
from evaluation.tasks import SETS, Labelled, gold_folder, predictor

FLOORS = Path(__file__).with_name("floors.json")
_SCORERS = Path(__file__).with_name("scorers")
_MARGIN = 0.003  # int8 rounds differently on other kinds of CPU


def main(tasks: Sequence[str], *, raise_floors: bool = False) -> int:
    """Score every set of `tasks`. Exit status 1 where a figure is under its floor, 2 where no set is there."""
    sets = [one for one in SETS if one.task in tasks and (gold_folder() / one.gold).exists()]
    if not sets:
        print(f"no labelled set of {', '.join(tasks)} under {gold_folder()}: set ONRECORD_GOLD", file=sys.stderr)
        return 2
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    fallen = 0
    print(f"{'set':22} {'figure':28} {'now':>7} {'floor':>7}")
    for one in sets:
        started = time.perf_counter()
        figures = measure(one)
        fallen += _show(one, figures, floors.setdefault(one.name, {"digest": digest(one), "floors": {}}))
        print(f"{'':22} {'seconds':28} {time.perf_counter() - started:7.1f}")
        if raise_floors:
            _raise(figures, floors[one.name]["floors"])
    if raise_floors:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{fallen} figures under their floor" if fallen else "every floor holds")
    return 1 if fallen else 0


def measure(one: Labelled) -> dict[str, float]:
    """The figures of one set: predictions from a copy without labels, scored by the set's own scorer."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        predictor(one.task)(strip(one.task, gold_folder() / one.gold, work), work / "predictions.jsonl")
        report = _run_scorer(one, work)
    return {name: round(_dig(report, path), 4) for name, path in one.figures.items()}


def _run_scorer(one: Labelled, work: Path) -> Any:
    gold = gold_folder() / one.gold
    places = {
        "GOLD": gold,
        "PRED": work / "predictions.jsonl",
        "JSON": work / "figures.json",
        "PAIRS": gold.parent / gold.name.replace("articles", "pairs"),
    }
    argv = [str(places.get(word, word)) for word in one.argv]
    command = [sys.executable, str(_SCORERS / f"{one.scorer}.py"), *argv]
    told = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if told.returncode:
        raise RuntimeError(f"{one.scorer} failed on {one.name}: {told.stderr or told.stdout}")
    return json.loads(places["JSON"].read_text(encoding="utf-8") if one.json_file else told.stdout)


def _dig(report: Any, path: str) -> float:
    value = reduce(lambda node, key: node.get(key, {}) if isinstance(node, dict) else {}, path.split("."), report)
    return float(value) if isinstance(value, (int, float)) else 0.0


def digest(one: Labelled) -> str:
    """SHA-256 over the names and bytes of a set's files: a floor holds for these texts and no others."""
    gold = gold_folder() / one.gold
    files = [gold] if gold.is_file() else sorted(path for path in gold.rglob("*") if path.is_file())
    total = hashlib.sha256()
    for path in files:
        total.update(path.relative_to(gold.parent).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def _show(one: Labelled, figures: dict[str, float], held: dict[str, Any]) -> int:
    fallen = 0
    if held["digest"] != digest(one):
        print(f"{one.name:22} the set has changed since its floors were set: they are not compared")
        held = {"floors": {}}
    for name, value in figures.items():
        floor = held["floors"].get(name)
        under = floor is not None and value < floor - _MARGIN
        fallen += under
        print(f"{one.name:22} {name:28} {value:7.4f} {'' if floor is None else f'{floor:7.4f}'}{'  UNDER' * under}")
    return fallen


def _raise(figures: dict[str, float], floors: dict[str, float]) -> None:
    for name, value in figures.items():
        floors[name] = max(value, floors.get(name, 0.0))
