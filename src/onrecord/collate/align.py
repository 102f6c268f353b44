"""Word alignment of two wordings: the shared words that weigh most, content words before function words.

Rapidfuzz's bit-parallel matching finds the longest common subsequence (Hirschberg 1975) of the words, then of the words
with their weights (a word of weight w stands w times) where that can weigh more. Of places that a difference can have,
it gets the one where a sentence or a clause begins, and differences are joined where they can be. What stands beside a
wide gap must be worth it.
"""

from __future__ import annotations

from bisect import bisect_right

from rapidfuzz.distance import LCSseq

from onrecord.collate.coding import Block, Coded
from onrecord.collate.gaps import WIDE, worth_their_gaps
from onrecord.collate.slide import slide

_editops = LCSseq.editops
_similarity = LCSseq.similarity


def best_blocks(a: Coded, b: Coded) -> list[Block]:
    """The shared words as blocks (start in a, start in b, length), in order, none overlapping or touching.

    Of equally good alignments the one found depends on which side comes first: callers go by `in_order`, so that the
    other way round gives the same blocks.
    """
    text_a, text_b = a.text, b.text
    if text_a in text_b:
        return _contained(a, b)
    found = _editops(text_a, text_b).as_matching_blocks()
    if len(found) == 1:  # the empty one at the end
        return []
    # One pass, in one function, for all that can be left to do: most pairs need nothing more.
    extra_a = a.extra
    match = found[0]
    i, j, n = match.a, match.b, match.size
    blocks = [(i, j, n)]
    p, q = i + n, j + n
    extra = extra_a[p] - extra_a[i]
    slides = wide = False
    for match in found[1:-1]:
        i, j, n = match.a, match.b, match.size
        if i == p:
            wide = wide or j - q >= WIDE
            slides = slides or text_b[q - 1] == text_b[j - 1] or text_b[q] == text_b[j]
        elif j == q:
            wide = wide or i - p >= WIDE
            slides = slides or text_a[p - 1] == text_a[i - 1] or text_a[p] == text_a[i]
        elif i - p >= WIDE or j - q >= WIDE:
            wide = True
        blocks.append((i, j, n))
        p, q = i + n, j + n
        extra += extra_a[p] - extra_a[i]
    if extra < (a.bag & b.bag).bit_count():
        weight = extra + sum([n for _, _, n in blocks])
        if _similarity(a.weighed, b.weighed) > weight:
            blocks, slides, wide = _weighed(a, b), True, True
    if slides:
        before = len(blocks)
        blocks = slide(a, b, blocks)
        wide = wide or len(blocks) < before
    return worth_their_gaps(a, b, blocks) if wide else blocks


def _contained(part: Coded, whole: Coded) -> list[Block]:
    """The whole of `part` in `whole`; of several places the one at the strongest boundary, else the first."""
    if not part.text:
        return []
    best = found = whole.text.index(part.text)
    while (found := whole.text.find(part.text, found + 1)) >= 0:
        if whole.boundaries[found] > whole.boundaries[best]:
            best = found
    return [(0, best, len(part.text))]


def _weighed(a: Coded, b: Coded) -> list[Block]:
    """The common subsequence of most weight."""
    blocks: list[Block] = []
    for match in _editops(a.weighed, b.weighed).as_matching_blocks():
        # A word counts where its last letter is matched: the optimum never needs to split one.
        i, j = bisect_right(a.before, match.a) - 1, bisect_right(b.before, match.b) - 1
        n = bisect_right(a.before, match.a + match.size) - 1 - i
        if blocks and (blocks[-1][0] + blocks[-1][2], blocks[-1][1] + blocks[-1][2]) == (i, j):
            i, j, n = *blocks[-1][:2], blocks.pop()[2] + n
        if n:
            blocks.append((i, j, n))
    return blocks
