"""The aligned table of two wordings: cells in text order, each token of each side in exactly one cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.collate.anchors import Anchor, is_contracted
from onrecord.collate.tokens import Words
from onrecord.model import Op, Range


@dataclass(frozen=True, slots=True)
class Cell:
    """`a.tokens[a0:a1]` against `b.tokens[b0:b1]`: one kind of difference, or none (`op` None).

    `contraction`: the difference is a contraction written out.
    """

    a0: int
    a1: int
    b0: int
    b1: int
    op: Op | None
    contraction: bool = False


def cells(a: Words, b: Words, shared: Sequence[Anchor]) -> list[Cell]:
    """The whole table: the shared words, and between them what only one side has."""
    return [part for cell in _cells(a, b, shared) for part in _by_stretch(a, b, cell)]


def _by_stretch(a: Words, b: Words, cell: Cell) -> Iterator[Cell]:
    """A cell in parts of which each stays in one quoted stretch on either side."""
    if cell.a1 - cell.a0 < 2 and cell.b1 - cell.b0 < 2:
        yield cell
        return
    parts_a, parts_b = _stretches(a, cell.a0, cell.a1), _stretches(b, cell.b0, cell.b1)
    if len(parts_a) <= 1 and len(parts_b) <= 1:
        yield cell
        return
    for k in range(max(len(parts_a), len(parts_b))):
        a0, a1 = parts_a[k] if k < len(parts_a) else (cell.a1, cell.a1)
        b0, b1 = parts_b[k] if k < len(parts_b) else (cell.b1, cell.b1)
        whole: Op = "insert" if a0 == a1 else "delete" if b0 == b1 else "replace"
        yield Cell(a0, a1, b0, b1, "punctuation" if cell.op == "punctuation" else whole)


def _stretches(words: Words, first: int, last: int) -> list[Range]:
    cuts = [k for k in range(first + 1, last) if words.tokens[k].stretch != words.tokens[k - 1].stretch]
    return list(pairwise([first, *cuts, last])) if first < last else []


def _cells(a: Words, b: Words, shared: Sequence[Anchor]) -> list[Cell]:
    out: list[Cell] = []
    at_a = at_b = 0
    for cell in _anchor_cells(a, b, shared):
        if at_a < cell.a0 or at_b < cell.b0:
            out.extend(_gap_cells(a, b, (at_a, cell.a0), (at_b, cell.b0)))
        out.append(cell)
        at_a, at_b = cell.a1, cell.b1
    out.extend(_gap_cells(a, b, (at_a, len(a.tokens)), (at_b, len(b.tokens))))
    return out


def _anchor_cells(a: Words, b: Words, shared: Sequence[Anchor]) -> Iterator[Cell]:
    """A cell for each run of anchors whose tokens hang together."""
    run: list[Anchor] = []
    extent = (0, 0, 0, 0)
    for anchor in shared:
        a0, a1, b0, b1 = _extent(a, b, anchor)
        if run and (a0 < extent[1] or b0 < extent[3]):
            run.append(anchor)
            extent = (min(extent[0], a0), max(extent[1], a1), min(extent[2], b0), max(extent[3], b1))
            continue
        if run:
            yield _anchor_cell(a, b, run, extent)
        run, extent = [anchor], (a0, a1, b0, b1)
    if run:
        yield _anchor_cell(a, b, run, extent)


def _extent(a: Words, b: Words, anchor: Anchor) -> tuple[int, int, int, int]:
    """The tokens of an anchor on both sides."""
    return (
        a.units[anchor.i0].first,
        a.units[anchor.i1 - 1].last,
        b.units[anchor.j0].first,
        b.units[anchor.j1 - 1].last,
    )


def _anchor_cell(a: Words, b: Words, run: Sequence[Anchor], extent: tuple[int, int, int, int]) -> Cell:
    a0, a1, b0, b1 = extent
    texts_a, texts_b = [t.text for t in a.tokens[a0:a1]], [t.text for t in b.tokens[b0:b1]]
    if texts_a == texts_b:
        return Cell(a0, a1, b0, b1, None)
    letters_a, letters_b = _letters(texts_a), _letters(texts_b)
    if letters_a == letters_b:
        marked = len(texts_a) == len(texts_b) or _has_mark(texts_a + texts_b)
        return Cell(a0, a1, b0, b1, "punctuation" if marked else "spelling")
    if letters_a.lower() == letters_b.lower():
        return Cell(a0, a1, b0, b1, "case")
    if any(x.kind == "inflection" for x in run):
        return Cell(a0, a1, b0, b1, "replace")
    if not _covered(a, run, a0, a1, side=0) or not _covered(b, run, b0, b1, side=1):
        return Cell(a0, a1, b0, b1, "replace")
    contracted = any(_written_out(a, b, x) for x in run)
    return Cell(a0, a1, b0, b1, "replace" if contracted else "spelling", contracted)


def _written_out(a: Words, b: Words, anchor: Anchor) -> bool:
    """Whether one side has a contraction that the other writes out."""
    spans = (anchor.i0, anchor.i1), (anchor.j0, anchor.j1)
    if a.units[anchor.i0].written_out != b.units[anchor.j0].written_out:
        return True
    return is_contracted(a, b, *spans) or is_contracted(b, a, *spans[::-1])


def _letters(texts: Sequence[str]) -> str:
    return "".join(letter for text in texts for letter in text if letter.isalnum())


def _has_mark(texts: Sequence[str]) -> bool:
    return any(not letter.isalnum() for text in texts for letter in text)


def _covered(words: Words, run: Sequence[Anchor], first: int, last: int, *, side: int) -> bool:
    """Whether every unit of these tokens is in the run."""
    held = {k for x in run for k in (range(x.i0, x.i1) if side == 0 else range(x.j0, x.j1))}
    return all(k in held for k, unit in enumerate(words.units) if unit.first < last and first < unit.last)


def _gap_cells(a: Words, b: Words, span_a: Range, span_b: Range) -> Iterator[Cell]:
    """What stands between two shared words: marks against marks, and the words that only one side has."""
    (a0, a1), (b0, b1) = span_a, span_b
    lead_a, lead_b = _marks(a, a0, a1, 1), _marks(b, b0, b1, 1)
    only_marks = lead_a == a1 - a0 and lead_b == b1 - b0
    if only_marks:
        yield from _mark_cells(a, b, (a0, a1), (b0, b1))
        return
    if lead_a and lead_b and not _only_end_agrees(a, b, (a0, a1), (b0, b1)):
        yield from _mark_cells(a, b, (a0, a0 + lead_a), (b0, b0 + lead_b))
        a0, b0 = a0 + lead_a, b0 + lead_b
    tail_a, tail_b = _marks(a, a0, a1, -1), _marks(b, b0, b1, -1)
    tail_cells: list[Cell] = []
    if tail_a and tail_b:
        tail_cells = list(_mark_cells(a, b, (a1 - tail_a, a1), (b1 - tail_b, b1)))
        a1, b1 = a1 - tail_a, b1 - tail_b
    yield from _word_cells(a, b, (a0, a1), (b0, b1))
    yield from tail_cells


def _only_end_agrees(a: Words, b: Words, span_a: Range, span_b: Range) -> bool:
    """Whether the last marks of two stretches are the same and the first ones are not."""
    (a0, a1), (b0, b1) = span_a, span_b
    return a.tokens[a0].text != b.tokens[b0].text and a.tokens[a1 - 1].text == b.tokens[b1 - 1].text


def _marks(words: Words, first: int, last: int, step: int) -> int:
    """How many plain marks stand at the start (step 1) or at the end (step -1) of these tokens."""
    order = range(first, last) if step > 0 else range(last - 1, first - 1, -1)
    count = 0
    for at in order:
        if words.tokens[at].kind != "mark":
            break
        count += 1
    return count


def _mark_cells(a: Words, b: Words, span_a: Range, span_b: Range) -> Iterator[Cell]:
    (a0, a1), (b0, b1) = span_a, span_b
    while a0 < a1 and b0 < b1 and a.tokens[a0].text == b.tokens[b0].text:
        yield Cell(a0, a0 + 1, b0, b0 + 1, None)
        a0, b0 = a0 + 1, b0 + 1
    same = 0
    while a0 < a1 - same and b0 < b1 - same and a.tokens[a1 - same - 1].text == b.tokens[b1 - same - 1].text:
        same += 1
    if a0 < a1 - same or b0 < b1 - same:
        yield Cell(a0, a1 - same, b0, b1 - same, "punctuation")
    for k in range(same, 0, -1):
        yield Cell(a1 - k, a1 - k + 1, b1 - k, b1 - k + 1, None)


def _word_cells(a: Words, b: Words, span_a: Range, span_b: Range) -> Iterator[Cell]:
    """Words that one side or both have here; a mark that stands beside them on one side only is its own cell."""
    (a0, a1), (b0, b1) = span_a, span_b
    words_a, words_b = _has_words(a, a0, a1), _has_words(b, b0, b1)
    if words_a and words_b:
        lead_a, lead_b = _marks(a, a0, a1, 1), _marks(b, b0, b1, 1)
        tail_a, tail_b = _marks(a, a0 + lead_a, a1, -1), _marks(b, b0 + lead_b, b1, -1)
        if lead_a or lead_b:
            yield Cell(a0, a0 + lead_a, b0, b0 + lead_b, "punctuation")
        yield Cell(a0 + lead_a, a1 - tail_a, b0 + lead_b, b1 - tail_b, "replace")
        if tail_a or tail_b:
            yield Cell(a1 - tail_a, a1, b1 - tail_b, b1, "punctuation")
        return
    if words_a:
        if b0 < b1:
            yield Cell(a0, a0, b0, b1, "punctuation")
        yield Cell(a0, a1, b1, b1, "delete")
    elif words_b:
        if a0 < a1:
            yield Cell(a0, a1, b0, b0, "punctuation")
        yield Cell(a1, a1, b0, b1, "insert")
    elif a0 < a1 or b0 < b1:
        yield from _mark_cells(a, b, (a0, a1), (b0, b1))


def _has_words(words: Words, first: int, last: int) -> bool:
    return any(token.kind == "word" for token in words.tokens[first:last])
