"""Words and marks of a text."""

from __future__ import annotations

import pytest

from onrecord.segment.words import words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The U.S. can't pay 1,000.", ["The", "U.S", ".", "can't", "pay", "1,000", "."]),
        ("Marrow's vice-president", ["Marrow's", "vice-president"]),
        ("MarrowOn.org said.", ["MarrowOn.org", "said", "."]),
        (
            "At www.a-b.co.uk/x it ended.He left.",
            ["At", "www.a-b.co.uk", "/", "x", "it", "ended", ".", "He", "left", "."],
        ),
        ("the plan.Organisers wept.", ["the", "plan", ".", "Organisers", "wept", "."]),
    ],
)
def test_what_is_one_word(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in words(text)] == found
