"""What leads into a quotation, or follows it: its cue and source, where they stand right beside it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.attribute.cues import Words, subject_after, subject_before, verbs, words_of
from onrecord.model import Quotation, Range

_REACH = 30  # words between a quotation's end and the verb that follows
_SLACK = 16  # words between a verb and the colon or comma before a quotation
_LONGEST_SIGNATURE = 6  # words of a name that signs a quotation
_OPENERS = frozenset(["that", "he", "she", "they", "it", "to"])  # begin what a verb of saying reports
_DASHES = ("-", "–", "—", "―", "~")
_BESIDE = 8  # words between a verb and the fragment that is worked into its clause


@dataclass(frozen=True, slots=True)
class Lead:
    """Cue and source of a quotation, as ranges of the text, and where the content starts.

    `cue` is None where a dash alone leads to the source; `source` where nobody is named. `content` is where the
    reported clause begins, which can be before the quotation: `she said | the plan was "dead"`.
    """

    cue: Range | None
    source: Range | None
    content: int


def lead(words: Words, quotation: Quotation, *, before: Range, after: Range, line: Range) -> Lead | None:
    """What stands beside a quotation: in its sentence, `before` its opening mark or `after` its closing one; a
    signature in the rest of its `line`.

    None where nothing stands there that surely is a cue with its source.
    """
    window = words.within(before)
    found = (
        (_after(words, quotation, words.within(after)) if quotation.closed else None)
        or (_signed(words, words.within(line)) if quotation.closed else None)
        or _set_off(words, window)
        or _worked_in(words, window)
        or _in_clause(words, window)
    )
    if found is None:
        return None
    cue, source, content = found
    ranges = words.ranges[cue] if cue is not None else None, words.stretch(*source) if source else None
    return Lead(*ranges, quotation.start if content is None or content >= window[1] else words.ranges[content][0])


# Each finds (the verb's index, the source's range of word indices, the index where the reported clause begins).
_Found = tuple[int | None, Range | None, int | None]


def _after(words: Words, quotation: Quotation, window: Range) -> _Found | None:
    """`…," she said`, `…," said the mayor`."""
    first, limit = window
    paused = words.text[quotation.end - 1] in ",?!…—–-"
    while first < limit and not words.is_word(first):
        if words.lower[first] in ".(:;":
            return None
        paused = paused or words.lower[first] == ","
        first += 1
    for at in range(first, min(limit, first + _REACH) if paused else first):
        form = words.lower[at]
        if words.quoted[at] or form in ";:":
            return None
        if form in verbs("say") and not form.endswith("ing") and not words.capital(at):
            source = subject_before(words, at, first) if at > first else None
            if source is None or source[0] > first:
                source = subject_after(words, at, limit) or source
            return (at, source, None) if source and source[0] in (first, at + 1, at + 3) else None
    return None


def _signed(words: Words, window: Range) -> _Found | None:
    """`"…" — Robin Hale`, to the end of the line."""
    first, limit = window
    if first >= limit or words.lower[first] not in _DASHES:
        return None
    while first < limit and words.lower[first] in _DASHES:
        first += 1
    end = limit
    handle = next(
        (
            at
            for at in range(first, min(limit - 1, first + 2 * _LONGEST_SIGNATURE))
            if words.lower[at] == "(" and words.lower[at + 1] == "@"
        ),
        end,
    )
    end = min(end, handle)
    while end > first and words.lower[end - 1] == ".":
        end -= 1
    name = range(first, end)
    signed = 0 < len(name) <= _LONGEST_SIGNATURE and words.capital(first) and words.capital(end - 1)
    return (None, (first, end), None) if signed and all(words.is_word(at) or words.point(at) for at in name) else None


def _set_off(words: Words, window: Range) -> _Found | None:
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
            if form.endswith("ing") and words.lower[at - 1] in (",", "by", "before", "after", "and"):
                return at, words.opening_name(first, at), None
            source = subject_before(words, at, first)
            return (at, source, None) if source else None
    return None


def _worked_in(words: Words, window: Range) -> _Found | None:
    """`She called it a "…`: the verb of the clause that the fragment stands in."""
    first, last = window
    for at in range(last - 1, max(first, last - _BESIDE) - 1, -1):
        form = words.lower[at]
        if words.quoted[at] or form in ".,;:":
            return None
        if form in verbs("say") | verbs("act") and not words.capital(at):
            if form in verbs("act") and words.lower[at + 1] == "that":
                return None  # "the texts Hale sent that “…": the quotation tells of the texts
            finite = form.endswith(("ed", "aid", "old", "ote")) or words.lower[at - 1] in words_of("auxiliary")
            source = subject_before(words, at, first) if finite and not words.passive(at, first) else None
            named = source is not None and words.opens_subject(source[0])
            return (at, source, at + 1) if named else None
    return None


def _in_clause(words: Words, window: Range) -> _Found | None:
    """`Hale argued that the plan was a "…`: anywhere in the clause that a verb of saying opens."""
    first, last = window
    for at in range(last - 1, first, -1):
        form = words.lower[at]
        if form in ";:":
            return None
        if words.quoted[at] or form not in verbs("say") or words.capital(at):
            continue
        opened = [words.lower[after] in _OPENERS for after in range(at + 1, min(at + 6, last))]
        if True not in opened or words.passive(at, first):
            continue
        source = subject_before(words, at, first)
        if source is None and form.endswith("ing"):
            source = words.opening_name(first, at)
        if source is not None and words.opens_subject(source[0]):
            return at, source, at + 1
    return None
