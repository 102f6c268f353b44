"""Quotations that stand without a cue of their own, and go on from the one before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.attribute import wordlists as lists
from onrecord.attribute.cues import verbs
from onrecord.attribute.sheet import Sheet
from onrecord.attribute.units import Unit
from onrecord.model import Range

_SO = frozenset(f"{that} {how}" for that in ("that's", "that is", "that was", "this is") for how in ("how", "what"))
# How often each is right, content and source both, on articles held out of training.
_CARRIED, _INTRODUCED, _AFTER = 0.9, 0.3, 0.5
_NEAR = 12  # drafts before a quotation among which its sentence's are
_LEAST_CAPTION, _LONGEST_CAPTION = 6, 40  # words


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in the making."""

    unit: Unit
    cue: Range | None
    source: Range | None
    confidence: float


def carried(sheet: Sheet, drafts: list[Draft]) -> list[Draft]:
    """The drafts, in text order, with the standing quotations among them given to whoever speaks before them.

    A quotation with no cue in its sentence goes on from the quotation right before it: later in the paragraph, or
    as a paragraph of its own. A cue further off, with somebody else's quotation between, is not its own.
    """
    out: list[Draft] = []
    quoted: Draft | None = None
    for draft in drafts:
        if _stands_alone(sheet, draft):
            draft = _attached(sheet, draft, quoted, out)
        out.append(draft)
        if draft.unit.numbers and (quoted is None or draft.unit.numbers[0] > quoted.unit.numbers[-1]):
            quoted = draft
    return _run_on(sheet, out)


def _run_on(sheet: Sheet, drafts: list[Draft]) -> list[Draft]:
    """The drafts with each quotation that no mark closes in its paragraph given to who speaks where it goes on."""
    whose: dict[int, Draft] = {}
    out = []
    for draft in reversed(drafts):
        last = draft.unit.numbers[-1] if draft.unit.numbers else -1
        further = whose.get(last + 1) if last >= 0 else None
        if further is not None and draft.cue is None and draft.source is None and _goes_on(sheet, last):
            confidence = min(_CARRIED, further.confidence)
            draft = replace(draft, cue=further.cue, source=further.source, confidence=confidence)
        if draft.cue is not None or draft.source is not None:
            whose.update(dict.fromkeys(draft.unit.numbers, draft))
        out.append(draft)
    return out[::-1]


def _goes_on(sheet: Sheet, number: int) -> bool:
    """Whether a quotation is left open at the end of its paragraph and the next one goes on from it."""
    here, further = sheet.quotations[number], sheet.quotations[number + 1]
    if here.closed or here.block or not (further.continues or not further.opened):
        return False
    return sheet.paragraph(further.start) == sheet.paragraph(here.start) + 1


def _stands_alone(sheet: Sheet, draft: Draft) -> bool:
    """Whether a draft is one whole quotation whose cue, if it has one, stands in another sentence."""
    if draft.unit.kind != "direct" or not draft.unit.numbers:
        return False
    if draft.cue is None:
        return draft.source is None
    quotation = sheet.quotations[draft.unit.numbers[0]]
    first, last = sheet.sentence(quotation.start), sheet.sentence(quotation.end - 1)
    # The sentence right before leads in, the one right after comments.
    return not first - 1 <= sheet.sentence(draft.cue[0]) <= last + 1


def _attached(sheet: Sheet, draft: Draft, before: Draft | None, drafts: list[Draft]) -> Draft:
    heading = sheet.heading(draft.unit.numbers[0])
    if not heading and before is not None and (before.cue or before.source) and _follows(sheet, before, draft):
        if (before.cue, before.source) == (draft.cue, draft.source):
            return draft
        confidence = min(_CARRIED, before.confidence)
        return replace(draft, cue=before.cue, source=before.source, confidence=confidence)
    if draft.cue is not None and draft.cue[0] > draft.unit.content[0][0]:
        return draft
    told = None if heading or draft.cue else _told(sheet, draft, drafts)
    if told is not None:
        return replace(draft, cue=told.cue, source=told.source, confidence=min(_AFTER, told.confidence))
    source = (None if heading else _introduced(sheet, draft)) or _put_so(sheet, draft)
    if source is not None and (draft.source is None or not sheet.is_pronoun(source)):
        return replace(draft, cue=None, source=source, confidence=_INTRODUCED)
    return draft


def _follows(sheet: Sheet, before: Draft, draft: Draft) -> bool:
    """Whether nothing of the reporter's stands between a quotation with its cue and the draft."""
    mark = sheet.marked[draft.unit.numbers[0]]
    parts = (before.unit.content[-1], before.cue, before.source)
    said = [part for part in parts if part is not None and part[1] <= mark[0]]
    if not said:
        return False  # the draft stands inside what was said before it
    end = max(sheet.layout.sentences[sheet.sentence(part[1] - 1)][1] for part in said)
    here, there = sheet.paragraph(mark[0]), sheet.paragraph(before.unit.content[0][0])
    if here == there:
        return not sheet.has_words(end, mark[0])
    last = sheet.quotations[before.unit.numbers[-1]]
    if _before(sheet, draft, left_open=not last.closed) != there:
        return False
    return not sheet.has_words(end, sheet.layout.paragraphs[there][1])


def _before(sheet: Sheet, draft: Draft, *, left_open: bool = False) -> int | None:
    """The paragraph before a quotation that is a paragraph of its own, captions between them left out."""
    mark = sheet.marked[draft.unit.numbers[0]]
    at = sheet.paragraph(mark[0])
    first, end = sheet.layout.paragraphs[at]
    if sheet.has_words(first, mark[0]) or sheet.has_words(mark[1], end):
        return None
    at -= 1
    while at > 0 and _caption(sheet, at, 1 if left_open else _LEAST_CAPTION):
        at -= 1
    return at if at >= 0 else None


def _caption(sheet: Sheet, at: int, least: int) -> bool:
    """Whether a paragraph is a picture's caption: some words without a stop or marks. A few are a heading."""
    first, end = sheet.layout.paragraphs[at]
    words = sheet.words.within((first, end))
    plain = sheet.text[end - 1].isalnum() and not any(sheet.words.quoted[slice(*words)])
    return plain and least <= words[1] - words[0] <= _LONGEST_CAPTION


def _told(sheet: Sheet, draft: Draft, drafts: list[Draft]) -> Draft | None:
    """What is reported in the sentence right before a quotation: `She feared a delay. "We have waited enough."`"""
    mark = sheet.marked[draft.unit.numbers[0]]
    at = sheet.sentence(mark[0])
    if at == 0 or sheet.has_words(sheet.layout.sentences[at][0], mark[0]):
        return None
    here, there = sheet.paragraph(mark[0]), sheet.paragraph(sheet.layout.sentences[at - 1][0])
    if here != there:
        before = _before(sheet, draft)
        if before is None:
            return None
        at = sheet.sentence(sheet.layout.paragraphs[before][1] - 1) + 1
    found = [one for one in drafts[-_NEAR:] if one.cue and one.source and sheet.sentence(one.cue[0]) == at - 1]
    main = [one for one in found if not any(_holds(other, one) for other in found)]
    return main[-1] if main else None


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether a statement is reported inside another."""
    cue = inner.cue
    return outer is not inner and cue is not None and any(a <= cue[0] < b for a, b in outer.unit.content)


def _introduced(sheet: Sheet, draft: Draft) -> Range | None:
    """Who the sentence right before a quotation, in its paragraph, begins with: `Hale was blunt. "We lost."`"""
    mark = sheet.marked[draft.unit.numbers[0]]
    at = sheet.sentence(mark[0])
    if sheet.has_words(sheet.layout.sentences[at][0], mark[0]) or at == 0:
        return None
    sentence = sheet.layout.sentences[at - 1]
    if sheet.paragraph(sentence[0]) != sheet.paragraph(mark[0]) and not _announces(sheet, sentence):
        return None
    name = sheet.words.opening_name(*sheet.words.within(sentence))
    return sheet.words.stretch(*name) if name else None


def _announces(sheet: Sheet, sentence: Range) -> bool:
    """Whether a sentence says that something was written and not what: `Hale answered in a tweet on Monday.`"""
    first, end = sheet.words.within(sentence)
    if any(sheet.words.quoted[first:end]) or sheet.words.opening_name(first, end) is None:
        return False
    written = any(word in lists.words("issued") for word in sheet.words.lower[first:end])
    said = any(word in verbs("say") for word in sheet.words.lower[first:end])
    return written and said and "that" not in sheet.words.lower[first:end]


def _put_so(sheet: Sheet, draft: Draft) -> Range | None:
    """Who the paragraph right after a quotation says it was: `That's how Hale put it.`"""
    mark = sheet.marked[draft.unit.numbers[0]]
    at = sheet.paragraph(mark[1] - 1)
    if at + 1 >= len(sheet.layout.paragraphs) or sheet.has_words(mark[1], sheet.layout.paragraphs[at][1]):
        return None
    first, end = sheet.words.within(sheet.layout.paragraphs[at + 1])
    opening = " ".join(sheet.words.lower[first : first + 3])
    size = next((n for n in (2, 3) if " ".join(opening.split()[:n]) in _SO), 0)
    name = sheet.words.opening_name(first + size, end) if size else None
    return sheet.words.stretch(*name) if name else None
