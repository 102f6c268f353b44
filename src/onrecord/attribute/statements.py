"""The statements of one article: what the tagger proposes, made exact by the quotation marks.

The tagger's proposals follow the labelled set (PARC, PolNeAR): a content has its quotation marks in, and what a cue
breaks off is joined. A record's statements follow the story record: one quotation, one statement.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from onrecord.attribute.closings import closed
from onrecord.attribute.cues import words_of
from onrecord.attribute.leads import Lead
from onrecord.attribute.owners import inside, owners
from onrecord.attribute.sheet import Sheet, overlap
from onrecord.attribute.stance import stance
from onrecord.attribute.standing import Draft, carried
from onrecord.attribute.units import Unit, units
from onrecord.model import Document, Proposal, Range, Statement

# How often each is right, content and source both, on articles held out of training.
_LED_WHOLE, _LED_PART, _SIGNED, _ALONE = 0.85, 0.5, 0.95, 0.15
_LEAST = 2  # words that make no statement beside a quotation: "that", "of course"
_CLAUSE = re.compile(r",\s(?:who|whose|whom|which)\b")
_BRACKETS = {")": "(", "]": "["}


def statements(document: Document) -> tuple[Statement, ...]:
    """Every reported statement of the article, in text order, with cue and source and as yet no speaker.

    Offsets are code points into the article's text. Ids are "<article id>:s<n>", n from 1 in text order. Every
    quotation of the layout that is no title, nickname or term is part of exactly one direct or partial statement.
    `confidence` is the probability that content and source are right.
    """
    sheet = Sheet(document)
    drafts = _proposed(sheet, document.tags.proposals)
    drafts = closed(sheet, drafts)
    drafts = _shared(sheet, sorted([*drafts, *_unclaimed(sheet, drafts)], key=_place))
    drafts = carried(sheet, drafts)
    reported = _reported(sheet, drafts)
    return tuple(_statement(sheet, draft, number, reported) for number, draft in enumerate(drafts, 1))


def _place(draft: Draft) -> tuple[int, int]:
    return draft.unit.content[0][0], draft.unit.content[-1][1]


def _proposed(sheet: Sheet, proposals: tuple[Proposal, ...]) -> list[Draft]:
    owned: dict[int, list[int]] = {}
    for number, at in owners(sheet, proposals).items():
        if _led_by(sheet, proposals[at], number):
            owned.setdefault(at, []).append(number)
    out: list[Draft] = []
    for at, proposal in enumerate(proposals):
        own = owned.get(at, [])
        nested = _nested(sheet, proposal)
        if nested is not None and not own and not _other_speaker(sheet, proposal, nested):
            continue
        cue, source = _ends(sheet.text, proposal.cue), _who(sheet.text, proposal.source)
        if source is not None and any(overlap(source, sheet.marked[number]) for number in own):
            source = None
        source = source or _beside(sheet, proposal, own)
        apart = [stretch for stretch in (proposal.cue, proposal.source) if stretch is not None]
        content = proposal.content if nested is not None else _outside_others(sheet, proposal, own)
        out.extend(Draft(unit, cue, source, proposal.score) for unit in _kept(sheet, units(sheet, content, own, apart)))
    return out


def _beside(sheet: Sheet, proposal: Proposal, own: list[int]) -> Range | None:
    """The source beside the proposal's cue, where the tagger saw none and the cue stands beside a quotation."""
    for number in own:
        found = sheet.lead(number)
        if found is not None and found.cue and proposal.cue and overlap(found.cue, proposal.cue):
            return _who(sheet.text, found.source)
    return None


def _led_by(sheet: Sheet, proposal: Proposal, number: int) -> bool:
    """Whether a quotation belongs to the proposal's cue, rather than to another one that stands right beside it."""
    found = sheet.lead(number)
    if proposal.cue is None or found is None or (found.cue and overlap(found.cue, proposal.cue)):
        return True
    if found.cue is None:
        return False
    quotation = sheet.quotations[number]
    first, last = sheet.sentence(quotation.start), sheet.sentence(quotation.end - 1)
    if first <= sheet.sentence(proposal.cue[0]) <= last:
        # `"A," she said, adding, "B"`: the participle is the cue of what comes after it.
        participle = sheet.text[slice(*found.cue)].endswith("ing")
        if participle and proposal.content[0][0] < proposal.cue[0] < found.cue[0]:
            return False
        # `"A," she said, according to a transcript`: of two cues behind it, the nearer one is its own.
        return not (quotation.end <= found.cue[0] < proposal.cue[0] and sheet.whole(number))
    return found.source is None


def _kept(sheet: Sheet, found: list[Unit]) -> list[Unit]:
    """What follows a whole quotation without marks is the reporter's again, and so is a word or two before it."""
    first = next((at for at, unit in enumerate(found) if unit.kind == "direct"), len(found))
    if first == len(found):
        return found
    said = (unit.numbers or (at < first and sheet.count_words(unit.content) > _LEAST) for at, unit in enumerate(found))
    return [unit for unit, kept in zip(found, said, strict=True) if kept]


def _nested(sheet: Sheet, proposal: Proposal) -> Range | None:
    """The quotation that holds the whole of a proposal, cue and source, too."""
    first, last = proposal.content[0][0], proposal.content[-1][1]
    for number in sheet.spoken_in(first, first + 1):
        stretch = sheet.marked[number]
        held = [part for part in (proposal.cue, proposal.source) if part is not None]
        if last <= stretch[1] and held and all(inside(part, stretch) for part in held):
            return stretch
    return None


def _other_speaker(sheet: Sheet, proposal: Proposal, outer: Range) -> bool:
    """Whether a statement inside a quotation is somebody else's than the quotation."""
    if proposal.source is None:
        return False
    word = sheet.words.first_word(*proposal.source)
    own = word is None or sheet.words.lower[word].split("'")[0] in words_of("first_person")
    return not own and proposal.content[-1][1] - proposal.content[0][0] < outer[1] - outer[0]


def _outside_others(sheet: Sheet, proposal: Proposal, own: list[int]) -> list[Range]:
    """The content without what others say: whole quotations, and the torn-off ends of quotations."""
    out: list[Range] = []
    for start, end in proposal.content:
        for number in sheet.spoken_in(start, end):
            low, high = sheet.marked[number]
            if number in own or (start < low and high < end and not own and not sheet.whole(number)):
                continue
            if low > start and sheet.has_words(start, low):
                out.append((start, low))
            start = max(start, high)
        if start < end:
            out.append((start, end))
    return out


def _unclaimed(sheet: Sheet, drafts: list[Draft]) -> list[Draft]:
    """The quotations that no proposal reports, with what stands beside them."""
    taken = {number for draft in drafts for number in draft.unit.numbers}
    cues = sorted({draft.cue for draft in drafts if draft.cue})
    # "A 'joke' that will cost lives, Hale said": the whole sentence is what she said.
    closings = {sheet.sentence(draft.cue[0]): draft for draft in drafts if draft.cue and _closes(draft)}
    out = []
    for number in sheet.spoken:
        if number in taken:
            continue
        found = sheet.lead(number)
        alone = units(sheet, (), [number], ())[0]
        if found is None or (alone.kind == "partial" and _read(cues, found.cue)):
            closing = closings.get(sheet.sentence(sheet.quotations[number].start))
            within = closing is not None and alone.content[0][1] <= closing.unit.content[0][0]
            out.append(replace(closing, unit=alone) if closing and within else Draft(alone, None, None, _ALONE))
            continue
        unit = units(sheet, [(found.content, sheet.quotations[number].end)], [number], ())[0]
        out.append(Draft(unit, _ends(sheet.text, found.cue), _ends(sheet.text, found.source), _surety(found, unit)))
    return out


def _closes(draft: Draft) -> bool:
    parts = (*draft.unit.content, *((draft.source,) if draft.source else ()))
    return draft.cue is not None and draft.unit.content[-1][1] <= min(draft.cue[0], parts[-1][0])


def _surety(found: Lead, unit: Unit) -> float:
    if found.cue is None:
        return _SIGNED
    return _LED_WHOLE if unit.kind == "direct" else _LED_PART


def _read(cues: list[Range], cue: Range | None) -> bool:
    """Whether the tagger has read a cue, and left the fragment out of what it says."""
    at = bisect_right(cues, cue) if cue else 0
    return cue is not None and any(overlap(cue, other) for other in cues[max(0, at - 1) : at + 1])


def _shared(sheet: Sheet, drafts: list[Draft]) -> list[Draft]:
    """A participle takes the source of the cue before it in its sentence: `Hale said …, adding that …`."""
    sources: dict[int, Range] = {}
    out = []
    for draft in drafts:
        at = sheet.sentence(draft.cue[0]) if draft.cue else -1
        participle = draft.cue is not None and sheet.text[slice(*draft.cue)].split()[0].endswith("ing")
        if participle and draft.source and at in sources and _in_relative(sheet, draft.source):
            draft = replace(draft, source=sources[at])
        if draft.cue and draft.source:
            if at not in sources or not _in_relative(sheet, draft.source):
                sources[at] = draft.source
        elif draft.cue and participle:
            joined = sheet.text[max(0, draft.cue[0] - 2) : draft.cue[0]].strip() == ","
            draft = replace(draft, source=sources.get(at) or (sheet.subject(at, draft.cue[0]) if joined else None))
        out.append(draft)
    return out


def _in_relative(sheet: Sheet, source: Range) -> bool:
    """Whether a source is subject of a relative clause: "…, which the Post first reported, …"."""
    first, _ = sheet.words.within(source)
    before = sheet.words.lower[first - 1] if first else ""
    return before == "which" or (before in ("the", "a") and first > 1 and sheet.words.lower[first - 2] == "which")


def _who(text: str, stretch: Range | None) -> Range | None:
    """A source without the clause that tells more of it: "the agency, which had until Monday"."""
    if stretch is None:
        return None
    clause = _CLAUSE.search(text, *stretch)
    return _ends(text, (stretch[0], clause.start()) if clause else stretch)


def _ends(text: str, stretch: Range | None) -> Range | None:
    """A cue or a source without punctuation at its ends; None where nothing is left."""
    if stretch is None:
        return None
    start, end = stretch
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        closing = text[end - 1]
        end -= 1
        if closing in _BRACKETS and text.rfind(_BRACKETS[closing], start, end) > start:
            end = text.rfind(_BRACKETS[closing], start, end)
    return (start, end) if start < end else None


def _reported(sheet: Sheet, drafts: list[Draft]) -> dict[int, list[Range]]:
    """Sentence → the stretches of it that somebody is said to have said."""
    out: dict[int, list[Range]] = {}
    for draft in drafts:
        for stretch in draft.unit.content:
            for at in range(sheet.sentence(stretch[0]), sheet.sentence(stretch[1] - 1) + 1):
                out.setdefault(at, []).append(stretch)
    return out


def _statement(sheet: Sheet, draft: Draft, number: int, reported: dict[int, list[Range]]) -> Statement:
    article = sheet.article
    at = sheet.sentence((draft.cue or draft.unit.content[0])[0])
    return Statement(
        id=f"{article.id}:s{number}",
        article=article.id,
        kind=draft.unit.kind,
        content=tuple(article.span(*stretch) for stretch in draft.unit.content),
        cue=article.span(*draft.cue) if draft.cue else None,
        source=article.span(*draft.source) if draft.source else None,
        confidence=draft.confidence,
        stance=stance(sheet.text, draft.cue, sheet.layout.sentences[at], reported.get(at, [])),
    )
