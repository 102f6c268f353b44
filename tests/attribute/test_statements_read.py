"""What a reader sees and marks do not say: closing cues, headings, captions, posts. People and places are invented."""

from __future__ import annotations

import pytest

from onrecord.attribute.statements import statements
from onrecord.model import Article, Document, Proposal, Range, Statement, Tags
from onrecord.segment import segment

Shown = tuple[str, str | None, str | None, str]


def found(text: str, *told: tuple[str, str, str]) -> list[Shown]:
    """Each statement as (kind, source, cue, content); `told` are the tagger's (source, cue, content)."""
    article = Article(id="a", text=text)
    proposals = tuple(
        Proposal((_place(text, content),), _place(text, cue), _place(text, source), 0.8)
        for source, cue, content in told
    )
    return [_shown(one) for one in statements(Document(article, segment(article), Tags(proposals, ())))]


def _place(text: str, words: str) -> Range:
    at = text.index(words)
    return at, at + len(words)


def _shown(one: Statement) -> Shown:
    source, cue = (span.text if span else None for span in (one.source, one.cue))
    return one.kind, source, cue, " … ".join(span.text for span in one.content)


CLOSING: dict[str, tuple[str, Shown | None]] = {
    "said": ("The dam held all night, Hale said.", ("indirect", "Hale", "said", "The dam held all night")),
    "where": (
        "The dam held all night, she said at a news conference on Friday.",
        ("indirect", "she", "said", "The dam held all night"),
    ),
    "to whom": (
        "The dam held all night, Hale told the Almery Post.",
        ("indirect", "Hale", "told", "The dam held all night"),
    ),
    "turned round": ("The dam held all night, added Hale.", ("indirect", "Hale", "added", "The dam held all night")),
    "several": ("The dam held all night, officials said.", ("indirect", "officials", "said", "The dam held all night")),
    "doing more": (
        "The dam held all night, Hale said, praising the crews.",
        ("indirect", "Hale", "said", "The dam held all night"),
    ),
    "described": (
        "The dam held all night, an expert on dams, Bea Lund said.",
        ("indirect", "an expert on dams, Bea Lund", "said", "The dam held all night"),
    ),
    "according to": (
        "The dam held all night, according to Bea Lund, the mayor.",
        ("indirect", "Bea Lund, the mayor", "according to", "The dam held all night"),
    ),
    "after a dateline": (
        "MARROW (ANX) — The dam held all night, Hale said.",
        ("indirect", "Hale", "said", "The dam held all night"),
    ),
    "an adverbial": ("After the rain stopped, Hale said little of it.", None),
    "too much behind": (
        "The dam held all night, Hale said at the end of a long day of rain and wind by the river above the town.",
        None,
    ),
    "a clause behind": ("The dam held all night, Hale said it would fail.", None),
    "a plan": ("The dam was built last year, according to plan.", None),
    "need": ("They are paid at the dam according to need.", None),
    "a noun": ("The dam was held by crews, and then came protests.", None),
    "an object": ("The dam held all night, and the rain added its weight.", None),
    "passive": ("As the dam held all night, winds were reported.", None),
}


@pytest.mark.parametrize("case", CLOSING)
def test_a_cue_that_closes_the_sentence(case: str) -> None:
    text, told = CLOSING[case]
    assert found(text) == ([] if told is None else [told])


def test_a_closing_cue_outweighs_one_of_another_paragraph() -> None:
    text = "Roe said it rained.\n\nThe dam held all night, Hale said."
    told = [one for one in found(text, ("Roe", "said", "The dam held all night")) if "dam" in one[3]]
    assert told == [("indirect", "Hale", "said", "The dam held all night")]


def test_a_closing_cue_leaves_what_its_own_paragraph_says() -> None:
    text = "Roe spoke of rain. The dam held all night, Hale said."
    assert ("indirect", "Roe", "spoke", "The dam held all night") in found(
        text, ("Roe", "spoke", "The dam held all night")
    )


def test_a_closing_cue_that_the_tagger_has_read_is_not_read_twice() -> None:
    text = "The dam held all night, Hale said."
    assert len(found(text, ("Hale", "said", "The dam held"))) == 1


AFTER = {
    "in its paragraph": 'Hale feared a delay. "We have waited long enough, all of us."',
    "in the next": 'Hale feared a delay.\n\n"We have waited long enough, all of us."',
    "past a caption": (
        'Hale feared a delay.\n\nThe dam above Almery on Sunday morning after the rain\n\n"We have waited long enough."'
    ),
}


@pytest.mark.parametrize("case", AFTER)
def test_a_quotation_goes_on_from_what_was_reported_before_it(case: str) -> None:
    told = found(AFTER[case], ("Hale", "feared", "a delay"))
    assert told[-1][:3] == ("direct", "Hale", "feared")


def test_not_from_a_report_further_off() -> None:
    text = 'Hale feared a delay. The rain went on.\n\n"We have waited long enough, all of us."'
    assert found(text, ("Hale", "feared", "a delay"))[-1][1] is None


def test_nor_where_the_reporter_goes_on_after_it() -> None:
    text = 'Hale feared a delay.\n\n"We have waited long enough." The rain went on.'
    assert found(text, ("Hale", "feared", "a delay"))[-1][1] is None


def test_of_two_reports_the_outer_one_goes_on() -> None:
    text = 'Roe said Hale feared a delay. "We have waited long enough."'
    told = found(text, ("Roe", "said", "Hale feared a delay"), ("Hale", "feared", "a delay"))
    assert told[-1][1:3] == ("Roe", "said")


@pytest.mark.parametrize(("heading", "source"), [("“We lost the dam”", None), ("“We lost the dam.”", "Hale")])
def test_a_heading_in_marks_is_not_said_by_the_one_before(heading: str, source: str | None) -> None:
    text = f"“It was a hard night,” Hale said.\n\n{heading}\n\nThe rain went on."
    assert found(text)[-1] == ("direct", source, "said" if source else None, heading.strip("“”"))


def test_speech_left_open_goes_on_past_a_caption() -> None:
    text = 'Hale said: "The dam held all night.\n\nThe dam on Sunday\n\n"We slept there, all of us."'
    assert found(text)[-1][:3] == ("direct", "Hale", "said")


def test_a_short_line_between_ends_what_marks_have_closed() -> None:
    text = 'Hale said: "The dam held all night."\n\nThe dam on Sunday\n\n"We slept there, all of us."'
    assert found(text)[-1][1] is None


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("We went home for good. No fight. https://t.co/ab1 — Bea Lund (@BeaLund) March 5, 2018", "No fight."),
        ("“We went home for good. No fight.” — Bea Lund (@BeaLund) March 5, 2018", "No fight."),
    ],
)
def test_a_post_is_its_authors(text: str, content: str) -> None:
    ((kind, source, cue, said),) = found(f"They parted on Monday.\n\n{text}\n\nThey met in Almery.")
    assert (kind, source, cue) == ("direct", "Bea Lund", None)
    assert said.startswith("We went home") and said.endswith(content)


def test_where_it_was_written_stands_before_who_wrote_it() -> None:
    text = '"Dear residents, stay inside," wrote on Twitter Bea Lund, mayor of Marrow.'
    assert found(text) == [("direct", "Bea Lund", "wrote", "Dear residents, stay inside,")]


def test_a_participle_is_not_the_relative_clauses() -> None:
    text = 'The mill denied it, which the Post first reported, telling readers it was "false news, all of it."'
    told = found(
        text,
        ("The mill", "denied", "it"),
        ("the Post", "reported", "which"),
        ("the Post", "telling", 'it was "false news, all of it."'),
    )
    assert told[-1][1:3] == ("The mill", "telling")


def test_what_texts_show_is_not_said_by_their_sender() -> None:
    assert found('Crews were shown texts Hale sent that "led many to think of bias."')[0][1] is None


@pytest.mark.parametrize(
    "text",
    [
        'The longest episode, "USS Marrow," was shown.',
        'They met on the set of "Marrow Nights," in May.',
        '"Good Morning Almery" co-host Bea Lund left.',
        'She spoke with "Marrow" director Bea Lund.',
    ],
)
def test_titles_of_shows_are_no_statements(text: str) -> None:
    assert found(text) == []
