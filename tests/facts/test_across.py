"""Values of one thing in sentences that share few words."""

from __future__ import annotations

import pytest

from onrecord.date import document_timexes
from onrecord.facts.across import disputes
from onrecord.facts.sheet import Sentence, sentences
from onrecord.model import Article, Document, Published, Tags
from onrecord.segment import segment

TODAY = "On 6 May the mayor visited the town hall."


def sheet(name: str, text: str) -> tuple[Sentence, ...]:
    article = Article(id=name, text=text, published=Published("2024-05-06", "given"))
    document = Document(article, segment(article), Tags((), ()))
    return sentences(document, (), document_timexes(document))


def told(*texts: str) -> list[set[tuple[str, str]]]:
    every = [one for number, text in enumerate(texts) for one in sheet(str(number), text)]
    return [
        {
            (texts[int(every[a].article)][slice(*clash.a)], texts[int(every[b].article)][slice(*clash.b)])
            for a, b, clash in dispute.clashes
        }
        for dispute in disputes(every)
    ]


def test_the_age_of_a_named_person() -> None:
    a = "Tobias Fenn, 58, has been suspended by the ferry company."
    b = "Colleagues stood by 61-year-old Tobias Fenn outside the harbour office."
    assert told(a, b) == [{("58", "61-year-old")}]


def test_another_person_of_the_name_has_an_age_of_his_own() -> None:
    a = "Tobias Fenn, 58, has been suspended by the ferry company."
    b = "Colleagues stood by Ada Fenn, 61, outside the harbour office."
    assert told(a, b) == []


def test_the_age_of_the_child_of_a_story() -> None:
    a = "Divers pulled a four-year-old boy out of the canal on Sunday."
    b = "Neighbours said the family had moved here last spring. He is 5 years old, the aunt told reporters."
    assert told(a, b) == [{("four-year-old", "5 years old")}]


@pytest.mark.parametrize(
    "other",
    [
        "Neighbours said a five-year-old girl watched from the bank with her dog.",  # a girl is no boy
        "Neighbours said a ten-year-old boy watched from the bank with his dog.",  # too far apart to be one child
        "In 2009 a five-year-old boy drowned at the same lock in the old canal.",  # long before
        "The council at first said wrongly that the boy by the lock was 5 years old.",  # no longer stands
    ],
)
def test_the_age_of_another_child_is_no_dispute(other: str) -> None:
    assert (
        told(
            "Divers pulled a four-year-old boy out of the canal on 5 May.",
            f"{TODAY} {other}",
        )
        == []
    )


def test_a_report_that_gives_two_ages_speaks_of_two_children() -> None:
    a = "Divers pulled a four-year-old boy out of the canal on Sunday."
    b = "A five-year-old boy fell into the cold canal. A seven-year-old boy ran for help to the lock."
    assert told(a, b) == []


def test_things_that_news_seldom_names_are_those_of_the_story() -> None:
    a = "Some 60 excavators and a crane are being used at the quarry."
    b = "Relatives waited by the fence. Around 80 diggers worked through the night, officials said."
    assert told(a, b) == [{("60", "80")}]


@pytest.mark.parametrize(
    "other",
    [
        "Around 64 diggers worked through the night, officials said.",  # about 60 may be 64
        "Two red excavators stood idle by the gate all night.",  # some of them, of a kind
        "The army could send 80 excavators to the quarry by the weekend.",  # only possible
        "The firm sold 9,000 excavators to builders all over the country.",  # another question altogether
        "Of the crews, 80 of the excavators stood idle by the gate.",  # a part
    ],
)
def test_things_of_another_kind_or_time_are_no_dispute(other: str) -> None:
    assert told("About 60 excavators and a crane are being used at the quarry.", other) == []


def test_a_toll_is_one_question_however_it_is_worded() -> None:
    a = "The fire at the mill killed 12 people before dawn."
    b = "Bells rang across Valborg. Police said 15 had died when the roof of the mill fell in."
    assert told(a, b) == [{("12", "15")}]


@pytest.mark.parametrize(
    "other",
    [
        "Police said 15 people were hurt when the roof of the mill fell in.",  # another toll
        "Police said at least 10 people died when the roof of the mill fell in.",  # a bound that holds
        "Police said five of the dead worked at the mill as carters.",  # a part
        "Two Danish carters were killed when the roof of the mill fell in.",  # some of them
        "In 2009 a fire killed 15 people at another mill in Valborg.",  # long before
    ],
)
def test_what_can_hold_beside_a_toll_is_no_dispute(other: str) -> None:
    assert (
        told(
            "The fire at the mill killed 12 people before dawn on 6 May.",
            f"{TODAY} {other}",
        )
        == []
    )


def test_a_report_does_not_contradict_itself() -> None:
    assert told("The fire killed 12 people at the mill. The fire killed 15 people at the mill.") == []
