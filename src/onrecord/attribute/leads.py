"""What leads into a quotation, or follows it: its cue and source, where they stand right beside it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.attribute.cues import Words, subject_after, subject_before, verbs
from onrecord.model import Quotation, Range

_REACH = 16  # words between a quotation's end and the verb that follows
_SLACK = 8  # words between a verb and the colon or comma before a quotation
_BESIDE = 5  # words between a verb and the fragment that is worked into its clause


@dataclass(frozen=True, slots=True)
class Lead:
    """Cue and source of a quotation, as ranges of the text. `source` is None for a participle: "…, adding: “…”"."""

    cue: Range
    source: Range | None


def lead(words: Words, quotation: Quotation, *, before: Range, after: Range) -> Lead | None:
    """What stands beside a quotation: in the stretch `before` it, up to its opening mark, or `after` its closing one.

    None where nothing stands there that surely is a cue with its source.
    """
    window = words.within(before)
    return (
        (_after(words, words.within(after)) if quotation.closed else None)
        or _set_off(words, window)
        or _worked_in(words, window)
    )


def _after(words: Words, window: Range) -> Lead | None:
    """`…," she said`, `…," said the mayor`."""
    first, limit = window
    while first < limit and not words.is_word(first):
        if words.lower[first] in ".(:;":
            return None
        first += 1
    for at in range(first, min(limit, first + _REACH)):
        form = words.lower[at]
        if words.quoted[at] or form in ";:":
            return None
        if form in verbs("say") and not form.endswith("ing") and not words.capital(at):
            source = subject_before(words, at, first) if at > first else None
            if source is None or source[0] > first + 1:
                source = subject_after(words, at, limit) or source
            return _made(words, at, source) if source else None
    return None


def _set_off(words: Words, window: Range) -> Lead | None:
    """`She said: "…`, `Hale told reporters, "…`, `…, adding that "…`."""
    first, last = window
    end = last
    while end > first and not words.is_word(end - 1) and words.lower[end - 1] not in ",:":
        end -= 1
    if end <= first or not (words.lower[end - 1] in (",", ":", "that") or words.lower[end - 1] in verbs("say")):
        return None
    for at in range(end - 1, max(first, end - 2 - _SLACK) - 1, -1):
        form = words.lower[at]
        if words.quoted[at] or (form in ",;:" and at < end - 1):
            return None
        if form in verbs("say") and not words.capital(at):
            source = subject_before(words, at, first)
            if source is None and form.endswith("ing"):
                return _made(words, at, None)
            return _made(words, at, source) if source else None
    return None


def _worked_in(words: Words, window: Range) -> Lead | None:
    """`She called it a "…`: the verb of the clause that the fragment stands in."""
    first, last = window
    for at in range(last - 1, max(first, last - _BESIDE) - 1, -1):
        if words.quoted[at] or words.lower[at] in ".,;:":
            return None
        if words.lower[at] in verbs("say") | verbs("act") and not words.capital(at):
            source = subject_before(words, at, first)
            return _made(words, at, source) if source else None
    return None


def _made(words: Words, verb: int, source: Range | None) -> Lead:
    return Lead(words.ranges[verb], words.stretch(*source) if source else None)
