"""Transcripts: paragraphs that begin with the name of who speaks ("HALE: We will build.")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Layout, Range

_MARKS = "\"“”„«'‘`"
_LABEL = re.compile(
    rf"[{_MARKS}]*(?P<name>(?:[A-Z][\w.’'\-]*|of|de|the)(?: (?:[A-Z][\w.’'\-]*|of|de|the|\d+)){{0,5}})"
    r"(?: ?[(\[][^)\]\n]{1,40}[)\]])?:(?=\s)"
)
_SENTENCE_ENDS = ".?!…—–-)]\"”’'»"
_LEAST = 3  # paragraphs with such a beginning make a transcript


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in one paragraph: the label's range, and that of the words."""

    label: Range
    words: Range


def turns(text: str, layout: Layout) -> list[Turn]:
    """The turns of a transcript in text order; none where the text holds no transcript.

    A name in capital letters counts wherever three paragraphs begin so; another one only if it comes back. "Q:" and
    "A:" name nobody.
    """
    found = list(_labelled(text, layout))
    names = Counter(text[slice(*turn.label)] for turn in found)
    sure = [turn for turn in found if _loud(text, turn) or names[text[slice(*turn.label)]] > 1]
    return sure if len(sure) >= _LEAST and len({text[slice(*turn.label)] for turn in sure}) > 1 else []


def _labelled(text: str, layout: Layout) -> Iterator[Turn]:
    for start, end in layout.paragraphs:
        label = _LABEL.match(text, start, min(end, start + 120))
        if label is None:
            continue
        first = label.end()
        while first < end and text[first].isspace():
            first += 1
        if first < end and len(label["name"]) > 1 and text[end - 1] in _SENTENCE_ENDS:
            yield Turn(label.span("name"), (first, end))


def _loud(text: str, turn: Turn) -> bool:
    return text[slice(*turn.label)].isupper()
