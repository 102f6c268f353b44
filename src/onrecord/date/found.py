"""The expressions of a text before they are resolved, each with the tense of its clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from onrecord.date.grammar import expressions
from onrecord.date.meaning import AtTime, Away, Cyclic, Direction, Fixed, Meaning, Modified, Vague
from onrecord.date.parts import Within
from onrecord.date.tense import REACH, direction
from onrecord.model import Layout


@dataclass(frozen=True, slots=True)
class Found:
    """An expression and what it means. `direction`: where its clause puts a weekday or a month, -1 past, 1 future."""

    start: int
    end: int
    meaning: Meaning
    direction: Direction
    sentence: int
    paragraph: int


def find(text: str, layout: Layout) -> tuple[Found, ...]:
    """All temporal expressions of `text` in order. Offsets are code points, half-open."""
    out = []
    starts = [start for start, _ in layout.words]
    for number, (first, last) in enumerate(layout.paragraphs):
        for item, _, meaning in expressions(text, first, last):
            sentence = bisect_right(layout.sentences, (item.start, len(text))) - 1
            told: Direction = 0
            ahead = isinstance(meaning, Vague) and meaning.ahead
            if (ahead or cyclic(meaning) is not None or isinstance(plain(meaning), Fixed)) and sentence >= 0:
                told = _direction(text, layout, starts, layout.sentences[sentence], item.start, item.end)
                if ahead and told < 0:
                    continue
            out.append(Found(item.start, item.end, meaning, told, sentence, number))
    return tuple(out)


def plain(meaning: Meaning) -> Meaning:
    """A meaning without its modifier and its time of day."""
    while isinstance(meaning, Modified | AtTime):
        inner = meaning.inner if isinstance(meaning, Modified) else meaning.day
        if inner is None:
            return meaning
        meaning = inner
    return meaning


def cyclic(meaning: Meaning) -> Cyclic | None:
    """The weekday, month or season inside a meaning, which needs the tense; None where there is none."""
    while True:
        if isinstance(meaning, Cyclic):
            return meaning
        if isinstance(meaning, Modified):
            meaning = meaning.inner
        elif isinstance(meaning, Within):
            meaning = meaning.part
        elif isinstance(meaning, AtTime) and meaning.day is not None:
            meaning = meaning.day
        elif isinstance(meaning, Away) and not isinstance(meaning.base, str):
            meaning = meaning.base
        else:
            return None


def _direction(
    text: str, layout: Layout, starts: list[int], sentence: tuple[int, int], start: int, end: int
) -> Direction:
    first, last = bisect_left(starts, sentence[0]), bisect_left(starts, sentence[1])
    a, b = bisect_right(starts, start) - 1, bisect_left(starts, end)
    first, last = max(first, a - REACH), min(last, b + REACH)
    words = [text[s:e] for s, e in layout.words[first:last]]
    return direction(words, a - first, b - first)
