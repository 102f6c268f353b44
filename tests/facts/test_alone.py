"""What one report alone has, by a given alignment."""

from __future__ import annotations

from onrecord.facts.align import Alignment, Link
from onrecord.facts.alone import ALONE, alone
from onrecord.facts.sheet import Sentence, sentences
from onrecord.model import Article, Document, Tags
from onrecord.segment import segment

FLATS = "leaving the miller Sven Aldous without the riverside flats that his bank had promised pensioners"
LONG = f"The grain mill at Oster Quay burned down on Sunday, {FLATS}."
SHORT = "Fire took the grain mill at Oster Quay on Sunday."


def every(*texts: str) -> list[Sentence]:
    found: list[Sentence] = []
    for number, text in enumerate(texts):
        article = Article(id=str(number), text=text)
        found.extend(sentences(Document(article, segment(article), Tags((), ())), (), ()))
    return found


def told(nearness: float, *links: Link) -> list[str]:
    found = alone(every(LONG, SHORT), Alignment(links, (nearness, nearness)))
    return [(LONG, SHORT)[int(one.article)][one.start : one.end] for one in found]


def test_a_sentence_far_from_all_others_is_single() -> None:
    assert told(ALONE - 1) == [LONG, SHORT]


def test_a_sentence_near_another_is_not() -> None:
    assert told(ALONE) == []
    assert told(ALONE + 1, Link(0, 1, 0.9)) == []


def test_of_a_sentence_that_is_loosely_linked_only_what_its_partner_leaves_out_is_single() -> None:
    assert told(ALONE - 1, Link(0, 1, 0.4)) == [FLATS + "."]
