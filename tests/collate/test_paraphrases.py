"""Indirect statements that give in other words what is quoted elsewhere."""

from __future__ import annotations

from dataclasses import replace

from onrecord.collate import collate
from onrecord.model import Name, Tags
from tests.collate.told import Report, person, with_vectors

DORN, OREL = person("Maren Dorn"), person("Pavel Orelli")


def told(*reports: Report) -> dict[str, tuple[str, ...]]:
    """The paraphrases of each utterance, by its first version."""
    statements = [statement for report in reports for statement in report.statements]
    found = collate([report.document for report in reports], statements, [DORN, OREL])
    return {utterance.versions[0]: utterance.paraphrases for utterance in found}


QUOTED = "We will inspect every cable of the bridge before the winter storms arrive."


def test_the_same_thing_in_other_words() -> None:
    a = Report("a", f"“{QUOTED}” Dorn said.").says("Maren Dorn", QUOTED)
    b = Report("b", "Dorn said inspections of every cable would end before the storms.").says(
        "Maren Dorn", "inspections of every cable would end before the storms"
    )
    assert told(a, b) == {"a:s1": ("b:s1",)}


def test_a_fragment_of_a_longer_version_draws_nothing_by_itself() -> None:
    a = Report("a", f"“{QUOTED}” Dorn said.").says("Maren Dorn", QUOTED)
    b = Report("b", "Dorn spoke of “the winter storms”.").says("Maren Dorn", "the winter storms")
    c = Report("c", "Dorn said ships had feared the winter storms.").says(
        "Maren Dorn", "ships had feared the winter storms"
    )
    assert told(a, b, c) == {"a:s1": ()}


def test_of_the_same_report_too() -> None:
    text = f"Dorn promised that the cables would be inspected before winter. “{QUOTED}” she said."
    a = Report("a", text).says("Maren Dorn", "the cables would be inspected before winter").says("Maren Dorn", QUOTED)
    assert told(a) == {"a:s2": ("a:s1",)}


def test_not_of_another_speaker() -> None:
    a = Report("a", f"“{QUOTED}” Dorn said.").says("Maren Dorn", QUOTED)
    b = Report("b", "Orelli said every cable was inspected before the storms.").says(
        "Pavel Orelli", "every cable was inspected before the storms"
    )
    assert told(a, b) == {"a:s1": ()}


def test_two_words_of_nobody_known_are_too_little() -> None:
    a = Report("a", f"“{QUOTED}” Dorn said.").says("Maren Dorn", QUOTED)
    b = Report("b", "There was talk of winter storms.").says(None, "winter storms")
    assert told(a, b) == {"a:s1": ()}


def test_a_bare_noun_tells_less_than_a_clause() -> None:
    a = Report("a", f"“{QUOTED}” Dorn said.").says("Maren Dorn", QUOTED)
    noun, clause = "the cable and the storms", "the cable was older than the storms"
    b = Report("b", f"Dorn wrote of {noun}.").says("Maren Dorn", noun)
    assert told(a, b) == {"a:s1": ()}
    c = Report("c", f"Dorn wrote that {clause}.").says("Maren Dorn", clause)
    assert told(a, c) == {"a:s1": ("c:s1",)}


def test_one_word_in_marks_is_no_utterance_to_tell_in_other_words() -> None:
    a = Report("a", "Dorn spoke of a “rust” problem.").says("Maren Dorn", "rust")
    b = Report("b", "Dorn said the rust came with the winter storms.").says(
        "Maren Dorn", "the rust came with the winter storms"
    )
    assert told(a, b) == {"a:s1": ()}


def test_a_part_of_a_quotation_is_no_paraphrase_of_it() -> None:
    text = "“The council says every cable will be inspected before winter,” Dorn said."
    whole, inside = (
        "The council says every cable will be inspected before winter,",
        "every cable will be inspected before winter",
    )
    a = Report("a", text).says("Maren Dorn", whole).says(None, inside)
    a.statements[1] = replace(a.statements[1], kind="indirect")
    assert told(a) == {"a:s1": ()}


def test_several_people_do_not_speak_through_one() -> None:
    words = "every cable of the bridge must be inspected before the storms"

    def links(kind: str) -> int:
        a = Report("a", f"“{QUOTED}” Dorn said.").says("Maren Dorn", QUOTED)
        b = Report("b", f"The others said {words}.").says("others", words)
        statements = [*a.statements, *b.statements]
        found = collate([a.document, b.document], statements, [DORN, person("others", kind=kind)])
        return len(found[0].paraphrases)

    assert (links("organisation"), links("group")) == (1, 0)


def test_a_term_of_the_story_is_nothing_to_tell_in_other_words() -> None:
    plain = "The winter storms damaged it. After the winter storms it rusted. No winter storms came since."
    a = Report("a", f"It blamed the “winter storms”. {plain}").says(None, "winter storms")
    b = Report("b", "Dorn said the winter storms had cost the harbour a pier.").says(
        "Maren Dorn", "the winter storms had cost the harbour a pier"
    )
    assert told(a, b) == {"a:s1": ()}


def test_the_name_of_a_body_is_who_and_not_what() -> None:
    quoted = "We asked the Harbour Cable Inspection Board for a meeting."
    a = Report("a", f"“{quoted}” Dorn said.").says("Maren Dorn", quoted)
    words = "the Harbour Cable Inspection Board had been founded by fishermen"
    b = Report("b", f"Dorn said {words}.").says("Maren Dorn", words)

    def links(names: bool) -> int:
        documents = []
        for report in (a, b):
            start = report.article.text.index("Harbour")
            name = Name(start, start + len("Harbour Cable Inspection Board"), "organisation")
            documents.append(replace(report.document, tags=Tags((), (name,) if names else ())))
        return len(collate(documents, [*a.statements, *b.statements], [DORN])[0].paraphrases)

    assert (links(False), links(True)) == (1, 0)


def test_not_another_thing_that_the_speaker_said() -> None:
    a = Report("a", f"“{QUOTED}” Dorn said.").says("Maren Dorn", QUOTED)
    b = Report("b", "Dorn said she would not resign over the budget.").says(
        "Maren Dorn", "she would not resign over the budget"
    )
    assert told(a, b) == {"a:s1": ()}


def test_one_statement_tells_two_utterances() -> None:
    disagree, work = (
        "I have many disagreements with the governor,",
        "I intend to work with him on any plan that helps Lennport.",
    )
    a = Report("a", f"“{disagree}” Dorn said. “{work}”").says("Maren Dorn", disagree).says("Maren Dorn", work)
    both = "while she has many disagreements with Orelli, she will work on any plan that helps Lennport"
    b = Report("b", f"Dorn said that {both}.").says("Maren Dorn", both)
    assert told(a, b) == {"a:s1": ("b:s1",), "a:s2": ("b:s1",)}


def test_words_repeated_without_marks() -> None:
    a = Report("a", f"“{QUOTED}” Dorn said.").says("Maren Dorn", QUOTED)
    b = Report("b", f"She wrote: {QUOTED}").says(None, QUOTED)
    assert told(a, b) == {"a:s1": ("b:s1",)}


def test_a_version_is_no_paraphrase_of_its_own_utterance() -> None:
    a = Report("a", f"“{QUOTED}” Dorn said.").says("Maren Dorn", QUOTED)
    content = "every cable will be inspected “before the winter storms arrive”"
    b = Report("b", f"Dorn said {content}.").says("Maren Dorn", content)
    assert told(a, b) == {"a:s1": ()}


def test_nearness_in_meaning_decides_where_words_do_not() -> None:
    quoted = "Nobody crosses before each strand has been looked at."
    a = Report("a", f"“{quoted}” Dorn said. It rained. The sun set. A dog barked. The end.").says("Maren Dorn", quoted)
    b = Report("b", "Dorn said each strand would be checked first.").says(
        "Maren Dorn", "each strand would be checked first"
    )
    far, near = [1.0, 0.0], [0.0, 1.0]

    def links(of_quotation: list[float]) -> int:
        rows = [of_quotation] + [far] * (len(a.document.layout.sentences) - 1)
        documents = [with_vectors(a.document, rows), with_vectors(b.document, [near])]
        found = collate(documents, [*a.statements, *b.statements], [DORN])
        return len(found[0].paraphrases)

    assert (links(near), links(far)) == (1, 0)


def test_what_nobody_known_says_must_be_mostly_of_the_same_matter() -> None:
    a = Report("a", "“The rusty cables,” Dorn said.").says("Maren Dorn", "The rusty cables")
    aside = "crews from the north had brought rusty hammers, tents, steel cables and enough flour for two long weeks"
    b = Report("b", f"It was said that {aside}.").says(None, aside)
    assert told(a, b) == {"a:s1": ()}
