"""Statements out of what a tagger proposes and the quotation marks. People and places are invented."""

from __future__ import annotations

import pytest

from onrecord.attribute.sheet import Sheet
from onrecord.attribute.standing import Draft, _follows
from onrecord.attribute.statements import statements
from onrecord.attribute.units import Unit
from onrecord.model import Article, Document, Proposal, Range, Statement, Tags
from onrecord.segment import segment

Told = tuple[str | None, str | None, list[str]]  # source, cue, contents, as they stand in the text


def document(text: str, *proposals: Told) -> Document:
    article = Article(id="a", text=text)
    return Document(article, segment(article), Tags(tuple(proposal(text, told) for told in proposals), ()))


def proposal(text: str, told: Told) -> Proposal:
    source, cue, contents = told
    content = tuple(find(text, words) for words in contents)
    near = content[0][0]
    return Proposal(content, find(text, cue, near) if cue else None, find(text, source, near) if source else None, 0.8)


def find(text: str, words: str, near: int = 0) -> Range:
    """The place of some words, the one nearest to `near`."""
    places = [at for at in range(len(text)) if text.startswith(words, at)]
    start = min(places, key=lambda at: abs(at - near))
    return start, start + len(words)


def found(text: str, *proposals: Told) -> list[tuple[str, str | None, str | None, list[str]]]:
    """Each statement as (kind, source, cue, contents)."""
    return [shown(statement) for statement in statements(document(text, *proposals))]


def shown(statement: Statement) -> tuple[str, str | None, str | None, list[str]]:
    source, cue = (span.text if span else None for span in (statement.source, statement.cue))
    return statement.kind, source, cue, [span.text for span in statement.content]


# quotations and the tagger's contents ------------------------------------------------------------
def test_a_quotation_is_taken_to_its_marks() -> None:
    text = '"The dam held all night," Hale said.'
    assert found(text, ("Hale", "said", ["dam held all night"])) == [
        ("direct", "Hale", "said", ["The dam held all night,"]),
    ]


def test_broken_off_by_its_cue_it_is_two_that_share_it() -> None:
    text = '"The dam held," Hale said. "It will hold."'
    assert found(text, ("Hale", "said", ['"The dam held,"', '"It will hold."'])) == [
        ("direct", "Hale", "said", ["The dam held,"]),
        ("direct", "Hale", "said", ["It will hold."]),
    ]


def test_one_statement_a_paragraph() -> None:
    text = '"The dam held," Hale said.\n\n"It will hold."'
    assert found(text, ("Hale", "said", ['"The dam held,"', '"It will hold."'])) == [
        ("direct", "Hale", "said", ["The dam held,"]),
        ("direct", "Hale", "said", ["It will hold."]),
    ]


def test_a_mixed_quotation_is_one_partial_with_its_words_around() -> None:
    text = "Hale said the dam was “a joke” and that nobody “had ever looked at it.”"
    assert found(text, ("Hale", "said", ["the dam was “a joke” and that nobody “had ever looked at it.”"])) == [
        ("partial", "Hale", "said", ["the dam was “a joke” and that nobody “had ever looked at it.”"]),
    ]


def test_a_fragment_alone_leaves_its_marks_out() -> None:
    text = "Hale called it “a joke”."
    assert found(text, ("Hale", "called", ["“a joke”"])) == [("partial", "Hale", "called", ["a joke"])]


def test_indirect_speech_that_the_cue_interrupts_is_a_list_of_spans() -> None:
    text = "The dam, Hale said, would hold for a century."
    assert found(text, ("Hale", "said", ["The dam", "would hold for a century"])) == [
        ("indirect", "Hale", "said", ["The dam", "would hold for a century"]),
    ]


def test_an_indirect_sentence_and_a_quotation_of_one_cue_are_two() -> None:
    text = 'Hale said that the dam held. "It will hold."'
    assert found(text, ("Hale", "said", ["that the dam held", '"It will hold."'])) == [
        ("indirect", "Hale", "said", ["that the dam held"]),
        ("direct", "Hale", "said", ["It will hold."]),
    ]


def test_what_follows_a_whole_quotation_without_marks_is_the_reporters() -> None:
    text = '"The dam held," Hale said. Oda Quay is a town of mills.'
    assert found(text, ("Hale", "said", ['"The dam held,"', "Oda Quay is a town of mills"])) == [
        ("direct", "Hale", "said", ["The dam held,"]),
    ]


def test_whole_sentences_after_a_comma_are_set_off_from_the_words_before() -> None:
    text = 'Hale explained what held the dam, "We built it well."'
    assert found(text, ("Hale", "explained", ['what held the dam, "We built it well."'])) == [
        ("indirect", "Hale", "explained", ["what held the dam"]),
        ("direct", "Hale", "explained", ["We built it well."]),
    ]
    text = 'Hale said that, "We built it well."'
    assert found(text, ("Hale", "said", ['that, "We built it well."'])) == [
        ("direct", "Hale", "said", ["We built it well."]),
    ]


def test_the_tighter_of_two_contents_has_the_quotation() -> None:
    text = 'Quist said that Hale called the dam "a joke" in March.'
    got = found(
        text,
        ("Quist", "said", ['that Hale called the dam "a joke" in March']),
        ("Hale", "called", ['the dam "a joke"']),
    )
    assert ("partial", "Hale", "called", ['the dam "a joke"']) in got
    assert [kind for kind, source, _, _ in got if source == "Quist"] == ["indirect"]


def test_no_words_of_one_are_given_to_another() -> None:
    text = '"The dam held," Hale said.\n\n"It leaks," Quist said.'
    got = found(text, ("Hale", "said", ['"The dam held,"', '"It leaks,"']), ("Quist", "said", ['"It leaks,"']))
    assert got == [("direct", "Hale", "said", ["The dam held,"]), ("direct", "Quist", "said", ["It leaks,"])]


# cues beside quotations ----------------------------------------------------------------------------
def test_a_quotation_with_its_own_cue_does_not_join_the_one_before() -> None:
    text = '"The dam held," Hale said. He added, "It will hold."'
    assert found(text, ("Hale", "said", ['"The dam held,"', '"It will hold."'])) == [
        ("direct", "Hale", "said", ["The dam held,"]),
        ("direct", "He", "added", ["It will hold."]),
    ]


def test_of_two_cues_behind_a_quotation_the_nearer_is_its_own() -> None:
    text = '"The dam held," Hale said, according to a letter.'
    assert found(text, ("a letter", "according to", ['"The dam held,"'])) == [
        ("direct", "Hale", "said", ["The dam held,"]),
    ]


def test_a_participle_is_the_cue_of_what_it_leads_into() -> None:
    text = '"The dam held," Hale said, adding, "It will hold."'
    assert found(text, ("Hale", "said", ['"The dam held,"', '"It will hold."'])) == [
        ("direct", "Hale", "said", ["The dam held,"]),
        ("direct", "Hale", "adding", ["It will hold."]),
    ]


def test_a_participle_without_a_source_takes_the_sentences_subject() -> None:
    text = "He blamed the rain, saying the dam was sound."
    assert found(text, (None, "saying", ["the dam was sound"])) == [("indirect", "He", "saying", ["the dam was sound"])]


LED = [
    ('"The dam held," she said.', "she", "said"),
    ('"The dam held," said Robin Hale, the mayor.', "Robin Hale", "said"),
    ('"Did the dam hold?" Robin Hale asked.', "Robin Hale", "asked"),
    ('"The dam held," Mr. Hale told reporters.', "Mr. Hale", "told"),
    ('"The dam held," Robin Hale, the mayor of Oda Quay, said.', "Robin Hale", "said"),
    ('"The dam held," Hale, who built it, said on Monday.', "Hale", "said"),
    ('Hale said: "The dam held."', "Hale", "said"),
    ('Hale told the Quay Courier, "The dam held."', "Hale", "told"),
    ('On Monday the mayor wrote:\n\n"The dam held."', "the mayor", "wrote"),
    ("“The dam held.” — Robin Hale", "Robin Hale", None),
    ("“The dam held.”\n\nThe rain went on.", None, None),
]


@pytest.mark.parametrize(("text", "source", "cue"), LED)
def test_a_quotation_that_no_proposal_reports_takes_what_stands_beside_it(
    text: str, source: str | None, cue: str | None
) -> None:
    ((kind, got_source, got_cue, _),) = found(text)
    assert (kind, got_source, got_cue) == ("direct", source, cue)


PARTLY = [
    ("The mayor called the dam “a joke”.", "The mayor", ["the dam “a joke”"]),
    ("Hale argued that the dam was, in the end, “a joke”.", "Hale", ["that the dam was, in the end, “a joke”"]),
    ("The dam was labelled “a joke”.", None, ["a joke"]),
    ("The plan of a “joke” town.", None, ["joke"]),
]


@pytest.mark.parametrize(("text", "source", "content"), PARTLY)
def test_a_fragment_that_no_proposal_reports(text: str, source: str | None, content: list[str]) -> None:
    ((kind, got, _, contents),) = found(text)
    assert (kind, got, contents) == ("partial", source, content)


def test_a_fragment_before_a_closing_cue_is_its_speakers() -> None:
    text = "A “joke” of a dam will cost lives, Hale said."
    got = found(text, ("Hale", "said", ["of a dam will cost lives"]))
    assert ("partial", "Hale", "said", ["joke"]) in got


# standing quotations -------------------------------------------------------------------------------
def test_a_paragraph_in_marks_goes_on_from_the_one_before() -> None:
    text = '"The dam held," Hale said.\n\n"It will hold."\n\n"I built it."'
    assert [(source, cue) for _, source, cue, _ in found(text)] == [("Hale", "said")] * 3


@pytest.mark.parametrize("again", ["", "“"])
def test_a_quotation_left_open_is_whose_it_is_where_it_goes_on(again: str) -> None:
    text = (
        f"“The deal was wrong.\n\n{again}It was bad.\n\n{again}It failed,” said Ezra Lund.\n\n“Hold on.” A boat came."
    )
    assert [one[1:3] for one in found(text, ("Ezra Lund", "said", ["It failed"]))] == [
        ("Ezra Lund", "said"),
        ("Ezra Lund", "said"),
        ("Ezra Lund", "said"),
        (None, None),
    ]


def test_a_quotation_inside_what_was_said_before_it_goes_on_from_nothing() -> None:
    sheet = Sheet(document('It fell "as it had to." and so on.'))
    around = Draft(Unit(((0, 7), (24, 33)), "partial", (1,)), None, (12, 14), 0.5)
    inside = Draft(Unit(((9, 22),), "direct", (0,)), None, None, 0.15)
    assert not _follows(sheet, around, inside)


def test_it_does_not_go_on_over_the_reporters_words() -> None:
    text = '"The dam held," Hale said.\n\nThe rain went on.\n\n"It will hold."'
    assert found(text)[-1] == ("direct", None, None, ["It will hold."])


def test_a_cue_further_off_gives_way_to_the_quotation_right_before() -> None:
    text = '"The dam held," Hale said. "It leaks," Quist said. "Look at it."'
    got = found(text, ("Hale", "said", ['"The dam held,"', '"Look at it."']))
    assert got[-1] == ("direct", "Quist", "said", ["Look at it."])


def test_the_name_that_the_sentence_before_begins_with() -> None:
    text = 'The dam held. Robin Hale was blunt about it. "Luck is no plan."'
    assert found(text) == [("direct", "Robin Hale", None, ["Luck is no plan."])]


# what is no statement --------------------------------------------------------------------------------
NO_STATEMENT = [
    'She spoke on "Quay Tonight" about rain.',
    "Robin “Sparky” Hale was there.",
    'He read from his book "The Dam and the Town" on Monday.',
    "A film called “Rain” was shown.",
    "They oppose the “stand by your dam” law.",
    'She spoke on the show "Rain." Later she sang "Rain" again.',
]


@pytest.mark.parametrize("text", NO_STATEMENT)
def test_titles_nicknames_and_terms(text: str) -> None:
    assert found(text) == []


SCARE = [
    "The “experts” went home.",
    "Mayor keeps 'Dead Dam' pledge\n\nThe rain went on.",
    "Her “Dry Feet” remark stung.",
]


@pytest.mark.parametrize("text", SCARE)
def test_a_scare_quote_is_partial_and_nobodys(text: str) -> None:
    assert [(kind, source, cue) for kind, source, cue, _ in found(text)] == [("partial", None, None)]


# nested statements -----------------------------------------------------------------------------------
def test_what_a_speaker_thinks_is_no_statement_of_its_own() -> None:
    text = '"I think the dam held," Hale said.'
    got = found(text, ("Hale", "said", ['"I think the dam held,"']), ("I", "think", ["the dam held"]))
    assert got == [("direct", "Hale", "said", ["I think the dam held,"])]


def test_what_a_speaker_reports_of_another_is() -> None:
    text = '"Quist told me the dam held," Hale said.'
    got = found(text, ("Hale", "said", ['"Quist told me the dam held,"']), ("Quist", "told", ["the dam held"]))
    assert ("indirect", "Quist", "told", ["the dam held"]) in got
    assert ("direct", "Hale", "said", ["Quist told me the dam held,"]) in got


# transcripts -----------------------------------------------------------------------------------------
def test_a_transcript_gives_each_turn_to_its_name() -> None:
    text = "HALE: The dam held.\n\nQUIST: Did it “hold”? Really?\n\nHALE: It held."
    assert found(text) == [
        ("direct", "HALE", None, ["The dam held."]),
        ("direct", "QUIST", None, ["Did it “hold”? Really?"]),
        ("direct", "HALE", None, ["It held."]),
    ]


def test_a_list_with_colons_is_no_transcript() -> None:
    assert found("Tickets: 12\n\nDoors: 8 p.m\n\nStage: main") == []
    assert found("WHEN: Monday\n\nWHEN: Tuesday\n\nWHEN: Friday") == []


# spans, ids, stance ------------------------------------------------------------------------------------
def test_cue_and_source_have_no_punctuation_at_their_ends() -> None:
    text = '"It held," said Rep. Robin Hale (Oda Quay), adding: "It will."'
    got = found(text, ("Rep. Robin Hale (Oda Quay),", "said", ['"It held,"']), ("Rep.", ", adding:", ['"It will."']))
    assert got[0][1] == "Rep. Robin Hale"
    assert got[1][2] == "adding"


def test_a_cue_of_punctuation_alone_is_none() -> None:
    assert found("Hale: Dam will hold", ("Hale", ":", ["Dam will hold"])) == [
        ("indirect", "Hale", None, ["Dam will hold"])
    ]


def test_a_source_ends_where_more_is_told_of_it() -> None:
    text = "Hale, who built the dam, said it held."
    assert found(text, ("Hale, who built the dam", "said", ["it held"])) == [("indirect", "Hale", "said", ["it held"])]


DISPUTED = [
    ("Hale claimed falsely that the dam held.", "claimed falsely", "that the dam held", "disputed"),
    ("Hale wrongly said that the dam held.", "said", "that the dam held", "disputed"),
    ("Hale said, without evidence, that the dam held.", "said", "that the dam held", "disputed"),
    ("Hale repeated the debunked claim that the dam held.", "repeated", "that the dam held", "disputed"),
    ("Hale said that Quist had falsely praised the dam.", "said", "that Quist had falsely praised the dam", None),
    ("Hale said that the dam held.", "said", "that the dam held", None),
]


@pytest.mark.parametrize(("text", "cue", "content", "stance"), DISPUTED)
def test_stance(text: str, cue: str, content: str, stance: str | None) -> None:
    (statement,) = statements(document(text, ("Hale", cue, [content])))
    assert statement.stance == stance


def test_doubt_that_a_speaker_casts_is_not_the_reporters() -> None:
    text = "Quist said Hale falsely claimed the dam held."
    got = statements(
        document(
            text,
            ("Quist", "said", ["Hale falsely claimed the dam held"]),
            ("Hale", "claimed", ["the dam held"]),
        )
    )
    assert [statement.stance for statement in got] == [None, None]


def test_ids_follow_the_text_and_every_span_re_slices() -> None:
    text = '"The dam held," Hale said.\n\nQuist called it “a joke”. “It held,” she added.'
    got = statements(document(text))
    assert [statement.id for statement in got] == ["a:s1", "a:s2", "a:s3"]
    for statement in got:
        for span in (*statement.content, statement.cue, statement.source):
            assert span is None or text[span.start : span.end] == span.text
        assert 0 < statement.confidence < 1


def test_a_text_without_statements() -> None:
    assert found("The rain went on.") == found("") == []


def test_a_participle_passes_over_a_relative_clause() -> None:
    text = "The mill denied it, which the Post first reported, telling reporters it was false."
    told = found(
        text,
        ("The mill", "denied", ["it"]),
        ("the Post", "reported", ["which"]),
        (None, "telling", ["it was false"]),
    )
    assert told[-1][1] == "The mill"
