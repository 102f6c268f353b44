"""A content as the labelled set joins it, taken apart into the record's statements."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from onrecord.attribute.sheet import Sheet, overlap
from onrecord.model import Kind, Range

_ENDS = ' \t\n\r\f\v\xa0,.;:—–-―"“”„«»‟'
_MARKS = "\"“”„«»‟'‘’`"


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch of a content: one quotation without its marks (`number`), or the reporter's words (None)."""

    start: int
    end: int
    number: int | None


@dataclass(frozen=True, slots=True)
class Unit:
    """One statement's content, and the quotations in it."""

    content: tuple[Range, ...]
    kind: Kind
    numbers: tuple[int, ...]


def units(sheet: Sheet, content: Sequence[Range], own: Collection[int], apart: Sequence[Range]) -> list[Unit]:
    """The statements that one joined content holds, in text order.

    `own` are the indices of the quotations that belong to it; each is taken whole, to its marks. `apart` are the
    stretches of cue and source, which are no content.
    """
    atoms = _atoms(sheet, content, sorted(own), apart)
    groups: list[list[Atom]] = []
    for atom in atoms:
        if groups and _together(sheet, groups[-1], atom):
            groups[-1].append(atom)
        else:
            groups.append([atom])
    return [_unit(sheet, group) for group in groups]


def _atoms(sheet: Sheet, content: Sequence[Range], own: list[int], apart: Sequence[Range]) -> list[Atom]:
    quoted = [Atom(sheet.quotations[number].start, sheet.quotations[number].end, number) for number in own]
    blocked = sorted([*(sheet.marked[number] for number in own), *apart])
    loose = [
        piece
        for stretch in content
        for paragraph in _by_paragraph(sheet, stretch)
        for piece in _without(paragraph, blocked)
    ]
    plain = (trimmed(sheet.text, *piece) for piece in loose)
    kept = [Atom(start, end, None) for start, end in plain if sheet.has_words(start, end)]
    return sorted([*quoted, *kept], key=lambda atom: (atom.start, atom.end))


def _by_paragraph(sheet: Sheet, stretch: Range) -> list[Range]:
    first, last = sheet.paragraph(stretch[0]), sheet.paragraph(max(stretch[0], stretch[1] - 1))
    cut = ((max(stretch[0], start), min(stretch[1], end)) for start, end in sheet.layout.paragraphs[first : last + 1])
    return [(start, end) for start, end in cut if start < end]


def _without(stretch: Range, blocked: Sequence[Range]) -> list[Range]:
    out = []
    start = stretch[0]
    for low, high in blocked:
        if overlap((low, high), stretch):
            if low > start:
                out.append((start, low))
            start = max(start, high)
    if start < stretch[1]:
        out.append((start, stretch[1]))
    return out


def trimmed(text: str, start: int, end: int) -> Range:
    """A stretch of the reporter's words without the punctuation and the marks at its ends."""
    while start < end and text[start] in _ENDS:
        start += 1
    while start < end and text[end - 1] in _ENDS and not _points_word(text, start, end):
        end -= 1
    return start, end


def _points_word(text: str, start: int, end: int) -> bool:
    """Whether the point before `end` belongs to an abbreviation of single letters: "U.S."."""
    return text[end - 1] == "." and end - start > 3 and text[end - 3] == "." and text[end - 2].isalpha()


def _together(sheet: Sheet, group: list[Atom], atom: Atom) -> bool:
    """Whether `atom` belongs to the statement of the atoms before it."""
    last = group[-1]
    if sheet.paragraph(last.start) != sheet.paragraph(atom.start):
        return False
    gap = sheet.has_words(last.end, atom.start)
    if last.number is not None and atom.number is not None:
        return False
    if last.number is None and atom.number is None:
        return not gap or sheet.sentence(last.end - 1) == sheet.sentence(atom.start)
    if sheet.sentence(last.end - 1) != sheet.sentence(atom.start):
        return False
    quoted = last.number if last.number is not None else atom.number
    if quoted is None or not sheet.whole(quoted):
        return True
    # Whole sentences after a comma or a colon are set off from the reporter's words before them.
    return not gap and (atom.number is None or sheet.text[last.end : sheet.marked[quoted][0]].strip() not in (",", ":"))


def _unit(sheet: Sheet, group: list[Atom]) -> Unit:
    numbers = tuple(atom.number for atom in group if atom.number is not None)
    if len(group) == 1 and numbers:
        kind: Kind = "direct" if sheet.whole(numbers[0]) else "partial"
        return Unit(((group[0].start, group[0].end),), kind, numbers)
    runs: list[list[Atom]] = []
    for atom in group:
        if runs and not sheet.has_words(runs[-1][-1].end, atom.start):
            runs[-1].append(atom)
        else:
            runs.append([atom])
    return Unit(tuple(_run(sheet, run) for run in runs), "partial" if numbers else "indirect", numbers)


def _run(sheet: Sheet, run: list[Atom]) -> Range:
    """One range of a content; marks that do not enclose all of it stay in it."""
    start, end = run[0].start, run[-1].end
    if len(run) > 1 and run[0].number is not None:
        start = sheet.marked[run[0].number][0]
    if len(run) > 1 and run[-1].number is not None:
        end = sheet.marked[run[-1].number][1]
    return start, end
