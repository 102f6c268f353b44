"""What the predictor of the labelled sets writes: TIMEX3 as it is, and GUM's days and clock times in TEI."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.timex import predict

TEXT = "The fair closed at 22:30 on Saturday. Saturday night was dry; by March 2024 it will be over."


def written(folder: Path, row: dict[str, Any]) -> list[tuple[str, str | None]]:
    gold, out = folder / "gold.jsonl", folder / "out.jsonl"
    gold.write_text(json.dumps({"text": TEXT, "dct": "2023-11-20", **row}) + "\n", encoding="utf-8")
    predict(gold, out)
    return [(timex["type"], timex["value"]) for timex in json.loads(out.read_text(encoding="utf-8"))["timexes"]]


def test_timex3_is_written_as_the_record_has_it(tmp_path: Path) -> None:
    assert written(tmp_path, {"id": "fair"}) == [
        ("TIME", "2023-11-18T22:30"),
        ("TIME", "2023-11-18TNI"),
        ("DATE", "2024-03"),
    ]


@pytest.mark.parametrize("row", [{"id": "GUM_news_fair"}, {"id": "fair", "corpus": "gum"}])
def test_gum_has_days_and_clock_times(tmp_path: Path, row: dict[str, Any]) -> None:
    assert written(tmp_path, row) == [("TIME", "T22:30"), ("DATE", "2023-11-18"), ("DATE", "2024-03")]
