"""How grave the differences between two aligned wordings are, as the story record defines it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from onrecord.collate import lexis
from onrecord.collate.anchors import Anchor
from onrecord.collate.bounds import boundary
from onrecord.collate.table import Cell
from onrecord.collate.tokens import Unit, Words
from onrecord.model import Relation

RELATIONS: tuple[Relation, ...] = ("identical", "typographic", "subset", "edited", "altered")
_IDENTICAL, _TYPOGRAPHIC, _SUBSET, _EDITED, _ALTERED = range(5)


def worst(a: Words, b: Words, shared: Sequence[Anchor], cells: Sequence[Cell]) -> Relation:
    """The relation that the gravest difference makes, of the words that both have (`shared`) and the table's cells."""
    marks = max((_cell_severity(cell) for cell in cells), default=_IDENTICAL)
    return RELATIONS[max(marks, _word_severity(a, b, shared))]


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
    one, other = ({unit.key for unit in units if weighty(unit)} for units in (before, after))
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
    return _ALTERED if any(map(weighty, _without_fillers(rest_a) + _without_fillers(rest_b))) else _EDITED


def _unmarked(units: Sequence[Unit]) -> list[Unit]:
    return [unit for unit in units if not unit.editor]


def _pronouns(units: Sequence[Unit], others: Iterable[Unit]) -> set[str]:
    """The pronouns among these words; where the `others` have one in its place, "that" is one too."""
    found = {unit.key for unit in units if unit.cls == "pronoun"}
    if not found and any(unit.cls == "pronoun" for unit in others):
        found = {unit.key for unit in units if unit.key == "that"}
    return found


def weighty(unit: Unit) -> bool:
    """Whether a word is more than a function word or a pronoun."""
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
