"""Did she say that? Every outcome, and every way in which a quotation may be remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.archive.document import verify_document
from onrecord.archive.ingest import ingest
from onrecord.archive.search import Search
from onrecord.archive.store import Archive
from onrecord.archive.verdict import Verdict
from onrecord.archive.verify import verify
from onrecord.errors import OptionError
from onrecord.model import Article, Published

from .standin import extract, setup

_LONG = (
    "We will rebuild the east quay before the winter storms, and we will not ask a single household in the "
    "old town to pay for what the engineers got wrong"
)


def _article(name: str, text: str, day: str | None, **more: str) -> Article:
    return Article(
        id=name,
        text=text,
        outlet=name.title(),
        title=f"From {name}",
        url=f"https://{name}.example/quay",
        published=None if day is None else Published(day, "given"),
        **more,  # type: ignore[arg-type]
    )


REPORTS = (
    _article("alder", f'On Monday "{_LONG}," Mara Ellwood said. The hall was full to the doors.', "2031-05-06"),
    _article(
        "quay",
        f'It rained. "{_LONG.replace("single household", "single family")}," Ellwood said to the press outside.',
        "2031-05-07",
    ),
    _article("fen", f'Late news. "{_LONG}," Ellwood said, as we report from the harbour tonight.', "2031-05-06"),
    _article(
        "later", '"The ferry is safe and it always was safe," Tobin Okafor said. Others doubted it.', "2031-06-01"
    ),
    _article(
        "ink", "Ines Quillfeather said that the dredging contract was cancelled without any warning.", "2031-06-02"
    ),
    _article("nobody", 'A banner read "no more broken promises to the harbour folk" over the door.', None),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("verify") / "a.db", create=True) as opened:
        ingest(opened, REPORTS, setup=setup, maker="standin")
        yield opened


@pytest.fixture(scope="module")
def search(archive: Archive) -> Search:
    return Search.open(archive)


@pytest.mark.parametrize(
    "words",
    [
        _LONG,
        _LONG.upper(),
        f"“{_LONG}!”",
        _LONG.replace(",", " —"),
        "the winter storms, and we will not ask a single household",  # ten words
        "and we will not ask a single household in",
    ],
)
def test_the_same_words_are_found_however_they_are_typed(archive: Archive, search: Search, words: str) -> None:
    verdict = verify(archive, words, speaker="Ellwood", search=search)
    assert verdict.outcome == "same"
    assert verdict.found
    reading = verdict.readings[0]
    assert (reading.reports, reading.witnesses, reading.speaker) == (2, 2, "Mara Ellwood")
    assert reading.relation in ("identical", "typographic", "subset")


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("We will rebuild the west quay before the winter storms", {("replace", "west", "east")}),
        ("We will rebuild the east quay before the autumn winter storms", {("delete", "autumn", None)}),
        ("we will ask a single household in the old town to pay", {("insert", None, "not")}),
        ("We will rebuild … before the winter storms, and we will not ask a single household", set()),
        ("We will rebuild [our] quay before the winter storms, and we will not ask a single household", set()),
    ],
)
def test_changed_words_are_found_and_the_changes_named(
    archive: Archive, search: Search, words: str, changes: set[tuple[str, str | None, str | None]]
) -> None:
    verdict = verify(archive, words, speaker="Mara Ellwood", search=search)
    assert verdict.outcome == "changed"
    edits = {(e.op, e.a and e.a.text, e.b and e.b.text) for e in verdict.readings[0].edits}
    assert changes <= edits
    for edit in verdict.readings[0].edits:
        assert edit.a is None or words[edit.a.start : edit.a.end] == edit.a.text


def test_every_reading_is_there_with_its_reports(archive: Archive, search: Search) -> None:
    verdict = verify(archive, _LONG, search=search)
    texts = {reading.words.rstrip(","): reading for reading in verdict.readings}
    assert verdict.outcome == "same"
    assert {place.outlet for place in texts[_LONG].appearances} == {"Alder", "Fen"}
    changed = [reading for reading in verdict.further if "single family" in reading.words]
    assert changed[0].relation == "altered"
    assert [place.outlet for place in changed[0].appearances] == ["Quay"]


def test_the_earliest_report_is_only_certain_where_the_dates_decide(archive: Archive, search: Search) -> None:
    earliest = verify(archive, _LONG, search=search).earliest
    assert earliest is not None
    assert not earliest.certain
    assert {earliest.report.outlet, *(rival.outlet for rival in earliest.rivals)} == {"Alder", "Fen"}
    sure = verify(archive, "The ferry is safe and it always was safe", search=search).earliest
    assert sure is not None
    assert sure.certain
    assert sure.report.citation == (
        "“The ferry is safe and it always was safe,” (Tobin Okafor; Later, “From later”, 2031-06-01, "
        "https://later.example/quay, characters 1 to 42)"
    )


def test_words_of_another_speaker(archive: Archive, search: Search) -> None:
    verdict = verify(archive, "The ferry is safe and it always was safe", speaker="Mara Ellwood", search=search)
    assert verdict.outcome == "other-speaker"
    assert not verdict.found
    assert verdict.readings[0].speaker == "Tobin Okafor"


@pytest.mark.parametrize("name", ["Okafor", "okafor", "Tobin Okafor", "T. Okafor", "Mr Okafor", "Dr. Tobin Okafor Jr."])
def test_a_name_in_any_usual_form_will_do(archive: Archive, search: Search, name: str) -> None:
    assert verify(archive, "The ferry is safe and it always was safe", speaker=name, search=search).found


@pytest.mark.parametrize("name", ["Ada Okafor", "Tobin", "Ok", "?!"])
def test_a_name_of_somebody_else_will_not(archive: Archive, search: Search, name: str) -> None:
    verdict = verify(archive, "The ferry is safe and it always was safe", speaker=name, search=search)
    assert verdict.outcome == "other-speaker"


def test_words_that_nobody_is_said_to_have_said(archive: Archive, search: Search) -> None:
    words = "no more broken promises to the harbour folk"
    assert verify(archive, words, search=search).outcome == "same"
    assert verify(archive, words, speaker="Ellwood", search=search).outcome == "speaker-unknown"


@pytest.mark.parametrize(
    "words",
    [
        "the dredging contract was cancelled without any warning",
        "They cancelled the dredging contract, no warning given",
    ],
)
def test_a_paraphrase_is_called_one(archive: Archive, search: Search, words: str) -> None:
    verdict = verify(archive, words, speaker="Quillfeather", search=search)
    assert verdict.outcome == "paraphrase"
    assert not verdict.readings[0].quoted


@pytest.mark.parametrize(
    "words",
    [
        "The harbour master resigned over a forged signature on the tender",
        "We will paint the town hall before the spring fair, and we will not charge a single visitor",
        "unsafe",
    ],
)
def test_what_is_not_there_is_not_found(archive: Archive, search: Search, words: str) -> None:
    verdict = verify(archive, words, speaker="Ellwood", search=search)
    assert (verdict.outcome, verdict.reports, verdict.earliest, verdict.readings) == ("not-found", 6, None, ())


def test_an_invented_sentence_around_a_true_fragment_is_not_found(archive: Archive, search: Search) -> None:
    words = (
        "I resign today because I have lied to this town for eleven years about its money, its council and its debts, "
        "and The ferry is safe and it always was safe"
    )
    verdict = verify(archive, words, search=search)
    assert verdict.outcome == "not-found"
    assert verdict.further[0].words == "The ferry is safe and it always was safe,"


def test_dates_bound_the_search(archive: Archive, search: Search) -> None:
    words = "The ferry is safe and it always was safe"
    inside = verify(archive, words, date_from="2031-06-01", date_to="2031-06-01", search=search)
    outside = verify(archive, words, date_to="2031-05-31", search=search)
    assert (inside.outcome, inside.reports) == ("same", 1)
    assert (outside.outcome, outside.reports) == ("not-found", 3)
    assert "1 versions without a date" in outside.notices[0]


def test_a_quotation_broken_by_its_cue_is_found_whole(tmp_path: Path) -> None:
    first, second = "The lock gates are rusted through", "Nobody has greased them since the flood"
    text = f'"{first}," Jory Vance said. "{second}," Jory Vance said.'
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        ingest(archive, [_article("lock", text, "2031-01-01")], setup=setup, maker="standin")
        verdict = verify(archive, f"{first}. {second}")
        assert verdict.found
        assert verdict.readings[0].share == 1.0
        assert len(verdict.readings[0].appearances[0].spans) == 2


@pytest.mark.parametrize("words", ["", " \n", "…", "?!", "word " * 1001])
def test_nothing_to_look_for_is_an_error_of_use(archive: Archive, search: Search, words: str) -> None:
    with pytest.raises(OptionError):
        verify(archive, words, search=search)


def test_a_bad_date_is_an_error_of_use(archive: Archive, search: Search) -> None:
    with pytest.raises(OptionError, match="no date"):
        verify(archive, "the ferry", date_from="last week", search=search)


@pytest.mark.parametrize(
    "words", ["AND OR NOT", 'words:"ferry"', "fe*ry ~2", "\u202e\x00 ferry", "🏗️ quay", "'; DROP TABLE versions"]
)
def test_hostile_words_are_only_words(archive: Archive, search: Search, words: str) -> None:
    assert verify(archive, words, search=search).outcome in ("not-found", "same")


def test_a_document_is_checked_quotation_by_quotation(archive: Archive, search: Search) -> None:
    draft = (
        '"The ferry is safe and it always was safe," Tobin Okafor said. '
        '"The ferry is safe and it always was safe," Mara Ellwood said. '
        '"We will rebuild the west quay before the winter storms," Mara Ellwood said. '
        'It was a "scandal". "The mayor has been replaced by a heron," Jory Vance said.\n'
    )
    checked = verify_document(archive, draft, process=extract, search=search)
    assert [one.verdict.outcome for one in checked] == ["same", "other-speaker", "changed", "not-found"]
    assert [one.speaker for one in checked] == ["Tobin Okafor", "Mara Ellwood", "Mara Ellwood", "Jory Vance"]
    assert all(draft[one.start : one.end] == one.verdict.words for one in checked)
    unnamed = verify_document(archive, draft, search=search)
    assert [one.verdict.outcome for one in unnamed] == ["same", "same", "changed", "not-found"]


def test_the_answer_does_not_depend_on_the_order_of_ingestion(tmp_path: Path) -> None:
    answers: list[Verdict] = []
    for name, items in (("a", REPORTS), ("b", REPORTS[::-1])):
        with Archive.open(tmp_path / f"{name}.db", create=True) as archive:
            ingest(archive, items, setup=setup, maker="standin")
            answers.append(verify(archive, _LONG, speaker="Ellwood"))
    assert answers[0] == answers[1]


def test_a_last_name_that_several_people_bear_is_said_so(tmp_path: Path) -> None:
    words = "The ferry must never sail in such a storm again"
    texts = [f'"{words}," {name} said. It was {n} degrees.' for n, name in enumerate(("Mara Ellwood", "Ellwood"))]
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        ingest(archive, [_article(f"p{n}", text, None) for n, text in enumerate(texts)], setup=setup, maker="standin")
        assert verify(archive, words, speaker="Ellwood").notices == ()
        other = f'"{words.replace("storm", "gale")}," Aldo Ellwood said.'
        ingest(archive, [_article("other", other, None)], setup=setup, maker="standin")
        (notice,) = verify(archive, words.replace("a storm", "weather"), speaker="Ellwood").notices
        assert "Aldo Ellwood, Mara Ellwood" in notice
