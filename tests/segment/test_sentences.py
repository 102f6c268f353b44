from __future__ import annotations

import pytest

from onrecord.model import Article
from onrecord.segment import segment


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in segment(Article(id="a", text=text)).sentences]


CASES = [
    ("It held. It will hold.", ["It held.", "It will hold."]),
    ("Did it hold? It did! Good.", ["Did it hold?", "It did!", "Good."]),
    ("Mr. Hale and Rep. Mara J. Quist met Gov. Oda on Nov. 3.", None),
    ("Robin L. Hale left. He was late.", ["Robin L. Hale left.", "He was late."]),
    (
        "The U.S. Senate met. It was Jan. 5 in the U.S. The dam held.",
        ["The U.S. Senate met.", "It was Jan. 5 in the U.S.", "The dam held."],
    ),
    ("Alder Corp. and Quay Inc. merged at 5 p.m. Monday.", None),
    ("It closed at 5 p.m. The doors stayed shut.", ["It closed at 5 p.m.", "The doors stayed shut."]),
    ("It rose 3.5 percent to No. 2 in St. Alder.", None),
    ("See portalder.example.com for more.", None),
    ("“It held.” She left.", ["“It held.”", "She left."]),
    ("“It held,” she said. “It will.”", ["“It held,” she said.", "“It will.”"]),
    ("“Did it hold?” Hale asked reporters.", None),
    ("“Did it hold?” asked Hale.", None),
    ("“Did it hold?” Nobody knew. Quist left.", ["“Did it hold?”", "Nobody knew.", "Quist left."]),
    ("It held.The mayor left.", ["It held.", "The mayor left."]),
    ("It held.“We were lucky,” she said.", ["It held.", "“We were lucky,” she said."]),
    ("Well ... it held. Yes… she said.", ["Well ... it held.", "Yes… she said."]),
    ("He waited... Nobody came.", ["He waited...", "Nobody came."]),
    ("She read ‘Go.’ ” Then she left.", ["She read ‘Go.’ ”", "Then she left."]),
    ("...", ["..."]),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_sentences(text: str, sentences: list[str] | None) -> None:
    assert cut(text) == (sentences or [text])


def test_no_sentence_crosses_a_paragraph() -> None:
    assert cut("A headline without a stop\n\nThe dam held") == ["A headline without a stop", "The dam held"]
