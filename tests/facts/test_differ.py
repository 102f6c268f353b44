"""Values of two accounts of one fact: when they cannot both hold."""

from __future__ import annotations

import pytest

from onrecord.date import document_timexes
from onrecord.facts.differ import clashes, values
from onrecord.facts.sheet import Sentence, sentences
from onrecord.model import Article, Document, Published, Tags
from onrecord.segment import segment


def sentence(text: str, published: str = "2024-05-06") -> Sentence:
    article = Article(id="r", text=text, published=Published(published, "given"))
    document = Document(article, segment(article), Tags((), ()))
    (found,) = sentences(document, (), document_timexes(document))
    return found


def told(a: str, b: str) -> set[tuple[str, str, str]]:
    return {(c.kind, a[slice(*c.a)], b[slice(*c.b)]) for c in clashes(values(sentence(a)), values(sentence(b)))}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("At least 10 miners were trapped in the shaft.", "Rescuers said 12 miners were trapped in the shaft."),
        ("The storm left 1,200 homes dark.", "The storm left more than a thousand homes dark."),
        ("The bear weighed 400 pounds, rangers said.", "The bear weighed 181 kg, rangers said."),
        ("The bridge is 3 miles long.", "The bridge is 4.8 kilometres long."),
        ("The leak covered about 50 acres of marsh.", "The leak covered 52 acres of marsh."),
        ("Dozens of boats were lost in the storm.", "The storm took 43 boats that were lost."),
        ("The car left the track on lap 13.", "The car left the track after 13 laps."),
    ],
)
def test_values_that_can_both_hold_do_not_clash(a: str, b: str) -> None:
    assert told(a, b) == set()


@pytest.mark.parametrize(
    ("a", "b", "values"),
    [
        (
            "At least 15 miners were trapped in the shaft.",
            "Rescuers said 12 miners were trapped in the shaft.",
            {("number", "15", "12")},
        ),
        (
            "The bear that they shot weighed 400 pounds.",
            "The bear that they shot weighed 120 kg.",
            {("number", "400 pounds", "120 kg")},
        ),
        (
            "The car left the track on lap 13 in the rain.",
            "In the rain the car left the track on the 14th lap.",
            {("number", "13", "14th")},
        ),
        (
            "The museum in Valborg opened its doors in 1987.",
            "The museum in Valborg first opened its doors in 1991.",
            {("date", "1987", "1991")},
        ),
    ],
)
def test_values_apart_clash(a: str, b: str, values: set[tuple[str, str, str]]) -> None:
    assert told(a, b) == values
    assert told(b, a) == {(kind, second, first) for kind, first, second in values}


def test_numbers_of_different_things_do_not_clash() -> None:
    assert told("The blaze killed 12 goats on the farm.", "The blaze killed three farmers on the farm.") == set()


def test_a_number_that_finds_its_like_clashes_with_nothing() -> None:
    a = "Of the 12 boats that sailed, nine boats came back to the harbour."
    assert told(a, "Nine boats came back to the harbour.") == set()


def test_an_account_that_no_longer_stands_clashes_with_nothing() -> None:
    a = "The harbour office initially said that nine boats were lost in the storm."
    assert told(a, "The harbour office said that eleven boats were lost in the storm.") == set()


def test_a_weekday_that_may_be_of_another_week_does_not_clash() -> None:
    a = "The grain mill at Oster Quay in Valborg burned down on Sunday."
    b = "The grain mill at Oster Quay in Valborg burned down on 28 April."
    first, second = sentence(a, "2024-05-06"), sentence(b, "2024-05-06")
    assert first.timexes[0].first == "2024-05-05"
    assert clashes(values(first), values(second)) == ()


def test_another_weekday_clashes() -> None:
    a = "The grain mill at Oster Quay in Valborg burned down on Sunday."
    b = "The grain mill at Oster Quay in Valborg burned down on 4 May."
    assert told(a, b) == {("date", "Sunday", "4 May")}


def test_measures_of_two_things_do_not_clash() -> None:
    veteran = "The harbour board dismissed the clerk, a 21-year veteran, on Friday."
    assert told(veteran, "The clerk whom the harbour board dismissed on Friday had faced a 60-day suspension.") == set()


def test_measures_of_one_thing_clash() -> None:
    thirty = "The harbour board gave the clerk a 30-day suspension on Friday."
    sixty = "The clerk got a 60-day suspension from the harbour board on Friday."
    assert told(thirty, sixty) == {("number", "30-day", "60-day")}
