"""Numbers as slots: value, unit, bound and what is counted."""

from __future__ import annotations

from math import inf

import pytest

from onrecord.facts.quantities import Quantity, quantities


def only(text: str) -> Quantity:
    (found,) = quantities(text, 0, len(text))
    return found


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12 people", 12, 12),
        ("at least 10 people", 10, inf),
        ("more than a thousand people", 1000, inf),
        ("1,200 people", 1200, 1200),
        ("up to 40 people", 0, 40),
        ("no more than 40 people", 0, 40),
        ("fifty or more people", 50, inf),
        ("forty-three people", 43, 43),
        ("two hundred and six people", 206, 206),
        ("2.5 million people", 2.5e6, 2.5e6),
        ("dozens of people", 24, 96),
    ],
)
def test_a_number_is_the_values_it_can_mean(text: str, low: float, high: float) -> None:
    one = only(text)
    assert (one.low, one.high) == (low, high)


@pytest.mark.parametrize("text", ["about 40 people", "some 40 people", "an estimated 40 people"])
def test_about_leaves_room_on_both_sides(text: str) -> None:
    one = only(text)
    assert one.low < 40 < one.high
    assert one.loose


def test_nearly_leaves_room_below() -> None:
    one = only("nearly 40 people")
    assert one.low < 40 == one.high


def test_fewer_than_a_number_is_not_that_number() -> None:
    one = only("fewer than 40 people")
    assert one.low == 0
    assert 39 < one.high < 40


@pytest.mark.parametrize(
    ("text", "kind", "base"),
    [
        ("a 10-mile road", "length", 16093.44),
        ("a depth of 130ft", "length", 39.624),
        ("13m down", "length", 13),
        ("400 pounds", "mass", 181.436948),
        ("3 tonnes", "mass", 3000),
        ("$284 billion", "USD", 284e9),
        ("£4m", "GBP", 4e6),
        ("a 42-year-old driver", "age", 42),
        ("an 18-month-old girl", "age", 1.5),
        ("the driver, aged 42", "age", 42),
    ],
)
def test_measures_are_in_the_base_unit_of_their_kind(text: str, kind: str, base: float) -> None:
    one = only(text)
    assert one.kind == kind
    assert one.low == pytest.approx(base)


def test_what_is_counted_ends_where_something_else_begins() -> None:
    assert only("nine wooden boats in the harbour").counted == only("9 wooden boats were lost").counted
    assert only("nine wooden boats in the harbour").counted[-1] == only("two boats").counted[-1]


def test_lap_13_is_the_thirteenth_lap() -> None:
    a, b = only("on lap 13"), only("in the 13th lap")
    assert (a.kind, a.low, a.counted) == (b.kind, b.low, b.counted) == ("ordinal", 13, ("lap",))


def test_a_number_that_a_name_has_in_it_is_no_number() -> None:
    text = "the A380 and the B52"
    assert quantities(text, 0, len(text)) == ()


def test_a_quantity_points_at_its_characters() -> None:
    text = "She paid about £1,200 for it."
    (one,) = quantities(text, 0, len(text))
    assert text[one.start : one.end] == "£1,200"


def test_an_age_takes_in_all_its_words() -> None:
    text = "a 3-year-old boy and one who was 5 years old"
    assert [text[one.start : one.end] for one in quantities(text, 0, len(text)) if one.kind == "age"] == [
        "3-year-old",
        "5 years old",
    ]
