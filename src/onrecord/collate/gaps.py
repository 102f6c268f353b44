"""Whether shared words are worth the gaps around them.

A gap costs something to open and something for each word in it (affine costs, Gotoh 1982): a word far off does not
count as shared only because it stands there too. Runs of shared words are chained for the most that is left, first
those that are at hand, then, where they leave much out, all that the two wordings have (sparse dynamic programming:
Eppstein, Galil, Giancarlo and Italiano 1992).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from onrecord.collate.coding import Block, Coded
from onrecord.collate.slide import slide

# Between shared words a gap costs this much, and this much more for each word in it (in word weights).
_GAP, _GAP_WORD = 1.5, 0.35
# From this many words on, a gap inside what is shared is worth a second look.
WIDE = 4
# Wordings of more pairs of words are not looked at whole.
_MAX_CELLS = 20_000
# Shared words that weigh so much of the shorter wording are those that count.
_MOST = 2 / 3


def worth_their_gaps(a: Coded, b: Coded, blocks: list[Block]) -> list[Block]:
    """`blocks` where they leave no wide gap, else the shared words that are worth most less their gaps.

    Where the blocks hold most of the shorter wording, those of them that weigh less than the wide gap beside them are
    left out; else, and where one that is left out stands somewhere else once more, the best chain of all the words that
    both have is taken. Where words are left out openly no gap tells anything, and the blocks stay.
    """
    if a.broken or b.broken or _all_pay(a, blocks):
        return blocks
    kept = _kept(a, blocks, _wide_gaps(blocks))
    if len(kept) == len(blocks) or len(a.text) * len(b.text) > _MAX_CELLS:
        return kept
    weight = sum([a.before[i + n] - a.before[i] for i, _, n in kept])
    if weight >= _MOST * min(a.before[-1], b.before[-1]) and not _again(a, b, blocks, kept):
        return kept
    return slide(a, b, _local(a, b)) or kept


def _again(a: Coded, b: Coded, blocks: Sequence[Block], kept: Sequence[Block]) -> bool:
    """Whether shared words that were left out, and could pay for a gap, stand in a wording twice: perhaps nearer."""
    out = [a.text[i : i + n] for i, j, n in blocks if (i, j, n) not in kept and _pays(a, i, n)]
    return any(a.text.count(words) > 1 or b.text.count(words) > 1 for words in out)


def _pays(a: Coded, i: int, n: int) -> bool:
    """Whether `n` words from `i` on weigh more, with the words that they take out of a gap, than a second gap costs."""
    return a.before[i + n] - a.before[i] + _GAP_WORD * n > _GAP


def _all_pay(a: Coded, blocks: Sequence[Block]) -> bool:
    """Whether all that stands between two wide gaps weighs more than either costs, so that nothing would be left out.

    To leave some of it out makes one gap of two, which saves no more than the smaller of them cost.
    """
    weights, last, weight = a.before, 0.0, 0
    p, q = blocks[0][:2]
    for i, j, n in blocks:
        gap = i - p if i - p > j - q else j - q
        if gap >= WIDE:
            cost = _GAP + _GAP_WORD * gap
            if weight <= cost or weight <= last:
                return False
            last, weight = cost, 0
        p, q = i + n, j + n
        weight += weights[p] - weights[i]
    return weight > last


def _wide_gaps(blocks: Sequence[Block]) -> list[int]:
    """How many wide gaps stand before each block."""
    wide = [0]
    p, q = blocks[0][0] + blocks[0][2], blocks[0][1] + blocks[0][2]
    for i, j, n in blocks[1:]:
        wide.append(wide[-1] + (i - p >= WIDE or j - q >= WIDE))
        p, q = i + n, j + n
    return wide


def _kept(a: Coded, blocks: Sequence[Block], wide: Sequence[int]) -> list[Block]:
    """The best chain of these blocks. One is left out only where that makes one gap of a wide gap and the next."""
    scores: list[float] = []
    came: list[int] = []
    for k, (x, y, size) in enumerate(blocks):
        best, source = (0.0, -1) if not k or wide[k] else (-inf, -1)
        for p in range(k - 1, -1, -1):
            if p == k - 1 or wide[p] < wide[k]:
                i, j, n = blocks[p]
                across, down = x - i - n, y - j - n
                score = scores[p]
                if wide[p] < wide[k]:  # a narrow gap keeps together what stands on its two sides
                    score -= _GAP + _GAP_WORD * (across if across > down else down)
                if score > best:
                    best, source = score, p
        scores.append(best + a.before[x + size] - a.before[x])
        came.append(source)
    at = last = len(blocks) - 1
    for k in range(last - 1, -1, -1):
        if wide[k] < wide[last] and scores[k] >= scores[at]:
            at = k
    out: list[Block] = []
    while at >= 0:
        out.append(blocks[at])
        at = came[at]
    return out[::-1]


def _local(a: Coded, b: Coded) -> list[Block]:
    """The best local alignment of all the words that both have."""
    runs = _runs(a, b)
    scores: list[list[float]] = [[] for _ in runs]
    came: list[list[_Cell | None]] = [[] for _ in runs]
    best, at = 0.0, None
    for i, r in sorted([(i + k, r) for r, (i, _, n) in enumerate(runs) for k in range(n)]):
        k = i - runs[r][0]
        score, source = _entered(runs, scores, r, k)
        if k and scores[r][k - 1] >= score:
            score, source = scores[r][k - 1], (r, k - 1)
        score += a.before[i + 1] - a.before[i]
        scores[r].append(score)
        came[r].append(source)
        if score > best:
            best, at = score, (r, k)
    return _blocks_back(runs, came, at)


_Cell = tuple[int, int]  # a run's number, and a word's place in it


def _entered(runs: Sequence[Block], scores: Sequence[Sequence[float]], r: int, k: int) -> tuple[float, _Cell | None]:
    """The best score with which word k of a run is reached over a gap from another run, or without one."""
    best, source = 0.0, None
    i, j = runs[r][0] + k, runs[r][1] + k
    for p, (x, y, n) in enumerate(runs):
        if x >= i:
            break  # runs come in the order of their first words
        # The last word of the other run that stands before both words is the best to come from.
        last = min(n, i - x, j - y) - 1
        if last < 0 or p == r or (k and last == n - 1 < min(i - x, j - y) - 1):
            continue  # in the last case the word before this one was reached better
        score = scores[p][last] - _GAP - _GAP_WORD * (max(i - x, j - y) - last - 1)
        if score > best:
            best, source = score, (p, last)
    return best, source


def _blocks_back(runs: Sequence[Block], came: Sequence[Sequence[_Cell | None]], at: _Cell | None) -> list[Block]:
    """The words that lead to `at`, as blocks from the first to the last."""
    out: list[Block] = []
    while at is not None:
        run, last = at
        at = came[run][last]
        first = last
        while at is not None and at[0] == run:
            first = at[1]
            at = came[run][first]
        out.append((runs[run][0] + first, runs[run][1] + first, last - first + 1))
    return out[::-1]


def _runs(a: Coded, b: Coded) -> list[Block]:
    """The unbroken runs of shared words, but for those that never pay for the second gap that they open."""
    places: dict[str, list[int]] = {}
    for j, letter in enumerate(b.text):
        places.setdefault(letter, []).append(j)
    running: dict[int, list[int]] = {}
    found: list[list[int]] = []
    for i, letter in enumerate(a.text):
        follows: dict[int, list[int]] = {}
        for j in places.get(letter, ()):
            run = running.get(j - 1)
            if run is None:
                run = [i, j, 0]
                found.append(run)
            run[2] += 1
            follows[j] = run
        running = follows
    return [(i, j, n) for i, j, n in found if _pays(a, i, n)]
