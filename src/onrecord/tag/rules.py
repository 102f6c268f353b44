"""Statements by a lexicon of reporting expressions and the order of words: what stands in where no encoder runs."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from sys import maxsize

from onrecord.model import Article, Layout, Name, Proposal, Quotation, Range, Tags
from onrecord.tag.cues import Words, subject_after, subject_before, verbs, words_of

_REACH = 14


@dataclass(frozen=True, slots=True)
class Lead:
    """The cue of a statement and its source, as ranges of the text."""

    cue: Range
    source: Range | None


def tag(article: Article, layout: Layout) -> Tags:
    """The statements of one article that quotation marks and reporting verbs show, each with cue and source.

    Contents hold their quotation marks; what a cue breaks off is joined, as in the labelled sets.
    """
    words = Words(article.text, layout)
    quoted = _quoted(words, layout)
    taken = [stretch for proposal in quoted for stretch in proposal.content]
    found = quoted + _indirect(words, layout, taken)
    return Tags(proposals=tuple(sorted(found, key=lambda proposal: proposal.content)), names=tuple(_names(words)))


# quotations -----------------------------------------------------------------------------------
def lead(words: Words, layout: Layout, number: int) -> Lead | None:
    """What introduces the quotation of that number, or follows it, in its own sentence."""
    quotation = layout.quotations[number]
    after = _lead_after(words, layout, quotation)
    return after if after is not None else _lead_before(words, layout, number)


def _holding(ranges: tuple[Range, ...], at: int) -> Range:
    """The one of some ranges in text order that holds offset `at`."""
    return ranges[max(0, bisect_right(ranges, (at, maxsize)) - 1)]


def _lead_after(words: Words, layout: Layout, quotation: Quotation) -> Lead | None:
    """`…," she said` or `…," said the mayor`."""
    if not quotation.closed:
        return None
    first, limit = words.within((quotation.end, _holding(layout.sentences, quotation.end)[1]))
    while first < limit and not words.is_word(first):
        if words.lower[first] in (".", "(", ":", ";"):
            return None
        first += 1
    if first >= limit or words.quoted[first]:
        return None
    saying = verbs("say")
    for at in range(first, min(limit, first + _REACH)):
        form = words.lower[at]
        if words.quoted[at] or form in (";", ":"):
            return None
        if form in saying and not form.endswith("ing"):
            source = subject_after(words, at, limit) if at == first else subject_before(words, at, first)
            if source is None and at != first:
                source = subject_after(words, at, limit)
            return Lead(words.ranges[at], words.stretch(*source) if source else None) if source else None
    return None


def _lead_before(words: Words, layout: Layout, number: int) -> Lead | None:
    """`She said: "…`, `called it "…`."""
    quotation = layout.quotations[number]
    floor = _holding(layout.sentences, quotation.start)[0]
    first, last = words.within((floor, quotation.start))
    for kind in ("say", "think", "act"):
        for at in range(last - 1, first - 1, -1):
            if words.quoted[at]:
                continue
            if words.lower[at] in verbs(kind):
                source = subject_before(words, at, first)
                if source is not None:
                    return Lead(words.ranges[at], words.stretch(*source))
    return None


def _quoted(words: Words, layout: Layout) -> list[Proposal]:
    out: list[Proposal] = []
    previous: tuple[Lead, Quotation] | None = None
    for number, quotation in enumerate(layout.quotations):
        found = lead(words, layout, number)
        content = _with_marks(words.text, quotation)
        near = previous is not None and _holding(layout.paragraphs, previous[1].start) == _holding(
            layout.paragraphs, quotation.start
        )
        gap = words.text[previous[1].end : quotation.start] if previous is not None else ""
        if found is None and previous is not None and out and ((near and len(gap) < 250) or quotation.continues):
            out[-1] = Proposal((*out[-1].content, content), out[-1].cue, out[-1].source, out[-1].score)
            continue
        out.append(Proposal((content,), found.cue if found else None, found.source if found else None, 0.6))
        previous = (found, quotation) if found else None
    return out


def _with_marks(text: str, quotation: Quotation) -> Range:
    start, end = quotation.start, quotation.end
    if quotation.opened and start > 0:
        start -= 1
    if quotation.closed and end < len(text):
        end += 1
    return start, end


# indirect speech -----------------------------------------------------------------------------------
def _indirect(words: Words, layout: Layout, taken: list[Range]) -> list[Proposal]:
    out = []
    reporting = verbs("say") | verbs("think")
    for sentence in layout.sentences:
        first, last = words.within(sentence)
        for at in range(first, last):
            if words.quoted[at]:
                continue
            found = _according(words, at, first, last) if words.lower[at] == "according" else None
            if found is None and words.lower[at] in reporting:
                found = _clause(words, at, first, last) or _clause_before(words, at, first, last)
            if found is not None and not any(a < found.content[-1][1] and found.content[0][0] < b for a, b in taken):
                out.append(found)
                break
    return out


def _clause(words: Words, verb: int, first: int, last: int) -> Proposal | None:
    """`She said (that) the bill was dead`."""
    source = subject_before(words, verb, first)
    at = verb + 1
    if source is None or at >= last:
        return None
    while (
        at < last
        and at - verb < 8
        and words.lower[at] != "that"
        and (
            words.lower[at] in words_of("between")
            and words.lower[min(at + 1, last - 1)] in words_of("between") | {"that"}
        )
    ):
        at += 1
    if at >= last or not (words.lower[at] in words_of("clause_opener") or words.capital(at)):
        return None
    end = last
    while end > at and not words.is_word(end - 1):
        end -= 1
    if end - at < 3:
        return None
    return Proposal((words.stretch(at, end),), words.ranges[verb], words.stretch(*source), 0.5)


def _clause_before(words: Words, verb: int, first: int, last: int) -> Proposal | None:
    """`The bill was dead, she said`."""
    source = subject_before(words, verb, first)
    if source is None or last - verb > 6 or source[0] - 1 <= first or words.lower[source[0] - 1] != ",":
        return None
    return Proposal((words.stretch(first, source[0] - 1),), words.ranges[verb], words.stretch(*source), 0.5)


def _according(words: Words, at: int, first: int, last: int) -> Proposal | None:
    if at + 2 >= last or words.lower[at + 1] != "to":
        return None
    source = subject_after(words, at + 1, last) or (at + 2, at + 3)
    if at > first + 2:
        end = at - 1 if words.lower[at - 1] == "," else at
        content = words.stretch(first, end)
    elif source[1] + 2 < last and words.lower[source[1]] == ",":
        content = words.stretch(source[1] + 1, last - 1)
    else:
        return None
    return Proposal((content,), words.stretch(at, at + 2), words.stretch(*source), 0.5)


# names -----------------------------------------------------------------------------------
def _names(words: Words) -> list[Name]:
    """Runs of capitalised words that do not merely open a sentence."""
    out: list[Name] = []
    at = 0
    while at < len(words.forms):
        end = at
        while end < len(words.forms) and words.capital(end) and words.is_word(end):
            end += 1
        if end - at >= 2:
            out.append(Name(*words.stretch(at, end), "person", 0.5))
        at = max(end, at + 1)
    return out
