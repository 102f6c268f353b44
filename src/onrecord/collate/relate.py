"""The relation of two wordings, with the edits that lead from one to the other.

The five relations are those of textual collation as the story record defines them: `identical`, `typographic`,
`subset`, `edited`, `altered`; the worst difference decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.collate.align import best_blocks
from onrecord.collate.anchors import Anchor, anchors, core
from onrecord.collate.bounds import coded, ends_sentence
from onrecord.collate.coding import Coded, Vocabulary
from onrecord.collate.severity import weighty, worst
from onrecord.collate.table import Cell, cells
from onrecord.collate.tokens import Words, read_words
from onrecord.model import Edit, Op, Relation, Span

_MIRROR: dict[Op, Op] = {"insert": "delete", "delete": "insert"}


@dataclass(frozen=True, slots=True)
class Wording:
    """How two wordings differ. `cut`: one ends in a full stop where the other's sentence goes on."""

    relation: Relation
    edits: tuple[Edit, ...]
    cut: bool


def compare_wordings(a: Sequence[Span], b: Sequence[Span]) -> Wording:
    """The relation of two wordings, each given as its stretches in quotation marks in text order.

    Each token of each side is in exactly one cell of the aligned table, so that either text can be rebuilt from the
    other and `edits`, up to quotation glyphs and white space. The other way round gives the same relation with the
    edits mirrored. ValueError where a side has no span, or spans of several articles.
    """
    vocabulary = Vocabulary()
    words_a, words_b = read_words(a), read_words(b)
    return relate(words_a, words_b, coded(words_a, vocabulary), coded(words_b, vocabulary))


def share_words(a: Sequence[Span], b: Sequence[Span]) -> bool:
    """Whether two wordings share a content word, or any word where one of them has no content word."""
    return sharing(read_words(a), read_words(b))


def sharing(a: Words, b: Words) -> bool:
    """`share_words` for wordings that are read already."""
    content_a, content_b = (({u.key for u in side.units if weighty(u)} or set(side.keys)) for side in (a, b))
    return bool(content_a & set(b.keys) and content_b & set(a.keys))


def relate(a: Words, b: Words, coded_a: Coded, coded_b: Coded) -> Wording:
    """`compare_wordings` for wordings that are read and coded already (with one vocabulary)."""
    return contrast(a, b, coded_a, coded_b).on(a, b)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two wordings differ, without their places: it holds for any two versions printed in these tokens."""

    relation: Relation
    cells: tuple[Cell, ...]
    cut: bool

    def on(self, a: Words, b: Words) -> Wording:
        """The comparison for two versions, with the spans of their own articles."""
        return Wording(self.relation, tuple(_edit(a, b, cell) for cell in self.cells), self.cut)


def contrast(a: Words, b: Words, coded_a: Coded, coded_b: Coded) -> Comparison:
    """The comparison of two wordings; the same, mirrored, the other way round."""
    if _order(a) > _order(b):
        found = contrast(b, a, coded_b, coded_a)
        return replace(found, cells=tuple(_turned(cell) for cell in found.cells))
    table = tabulate(a, b, coded_a, coded_b)
    differing = tuple(cell for cell in table.cells if cell.op is not None)
    return Comparison(worst(a, b, table.shared, table.cells), differing, _cut(a, b, table.shared))


def _turned(cell: Cell) -> Cell:
    op = cell.op and _MIRROR.get(cell.op, cell.op)
    return Cell(cell.b0, cell.b1, cell.a0, cell.a1, op, cell.contraction)


@dataclass(frozen=True, slots=True)
class Table:
    """Two aligned wordings: the words they share, and the cells, which hold each token of either once."""

    shared: tuple[Anchor, ...]
    cells: tuple[Cell, ...]


def tabulate(a: Words, b: Words, coded_a: Coded, coded_b: Coded) -> Table:
    """The aligned table of two wordings that are coded with one vocabulary."""
    shared = core(a, b, anchors(a, b, best_blocks(coded_a, coded_b)))
    return Table(tuple(shared), tuple(cells(a, b, shared)))


def mirrored(wording: Wording) -> Wording:
    """The same comparison the other way round."""
    edits = tuple(Edit(_MIRROR.get(edit.op, edit.op), edit.b, edit.a) for edit in wording.edits)
    return replace(wording, edits=edits)


def _order(words: Words) -> tuple[object, ...]:
    return len(words.units), words.keys, tuple((token.stretch, token.text) for token in words.tokens)


def _edit(a: Words, b: Words, cell: Cell) -> Edit:
    assert cell.op is not None
    return Edit(
        cell.op,
        a.span(cell.a0, cell.a1) if cell.a0 < cell.a1 else None,
        b.span(cell.b0, cell.b1) if cell.b0 < cell.b1 else None,
    )


# cut -------------------------------------------------------------------------------------------
def _cut(a: Words, b: Words, shared: Sequence[Anchor]) -> bool:
    """Whether one side ends in a full stop right after the shared words, where the other's sentence goes on."""
    if not shared:
        return False
    i, j = shared[-1].i1, shared[-1].j1
    if i == len(a.units) and j < len(b.units):
        return _stops(a) and _goes_on(b, j)
    if j == len(b.units) and i < len(a.units):
        return _stops(b) and _goes_on(a, i)
    return False


def _stops(words: Words) -> bool:
    """Whether a wording's last mark is one full stop."""
    marks = [token for token in words.tokens[words.units[-1].last :] if token.text != '"']
    return bool(marks) and marks[-1].text == "."


def _goes_on(words: Words, unit: int) -> bool:
    """Whether a sentence goes on before this unit, in the same quoted stretch."""
    first, last = words.units[unit - 1].last, words.units[unit].first
    if words.tokens[first - 1].stretch != words.tokens[last].stretch:
        return False
    return not any(ends_sentence(words.tokens, at) for at in range(first, last))
