"""Quotation marks as real pages have them. Each case: a text, and the words that stand in quotation marks."""

from __future__ import annotations

import pytest

from onrecord.model import Article, Quotation
from onrecord.segment import segment, with_marks


def found(text: str) -> list[str]:
    return [text[q.start : q.end] for q in segment(Article(id="a", text=text)).quotations]


def layout(text: str) -> tuple[Quotation, ...]:
    return segment(Article(id="a", text=text)).quotations


GLYPHS = [
    ('"The dam held," Hale said.', ["The dam held,"]),
    ("“The dam held,” Hale said.", ["The dam held,"]),
    ("''The dam held,'' Hale said.", ["The dam held,"]),
    ("``The dam held,'' Hale said.", ["The dam held,"]),
    ("„The dam held,“ Hale said.", ["The dam held,"]),
    ("«The dam held», Hale said.", ["The dam held"]),
    ("« The dam held », Hale said.", ["The dam held"]),
    ("»The dam held«, Hale said.", ["The dam held"]),
    ("”The dam held,” Hale said.", ["The dam held,"]),
    ("“The dam held,“ Hale said.", ["The dam held,"]),
    ('“The dam held," Hale said.', ["The dam held,"]),
    ('"The dam held,” Hale said.', ["The dam held,"]),
    ("‘The dam held,’ Hale said.", ["The dam held,"]),
    ("'The dam held,' Hale said.", ["The dam held,"]),
    ('\'The dam held," Hale said. "It will hold."', ["The dam held,", "It will hold."]),
    ('"The dam held,\' Hale said. "It will hold."', ["The dam held,", "It will hold."]),
]

SHAPES = [
    ('"The dam held," she said. "We were lucky."', ["The dam held,", "We were lucky."]),
    ('"The dam held," she said, "and we were lucky."', ["The dam held,", "and we were lucky."]),
    ('Hale called it "lucky" and "rare."', ["lucky", "rare."]),
    ('She said:"The dam held."', ["The dam held."]),
    ("The dam held.“It will hold,” she said.", ["It will hold,"]),
    ('"It held.""We were lucky," she said.', ["It held.", "We were lucky,"]),
    ('"Did it hold?" she asked.', ["Did it hold?"]),
    ('She read it out ("The dam held") twice.', ["The dam held"]),
    ('The mayor—"a lucky woman"—left.', ["a lucky woman"]),
    ("The “” mark and the dam.", []),
    ("No marks at all.", []),
]

APOSTROPHES = [
    ("Hale's aides don't think it's the mayors' dam.", []),
    ("Mayor: 'We won't drown' in Hale's town", ["We won't drown"]),
    ("Council seeks 'swift' answer on voters' bill", ["swift"]),
    ("'Lucky' mayor of the '90s sees 'rare' flood", ["Lucky", "rare"]),
    ("Rock 'n' roll and the winter of '47 are gone.", []),
    ("‘We won’t drown,’ Hale’s aides said.", ["We won’t drown,"]),
    ("“The mayors’ dam held,” Hale said.", ["The mayors’ dam held,"]),
    ("\"It's the 'lucky' town,\" Hale said.", ["It's the 'lucky' town,"]),
    ("\"She told me, 'Go,'\" Hale said.", ["She told me, 'Go,'"]),
    ("''She told me, 'Go,''' Hale said.", ["She told me, 'Go,'"]),
    ("“She told me, ‘Go,’ ” Hale said.", ["She told me, ‘Go,’"]),
    ("‘She told me “Go” and left,’ Hale said.", ["She told me “Go” and left,"]),
]

INCHES = [
    ('The 12" pipe burst. "It was old," she said.', ["It was old,"]),
    ('The keeper, 6\'2", said the water rose 30" at night.', []),
    ('"I am 6\'2" and it reached my chin," he said.', ["I am 6'2\" and it reached my chin,"]),
]

NESTED = [
    ('"He told me "go away" yesterday," she said.', ['He told me "go away" yesterday,']),
    ("“Was it “a dam of Hale’s choosing”? No,” she said.", ["Was it “a dam of Hale’s choosing”? No,"]),
    ('"We heard "it held," and "it broke," all night," she said.', ['We heard "it held," and "it broke," all night,']),
]

MISSING = [
    ('"The dam held, Hale said. "It will hold."', ["The dam held,", "It will hold."]),
    ('"The dam held," Hale said. "It will hold.', ["The dam held,", "It will hold."]),
    ('The dam held," Hale said. "It will hold."', ["The dam held,", "It will hold."]),
    ('"The dam held," Hale said. It will hold."', ["The dam held,", "It will hold."]),
    ('Hale said: The dam held." Nobody spoke.', ["The dam held."]),
    ('The mayor called it "lucky and left.\n\n"It held," said Quist.', ["lucky and left", "It held,"]),
]


@pytest.mark.parametrize(("text", "quotes"), GLYPHS + SHAPES + APOSTROPHES + INCHES + NESTED + MISSING)
def test_quotations_of_one_paragraph(text: str, quotes: list[str]) -> None:
    assert found(text) == quotes


def test_attribute_values_of_a_page_are_no_quotations() -> None:
    assert found('<post author="portalder" date="3 May"> "It held," she wrote.') == ["It held,"]


def test_each_paragraph_of_a_repeated_opening_mark_is_a_quotation() -> None:
    text = '"The dam held.\n\n"The town stands.\n\n"We were lucky," Hale said.'
    first, second, third = layout(text)
    assert found(text) == ["The dam held.", "The town stands.", "We were lucky,"]
    assert (first.closed, second.closed, third.closed) == (False, False, True)
    assert (first.continues, second.continues, third.continues) == (False, True, True)


def test_a_closed_paragraph_does_not_go_on() -> None:
    assert [q.continues for q in layout('"The dam held."\n\n"The town stands."')] == [False, False]


def test_a_quotation_goes_on_without_repeated_marks_to_its_closing_one() -> None:
    text = "Hale wrote:\n\n“The dam held.\n\nThe town stands.\n\nWe were lucky.”\n\nShe left."
    assert found(text) == ["The dam held.", "The town stands.", "We were lucky."]
    assert [(q.opened, q.closed, q.continues) for q in layout(text)] == [
        (True, False, False),
        (False, False, True),
        (False, True, True),
    ]


def test_an_unclosed_quotation_leaves_the_next_paragraphs_alone() -> None:
    text = '"The dam held.\n\nThe mayor left at noon.\n\n"It will hold," said Quist. "We checked."'
    assert found(text) == ["The dam held.", "It will hold,", "We checked."]


def test_no_quotation_crosses_a_paragraph() -> None:
    text = "“One\n\ntwo\n\nthree” four “five\n\nsix"
    cut = segment(Article(id="a", text=text))
    for quotation in cut.quotations:
        assert any(start <= quotation.start and quotation.end <= end for start, end in cut.paragraphs)


def test_with_marks_takes_the_marks_in() -> None:
    text = "''Held,'' said Hale. “ So? ” And « no »."
    assert [text[slice(*with_marks(text, q))] for q in layout(text)] == ["''Held,''", "“ So? ”", "« no »"]


def test_with_marks_stays_where_a_mark_is_missing() -> None:
    text = '"The dam held.\n\nThe mayor left.'
    (quotation,) = layout(text)
    assert with_marks(text, quotation) == (0, len('"The dam held.'))


@pytest.mark.parametrize(
    "text",
    [
        "Hale wrote:\n\n> The dam held.\n> It will hold.\n\nShe left.",
        "Hale wrote:\n\n    The dam held.\n\n    It will hold.\n\nShe left.",
    ],
)
def test_a_block_set_off_without_marks(text: str) -> None:
    assert found(text) == ["The dam held.", "It will hold."]
    assert all(q.block and not q.opened and not q.closed for q in layout(text))
    assert [with_marks(text, q) for q in layout(text)] == [(q.start, q.end) for q in layout(text)]


def test_an_indented_text_is_no_block() -> None:
    assert found("Dam holds\n\n    The dam held.\n\n    It will hold.") == []
