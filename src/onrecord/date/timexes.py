"""From a text to its TIMEX3 expressions: found by the grammar, then resolved in reading order."""

from __future__ import annotations

from onrecord.date.anchors import Memory
from onrecord.date.clause import clause
from onrecord.date.found import find
from onrecord.date.genre import is_narrative
from onrecord.date.periods import iso, parse_day
from onrecord.date.speech import spoken_days
from onrecord.model import Article, Document, Layout, Span, Timex
from onrecord.segment import segment


def timexes(
    text: str, *, published: str | None = None, article: str = "", layout: Layout | None = None
) -> tuple[Timex, ...]:
    """The temporal expressions of `text` in reading order, with TIMEX3 types and values (ISO-TimeML, ISO 24617-1).

    `published` is an ISO 8601 date or time: what "yesterday" counts from. Without it, what needs it has no day in
    its value. `article` names the spans. Offsets are code points of `text`, half-open. Never raises for its text.
    """
    layout = segment(Article(article, text)) if layout is None else layout
    now = parse_day(published)
    found = find(text, layout)
    memory = Memory(now, is_narrative([f.meaning for f in found], now))
    memory.said = spoken_days(text, layout, found, now)
    out = []
    for f in found:
        resolved = f.meaning.resolve(memory.context(f))
        memory.note(f, resolved, _word_before(text, f.start))
        span = Span(article, f.start, f.end, text[f.start : f.end])
        period = resolved.period if resolved.type in ("DATE", "TIME") else None
        out.append(
            Timex(
                span,
                resolved.type,
                resolved.value,
                resolved.mod,
                None if resolved.anchor is None else resolved.anchor.value,
                None if period is None else iso(period.first),
                None if period is None else iso(period.last),
                clause(text, layout, f.start, f.end, article),
            )
        )
    return tuple(out)


def _word_before(text: str, start: int) -> str:
    """The word before an offset, in small letters."""
    words = text[max(0, start - 20) : start].split()
    return words[-1].lower() if words else ""


def document_timexes(document: Document) -> tuple[Timex, ...]:
    """`timexes` of an article as the pipeline has it, counted from its publication date."""
    article = document.article
    published = None if article.published is None else article.published.value
    return timexes(article.text, published=published, article=article.id, layout=document.layout)
