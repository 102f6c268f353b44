"""A paragraph as sentences: by their stops, less those of abbreviations and initials."""

from __future__ import annotations

import re
from functools import cache

from onrecord import lexicon
from onrecord.model import Range

# A run of stops, with the marks and brackets that close on it.
_STOP = re.compile(r"[.?!…]+(?P<close>(?:[\"”’'»›)\]“](?!\w)|(?<=[\"”’'])\s(?=[\"”’'](?:\s|$)))*)")
_OPENING = "\"“„«‘'‹‚([`—–- "
# The word before a stop, its own points included: "U.S", "p.m", "J".
_TAIL = re.compile(r"[^\W_](?:[\w.’'&\-]*\w)?$")
_LONGEST_ABBREVIATION = 12
_LETTERED = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_NEXT_WORD = re.compile(r"[\w’']+")
# `"Why?" Hale asked`: what follows the stop within the marks is the cue, not a new sentence.
_CUE_AHEAD = re.compile(r"\s+(?:[\w.’'\-]+\s+){1,5}?([a-z]+)\b")


@cache
def _abbreviations() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.rows("abbreviations.txt")}


@cache
def _saying() -> frozenset[str]:
    forms = (row for row in lexicon.rows("reporting_verbs.txt") if row[1] == "say")
    return frozenset(form for row in forms for form in row[2].split())


def sentences(text: str, paragraph: Range) -> tuple[Range, ...]:
    """The sentences of one paragraph of `text`, in order; they share no character and leave only white space out.

    A stop ends a sentence where white space or the paragraph's end follows it and any closing marks. It does not
    after a title, an initial or an abbreviation that needs what follows, nor before a small letter, nor between a
    quotation and its cue (`"Why?" she asked`).
    """
    first, last = paragraph
    out: list[Range] = []
    start = first
    for stop in _STOP.finditer(text, first, last):
        end = stop.end()
        if end >= last:
            break
        if end <= start or not _ends(text, start, stop, last):
            continue
        out.append((start, end))
        start = end
        while start < last and text[start].isspace():
            start += 1
    if start < last:
        out.append((start, last))
    return tuple(out)


def _ends(text: str, start: int, stop: re.Match[str], last: int) -> bool:
    marks = text[stop.start() : stop.start("close")]
    closed = bool(stop["close"])
    ahead, spaced = _ahead(text, stop.end(), last)
    if ahead >= last:
        return False
    letter = text[ahead]
    if not spaced:
        return _lost_space(text, stop, ahead)
    if letter.islower() or letter in ",;:)":
        return False
    if closed and not marks.endswith(".") and _cue_ahead(text, stop.end(), last):
        return False
    if marks == "." and not closed:
        return not _abbreviated(text, start, stop.start(), ahead, last)
    if len(marks) > 1 and set(marks) <= {".", "…"} and not closed:
        return not text.startswith("I ", ahead)
    return True


def _ahead(text: str, at: int, last: int) -> tuple[int, bool]:
    """The offset of the next letter, digit or other sign after `at`, and whether white space stands before it."""
    spaced = False
    limit = min(last, at + 8)
    while at < limit and (text[at].isspace() or text[at] in _OPENING):
        spaced = spaced or text[at].isspace()
        at += 1
    return at, spaced


def _lost_space(text: str, stop: re.Match[str], ahead: int) -> bool:
    """`…the bill.The mayor…`: a page that lost its space, not a web address or an abbreviation."""
    before = text[max(0, stop.start() - 3) : stop.start()]
    after = text[ahead : ahead + 3]
    word = len(before) == 3 and before.isalpha() and before.islower()
    return word and len(after) >= 2 and after[0].isupper() and (after[1:].islower() or after[1] == " ")


def _cue_ahead(text: str, at: int, last: int) -> bool:
    match = _CUE_AHEAD.match(text, at, min(last, at + 80))
    while match:
        if match[1] in _saying():
            return True
        rest = re.compile(r"\s+([a-z]+)\b").match(text, match.end(1), min(last, at + 80))
        match = rest
    return False


def _abbreviated(text: str, start: int, stop: int, ahead: int, last: int) -> bool:
    tail = _TAIL.search(text[max(start, stop - _LONGEST_ABBREVIATION) : stop])
    if tail is None:
        return False
    word = tail.group()
    meaning = _abbreviations().get(word) or _abbreviations().get(word.lower())
    if meaning == "before":
        return True
    if meaning == "number":
        return text[ahead].isdigit()
    initial = len(word) == 1 and word.isupper() and word != "I"
    if meaning is None and not initial and not (_LETTERED.fullmatch(word) and "." in word):
        return False
    return not _opens_sentence(text, ahead, last)


def _opens_sentence(text: str, ahead: int, last: int) -> bool:
    if text[ahead - 1] in _OPENING and not text[ahead - 1].isspace():
        return True
    word = _NEXT_WORD.match(text, ahead, min(last, ahead + 20))
    return word is not None and word.group().lower().replace("’", "'") in lexicon.entries("sentence_openers.txt")
