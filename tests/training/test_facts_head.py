"""The invented reports are well marked, and the network that learns of them is the one that the package runs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from training.facts.invented import FIRST, every_story, stories


def test_a_marked_fact_stands_in_two_reports() -> None:
    every = list(every_story())
    assert len(every) > 250
    for reports in every:
        held: dict[str, set[int]] = defaultdict(set)
        for number, report in enumerate(reports):
            for start, end, fact in report.facts:
                assert report.text[start:end].strip()
                held[fact].add(number)
        assert not [fact for fact, where in held.items() if len(where) < 2], reports[0].text[:60]


def test_marks_are_taken_out_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(
        "= x\n- A\n[a:A tram [b,c:with 12 people]] left.\nNothing.\n- B\n[b:Twelve] rode.\n", encoding="utf-8"
    )
    ((first, second),) = stories(path)
    assert first.text == "A tram with 12 people left.\nNothing.\n"
    told = {fact: first.text[start:end] for start, end, fact in first.facts}
    assert told == {"a": "A tram with 12 people", "b": "with 12 people", "c": "with 12 people"}
    assert first.told(7, 11) == {"a", "b", "c"}
    assert first.told(28, 36) == set()
    assert second.facts == [(0, 6, "b")]


@pytest.mark.parametrize("line", ["[a:A tram left.", "A tram] left.", "A [tram] left."])
def test_a_mark_without_beginning_or_end_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(f"= x\n- A\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.txt, line 3"):
        list(stories(path))


def test_the_network_and_the_package_judge_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    torch = pytest.importorskip("torch", reason="training needs torch")
    from onrecord.facts import attend
    from training.facts import head
    from training.facts.lessons import lessons

    told = lessons([next(stories(FIRST))])
    network = head.learn(told, head.Recipe(others=2, batch=1), steps=20).eval()
    path = tmp_path / "attention.npz"
    np.savez(path, **network.arrays())
    with np.load(path) as arrays:
        weights = attend.Head(**{name: arrays[name].astype(np.float32) for name in arrays})
    monkeypatch.setattr(attend, "_heads", lambda: (weights,))
    senses = told.words.senses @ network.senses.weight.T.detach().numpy()
    senses /= np.linalg.norm(senses, axis=1, keepdims=True)
    with torch.inference_mode():
        shown = attend.inputs(told.words, told.first, told.second)
        expected = network(shown, torch.from_numpy(told.odds))[0].numpy()
    words = replace(told.words, senses=senses)
    np.testing.assert_allclose(attend.attend(words, told.first, told.second, told.odds), expected, atol=0.02)
