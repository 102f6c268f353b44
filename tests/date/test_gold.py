"""Figures on the labelled sets that must not fall (they need the sets; see `evaluation/`)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from evaluation import dates, timex

sys.path.insert(0, str(Path(timex.__file__).parent / "scorers"))

pytestmark = pytest.mark.gold


def timex_figures(path: Path, out: Path) -> dict[str, Any]:
    from score_timex import read_jsonl, score  # type: ignore[import-not-found]

    timex.predict(path, out)
    figures: dict[str, Any] = score(read_jsonl(path), read_jsonl(out))[0]
    return figures


@pytest.mark.parametrize(
    ("name", "value", "relaxed"),
    [("timebank", 0.82, 0.94), ("wikiwars_train", 0.858, 0.935), ("gum_dates_dev", 0.67, 0.74)],
)
def test_expressions(gold: Path, tmp_path: Path, name: str, value: float, relaxed: float) -> None:
    figures = timex_figures(gold / "timex" / f"{name}.jsonl", tmp_path / "out.jsonl")
    assert figures["value"]["f1"] >= value
    assert figures["relaxed"]["f1"] >= relaxed


def test_days_of_gum(gold: Path, tmp_path: Path) -> None:
    assert timex_figures(gold / "timex" / "gum_dates_dev.jsonl", tmp_path / "out.jsonl")["value_accuracy"] >= 0.92


def test_dates_of_reports(gold: Path, tmp_path: Path) -> None:
    from score_dates import rows, score  # type: ignore[import-not-found]

    path, out = gold / "clusters" / "basil_dev.jsonl", tmp_path / "out.jsonl"
    dates.predict(path, out)
    assert score(rows(path), rows(out))["within_1_day"] >= 0.95


def test_predictions_read_no_label(gold: Path, tmp_path: Path) -> None:
    row = json.loads((gold / "timex" / "gum_dates_dev.jsonl").read_text(encoding="utf-8").splitlines()[0])
    bare = {key: row[key] for key in ("id", "text", "title", "dct")}
    (tmp_path / "in.jsonl").write_text(json.dumps(bare) + "\n", encoding="utf-8")
    timex.predict(tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["timexes"]
