"""How far `verify` looks, and what it counts: sentences that many reports print, copies, dates."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest

from onrecord import copies
from onrecord.archive import load, look, readings, witness
from onrecord.archive.ingest import ingest
from onrecord.archive.match import Printed, Query
from onrecord.archive.passages import Key
from onrecord.archive.readings import READINGS, Hit
from onrecord.archive.search import Search
from onrecord.archive.store import Archive
from onrecord.archive.terms import fold_words
from onrecord.archive.verify import verify
from onrecord.archive.when import Interval, first_of
from onrecord.archive.witness import Witnesses
from onrecord.model import Article, Document, Published, Span

from .standin import setup

_SAID = "The dam will hold through the winter, whatever the engineers of the valley say"
_STORY = (
    "The mayor of Tarnwick stood on the crest of the dam on Friday and pointed at the cracks that divers had found in "
    "its northern face after three weeks of rain, while forty families below packed their cars and a line of lorries "
    "brought sandbags up the only road that was not yet under water."
)


def _report(name: str, text: str, day: str | None = "2031-03-01", **more: str) -> Article:
    published = None if day is None else Published(day, "given")
    return Article(name, text, url=more.pop("url", f"https://{name}.example/"), published=published, **more)  # type: ignore[arg-type]


def _stored(path: Path, articles: Sequence[Article]) -> Archive:
    archive = Archive.open(path / "a.db", create=True)
    ingest(archive, articles, setup=setup, maker="standin")
    return archive


def _counting(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The limits that an index is asked with, from now on."""
    asked: list[int] = []
    find = Search.find

    def counted(self: Search, words: Sequence[str], *, limit: int, **more: object) -> list[Key]:
        asked.append(limit)
        return find(self, words, limit=limit, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Search, "find", counted)
    return asked


# how far --------------------------------------------------------------------------------------
def test_a_sentence_that_many_print_is_counted_whole(tmp_path: Path) -> None:
    texts = [f'Day {n} of the rain. "{_SAID}," Ada Quill said.' for n in range(120)]
    with _stored(tmp_path, [_report(f"r{n}", text) for n, text in enumerate(texts)]) as archive:
        verdict = verify(archive, _SAID)
        (reading,) = verdict.readings
        assert (verdict.outcome, reading.reports, len(reading.appearances)) == ("same", 120, 100)
        assert verdict.notices == ()


def test_where_not_all_was_looked_at_the_verdict_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "AT_ONCE", (10, 20))
    texts = [f'Day {n} of the rain. "{_SAID}," Ada Quill said.' for n in range(40)]
    with _stored(tmp_path, [_report(f"r{n}", text) for n, text in enumerate(texts)]) as archive:
        verdict = verify(archive, _SAID)
        assert verdict.readings[0].reports == 20
        assert [notice for notice in verdict.notices if "there may be more reports" in notice]


def test_what_only_resembles_the_words_is_no_reason_to_look_further(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sentences of one mould: each fits by itself, but the very words are there too."""
    names = [f"{a}{b}" for a in ("bram", "cort", "drel", "fenn", "gask", "hult", "jarn", "kels") for b in "abcdefgh"]
    said = [f"There is no {name} of our valley" for name in names]
    with _stored(tmp_path, [_report(f"r{n}", f'"{one}," Ada Quill said.') for n, one in enumerate(said)]) as archive:
        search = Search.open(archive)
        asked = _counting(monkeypatch)
        verdict = verify(archive, said[2], search=search)
        assert (verdict.outcome, len(verdict.readings), asked) == ("same", 1, [50])
        asked.clear()
        assert len(verify(archive, "There is no lemm of our valley", search=search).readings) == READINGS
        assert asked == [50, 400]  # nothing is nearer, and all are as near


def test_joined_words_are_bounded_by_the_words_that_are_there() -> None:
    words = [*fold_words(_SAID), "rain", "ends"]
    rng = random.Random(4)
    for _ in range(200):
        query = Query(" ".join(rng.sample(words, 6)))
        parts = [rng.sample(words, rng.randint(1, 8)) for _ in range(rng.randint(1, 3))]
        rng.shuffle(parts)
        assert query.score([word for part in parts for word in part]).share <= query.most(*parts)


def test_the_same_words_are_held_against_the_question_once() -> None:
    query = Query(_SAID)
    assert query.hold(_SAID) is query.hold(_SAID)
    assert query.hold(f"“{_SAID}!”").score.share == 1.0


def test_speakers_are_told_apart_by_their_last_names_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence that hundreds say: each name is held against its namesakes, not against all."""
    held: list[str] = []
    fits = readings.may_be

    def counted(name: str, others: Sequence[str]) -> bool:
        held.append(name)
        return fits(name, others)

    monkeypatch.setattr(readings, "may_be", counted)
    place = Printed(Key(1), 1, 0, "direct", True, None, (Span("v", 0, len(_SAID), _SAID),))
    names = [f"Ada {a}{b}quill" for a in "bcdfghjklm" for b in "aeiou"] + ["Baquill", "Caquill", "Ulla Caquill"]
    hits = [Hit(place, Query(_SAID).hold(_SAID), name, by_speaker=True) for name in names]
    groups = readings._by_speaker(hits)
    assert sorted(len(group) for group in groups) == [1] * 51 + [2]
    assert len(held) < 10


# who is independent ---------------------------------------------------------------------------
def _witness_reports() -> list[Article]:
    """Two copies of one story, two reports of their own, one more of the first's outlet, a transcript."""
    quoted = f'"{_SAID}," Ada Quill said.'
    longer = f"{_STORY}\n\n{_STORY.replace('Friday', 'Saturday').replace('forty', 'fifty')}"
    return [
        _report("wire", f"{longer}\n\n{quoted}", outlet="Wire"),
        _report("copy", f"{longer}\n\n{quoted} More rain is to come.", outlet="Gazette"),
        _report("own", f"{quoted} People down here would rather leave than wait for it.", outlet="Own"),
        _report("other", f"Late on Friday the valley emptied.\n\n{quoted}", outlet="Other"),
        _report("again", f"Our readers write: sandbags are sold out.\n\n{quoted}", outlet="Wire"),
        _report("speech", f"{longer}\n\n{quoted}", role="transcript"),
    ]


def test_witnesses_are_those_that_a_comparison_of_all_reports_finds(tmp_path: Path) -> None:
    with _stored(tmp_path, _witness_reports()) as archive:
        connection = archive.connection
        rows = connection.execute("SELECT id FROM versions ORDER BY id").fetchall()
        names = [str(name) for (name,) in rows]
        rng = random.Random(1)
        for size in [len(names), *(rng.randint(2, len(names)) for _ in range(20))]:
            these = sorted(rng.sample(names, size))
            documents = [load.document(connection, name) for name in these]
            said = [one for document in documents for one in load.statements(connection, document.article)]
            groups = copies.witnesses([one.article for one in documents], copies.find_copies(documents, said))
            assert Witnesses(connection).count(these, size) == len(groups)
        assert Witnesses(connection).count(names, 6) == 4


def test_only_reports_that_may_be_copies_are_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    whole = load.document

    def counted(connection: apsw.Connection, name: str) -> Document:
        read.append(name)
        return whole(connection, name)

    monkeypatch.setattr(load, "document", counted)
    with _stored(tmp_path, _witness_reports()) as archive:
        sql = "SELECT v.id FROM versions v WHERE v.outlet IN ('Own', 'Other')"
        apart = sorted(str(name) for (name,) in archive.connection.execute(sql))
        told = Witnesses(archive.connection)
        assert (told.count(apart, 2), read) == (2, [])
        linked = archive.connection.execute("SELECT v.id FROM versions v WHERE v.outlet IN ('Wire', 'Gazette')")
        names = sorted(str(name) for (name,) in linked)
        assert (told.count(names, 3), sorted(read)) == (2, names)
        assert (told.count([*names, *apart], 5), sorted(read)) == (4, names)  # not read again


@pytest.mark.parametrize(("limit", "value"), [("MOST", 5), ("MOST_SKETCHED", 5), ("MOST_READ", 2)])
def test_how_many_are_independent_is_left_open_where_that_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(witness, limit, value)
    with _stored(tmp_path, _witness_reports()) as archive:
        names = sorted(str(name) for (name,) in archive.connection.execute("SELECT id FROM versions"))
        assert Witnesses(archive.connection).count(names, 6) is None


# when -----------------------------------------------------------------------------------------
def test_the_first_of_many_is_what_comparing_all_pairs_finds() -> None:
    rng = random.Random(2)
    start = datetime(2031, 1, 1, tzinfo=UTC)
    for _ in range(300):
        values: list[Interval | None] = []
        for _ in range(rng.randint(1, 7)):
            first = start + timedelta(hours=rng.randint(0, 60))
            length = timedelta(hours=rng.choice((1, 24)))
            values.append(None if rng.random() < 0.1 else Interval(first, first + length, rng.random() < 0.5))
        dated = [(at, one) for at, one in enumerate(values) if one is not None]
        slow = [at for at, one in dated if not any(other.before(one) for _, other in dated)]
        assert first_of(values)[0] == slow


def test_a_report_counts_once_however_many_versions_the_days_hold(tmp_path: Path) -> None:
    address = "https://quay.example/1"
    reports = [
        _report("a", f'Early. "{_SAID}," Ada Quill said.', "2031-03-01", url=address),
        _report("b", f'Late. "{_SAID}," Ada Quill said.', "2031-03-02", url=address),
        _report("c", f'"{_SAID}," Ada Quill said.', "2031-03-02"),
        _report("d", "Nothing is said here.", "2031-03-09"),
    ]
    with _stored(tmp_path, reports) as archive:
        counted = [
            verify(archive, _SAID, date_from=a, date_to=b).reports for a, b in ((None, None), ("2031-03-01", None))
        ]
        assert counted == [3, 3]
        assert verify(archive, _SAID, date_from="2031-03-02", date_to="2031-03-02").reports == 2
        assert verify(archive, _SAID, date_from="2031-03-03").reports == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1,000,000 of U.S.A. coins", ["1000000", "of", "usa", "coins"]),
        ("Rain, 3,50 marks. End.", ["rain", "3", "50", "marks", "end"]),
        ("the crew’s well-kept a.b.", ["the", "crews", "well", "kept", "ab"]),
    ],
)
def test_words_are_folded_alike_everywhere(text: str, words: list[str]) -> None:
    assert fold_words(text) == words
