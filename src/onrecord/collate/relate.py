"""The relation of two wordings, with the edits that lead from one to the other.

The five relations are those of textual collation as the story record defines them: `identical`, `typographic`,
`subset`, `edited`, `altered`; the worst difference decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.collate import lexis
from onrecord.collate.align import Coded, Vocabulary, best_blocks
from onrecord.collate.table import Anchor, Cell, anchors, boundary, breaks, cells, coded, ends_sentence
from onrecord.collate.tokens import Unit, Words, read_words
from onrecord.model import Edit, Op, Relation, Span

RELATIONS: tuple[Relation, ...] = ("identical", "typographic", "subset", "edited", "altered")
_IDENTICAL, _TYPOGRAPHIC, _SUBSET, _EDITED, _ALTERED = range(5)
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
    content_a, content_b = (({u.key for u in side.units if _weighty(u)} or set(side.keys)) for side in (a, b))
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
    worst = max((_cell_severity(cell) for cell in table.cells), default=_IDENTICAL)
    worst = max(worst, _word_severity(a, b, table.shared))
    differing = tuple(cell for cell in table.cells if cell.op is not None)
    return Comparison(RELATIONS[worst], differing, _cut(a, b, table.shared))


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
    return words.keys, tuple((token.stretch, token.text) for token in words.tokens)


def _edit(a: Words, b: Words, cell: Cell) -> Edit:
    assert cell.op is not None
    return Edit(
        cell.op,
        a.span(cell.a0, cell.a1) if cell.a0 < cell.a1 else None,
        b.span(cell.b0, cell.b1) if cell.b0 < cell.b1 else None,
    )


# the shared stretch ----------------------------------------------------------------------------
def core(a: Words, b: Words, shared: Sequence[Anchor]) -> list[Anchor]:
    """The anchors without those at either end that two unrelated texts share by chance ("the", "of")."""
    runs = unbroken_runs(shared)
    while len(runs) > 1 and _chance(a, b, runs[0], runs[0][-1], runs[1][0]):
        runs.pop(0)
    while len(runs) > 1 and _chance(a, b, runs[-1], runs[-2][-1], runs[-1][0]):
        runs.pop()
    return [anchor for run in runs for anchor in run]


def unbroken_runs(shared: Sequence[Anchor]) -> list[list[Anchor]]:
    """The anchors in runs without a gap on either side."""
    runs: list[list[Anchor]] = []
    for anchor in shared:
        if runs and runs[-1][-1].i1 == anchor.i0 and runs[-1][-1].j1 == anchor.j0:
            runs[-1].append(anchor)
        else:
            runs.append([anchor])
    return runs


def _chance(a: Words, b: Words, run: Sequence[Anchor], before: Anchor, behind: Anchor) -> bool:
    """Whether an outer `run` is small for its distance (`before` to `behind`) from the next one."""
    if any(breaks(a, i) for i in range(before.i1, behind.i0 + 1)) or any(
        breaks(b, j) for j in range(before.j1, behind.j0 + 1)
    ):
        return False
    gap_a, gap_b = behind.i0 - before.i1, behind.j0 - before.j1
    units = a.units[run[0].i0 : run[-1].i1]
    content = sum(unit.cls == "content" for unit in units)
    return max(gap_a, gap_b) > 6 * content + 2 * (len(units) - content)


# severity --------------------------------------------------------------------------------------
def _cell_severity(cell: Cell) -> int:
    if cell.op is None:
        return _IDENTICAL
    if cell.contraction:
        return _EDITED
    return _TYPOGRAPHIC


def _word_severity(a: Words, b: Words, shared: Sequence[Anchor]) -> int:
    """The worst of what is put in, dropped or replaced between, before and after the shared words."""
    if not shared:
        return _ALTERED if a.units and b.units else _SUBSET if a.units or b.units else _IDENTICAL
    worst = max(_inflection(a, b, anchor) for anchor in shared)
    first, last = shared[0], shared[-1]
    worst = max(worst, _end(a, b, (0, first.i0), (0, first.j0), after=False))
    if _moved(a.units[: first.i0], b.units[last.j1 :]) or _moved(b.units[: first.j0], a.units[last.i1 :]):
        return _ALTERED
    for before, behind in pairwise(shared):
        if before.i1 == behind.i0 and before.j1 == behind.j0:
            continue
        worst = max(worst, _gap(a, b, (before.i1, behind.i0), (before.j1, behind.j0)))
    return max(worst, _end(a, b, (last.i1, len(a.units)), (last.j1, len(b.units)), after=True))


def _inflection(a: Words, b: Words, anchor: Anchor) -> int:
    """The severity of one word in two inflections: a change in brackets is marked."""
    if anchor.kind != "inflection":
        return _IDENTICAL
    return _EDITED if a.units[anchor.i0].editor or b.units[anchor.j0].editor else _ALTERED


def _gap(a: Words, b: Words, span_a: tuple[int, int], span_b: tuple[int, int]) -> int:
    """The severity of what stands between two shared words."""
    units_a, units_b = a.units[slice(*span_a)], b.units[slice(*span_b)]
    if not units_a and not units_b:
        return _IDENTICAL
    if _broken(a, span_a) or _broken(b, span_b):
        return _loose(units_a, units_b)
    return _difference(units_a, units_b, open_a=_left_open(a, span_a), open_b=_left_open(b, span_b))


def _end(a: Words, b: Words, span_a: tuple[int, int], span_b: tuple[int, int], *, after: bool) -> int:
    """The severity of what stands before (or after) all that is shared: a part where only one goes on.

    Where both do, the shorter one's words stand in for the other's, unless a sentence begins or ends in between.
    """
    units_a, units_b = a.units[slice(*span_a)], b.units[slice(*span_b)]
    if not units_a and not units_b:
        return _IDENTICAL
    at_a, at_b = (span_a[0], span_b[0]) if after else (span_a[1], span_b[1])
    if not units_a or not units_b or _boundary(a, at_a) == 2 or _boundary(b, at_b) == 2:
        return _SUBSET
    n = min(len(units_a), len(units_b))
    near_a, near_b = (units_a[:n], units_b[:n]) if after else (units_a[-n:], units_b[-n:])
    if len(units_a) < len(units_b):
        return max(_SUBSET, _difference(near_a, near_b, one_sided=True))
    if len(units_b) < len(units_a):
        return max(_SUBSET, _difference(near_b, near_a, one_sided=True))
    return max(_SUBSET, _difference(near_a, near_b))


def _moved(before: Sequence[Unit], after: Sequence[Unit]) -> bool:
    """Whether what one has before the shared words is what the other has after them."""
    one, other = ({unit.key for unit in units if _weighty(unit)} for units in (before, after))
    return bool(one and other) and (one <= other or other <= one)


def _loose(units_a: Sequence[Unit], units_b: Sequence[Unit]) -> int:
    """The severity where the quotation marks were closed and opened again: what only one has is left out openly."""
    if not units_a or not units_b:
        return _SUBSET
    shorter, longer = sorted((units_a, units_b), key=len)
    return max(_SUBSET, _difference(shorter, longer, one_sided=True))


def _boundary(words: Words, unit: int) -> int:
    if unit < len(words.units):
        return boundary(words, unit)
    return 2


def _broken(words: Words, span: tuple[int, int]) -> bool:
    """Whether a quoted stretch ends between the words around these units."""
    first, last = span[0] - 1, min(span[1], len(words.units) - 1)
    tokens = words.tokens
    return tokens[words.units[first].first].stretch != tokens[words.units[last].first].stretch


def _left_open(words: Words, span: tuple[int, int]) -> bool:
    """Whether what stands at these units is told to be no full text: after an ellipsis, or inside brackets."""
    before, behind = words.units[span[0] - 1], words.units[span[1]]
    left_out = any(token.kind == "ellipsis" for token in words.tokens[before.last : behind.first])
    return left_out or (before.editor and behind.editor)


def _difference(
    units_a: Sequence[Unit],
    units_b: Sequence[Unit],
    *,
    open_a: bool = False,
    open_b: bool = False,
    one_sided: bool = False,
) -> int:
    """Edited or altered, for words of one side that stand where the other has others or none.

    Words in brackets are marked, and so is what they or an ellipsis replace (`open_a`, `open_b`: that side has one).
    `one_sided`: only the words of `units_a` count, those of `units_b` are what the other has in their place.
    """
    plain_a, plain_b = _unmarked(units_a), _unmarked(units_b)
    explained_a = open_b or len(plain_b) < len(units_b)
    explained_b = open_a or len(plain_a) < len(units_a) or one_sided
    rest_a = [] if explained_a else plain_a
    rest_b = [] if explained_b else plain_b
    pronouns_a, pronouns_b = _pronouns(plain_a, plain_b), _pronouns(plain_b, plain_a)
    if pronouns_a and pronouns_b and pronouns_a != pronouns_b and (rest_a or rest_b):
        return _ALTERED
    return _ALTERED if any(map(_weighty, _without_fillers(rest_a) + _without_fillers(rest_b))) else _EDITED


def _unmarked(units: Sequence[Unit]) -> list[Unit]:
    return [unit for unit in units if not unit.editor]


def _pronouns(units: Sequence[Unit], others: Iterable[Unit]) -> set[str]:
    """The pronouns among these words; where the `others` have one in its place, "that" is one too."""
    found = {unit.key for unit in units if unit.cls == "pronoun"}
    if not found and any(unit.cls == "pronoun" for unit in others):
        found = {unit.key for unit in units if unit.key == "that"}
    return found


def _weighty(unit: Unit) -> bool:
    return unit.cls not in ("function", "pronoun")


def _without_fillers(units: Sequence[Unit]) -> list[Unit]:
    out: list[Unit] = []
    at = 0
    while at < len(units):
        here = [filler for filler in lexis.fillers() if filler == tuple(u.key for u in units[at : at + len(filler)])]
        if here:
            at += max(map(len, here))
        else:
            out.append(units[at])
            at += 1
    return out


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
