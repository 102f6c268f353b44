"""Word alignment of two wordings: the longest common subsequence by weight, content words before function words.

Rapidfuzz's bit-parallel matching finds the longest common subsequence (Hirschberg 1975) of the words, then of the words
with their weights (a word of weight w stands w times) where that weighs more. Of places that a difference can have, it
gets the one where a sentence or a clause begins, and differences are joined where they can be.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz.distance import LCSseq

from onrecord.collate.lexis import Class
from onrecord.model import Range

_WEIGHT: dict[Class, int] = {"content": 3, "common": 2, "light": 2, "pronoun": 1, "function": 1}
_MOST = max(_WEIGHT.values())
_FIRST_CODE = 0x100
_CODES = (0x10FFFF - _FIRST_CODE) // _MOST

Block = tuple[int, int, int]
_editops = LCSseq.editops


class Vocabulary:
    """A letter for each word of one collation. Coded wordings of one vocabulary can be aligned with each other."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}

    def code(
        self, keys: Sequence[str], classes: Sequence[Class], boundaries: Sequence[int] = (), *, broken: bool = False
    ) -> Coded:
        """`keys` ready for alignment. `boundaries[i]` is how strong a boundary stands before word i (0 none)."""
        # A story has far fewer different words than there are code points.
        letters = [self._letters(key) for key in keys]
        weights = [_WEIGHT[cls] for cls in classes]
        return Coded(
            keys=tuple(keys),
            text="".join(three[0] for three in letters),
            weighed="".join(three[:weight] for three, weight in zip(letters, weights, strict=True)),
            before=(0, *accumulate(weights)),
            boundaries=(*(boundaries or [0] * len(keys)), 2),
            broken=broken,
        )

    def _letters(self, key: str) -> str:
        """Three letters for a word, of which the first stands for it."""
        first = _FIRST_CODE + _MOST * (self._ids.setdefault(key, len(self._ids)) % _CODES)
        return chr(first) + chr(first + 1) + chr(first + 2)


@dataclass(frozen=True, slots=True)
class Coded:
    """Words ready for alignment.

    `text` has one letter a word, `weighed` as many as it weighs; `before[i]` is what the words before word i weigh.
    `boundaries[i]`: how strong a boundary stands before word i, and last the one at the end. `broken`: words are left
    out openly, by an ellipsis or between quoted stretches.
    """

    keys: tuple[str, ...]
    text: str
    weighed: str
    before: tuple[int, ...]
    boundaries: tuple[int, ...]
    broken: bool = False


def align(a: Coded, b: Coded) -> list[Block]:
    """The shared words as blocks (start in a, start in b, length), in order, none overlapping or touching.

    The same blocks, mirrored, for the two the other way round.
    """
    text_a, text_b = a.text, b.text
    longer = len(text_a) - len(text_b)
    turned = longer > 0 or (not longer and a.keys > b.keys)
    if text_a in text_b or (turned and text_b in text_a):
        return _contained(a, b, turned=turned)
    # Always the same side first, so that the other way round gives the same blocks mirrored.
    if turned:
        blocks = [(m.b, m.a, m.size) for m in _editops(text_b, text_a).as_matching_blocks()]
    else:
        blocks = [(m.a, m.b, m.size) for m in _editops(text_a, text_b).as_matching_blocks()]
    del blocks[-1]  # the empty one at the end
    return _slide(a, b, blocks) if len(blocks) > 1 and _can_slide(text_a, text_b, blocks) else blocks


def _contained(a: Coded, b: Coded, *, turned: bool) -> list[Block]:
    """The whole of `a` in `b` (`turned`: of `b` in `a`); of several places the strongest boundary, else the first."""
    part, whole = (b, a) if turned else (a, b)
    if not part.text:
        return []
    best = found = whole.text.index(part.text)
    while (found := whole.text.find(part.text, found + 1)) >= 0:
        if whole.boundaries[found] > whole.boundaries[best]:
            best = found
    return [(best, 0, len(part.text)) if turned else (0, best, len(part.text))]


def _can_slide(text_a: str, text_b: str, blocks: list[Block]) -> bool:
    """Whether a one-sided difference between two blocks could as well stand a word further left or right."""
    i, j, n = blocks[0]
    for x, y, size in blocks[1:]:
        p, q = i + n, j + n
        if p == x:
            if text_b[q - 1] == text_b[y - 1] or text_b[q] == text_b[y]:
                return True
        elif q == y and (text_a[p - 1] == text_a[x - 1] or text_a[p] == text_a[x]):
            return True
        i, j, n = x, y, size
    return False


def _slide(a: Coded, b: Coded, blocks: list[Block]) -> list[Block]:
    """Move each one-sided difference to the best of its equal places."""
    out: list[Block] = []
    i, j, n = blocks[0]
    for x, y, size in blocks[1:]:
        if i + n == x or j + n == y:
            side, start, end, other, at = (b, j + n, y, a, x) if i + n == x else (a, i + n, x, b, y)
            text = side.text
            if text[start - 1] == text[end - 1] or text[start] == text[end]:
                shift = _best_shift(side, (start - n, start), (end, end + size), (other, at), first=not out)
                n, x, y, size = n + shift, x + shift, y + shift, size - shift
        if n > 0:
            out.append((i, j, n))
        i, j, n = x, y, size
    if n > 0:
        out.append((i, j, n))
    return out


def _best_shift(side: Coded, before: Range, after: Range, other: tuple[Coded, int], *, first: bool) -> int:
    """By how many words a difference, which `side` holds between the shared `before` and `after`, is moved.

    Left (negative) or right, so that it dissolves one of the two where it can, else to the strongest boundary, be it
    of the `other` side, which has nothing at this place.
    """
    keys, start, end = side.text, before[1], after[0]
    left = right = 0
    while left < start - before[0] and keys[start - left - 1] == keys[end - left - 1]:
        left += 1
    while right < after[1] - end and keys[start + right] == keys[end + right]:
        right += 1
    dissolves_left, dissolves_right = left == start - before[0], right == after[1] - end
    if dissolves_left and first:
        return -left
    best = (False, -1, False, 0)
    for shift in range(-left, right + 1):
        joins = (dissolves_left and shift == -left) or (dissolves_right and shift == right)
        strength = side.boundaries[start + shift] + other[0].boundaries[other[1] + shift]
        best = max(best, (joins, strength, shift == 0, shift))
    return best[3]


# gaps ------------------------------------------------------------------------------------------
# Between shared words a gap costs this much, and this much more for each word in it (in word weights).
_GAP, _GAP_WORD = 1.5, 0.35
# From this many words on, a gap inside what is shared is worth a second look; above so many pairs it is not.
_WIDE_GAP, _MAX_CELLS = 4, 20_000


def best_blocks(a: Coded, b: Coded) -> list[Block]:
    """`align`, but the shared words are those that weigh most, content words before function words.

    Where that leaves wide gaps, it is the best local alignment with gap costs (Gotoh 1982) instead: a word far off
    does not count as shared only because it occurs there too.
    """
    blocks = align(a, b)
    if len(blocks) < 2 and (not blocks or blocks[0][2] == min(len(a.text), len(b.text))):
        return blocks
    weight = sum(a.before[i + n] - a.before[i] for i, _, n in blocks)
    if LCSseq.similarity(a.weighed, b.weighed) > weight:
        blocks = _oriented(_weighed, a, b)
    if a.broken or b.broken or len(a.text) * len(b.text) > _MAX_CELLS or not _doubtful(a, b, blocks):
        return blocks
    return _oriented(_local, a, b)


def _doubtful(a: Coded, b: Coded, blocks: Sequence[Block]) -> bool:
    """Whether another choice of shared words could be worth more than these: next to a wide gap stands little, or words
    that stand in the gap once more."""
    weights = [a.before[i + n] - a.before[i] for i, _, n in blocks]
    left, right = 0, sum(weights)
    for (i, j, n), (x, y, m), weight in zip(blocks, blocks[1:], weights, strict=False):
        left, right = left + weight, right - weight
        width = max(x - i - n, y - j - n)
        if width < _WIDE_GAP:
            continue
        beside = a.text[i : i + n] + a.text[x : x + m]
        again = set(beside).intersection(a.text[i + n : x] + b.text[j + n : y])
        if min(left, right) < _GAP + _GAP_WORD * width or again:
            return True
    return False


def _oriented(find: Callable[[Coded, Coded], list[Block]], a: Coded, b: Coded) -> list[Block]:
    """The blocks that `find` gives with the shorter side first, differences slid to their places."""
    if (len(a.text), a.keys) > (len(b.text), b.keys):
        return [(i, j, n) for j, i, n in _oriented(find, b, a)]
    blocks = find(a, b)
    return _slide(a, b, blocks) if blocks else blocks


def _weighed(a: Coded, b: Coded) -> list[Block]:
    """The common subsequence of most weight."""
    pairs: list[tuple[int, int]] = []
    for match in LCSseq.editops(a.weighed, b.weighed).as_matching_blocks():
        for k in range(match.size):
            i, j = bisect_right(a.before, match.a + k) - 1, bisect_right(b.before, match.b + k) - 1
            # A word counts where its last letter is matched: the optimum never needs to split one.
            if match.a + k + 1 == a.before[i + 1] and match.b + k + 1 == b.before[j + 1]:
                pairs.append((i, j))
    return _in_blocks(pairs)


def _local(a: Coded, b: Coded) -> list[Block]:
    """The best local alignment with gap costs."""
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
            weight = float(a.before[i + 1] - a.before[i])
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
    return _in_blocks(pairs[::-1])


def _in_blocks(pairs: Sequence[tuple[int, int]]) -> list[Block]:
    """Pairs of shared words, in order, as blocks."""
    blocks: list[Block] = []
    for i, j in pairs:
        if blocks and (blocks[-1][0] + blocks[-1][2], blocks[-1][1] + blocks[-1][2]) == (i, j):
            blocks[-1] = (*blocks[-1][:2], blocks[-1][2] + 1)
        else:
            blocks.append((i, j, 1))
    return blocks
