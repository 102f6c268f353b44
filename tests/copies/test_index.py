"""The index of word runs, and the tiles."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.copies.index import candidates
from onrecord.copies.numbers import numbers
from onrecord.copies.own import BREAK
from onrecord.copies.tiles import tiles

words_ = st.lists(st.integers(min_value=0, max_value=6), max_size=40)


def test_texts_that_share_a_long_run_are_candidates() -> None:
    shared = list(range(100, 108))
    texts = [[1, 2, 3, *shared], [*shared, 9, 9], [50, 51, 52, 53, 54, 55, 56, 57, 58]]
    assert candidates(texts) == ((0, 1),)


def test_a_break_stops_a_run() -> None:
    text = [1, 2, 3, 4, BREAK, 5, 6, 7, 8]
    assert candidates([text, text]) == ()


def test_texts_must_share_a_part_of_their_runs() -> None:
    furniture = list(range(100, 112))
    whole = list(range(200, 260))
    texts = [[*range(60), *furniture], [*range(300, 360), *furniture], whole, [*whole[:50], *range(400, 410)]]
    assert candidates(texts) == ((0, 1), (2, 3))
    assert candidates(texts, part=0.5) == ((2, 3),)
    assert candidates(texts, shared=12) == ((2, 3),)


@given(st.lists(st.integers(min_value=7, max_value=99), max_size=40), st.integers(0, 40), st.lists(words_, max_size=4))
def test_eight_words_in_a_row_are_found_wherever_they_stand(text: list[int], at: int, others: list[list[int]]) -> None:
    passage = list(range(1000, 1008))
    texts = [*others, [*text[:at], *passage, *text[at:]], passage]
    assert (len(others), len(others) + 1) in candidates(texts)


@example([0, 0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [[]])
@given(words_, words_, st.lists(words_, max_size=4))
def test_whether_two_texts_share_does_not_depend_on_the_others(
    a: list[int], b: list[int], more: list[list[int]]
) -> None:
    alone = (0, 1) in candidates([a, b])
    others = [[word + 100 for word in text] for text in more]
    last = len(others) + 1
    assert ((last - 1, last) in candidates([*others, a, b])) == alone == ((0, last) in candidates([a, *others, b]))


def test_a_family_of_many_is_linked_but_not_by_all_pairs() -> None:
    found = candidates([list(range(30))] * 200)
    assert len(found) < 200 * 10
    reached = {0}
    for a, b in found:
        if a in reached:
            reached.add(b)
    assert len(reached) == 200


def numbered(text: str) -> list[int]:
    """The numbers of the words of a text, cut at blanks."""
    places = [match.span() for match in re.finditer(r"\S+", text)]
    starts, ends = (np.array([place[side] for place in places], dtype=np.int64) for side in (0, 1))
    told: list[int] = numbers(text, starts, ends).tolist()
    return told


def test_a_word_has_one_number_in_all_cases_and_places() -> None:
    found = numbered("Port port’s PORT'S İzmir port harbour 😀 tropp")
    assert found[0] == found[4] and found[1] == found[2]
    assert len({*found}) == len(found) - 2
    assert found[0] == 4818658521000161248  # the same on every machine
    assert all(0 <= number < 2**63 for number in found)


@given(st.lists(st.text("abßİé’'😀", min_size=1, max_size=3), min_size=1, max_size=30))
def test_words_have_equal_numbers_where_they_are_equal(words: list[str]) -> None:
    def fold(word: str) -> str:
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in word).replace("’", "'")

    found = numbered(" ".join(words))
    assert [x == y for x in found for y in found] == [fold(x) == fold(y) for x in words for y in words]


@given(words_, words_)
def test_tiles_are_common_disjoint_and_long_enough(a: list[int], b: list[int]) -> None:
    found = tiles(a, b, 3)
    seen_a: set[int] = set()
    seen_b: set[int] = set()
    for i, j, length in found:
        assert length >= 3 and a[i : i + length] == b[j : j + length]
        assert not seen_a & set(range(i, i + length)) and not seen_b & set(range(j, j + length))
        seen_a |= set(range(i, i + length))
        seen_b |= set(range(j, j + length))


@given(words_, words_)
def test_the_longest_common_run_is_always_tiled(a: list[int], b: list[int]) -> None:
    longest = max(
        (n for i in range(len(a)) for j in range(len(b)) for n in range(1, 41) if a[i : i + n] == b[j : j + n] != []
         and len(a[i : i + n]) == n), default=0,
    )  # fmt: skip
    assert (max((n for _, _, n in tiles(a, b, 3)), default=0) == longest) or longest < 3
