"""Versions of one thing said, found across reports and kept apart where they are of two."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from onrecord.collate import adopt, collate
from onrecord.date import document_timexes
from onrecord.model import Utterance
from tests.collate.told import Report, person

DORN, OREL = person("Maren Dorn"), person("Pavel Orelli")
BOARD = person("Harbour Board", kind="organisation")
LONG = "The bridge was built for a tenth of this traffic, and nobody on this council can say that we were not warned."


def together(*reports: Report, people: tuple = (DORN, OREL, BOARD)) -> list[list[str]]:
    """The versions of each utterance that has several."""
    return [list(u.versions) for u in collated(*reports, people=people) if len(u.versions) > 1]


def collated(*reports: Report, people: tuple = (DORN, OREL, BOARD)) -> tuple[Utterance, ...]:
    statements = [statement for report in reports for statement in report.statements]
    documents = [report.document for report in reports]
    timexes = {document.article.id: document_timexes(document) for document in documents}
    return collate(documents, statements, people, timexes=timexes)


def test_a_long_quotation_pulls_its_parts_together() -> None:
    a = Report("a", f"“{LONG}” Dorn said.").says("Maren Dorn", LONG)
    b = Report("b", "“The bridge was built for a tenth of this traffic,” Dorn said.").says(
        "Maren Dorn", "The bridge was built for a tenth of this traffic,"
    )
    c = Report("c", "Nobody, she added, “can say that we were not warned.”").says(
        "Maren Dorn", "can say that we were not warned."
    )
    (utterance,) = collated(a, b, c)
    assert utterance.versions == ("a:s1", "b:s1", "c:s1")
    assert utterance.fullest == "a:s1"
    assert {(pair.a, pair.b) for pair in utterance.pairs} == {("a:s1", "b:s1"), ("a:s1", "c:s1")}
    assert utterance.relation == "subset"


def test_every_quoted_statement_is_in_exactly_one_utterance() -> None:
    a = Report("a", f"“{LONG}” Dorn said. “We close it.” It is “reckless”.").says("Maren Dorn", LONG)
    a.says("Maren Dorn", "We close it.").says(None, "reckless")
    b = Report("b", "Dorn called the delay “reckless”. She will not resign.").says("Maren Dorn", "reckless")
    b.says("Maren Dorn", "She will not resign")
    held = [version for utterance in collated(a, b) for version in utterance.versions]
    assert sorted(held) == ["a:s1", "a:s2", "a:s3", "b:s1"]


def test_one_word_joins_where_the_speaker_is_the_same() -> None:
    a = Report("a", "“It is a reckless plan,” Dorn said.").says("Maren Dorn", "It is a reckless plan,")
    b = Report("b", "Dorn called it “reckless”.").says("Maren Dorn", "reckless")
    assert together(a, b) == [["a:s1", "b:s1"]]


def test_the_same_words_of_two_named_people_stay_apart() -> None:
    said = "We will not gamble with lives,"
    a = Report("a", f"“{said}” Dorn said.").says("Maren Dorn", said)
    b = Report("b", f"“{said}” Orelli said.").says("Pavel Orelli", said)
    assert together(a, b) == []


def test_words_of_a_body_and_of_the_person_who_spoke_for_it_go_together() -> None:
    said = "the safety of every crew comes before any timetable"
    a = Report("a", f"The board said “{said}”.").says("Harbour Board", said)
    b = Report("b", f"“I repeat that {said},” Dorn said.").says("Maren Dorn", f"I repeat that {said},")
    (utterance,) = collated(a, b)
    assert utterance.speaker == "Maren Dorn"
    assert utterance.basis == "wording, a body and a person"


def test_an_inferred_speaker_gives_way_to_wording() -> None:
    a = Report("a", f"“{LONG}” Dorn said.").says("Maren Dorn", LONG)
    b = Report("b", f"“{LONG}” he said.").says("Pavel Orelli", LONG, basis="pronoun")
    (utterance,) = collated(a, b)
    assert utterance.speaker == "Maren Dorn"
    statements = adopt([*a.statements, *b.statements], [utterance])
    assert [(s.speaker, s.speaker_basis) for s in statements] == [("Maren Dorn", "name"), ("Maren Dorn", "wording")]


def test_a_speaker_that_the_source_names_does_not_give_way() -> None:
    crowd = person("Harbour workers", kind="group")
    a = Report("a", f"“{LONG}” Dorn said.").says("Maren Dorn", LONG)
    b = Report("b", f"“{LONG}” harbour workers said.").says("Harbour workers", LONG, basis="group")
    utterances = collated(a, b, people=(DORN, crowd))
    assert [s.speaker for s in adopt(b.statements, utterances)] == ["Harbour workers"]


def test_a_version_without_a_speaker_gets_the_one_of_its_utterance() -> None:
    a = Report("a", f"“{LONG}” Dorn said.").says("Maren Dorn", LONG)
    b = Report("b", f"“{LONG}”").says(None, LONG)
    utterances = collated(a, b)
    assert {s.speaker for s in adopt([*a.statements, *b.statements], utterances)} == {"Maren Dorn"}
    assert all(u.speaker == "Maren Dorn" for u in utterances)


def test_an_unnamed_fragment_does_not_join_two_speakers() -> None:
    a = Report("a", "“It is a reckless plan,” Dorn said.").says("Maren Dorn", "It is a reckless plan,")
    b = Report("b", "“A reckless speech,” Orelli said.").says("Pavel Orelli", "A reckless speech,")
    c = Report("c", "One word was heard: “reckless”.").says(None, "reckless")
    assert all(len(versions) < 3 for versions in together(a, b, c))
    assert not any({"a:s1", "b:s1"} <= set(versions) for versions in together(a, b, c))


def test_a_fragment_goes_where_the_words_around_it_point() -> None:
    plan = "The ferry plan is reckless and it will cost lives at sea."
    speech = "His speech on pensions was reckless and he knows it well."
    a = Report("a", f"“{plan}” Dorn said. “{speech}” Dorn said.").says("Maren Dorn", plan).says("Maren Dorn", speech)
    b = Report("b", "Dorn called the speech on pensions “reckless”.").says("Maren Dorn", "reckless")
    assert together(a, b) == [["a:s2", "b:s1"]]


def test_a_chain_of_weak_links_joins_nothing() -> None:
    bridge = "The bridge must be made safe for winter crews before a single truck goes over it again,"
    ferry = "I told the ferry company that its boats are safe for winter crews and for nobody else,"
    a = Report("a", f"“{bridge}” Dorn said.").says("Maren Dorn", bridge)
    b = Report("b", "Dorn spoke of the bridge and wants it “safe for winter crews”.").says(
        "Maren Dorn", "safe for winter crews"
    )
    c = Report("c", f"“{ferry}” Dorn said.").says("Maren Dorn", ferry)
    for order in ((a, b, c), (c, b, a)):
        assert together(*order) == [["a:s1", "b:s1"]]


def test_a_term_that_the_reports_use_without_marks_too_joins_nothing() -> None:
    said = "The ferry plan was changed to spare the harbour board a fine."
    told = " The ferry plan was drawn up in May. The ferry plan is long."
    a = Report("a", f"“{said}” Dorn said.{told}").says("Maren Dorn", said)
    b = Report("b", "A “ferry plan” was found. Of the ferry plan little is known.").says(None, "ferry plan")
    assert together(a, b) == []
    once = Report("b", "A “ferry plan” was found.").says(None, "ferry plan")
    assert together(Report("a", f"“{said}” Dorn said.").says("Maren Dorn", said), once) == [["a:s1", "b:s1"]]


def test_two_sentences_of_one_speaker_that_share_a_name_and_a_phrase_stay_apart() -> None:
    a = Report("a", "“On behalf of the people of Lennport I thank the crews,” Dorn said.").says(
        "Maren Dorn", "On behalf of the people of Lennport I thank the crews,"
    )
    b = Report("b", "“It shames the people of Lennport that the bridge stayed open all winter,” Dorn said.").says(
        "Maren Dorn", "It shames the people of Lennport that the bridge stayed open all winter,"
    )
    assert together(a, b) == []


WILL = "We will win this fight for the harbour,"


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("Dorn said on Monday", "Dorn said on March 2", True),
        ("Dorn said on Monday", "Dorn said late on Tuesday", True),  # late on Monday by another clock
        ("Dorn said on Monday", "Dorn said last Monday", True),
        ("Dorn said on Monday", "Dorn said", True),
        ("Dorn said on Monday", "Dorn said in June 2019", False),
        ("Dorn told the council on Monday", "Dorn told the council last year", False),
        ("said Dorn, who was elected in 2019", "said Dorn on Monday", True),
        ("Dorn said of the vote in 2019", "Dorn said on Monday", True),
    ],
)
def test_the_same_words_said_on_another_occasion_stay_apart(a: str, b: str, one: bool) -> None:
    made = [
        Report(name, f"“{WILL}” {cue}.", date="2026-03-03")
        .says("Maren Dorn", WILL)
        .by("said" if "said" in cue else "told")
        for name, cue in (("a", a), ("b", b))
    ]
    assert bool(together(*made)) == one


def test_days_counted_from_a_guessed_date_tell_no_occasion() -> None:
    a = Report("a", f"“{WILL}” Dorn said on Monday.", date="2026-03-03").says("Maren Dorn", WILL).by("said")
    for basis, one in (("inferred", True), ("stated", False)):
        b = Report("b", f"“{WILL}” Dorn said on Monday.", date="2026-02-03").says("Maren Dorn", WILL).by("said")
        published = replace(b.article.published, basis=basis)  # type: ignore[arg-type, type-var]
        b.document = replace(b.document, article=replace(b.article, published=published))
        assert bool(together(a, b)) == one


def test_a_version_of_no_day_does_not_join_two_days() -> None:
    made = [
        Report(name, f"“{WILL}” Dorn said{when}.", date="2026-03-03").says("Maren Dorn", WILL).by("said")
        for name, when in (("a", " on Monday"), ("b", ""), ("c", " in June 2019"))
    ]
    assert [len(versions) for versions in together(*made)] == [2]


def test_a_statement_of_two_stretches_is_one_version() -> None:
    first, second = "It speaks volumes that we wait here for a harbourite,", "I will meet with anyone who asks me to."
    a = Report("a", f"“{first}” Dorn said. “{second}”").says("Maren Dorn", first).says("Maren Dorn", second)
    content = "“speaks volumes” that a “harbourite” is awaited"
    b = Report("b", f"Dorn said it {content}.").says("Maren Dorn", content)
    (utterance,) = [u for u in collated(a, b) if len(u.versions) > 1]
    assert utterance.versions == ("a:s1", "b:s1")
    assert utterance.pairs[0].relation == "subset"


def test_the_earliest_is_named_only_where_the_dates_decide() -> None:
    def story(first: str | None, second: str | None) -> str | None:
        a = Report("a", f"“{LONG}” Dorn said.", date=first).says("Maren Dorn", LONG)
        b = Report("b", f"“{LONG}” Dorn said.", date=second).says("Maren Dorn", LONG)
        return collated(a, b)[0].earliest

    assert story("2031-05-01T08:00:00Z", "2031-05-01T09:00:00Z") == "a:s1"
    assert story("2031-05-04", "2031-05-01") == "b:s1"
    assert story("2031-05-01", "2031-05-01") is None
    assert story("2031-05-01", None) is None


def test_the_order_of_the_inputs_makes_no_difference() -> None:
    a = Report("a", f"“{LONG}” Dorn said. It is “reckless”.").says("Maren Dorn", LONG).says(None, "reckless")
    b = Report("b", f"“{LONG[:50]}” Dorn said. “A reckless plan,” he said.").says("Maren Dorn", LONG[:50])
    b.says("Pavel Orelli", "A reckless plan,", basis="pronoun")
    c = Report("c", "Dorn said they were warned. She called it “reckless”.").says("Maren Dorn", "they were warned")
    c.says("Maren Dorn", "reckless")
    expected = collated(a, b, c)
    rng = random.Random(3)
    for _ in range(5):
        reports = [a, b, c]
        rng.shuffle(reports)
        statements = [s for report in reports for s in report.statements]
        rng.shuffle(statements)
        assert collate([r.document for r in reports], statements, [BOARD, OREL, DORN]) == expected


def test_a_statement_of_marks_alone_stands_alone() -> None:
    a = Report("a", "“…” Dorn said. “We close it,” she added.").says("Maren Dorn", "…")
    a.statements[0] = replace(a.statements[0], kind="partial")
    a.says("Maren Dorn", "We close it,")
    assert [u.versions for u in collated(a)] == [("a:s1",), ("a:s2",)]


def test_nothing_to_collate() -> None:
    assert collate([], [], []) == ()
