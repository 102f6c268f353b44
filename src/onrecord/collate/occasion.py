"""When something was said, where the reporter tells it beside the cue: the same words said twice are two utterances."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from onrecord.date import day_of
from onrecord.model import Document, Range, Statement, Timex

Days = tuple[int, int]  # first and last, both included, as day numbers

# What may stand between the cue or its source and the time that belongs to them: a few words of one clause.
_BETWEEN = re.compile(
    r"(?!.*\b(?:who|whose|which|that|after|before|since|until|when|while|about|of|for)\b)[\w’' -]{0,40}"
)
_OPENING = re.compile(r",? *")
_AT_START = 6  # code points before a time that opens its sentence ("On Monday, …", "Last week …")
# One occasion can be told days apart: it was late, or a weekday is read as the one of another week.
_MARGIN = 8  # days
_LONGEST = 366  # days


def occasions(
    documents: Mapping[str, Document], statements: Iterable[Statement], timexes: Mapping[str, Sequence[Timex]]
) -> dict[str, Days]:
    """The days on which statements (by id) were made, of those with a time beside their cue that names any."""
    out: dict[str, Days] = {}
    for statement in statements:
        document = documents[statement.article]
        said = [days for timex in timexes.get(statement.article, ()) if (days := _said(statement, timex, document))]
        if len(set(said)) == 1:
            out[statement.id] = said[0]
    return out


def apart(a: Days | None, b: Days | None) -> bool:
    """Whether two occasions cannot be one."""
    return a is not None and b is not None and (a[1] + _MARGIN <= b[0] or b[1] + _MARGIN <= a[0])


def _said(statement: Statement, timex: Timex, document: Document) -> Days | None:
    """The days of a time, where it tells when this statement was made."""
    if timex.first is None or timex.last is None or timex.type not in ("DATE", "TIME") or statement.cue is None:
        return None
    published = document.article.published
    if timex.anchor is not None and (published is None or published.basis == "inferred"):
        return None  # "on Friday" of a report whose own day is a guess
    if not _beside(statement, timex.span.range, document):
        return None
    first, last = day_of(timex.first), day_of(timex.last)
    return (first, last) if last - first <= _LONGEST else None


def _beside(statement: Statement, when: Range, document: Document) -> bool:
    """Whether a time stands in the reporter's clause of this statement."""
    cue, text = statement.cue, document.article.text
    assert cue is not None
    held = next(((start, end) for start, end in document.layout.sentences if start <= cue.start < end), None)
    if held is None or not (held[0] <= when[0] and when[1] <= held[1]):
        return False
    ours = [cue.range] + ([statement.source.range] if statement.source else [])
    start, end = min(a for a, _ in ours), max(b for _, b in ours)
    if any(span.start < when[1] and when[0] < span.end for span in statement.content):
        return False
    if end <= when[0]:
        return _BETWEEN.fullmatch(text[end : when[0]]) is not None
    if when[1] <= start:
        opens = when[0] - held[0] <= _AT_START
        return opens and _OPENING.fullmatch(text[when[1] : start]) is not None
    return True
