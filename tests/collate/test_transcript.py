"""A transcript: its words as statements, base of every comparison."""

from __future__ import annotations

from dataclasses import replace

from onrecord.collate import collate, spoken
from tests.collate.told import Report, person

DORN = person("Maren Dorn")
TEXT = """Press conference, Lennport Town Hall

MAYOR DORN: Thank you for coming. The bridge is closed as of tonight, and it will stay closed.

We do not gamble with lives in this city.

(Applause)

Q Will there be a ferry?

MAYOR DORN: There will be two ferries an hour."""


def test_paragraphs_are_statements_with_their_label_as_source() -> None:
    report = Report("t", TEXT, role="transcript")
    found = spoken(report.document)
    assert [s.content[0].text for s in found] == [
        "Thank you for coming. The bridge is closed as of tonight, and it will stay closed.",
        "We do not gamble with lives in this city.",
        "There will be two ferries an hour.",
    ]
    assert {s.source.text for s in found if s.source} == {"MAYOR DORN"}
    assert all(s.kind == "direct" and s.speaker is None for s in found)


def test_without_labels_it_is_all_one_speaker() -> None:
    found = spoken(Report("t", "We close it.\n\nWe reopen it in May.", role="transcript").document)
    assert [s.content[0].text for s in found] == ["We close it.", "We reopen it in May."]
    assert all(s.source is None for s in found)


def test_a_report_has_no_transcript() -> None:
    assert spoken(Report("a", TEXT).document) == ()


def test_it_is_the_base_of_every_comparison() -> None:
    report = Report("a", "“We don't gamble with lives in this city,” Dorn said.").says(
        "Maren Dorn", "We don't gamble with lives in this city,"
    )
    transcript = Report("z", TEXT, role="transcript")
    words = [replace(s, speaker="Maren Dorn", speaker_basis="name") for s in spoken(transcript.document)]
    utterances = collate([report.document, transcript.document], [*report.statements, *words], [DORN])
    (utterance,) = [u for u in utterances if u.pairs]
    (pair,) = utterance.pairs
    assert (pair.a, pair.b) == (words[1].id, "a:s1")
    assert [(e.op, e.a and e.a.text, e.b and e.b.text) for e in pair.edits] == [
        ("replace", "do not", "don't"),
        ("punctuation", ".", ","),
    ]
    assert utterance.fullest == words[1].id
