"""Indirect statements that give in other words what is quoted elsewhere."""

from __future__ import annotations

from onrecord.collate import collate
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
