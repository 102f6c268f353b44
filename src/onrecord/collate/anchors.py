"""The words that two wordings share, one by one: the same word, or one word in two spellings or inflections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.collate import lexis
from onrecord.collate.bounds import boundary, breaks
from onrecord.collate.coding import Block
from onrecord.collate.tokens import Words
from onrecord.model import Range

AnchorKind = Literal["same", "spelling", "inflection"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words that both have: `a.units[i0:i1]` against `b.units[j0:j1]`, one word in two spellings or inflections too."""

    i0: int
    i1: int
    j0: int
    j1: int
    kind: AnchorKind = "same"


def anchors(a: Words, b: Words, blocks: Sequence[Block]) -> list[Anchor]:
    """The shared words one by one, with those between them that are the same word in another spelling."""
    out: list[Anchor] = []
    i = j = 0
    for start_a, start_b, size in [*blocks, (len(a.units), len(b.units), 0)]:
        out.extend(_alike(a, b, (i, start_a), (j, start_b)))
        out.extend(Anchor(start_a + k, start_a + k + 1, start_b + k, start_b + k + 1) for k in range(size))
        i, j = start_a + size, start_b + size
    return out


def _alike(a: Words, b: Words, span_a: Range, span_b: Range) -> list[Anchor]:
    """The same word in another spelling or inflection, at both ends of a stretch that differs."""
    head: list[Anchor] = []
    tail: list[Anchor] = []
    (i0, i1), (j0, j1) = span_a, span_b
    while i0 < i1 and j0 < j1 and (found := _first_alike(a, b, (i0, i1), (j0, j1))):
        head.append(found)
        i0, j0 = found.i1, found.j1
    while i0 < i1 and j0 < j1 and (found := _last_alike(a, b, (i0, i1), (j0, j1))):
        tail.append(found)
        i1, j1 = found.i0, found.j0
    return head + tail[::-1]


_SIZES = ((1, 2), (2, 1), (1, 1))


def _first_alike(a: Words, b: Words, span_a: Range, span_b: Range) -> Anchor | None:
    (i0, i1), (j0, j1) = span_a, span_b
    made = (_as_one_word(a, b, (i0, i0 + n), (j0, j0 + m)) for n, m in _SIZES if i0 + n <= i1 and j0 + m <= j1)
    return next((anchor for anchor in made if anchor is not None), None)


def _last_alike(a: Words, b: Words, span_a: Range, span_b: Range) -> Anchor | None:
    (i0, i1), (j0, j1) = span_a, span_b
    made = (_as_one_word(a, b, (i1 - n, i1), (j1 - m, j1)) for n, m in _SIZES if i1 - n >= i0 and j1 - m >= j0)
    return next((anchor for anchor in made if anchor is not None), None)


def _as_one_word(a: Words, b: Words, span_a: Range, span_b: Range) -> Anchor | None:
    """These units of both sides as one word, None where they are not."""
    x, y = a.units[span_a[0]], b.units[span_b[0]]
    if span_a[1] - span_a[0] == span_b[1] - span_b[0] == 1:
        if _goes_on(a, span_a[1]) or _goes_on(b, span_b[1]):
            return None
        if x.printed == y.printed != "" or {(x.key, x.written_out), (y.key, y.written_out)} == _HAD:
            return Anchor(*span_a, *span_b, "spelling")
        name = _capital(a, span_a[0]) and _capital(b, span_b[0])
        kind = lexis.likeness(x.key, y.key, name, x.cls == y.cls == "content")
        return Anchor(*span_a, *span_b, kind) if kind else None
    if is_contracted(a, b, span_a, span_b) or is_contracted(b, a, span_b, span_a):
        return Anchor(*span_a, *span_b, "spelling")
    if x.printed[:1] != y.printed[:1] or _printed(a, span_a) != _printed(b, span_b):
        return None
    return Anchor(*span_a, *span_b, "spelling")


# "I'd" is read as "I would"; where the other side has "had", it was that.
_HAD = {("would", True), ("had", False)}


def _capital(words: Words, unit: int) -> bool:
    """Whether a word has a capital that it owes to no beginning of a sentence."""
    return words.tokens[words.units[unit].first].text[0].isupper() and boundary(words, unit) < 2


def is_contracted(a: Words, b: Words, span_a: Range, span_b: Range) -> bool:
    """Whether one word of `a` is two of `b`, the second of them contracted to 's after a noun."""
    if (span_a[1] - span_a[0], span_b[1] - span_b[0]) != (1, 2):
        return False
    host, verb = (unit.key for unit in b.units[slice(*span_b)])
    return a.units[span_a[0]].key == host + "'s" and verb in ("is", "has")


def _goes_on(words: Words, unit: int) -> bool:
    """Whether the printed word of the unit before goes on with this one ("it's": it, is)."""
    return unit < len(words.units) and not words.units[unit].printed


def _printed(words: Words, span: Range) -> str:
    """The letters of these units as printed, folded."""
    return "".join(unit.printed for unit in words.units[slice(*span)])


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
