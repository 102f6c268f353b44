from __future__ import annotations

from textwrap import fill

import pytest

from onrecord.segment.paragraphs import paragraphs

LONG = (
    "The dam above Port Alder held through the night, the mayor said, although the river rose by three metres "
    "and the lower town was cleared before dawn by volunteers who had come from as far as Quay."
)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize("end", ["\n", "\n\n", "\r\n", "\r", "\n \n\t\n", "\u2028", "\u2029", "\x85"])
def test_a_line_is_a_paragraph(end: str) -> None:
    assert cut(f"Dam holds{end}{LONG}{end}She left.") == ["Dam holds", LONG, "She left."]


@pytest.mark.parametrize("width", [60, 72, 78])
def test_wrapped_lines_are_joined(width: int) -> None:
    text = "\n\n".join(fill(paragraph, width) for paragraph in (LONG, LONG, "She left."))
    assert [" ".join(paragraph.split()) for paragraph in cut(text)] == [LONG, LONG, "She left."]


def test_short_lines_are_not_taken_for_wrapped_ones() -> None:
    lines = [
        "Dam holds",
        "River at three metres above its mean this week",
        "Mayor thanks volunteers",
        "More rain to come",
    ]
    assert cut("\n".join(lines)) == lines


def test_blank_texts_have_no_paragraph() -> None:
    assert cut("") == cut(" \n\t\n") == []
