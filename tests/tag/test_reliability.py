"""`python -m evaluation reliability`: what stands in its table, on an invented labelled text."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import reliability

TEXT = "“The bridge will open in May,” said Mayor Ann Lee. “We are ready,” said Ben Roe of the council."


def _labelled(folder: Path, *, source: str) -> Path:
    def at(part: str) -> str:
        return f"{TEXT.index(part)} {TEXT.index(part) + len(part)}"

    (folder / "text").mkdir()
    (folder / "attributions").mkdir()
    (folder / "text" / "a.txt").write_text(TEXT, encoding="utf-8")
    rows = [
        f"T1\tSource {at(source)}\tx",
        f"T2\tCue {at('said')}\tx",
        f"T3\tContent {at('“The bridge will open in May,”')}\tx",
        "E1\tAttribution:T2 Content:T3 Cue:T2 Source:T1",
    ]
    (folder / "attributions" / "a.ann").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(("source", "right"), [("Mayor Ann Lee", 0.5), ("Ben Roe", 0.0)])
def test_share_of_statements_that_are_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], source: str, right: float
) -> None:
    assert reliability.main(_labelled(tmp_path, source=source)) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    counted = [(int(row[1]), float(row[3])) for row in rows if "–" in row[0]]
    assert sum(number for number, _ in counted) == 2
    assert sum(number * share for number, share in counted) == 2 * right


def test_missing_gold_is_no_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reliability.main(tmp_path / "none") == 2
    assert "ONRECORD_GOLD" in capsys.readouterr().err
