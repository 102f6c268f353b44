"""A transcript as statements: the words as spoken, one direct statement a paragraph, with the label before it."""

from __future__ import annotations

import re

from onrecord.model import Document, Range, Span, Statement

# "MAYOR DORN:", "Dr. Ines Oryelle (Harbour Board):", "Q." before the words; a name has up to six words.
_LABEL = re.compile(
    r"\s*(?P<name>[A-Z][\w.'’-]*(?:[ ,]+(?:[A-Z][\w.'’-]*|of|the|de|van|von|al|for)){0,5}"
    r"(?:\s\([^()\n]{1,60}\))?)\s*:(?=\s|$)"
)
_QUESTION = re.compile(r"\s*Q(?:UESTION)?[.:]?\s+(?=[A-Z\"“])")
_DIRECTION = re.compile(r"\s*[\[(][^\[\]()]*[\])][.\s]*")
_STAMP = re.compile(r"\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AaPp]\.?[Mm]\.?)?(?:\s*\(?[A-Z]{2,4}\)?)?\s*")


def spoken(document: Document) -> tuple[Statement, ...]:
    """The statements of a transcript: each paragraph's words, with the label before them ("NAME:") as the source.

    Where paragraphs have labels, what stands before the first is no speech, and a paragraph without one goes on with
    the last. Where none has, the whole text is one speaker's, its title apart. Questions ("Q"), stage directions in
    brackets and times are left out. No statement has its speaker yet: `resolve` gives it by the source. An article
    that is no transcript has no such statements.
    """
    if document.article.role != "transcript":
        return ()
    text, paragraphs = document.article.text, document.layout.paragraphs
    labelled = any(_LABEL.match(text, start, end) for start, end in paragraphs)
    out: list[Statement] = []
    source: Range | None = None
    speaking = not labelled
    for start, end in paragraphs:
        label = _LABEL.match(text, start, end)
        if label is not None:
            source, speaking, start = label.span("name"), True, label.end()
        elif _QUESTION.match(text, start, end):
            speaking = False
        content = _content(document, start, end)
        if not speaking or content is None or content.text == document.article.title:
            continue
        named = document.article.span(*source) if source else None
        name = f"{document.article.id}:t{len(out) + 1}"
        out.append(Statement(name, document.article.id, "direct", (content,), source=named, confidence=1.0))
    return tuple(out)


def _content(document: Document, start: int, end: int) -> Span | None:
    """The words of a paragraph, without space at its ends; None where it is a stage direction or a time."""
    text = document.article.text
    if _DIRECTION.fullmatch(text, start, end) or _STAMP.fullmatch(text, start, end):
        return None
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return document.article.span(start, end) if any(letter.isalnum() for letter in text[start:end]) else None
