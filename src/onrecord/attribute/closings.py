"""Reports whose cue closes the sentence ("The dam held, Hale said."), where the tagger has not read them.

The order of words decides: a clause of its own, a comma, who says it, the verb, and at most where and when.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection

from onrecord.attribute import wordlists as lists
from onrecord.attribute.cues import Words, subject_after, subject_before, verbs, words_of
from onrecord.attribute.sheet import Sheet
from onrecord.attribute.standing import Draft
from onrecord.attribute.units import Unit
from onrecord.model import Range

_SURE = 0.8  # how often they are right, content and source both, on the labelled articles
_LEAST, _LONGEST_TAIL = 4, 12  # words
_FINITE = ("ed", "said", "says", "told", "tells", "wrote", "writes")  # no nouns: "a report", "protests"
_PLANS = frozenset(["plan", "plans", "schedule"])

# (first word of the cue, its end, the source's words, the end of what is reported).
_Closing = tuple[int, int, Range, int]


def closed(sheet: Sheet, drafts: list[Draft]) -> list[Draft]:
    """The drafts and, in text order, what a closing cue reports that none of them has for its cue.

    A report of the same sentence whose cue the tagger saw paragraphs away gives way.
    """
    cues = sorted(draft.cue for draft in drafts if draft.cue is not None)
    found: dict[int, Draft] = {}
    for at, stretch in enumerate(sheet.layout.sentences):
        first, end = sheet.words.within(stretch)
        first = _after_dateline(sheet.words, first, end)
        closing = None if any(sheet.words.quoted[first:end]) else _closing(sheet.words, first, end)
        if closing is None:
            continue
        verb, stop, source, last = closing
        near = bisect_left(cues, (sheet.words.ranges[last - 1][1], 0))
        if near == len(cues) or cues[near][0] >= stretch[1]:
            unit = Unit((sheet.words.stretch(first, last),), "indirect", ())
            found[at] = Draft(unit, sheet.words.stretch(verb, stop), sheet.words.stretch(*source), _SURE)
    kept = [draft for draft in drafts if not _astray(sheet, draft, found)]
    return sorted([*kept, *found.values()], key=lambda draft: (draft.unit.content[0][0], draft.unit.content[-1][1]))


def _after_dateline(words: Words, first: int, end: int) -> int:
    """The first word after a dateline: "MARROW, Chile (ANX) — The dam …"."""
    dash = next(
        (at for at in range(first, min(end, first + _LONGEST_TAIL)) if words.lower[at] in ("-", "–", "—")), None
    )
    dated = dash is not None and words.forms[first].isupper() and len(words.forms[first]) > 1
    return dash + 1 if dated and dash is not None and dash + 1 < end else first


def _astray(sheet: Sheet, draft: Draft, found: Collection[int]) -> bool:
    """Whether a report of one of the sentences `found` has its cue in another paragraph."""
    content = draft.unit.content
    at = sheet.sentence(content[0][0])
    if at not in found or draft.unit.numbers or draft.cue is None or sheet.sentence(content[-1][1] - 1) != at:
        return False
    return sheet.paragraph(draft.cue[0]) != sheet.paragraph(content[0][0])


def _closing(words: Words, first: int, end: int) -> _Closing | None:
    """The cue that closes the sentence of the words `first`..`end`."""
    while end > first and not words.is_word(end - 1):
        end -= 1
    for verb in range(end - 1, max(first + _LEAST, end - 30), -1):
        form = words.lower[verb]
        if form in ";:":
            return None
        if form == "according" and words.lower[verb + 1 : verb + 2] == ["to"]:
            return _according(words, first, verb, end)
        if form in verbs("say") and form.endswith(_FINITE) and not words.capital(verb):
            found = _said(words, first, verb, end)
            if found is not None:
                return found
    return None


def _said(words: Words, first: int, verb: int, end: int) -> _Closing | None:
    before = subject_before(words, verb, first)
    source, tail = before, verb + 1
    if words.lower[verb - 1] == ",":
        source = subject_after(words, verb, end)
        tail = source[1] if source else verb + 1
        last = verb - 1
    elif before is not None and before[0] > first and words.lower[before[0] - 1] == ",":
        source, last = _described(words, first, before)
    else:
        return None
    if source is None or words.passive(verb, first) or not _clause(words, first, last):
        return None
    told = words.lower[verb] in ("told", "tells")
    if not (words.opens_subject(source[0]) or words.lower[source[1] - 1].endswith("s")):
        return None
    return (verb, verb + 1, source, last) if _only_where_and_when(words, tail, end, told=told) else None


def _described(words: Words, first: int, name: Range) -> tuple[Range, int]:
    """A name with the description before it, "…, an expert on dams, Bea Lund said", and where the report ends."""
    last = name[0] - 1
    comma = next((at for at in range(last - 1, max(first, last - _LONGEST_TAIL), -1) if words.lower[at] == ","), None)
    if comma is None or words.lower[comma + 1] not in ("a", "an", "the") or not words.capital(name[0]):
        return name, last
    if any(lists.verb_like(word) or word in words_of("finite") for word in words.lower[comma + 1 : last]):
        return name, last
    return ((comma + 1, name[1]), comma) if _clause(words, first, comma) else (name, last)


def _according(words: Words, first: int, verb: int, end: int) -> _Closing | None:
    last = verb - 1
    if words.lower[last] != ",":
        return None  # "paid according to need"
    comma = next((at for at in range(verb + 2, end) if words.lower[at] == ","), end)
    source = verb + 2, end if end - verb <= 2 * _LONGEST_TAIL else comma
    if source[0] >= source[1] or words.lower[source[0]] in _PLANS or not _clause(words, first, last):
        return None
    return verb, verb + 2, source, last


def _clause(words: Words, first: int, last: int) -> bool:
    """Whether the words before a closing cue are a clause of their own, not "After it rained, Hale said …"."""
    if sum(words.is_word(at) for at in range(first, last)) < _LEAST:
        return False
    if words.lower[last - 1] in ("that", "what"):
        return False
    if words.lower[first] in lists.words("subordinators") and "," not in words.lower[first:last]:
        return False
    small = (words.lower[at] for at in range(first, last) if not words.capital(at))
    return any(word in words_of("finite") or lists.verb_like(word) for word in small)


def _only_where_and_when(words: Words, first: int, end: int, *, told: bool) -> bool:
    """Whether what follows a closing cue says no more than to whom, where and when: "at the dam on Friday"."""
    stop = next(
        (at for at in range(first, end - 1) if words.lower[at] == "," and words.lower[at + 1].endswith("ing")), end
    )
    tail = words.lower[first:stop]
    if len(tail) > _LONGEST_TAIL or any(word in words_of("finite") or word in (",", "that", "who") for word in tail):
        return False
    if not tail or told:
        return True
    return tail[0] in words_of("day") or lists.word_class().get(tail[0]) in ("prep", "adv")
