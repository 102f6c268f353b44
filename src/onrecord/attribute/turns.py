"""Paragraphs that name their speaker: turns of a transcript ("HALE: We will build."), posts ("… — Ann Hale (@ann)")."""

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
_POST = re.compile(
    r"(?:https?://\S+|pic\.twitter\.com/\S+|\s)*\s[—–-]{1,2} ?(?P<name>[^()\n—–@]{2,50}?) ?\(@\w{1,20}\)"
    r"[^\n.?!]{0,40}$"
)
_LONGEST_POST = 1500
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


def posts(text: str, layout: Layout) -> list[Turn]:
    """Posts put into an article: a paragraph that its author's name and handle sign, in text order.

    A post that stands in quotation marks is a quotation with a signature, and none of these.
    """
    found = []
    for start, end in layout.paragraphs:
        at = text.rfind("(@", max(start, end - 100), end)
        if at < 0 or end - start > _LONGEST_POST:
            continue
        signed = _POST.search(text, max(start, at - 300), end)
        if signed is None or signed.start() <= start or text[signed.start() - 1] in _MARKS + "”’'\"":
            continue
        found.append(Turn(signed.span("name"), (start, signed.start())))
    return found


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
