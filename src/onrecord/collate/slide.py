"""Of the equal places that a difference between two wordings can have, the best one."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.collate.coding import Block, Coded
from onrecord.model import Range


def slide(a: Coded, b: Coded, blocks: Sequence[Block]) -> list[Block]:
    """The shared `blocks` with each one-sided difference moved to the best of its equal places."""
    out: list[Block] = []
    for x, y, size in blocks:
        while out:
            i, j, n = out[-1]
            if i + n == x:
                side, start, end, other, at = b, j + n, y, a, x
            elif j + n == y:
                side, start, end, other, at = a, i + n, x, b, y
            else:
                break
            text = side.text
            if text[start - 1] != text[end - 1] and text[start] != text[end]:
                break
            shift = _best_shift(side, (start - n, start), (end, end + size), (other, at), first=len(out) == 1)
            x, y, size = x + shift, y + shift, size - shift
            if n + shift:
                out[-1] = (i, j, n + shift)
                break
            out.pop()  # the difference before that block and this one are one now, and move together
        if size:
            out.append((x, y, size))
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
