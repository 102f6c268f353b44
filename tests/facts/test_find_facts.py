"""Facts of invented reports: told by two witnesses, by one, or with values that cannot both hold."""

from __future__ import annotations

import onrecord
from onrecord.model import Fact, StoryRecord
from onrecord.read.reading import read_rows

FIRE = "A fire destroyed the old grain mill at Oster Quay in Valborg early on Sunday."
SAME_FIRE = "The old grain mill at Oster Quay in Valborg burned down in a fire early on Sunday."
OTHER = "Mill owner Sven Aldous had applied for a licence to turn the site into flats last spring."
HURT = "Twelve firefighters were treated for smoke in the Valborg hospital after the mill fire."
MORE_HURT = "Nineteen firefighters were treated for smoke in the Valborg hospital after the mill fire."
AT_LEAST = "At least ten firefighters were treated for smoke in the Valborg hospital after the mill fire."
FILLER = "Trains between the harbour and the airport ran late all morning because a signal had failed."


def record(*texts: str, dates: tuple[str, ...] = ()) -> StoryRecord:
    days = dates or ("2024-05-06",) * len(texts)
    rows = [{"id": f"r{n}", "text": text, "date": day} for n, (text, day) in enumerate(zip(texts, days, strict=True))]
    return onrecord.compare(read_rows(rows).articles)


def facts(told: StoryRecord, status: str, words: str) -> list[Fact]:
    return [f for f in told.facts if f.status == status and any(words in span.text for span in f.reports)]


def test_two_witnesses_corroborate_in_their_own_words() -> None:
    told = record(f"{FIRE} {OTHER}", f"{SAME_FIRE} {FILLER}")
    (fact,) = facts(told, "corroborated", "grain mill")
    assert {span.article for span in fact.reports} == {"r0", "r1"}


def test_what_one_report_has_is_single() -> None:
    told = record(f"{FIRE} {OTHER}", f"{SAME_FIRE} {FILLER}")
    assert facts(told, "single", "licence")
    assert facts(told, "single", "Trains")
    assert not facts(told, "corroborated", "Trains")


def test_disjoint_numbers_of_one_thing_conflict() -> None:
    told = record(f"{FIRE} {HURT}", f"{SAME_FIRE} {MORE_HURT}")
    (fact,) = facts(told, "conflicting", "firefighters")
    assert {(d.kind, d.a.text, d.b.text) for d in fact.differs} == {("number", "Twelve", "Nineteen")}


def test_a_report_that_gives_both_values_speaks_of_two_things() -> None:
    money = "The campaign against the Valborg dam will get 7 million euros from a foundation."
    more = "The campaign against the Valborg dam will get 50 million euros from a foundation."
    apart = record(f"{FIRE} {money}", f"{SAME_FIRE} {more}")
    assert facts(apart, "conflicting", "campaign")
    both = record(f"{FIRE} {money}", f"{SAME_FIRE} {more} Its owner had pledged 7 million euros of his own last year.")
    assert not facts(both, "conflicting", "campaign")


def test_a_number_elsewhere_of_another_thing_changes_nothing() -> None:
    other = "Rescuers led twelve horses out of the stables behind the town hall."
    told = record(f"{FIRE} {HURT}", f"{SAME_FIRE} {MORE_HURT} {other}")
    assert facts(told, "conflicting", "firefighters")


def test_a_bound_that_holds_is_no_conflict() -> None:
    told = record(f"{FIRE} {HURT}", f"{SAME_FIRE} {AT_LEAST}")
    assert not [fact for fact in told.facts if fact.status == "conflicting"]
    assert facts(told, "corroborated", "firefighters")


def test_years_before_christ_are_years_like_others() -> None:
    wreck = "The painted vase was made in the first century BC, 30 experts told reporters in Valborg."
    older = "The painted vase was made in the second century BC, 30 experts told reporters in Valborg."
    late = "In 44 BC and in 900 BC the coast of Valborg stood under water, said the museum."
    told = record(f"{wreck} {late}", f"{older} {FILLER}")
    (fact,) = facts(told, "conflicting", "century")
    assert {(d.kind, d.a.text, d.b.text) for d in fact.differs} == {
        ("date", "the first century BC", "the second century BC")
    }
    centuries = [entry.value for entry in told.timeline if entry.value.startswith("BC")]
    assert centuries == ["BC0900", "BC01", "BC00", "BC0044"]


def test_a_quotation_is_no_fact() -> None:
    told = record(f"{FIRE} “The mill was the heart of this quay for ninety years,” she said.", SAME_FIRE)
    assert not [fact for fact in told.facts if any("heart" in span.text for span in fact.reports)]


MET = "Mayor Ida Roe met the miller Sven Aldous in the town hall of Valborg on Friday"
THEY_MET = "The miller Sven Aldous and Mayor Ida Roe met in the town hall of Valborg on Friday."


def test_the_first_of_its_kind_is_a_fact_of_its_own() -> None:
    told = record(f"{MET}, the first talks between the two and nobody else. {OTHER}", f"{THEY_MET} {FILLER}")
    assert facts(told, "corroborated", "town hall")
    (fact,) = facts(told, "single", "first talks")
    assert [span.text for span in fact.reports] == ["the first talks between the two"]


def test_a_claim_in_quotation_marks_is_only_said() -> None:
    told = record(f"{MET} for “an honest start, the first talks of many to come” in her words. {OTHER}", THEY_MET)
    assert not facts(told, "single", "first talks")


def test_what_two_reports_call_the_first_of_its_kind_is_no_single_fact() -> None:
    again = "These were their first talks since the mill burned."
    told = record(f"{MET}, the first talks between the two.", f"{THEY_MET} {again}")
    assert not facts(told, "single", "first talks between")


def test_a_copy_is_no_second_witness() -> None:
    agency = f"{FIRE}\n\n{OTHER}\n\n{HURT}\n\n{FILLER}"
    told = record(agency, agency)
    assert told.witnesses == (("r0", "r1"),)
    assert {fact.status for fact in told.facts} == {"single"}


def test_a_count_that_a_later_report_gives_is_an_update() -> None:
    told = record(f"{FIRE} {HURT}", f"{SAME_FIRE} {MORE_HURT}", dates=("2024-05-06", "2024-05-09"))
    (fact,) = facts(told, "conflicting", "firefighters")
    assert [one.reading for one in fact.differs] == ["update"]


def test_reports_of_one_day_disagree() -> None:
    told = record(f"{FIRE} {HURT}", f"{SAME_FIRE} {MORE_HURT}")
    (fact,) = facts(told, "conflicting", "firefighters")
    assert [one.reading for one in fact.differs] == ["disagree"]


def test_an_age_does_not_grow_with_the_hour() -> None:
    a = f"{FIRE} Mill owner Sven Aldous, 61, watched from the quay in his slippers."
    b = f"{SAME_FIRE} The flats were the dream of Sven Aldous, 58, whose licence was refused."
    told = record(a, b, dates=("2024-05-06", "2024-05-09"))
    (fact,) = facts(told, "conflicting", "Aldous")
    assert [(one.a.text, one.b.text, one.reading) for one in fact.differs] == [("61", "58", "disagree")]
    assert not facts(told, "single", "slippers")


def test_a_disputed_value_is_one_fact_wherever_it_stands() -> None:
    a = f"{FIRE} Some 60 excavators were brought to the quay. {OTHER}"
    b = f"{SAME_FIRE} More than 80 diggers are on site. Drivers of the 85 diggers were given soup. {FILLER}"
    (fact,) = facts(record(a, b), "conflicting", "excavators")
    assert [span.article for span in fact.reports] == ["r0", "r1", "r1"]
    assert [(one.a.text, one.b.text) for one in fact.differs] == [("60", "80"), ("60", "85")]
