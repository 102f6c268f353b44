"""Which of the words that two wordings share count as shared, by the gaps between them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.collate.align import best_blocks
from onrecord.collate.coding import Block, Vocabulary
from onrecord.collate.gaps import _local  # its exactness is a law of its own


def blocks(a: str, b: str) -> list[Block]:
    vocabulary = Vocabulary()
    return best_blocks(vocabulary.code(a.split()), vocabulary.code(b.split()))


def test_a_word_far_off_is_not_shared_because_it_stands_there_too() -> None:
    long = "the ferry sails at noon from pier seven says every sailor with a hat about the"
    assert blocks("the ferry sails at noon the", long) == [(0, 0, 5)]


def test_words_between_two_wide_gaps_must_be_worth_them() -> None:
    a = "ferry sails noon pier seven lamps burn low all night the tide came over deck gulls cry harbour sleeps now"
    b = "ferry sails noon pier seven men drank rum with salt the cook went home drunk gulls cry harbour sleeps now"
    assert blocks(a, b) == [(0, 0, 5), (15, 15, 5)]


def test_the_words_behind_two_wide_gaps_must_be_worth_both() -> None:
    head = "the ferry sailed from almery with forty horses on deck"
    far = f"{head} while a brass band played old tunes crowds of every village along harbour"
    assert blocks(f"{head} crowds harbour", far) == [(0, 0, 10)]


def test_a_word_beside_a_narrow_gap_stays() -> None:
    a = "the ferry sails at dawn from pier seven"
    b = "the ferry sails at noon from pier seven"
    assert blocks(a, b) == [(0, 0, 4), (5, 5, 3)]


def test_words_beside_a_wide_gap_are_shared_where_they_stand_nearer() -> None:
    a = "he will ask a single household in the old town to pay"
    b = "he will mend the east quay before winter and he will not ask a single household in the old town to pay"
    assert blocks(a, b) == [(0, 9, 2), (2, 12, 10)]


def test_a_content_word_is_shared_before_two_words_that_say_little() -> None:
    assert blocks("of it ferry", "ferry of it") == [(2, 0, 1)]


def test_a_difference_that_dissolves_one_block_joins_the_next() -> None:
    a = "it will rain on the pier all day long"
    b = "it is so and if it is it will be and it will rain on the pier all day long"
    assert blocks(a, b) == [(0, 11, 9)]


def _exact(a: list[str], b: list[str], weights: dict[str, int]) -> float:
    """The score of the best local alignment, cell by cell."""
    score: dict[tuple[int, int], float] = {}
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            if x == y:
                jumps = [
                    score[p, q] - (0 if (p, q) == (i - 1, j - 1) else 1.5 + 0.35 * max(i - p - 1, j - q - 1))
                    for p, q in score
                    if p < i and q < j
                ]
                score[i, j] = max([0.0, *jumps]) + weights[x]
    return max(score.values(), default=0.0)


_KEYS = st.lists(st.sampled_from(["ferry", "pier", "day", "the", "of"]), max_size=16)


@given(_KEYS, _KEYS)
@settings(max_examples=300, deadline=None)
def test_the_chain_of_runs_is_the_best_local_alignment(a: list[str], b: list[str]) -> None:
    vocabulary = Vocabulary()
    coded_a, coded_b = vocabulary.code(a), vocabulary.code(b)
    found = _local(coded_a, coded_b)
    weights = {key: coded_a.before[i + 1] - coded_a.before[i] for i, key in enumerate(a)}
    assert all(a[i : i + n] == b[j : j + n] for i, j, n in found)
    worth = sum(float(weights[key]) for i, _, n in found for key in a[i : i + n])
    worth -= sum(1.5 + 0.35 * max(x - i - n, y - j - n) for (i, j, n), (x, y, _) in pairwise(found))
    best = _exact(a, b, weights)
    assert abs(worth - best) < 1e-9 or (best == 1.0 and not found)  # one function word alone is nothing
