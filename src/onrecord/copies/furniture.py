"""What stands in a text and is not the report: site furniture, captions, embedded posts.

By the words such lines are known for (`lexicon/furniture.tsv`) and by form: a signature with a handle, a
slide's number. What only a collection shows, the same line under unrelated reports, is `copies.boilerplate`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from onrecord import lexicon
from onrecord.model import Document, Range

Furniture = Literal["furniture", "caption", "post"]
_LONG = 700  # code points: a longer paragraph holds more than the line that gives it away
_POST = re.compile(r"[—–-] ?[^\n(—]{1,60} \(@\w{1,40}\)[^\n]{0,40}")
_CREDIT = re.compile(r"\((?:Additional |More )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled) by [^()\n]{1,300}\)")
_SLIDE = re.compile(r"\s*\d{1,3}/\d{1,3}\s|\s*\d{1,3} of \d{1,3}\b")


@cache
def _phrases(kind: str) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str], re.Pattern[str]]:
    """The phrases of one kind: those that start a paragraph, end it, are all of it, or stand anywhere."""
    by_place: dict[str, list[str]] = {"start": [], "end": [], "whole": [], "any": []}
    for of, place, phrase in lexicon.rows("furniture.tsv"):
        if of == kind:
            by_place[place].append(phrase)
    anywhere = "|".join(re.escape(phrase) for phrase in sorted(by_place["any"], key=lambda p: (-len(p), p)))
    return (
        tuple(by_place["start"]),
        tuple(by_place["end"]),
        frozenset(by_place["whole"]),
        re.compile(rf"(?<!\w)(?:{anywhere})(?!\w)" if anywhere else r"(?!)"),
    )


def kind_of(text: str) -> Furniture | None:
    """What a paragraph or sentence is, None where it is part of the report."""
    low = text.casefold().strip().strip("[]|•*+>» ")
    bare = low.rstrip(" .:!…")
    if _POST.search(text):
        return "post"
    kinds: tuple[Furniture, ...] = ("post", "furniture", "caption")
    for kind in kinds:
        start, end, whole, anywhere = _phrases(kind)
        if bare in whole or low.endswith(end) or anywhere.search(low):
            return kind
        if any(low.startswith(phrase) and not low[len(phrase) : len(phrase) + 1].isalnum() for phrase in start):
            return kind
    return "caption" if _SLIDE.match(text) else None


def furniture(document: Document) -> tuple[Range, ...]:
    """The ranges of a text that are furniture, captions or embedded posts: paragraphs, or sentences of long ones."""
    text = document.article.text
    found: list[Range] = []
    at = 0
    sentences = document.layout.sentences
    for start, end in document.layout.paragraphs:
        inside: list[Range] = []
        while at < len(sentences) and sentences[at][0] < end:
            inside.append(sentences[at])
            at += 1
        if end - start <= _LONG and kind_of(text[start:end]):
            found.append((start, end))
        else:
            found.extend((first, last) for first, last in inside if kind_of(text[first:last]))
            found.extend(match.span() for match in _CREDIT.finditer(text, start, end))
    return tuple(found)
