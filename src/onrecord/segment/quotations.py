"""A text's quotations: its marks read as one, blocks without marks, and what runs on over paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from onrecord.model import Quotation, Range
from onrecord.segment.marks import DOUBLED, Mark, marks, too_dense
from onrecord.segment.reading import Paragraph, read


def quotations(text: str, paragraphs: tuple[Range, ...]) -> tuple[Quotation, ...]:
    """The quotations of `text` in order, one a paragraph where one runs over several, without their marks.

    A paragraph set off as a block is one, too. Double and single marks of all kinds are read alike; apostrophes,
    inch marks and shortened years are not marks. A quotation inside another belongs to the outer one.
    """
    out: list[Quotation] = []
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        found = [] if too_dense(text, paragraph) else marks(text, paragraph)
        here = Paragraph(paragraph, found)
        if found and _clean(found):
            out.extend(read(text, run, here))
            run = []
            doubles = [mark for mark in found if mark.double]
            out.extend(Quotation(a.end, b.start) for a, b in zip(doubles[::2], doubles[1::2], strict=True))
        else:
            run.append(here)
    out.extend(read(text, run, None))
    out.extend(_blocks(text, paragraphs, [quotation.start for quotation in out]))
    return tuple(_linked(_trimmed(text, sorted(out, key=_start)), paragraphs))


def _start(quotation: Quotation) -> int:
    return quotation.start


def _blocks(text: str, paragraphs: tuple[Range, ...], starts: list[int]) -> Iterator[Quotation]:
    """Paragraphs without marks that are set off for certain: after "> " as in mail, or indented after a colon.

    `starts` are the offsets, in order, at which quotations in marks start.
    """
    indented = False
    for number, (start, end) in enumerate(paragraphs):
        quoted = text[start] == ">"
        shifted = text[max(0, start - 4) : start] == "    " or text[max(0, start - 1) : start] == "\t"
        after_colon = number > 0 and text[paragraphs[number - 1][1] - 1] == ":"
        indented = shifted and (after_colon or indented)
        if (quoted or indented) and bisect_left(starts, start) == bisect_left(starts, end):
            yield Quotation(start + quoted, end, opened=False, closed=False, block=True)


def _clean(found: list[Mark]) -> bool:
    """Whether the double marks open and close in turn, beyond doubt, and no single one outside them is a mark."""
    inside = False
    for mark in found:
        if not mark.double:
            if not inside and mark.ignored > 0.0:
                return False
            continue
        right, wrong = (mark.closing, mark.opening) if inside else (mark.opening, mark.closing)
        if right >= 0.5 or wrong < 1.5:
            return False
        inside = not inside
    return not inside


def _trimmed(text: str, found: list[Quotation]) -> Iterator[Quotation]:
    for quotation in found:
        start, end = quotation.start, quotation.end
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if any(letter.isalnum() for letter in text[start:end]):
            yield replace(quotation, start=start, end=end)


def _linked(found: Iterator[Quotation], paragraphs: tuple[Range, ...]) -> Iterator[Quotation]:
    """Each quotation, told whether it goes on from the paragraph before."""
    at = 0
    open_until: int | None = None
    for quotation in found:
        while paragraphs[at][1] < quotation.end:
            at += 1
        first, last = paragraphs[at]
        starts = quotation.start - first <= 2
        yield replace(quotation, continues=starts and open_until is not None and open_until == at - 1)
        open_until = at if not quotation.closed and quotation.end == last else None


def with_marks(text: str, quotation: Quotation) -> Range:
    """The range of a quotation with the marks that stand around it."""
    start, end = quotation.start, quotation.end
    if quotation.opened and not quotation.block:
        while start > 0 and text[start - 1].isspace():
            start -= 1
        start -= 2 if text[max(0, start - 2) : start] in DOUBLED else 1
    if quotation.closed and not quotation.block:
        while end < len(text) and text[end].isspace():
            end += 1
        end += 2 if text[end : end + 2] in DOUBLED else 1
    return max(0, start), min(len(text), end)
