"""Word alignment of two wordings: the longest common subsequence by weight, content words before function words.

The sequence is Hirschberg's longest common subsequence with weights (a word of weight w stands w times), found by
rapidfuzz's bit-parallel matching. Where several alignments weigh the same, the one whose differences begin where
a sentence or a clause begins is taken, and differences are joined where they can be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from onrecord.collate.lexis import Class

_WEIGHT: dict[Class, int] = {"content": 3, "common": 2, "light": 2, "pronoun": 1, "function": 1}
_SUBS = 3
_FIRST_CODE = 0x100
_CODES = (0x10FFFF - _FIRST_CODE) // _SUBS

Block = tuple[int, int, int]


class Vocabulary:
    """Numbers for the words of one collation. Coded wordings of one vocabulary can be aligned with each other."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}

    def code(
        self, keys: Sequence[str], classes: Sequence[Class], boundaries: Sequence[int] = (), *, broken: bool = False
    ) -> Coded:
        """`keys` ready for alignment. `boundaries[i]` is how strong a boundary stands before word i (0 none)."""
        ids = self._ids
        parts: list[str] = []
        at: list[int] = []
        for index, (key, cls) in enumerate(zip(keys, classes, strict=True)):
            number = ids.setdefault(key, len(ids)) % _CODES
            weight = _WEIGHT[cls]
            base = _FIRST_CODE + number * _SUBS
            parts.append("".join(map(chr, range(base + _SUBS - weight, base + _SUBS))))
            at.extend([index] * weight)
        return Coded(tuple(keys), "".join(parts), tuple(at), tuple(boundaries) or (0,) * len(keys), broken)


@dataclass(frozen=True, slots=True)
class Coded:
    """Words ready for alignment: `codes` repeats each word by its weight, `at` leads from a code back to its word.
    `broken`: they stand in several quoted stretches.
    """

    keys: tuple[str, ...]
    codes: str
    at: tuple[int, ...]
    boundaries: tuple[int, ...]
    broken: bool = False


def align(a: Coded, b: Coded) -> list[Block]:
    """The shared words as blocks (start in a, start in b, length), in order, none overlapping or touching.

    The same blocks, mirrored, for the two the other way round.
    """
    if (len(a.keys), a.keys) > (len(b.keys), b.keys):
        return [(i, j, n) for j, i, n in align(b, a)]
    if not a.codes:
        return []
    found = b.codes.find(a.codes)
    if found >= 0:
        return [(0, _contained(a, b, found), len(a.keys))]
    blocks = _common(a, b)
    return _slide(a, b, blocks) if len(blocks) > 1 else blocks


def _contained(a: Coded, b: Coded, found: int) -> int:
    """Where in `b` the whole of `a` stands; of several places the one at the strongest boundary, else the first."""
    best = at = b.at[found]
    while (found := b.codes.find(a.codes, found + 1)) >= 0:
        at = b.at[found]
        if b.boundaries[at] > b.boundaries[best]:
            best = at
    return best


def _common(a: Coded, b: Coded) -> list[Block]:
    blocks: list[Block] = []
    at_a, at_b = a.at, b.at
    end_a = end_b = -1
    for op in LCSseq.opcodes(a.codes, b.codes):
        if op.tag != "equal":
            continue
        first, second, n = op.src_start, op.dest_start, op.src_end - op.src_start
        last_a, last_b = at_a[first + n - 1], at_b[second + n - 1]
        # A word counts where its last code is matched: the optimum never needs to split one.
        if first + n < len(at_a) and at_a[first + n] == last_a:
            last_a, last_b = last_a - 1, last_b - 1
        i, j = at_a[first], at_b[second]
        size = min(last_a - i, last_b - j) + 1
        i, j = last_a - size + 1, last_b - size + 1
        if size <= 0:
            continue
        if i == end_a and j == end_b:
            blocks[-1] = (blocks[-1][0], blocks[-1][1], blocks[-1][2] + size)
        else:
            blocks.append((i, j, size))
        end_a, end_b = i + size, j + size
    return blocks


def _slide(a: Coded, b: Coded, blocks: list[Block]) -> list[Block]:
    """Move each one-sided difference to the best of its equal places."""
    out = [blocks[0]]
    for block in blocks[1:]:
        i, j, n = out[-1]
        if i + n == block[0]:
            before, after = _moved(b, (j, n), (block[1], block[2]), first=len(out) == 1)
        elif j + n == block[1]:
            before, after = _moved(a, (i, n), (block[0], block[2]), first=len(out) == 1)
        else:
            before, after = n, 0
        if before == 0:
            out.pop()
        else:
            out[-1] = (i, j, before)
        moved = n - before
        merged = (block[0] - moved, block[1] - moved, block[2] + moved)
        if after:
            out[-1] = (i, j, before + after) if before else (i, j, after)
            merged = (block[0] + after, block[1] + after, block[2] - after)
        if merged[2]:
            out.append(merged)
    return out


def _moved(side: Coded, before: tuple[int, int], after: tuple[int, int], *, first: bool) -> tuple[int, int]:
    """How much of the block before the difference stays there, and how much of the one after joins it.

    `side` holds the difference; a block is (start, length).
    """
    start, end = before[0] + before[1], after[0]
    left = 0
    while left < before[1] and side.keys[start - left - 1] == side.keys[end - left - 1]:
        left += 1
    right = 0
    while right < after[1] and side.keys[start + right] == side.keys[end + right]:
        right += 1
    if left == before[1] and first:
        return 0, 0
    best = max(
        range(-left, right + 1),
        key=lambda shift: (
            _joins(shift, left, before, right, after),
            side.boundaries[start + shift],
            shift == 0,
            shift,
        ),
    )
    return before[1] + min(best, 0), max(best, 0)


def _joins(shift: int, left: int, before: tuple[int, int], right: int, after: tuple[int, int]) -> bool:
    """Whether a shift dissolves one of the two blocks, so that two differences become one."""
    return (shift == -left and left == before[1]) or (shift == right and right == after[1])


# gaps ------------------------------------------------------------------------------------------
# Between shared words a gap costs this much, and this much more for each word in it (in word weights).
_GAP, _GAP_WORD = 1.5, 0.35
# From this many words on, a gap inside what is shared is worth a second look; above so many pairs it is not.
_WIDE_GAP, _MAX_CELLS = 4, 20_000


def best_blocks(a: Coded, b: Coded) -> list[Block]:
    """`align`, but where that leaves wide gaps, the best local alignment with gap costs (Gotoh 1982) instead.

    A word far off does not count as shared only because it occurs there too.
    """
    blocks = align(a, b)
    wide = any(max(y[0] - x[0] - x[2], y[1] - x[1] - x[2]) >= _WIDE_GAP for x, y in pairwise(blocks))
    if not wide or a.broken or b.broken or len(a.keys) * len(b.keys) > _MAX_CELLS:
        return blocks
    if (len(a.keys), a.keys) > (len(b.keys), b.keys):
        return [(i, j, n) for j, i, n in best_blocks(b, a)]
    local = _local(a, b)
    return _slide(a, b, local) if len(local) > 1 else local


def _local(a: Coded, b: Coded) -> list[Block]:
    """The best local alignment with gap costs, as blocks."""
    weights = Counter(a.at)
    places: dict[str, list[int]] = {}
    for j, key in enumerate(b.keys):
        places.setdefault(key, []).append(j)
    came: dict[tuple[int, int], tuple[int, int] | None] = {}
    gap: list[_State] = [_NOWHERE] * len(b.keys)  # best alignment so far that ends before (i, j), its gap paid for
    last: dict[int, float] = {}
    best: _State = _NOWHERE
    for i, key in enumerate(a.keys):
        match: dict[int, float] = {}
        for j in places.get(key, ()):
            straight, jumped = last.get(j - 1, 0.0), gap[j - 1] if j else _NOWHERE
            weight = float(weights[i])
            if straight > 0 and straight >= jumped[0]:
                match[j], came[i, j] = weight + straight, (i - 1, j - 1)
            elif jumped[0] > 0:
                match[j], came[i, j] = weight + jumped[0], jumped[1]
            else:
                match[j], came[i, j] = weight, None
            if match[j] > best[0]:
                best = match[j], (i, j)
        gap = _paid(gap, match, i)
        last = match
    return _blocks_back(best[1], came)


_State = tuple[float, tuple[int, int]]
_NOWHERE: _State = (0.0, (-1, -1))


def _score(state: _State) -> float:
    return state[0]


def _paid(gap: list[_State], match: dict[int, float], i: int) -> list[_State]:
    """The gap states after word i of a: opened after a match, or carried on over a word of either or both."""
    out: list[_State] = []
    left = corner = _NOWHERE
    for j, above in enumerate(gap):
        carried = max(corner, above, left, key=_score)
        state = (carried[0] - _GAP_WORD, carried[1])
        if j in match and match[j] - _GAP > state[0]:
            state = (match[j] - _GAP, (i, j))
        out.append(state)
        left, corner = state, above
    return out


def _blocks_back(at: tuple[int, int] | None, came: dict[tuple[int, int], tuple[int, int] | None]) -> list[Block]:
    """The matches that lead to `at`, as blocks from the first to the last."""
    pairs: list[tuple[int, int]] = []
    while at is not None and at[0] >= 0:
        pairs.append(at)
        at = came[at]
    blocks: list[Block] = []
    for i, j in reversed(pairs):
        if blocks and (blocks[-1][0] + blocks[-1][2], blocks[-1][1] + blocks[-1][2]) == (i, j):
            blocks[-1] = (*blocks[-1][:2], blocks[-1][2] + 1)
        else:
            blocks.append((i, j, 1))
    return blocks
