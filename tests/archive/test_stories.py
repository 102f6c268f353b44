"""Stories as reports arrive: the same whatever the order, editors' moves kept."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from onrecord.archive import load
from onrecord.archive import settle as settling
from onrecord.archive.decisions import decide, decisions, undo
from onrecord.archive.ingest import ingest
from onrecord.archive.settle import settle
from onrecord.archive.store import Archive
from onrecord.archive.stories import members, stories, story_of
from onrecord.errors import NotInArchive, OptionError
from onrecord.model import Article, Published

from .standin import setup

_EVENTS = (
    "A barge carrying limestone struck the Alder swing bridge; divers inspected the cracked pier for the harbourmaster",
    "Pupils at Quayside school were evacuated after a boiler burst and scalding steam filled the gymnasium corridor",
    "The fenland orchestra cancelled its autumn tour when a conductor resigned over unpaid rehearsal fees",
    "A beekeeper from Orrin valley won the regional honey prize after a disqualified rival had diluted clover samples",
)
_VIEWS = (
    "Witnesses gathered early.",
    "An official statement followed.",
    "Residents had questions.",
    "More is awaited.",
)


def _articles(days: Iterable[int | None]) -> list[Article]:
    found = []
    for at, day in enumerate(days):
        event = at % len(_EVENTS)
        text = f"{_EVENTS[event]}. {_VIEWS[at // len(_EVENTS) % len(_VIEWS)]} Report number {at} of the week."
        published = None if day is None else Published(f"2031-{1 + day // 28:02d}-{1 + day % 28:02d}", "given")
        url = f"https://paper{at}.example/{event}"
        found.append(Article(f"{event}-{at}", text, title=f"Title {at}", url=url, published=published))
    return found


def _grouping(archive: Archive) -> set[frozenset[str]]:
    """Which addresses are together."""
    rows = archive.connection.execute(
        "SELECT s.id, group_concat(r.address, '|') FROM stories s JOIN story_reports sr ON sr.story = s.number"
        " JOIN reports r ON r.number = sr.report GROUP BY s.id"
    ).fetchall()
    return {frozenset(str(addresses).split("|")) for _, addresses in rows}


def _whole(archive: Archive) -> list[tuple[object, ...]]:
    return [
        *archive.connection.execute("SELECT id, title, first, last, reports FROM stories ORDER BY id"),
        *archive.connection.execute(
            "SELECT r.id, sr.grouped, s.id FROM story_reports sr JOIN reports r ON r.number = sr.report"
            " JOIN stories s ON s.number = sr.story ORDER BY r.id"
        ),
    ]


def _take_in(archive: Archive, articles: Iterable[Article]) -> None:
    ingest(archive, articles, setup=setup, maker="standin")
    settle(archive)


def test_reports_of_one_event_are_one_story(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        _take_in(archive, _articles([0, 0, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4]))
        assert len(_grouping(archive)) == 4
        first = stories(archive, limit=1)[0]
        assert (first.reports, first.stale) == (3, True)
        assert {story.id for story in stories(archive, limit=2, before=first.id)} < {s.id for s in stories(archive)}
        inside = members(archive, first.id)
        assert len(inside) == 3
        assert all(story_of(archive, version) == first for version in inside)
        with pytest.raises(NotInArchive):
            story_of(archive, "snothing")


@pytest.mark.parametrize("whole", [1_000, 15, 0])  # grouped as a whole; outgrowing that; by weeks
@pytest.mark.parametrize("days", [[0] * 12, list(range(0, 72, 3)), [*range(0, 32, 2), None, None, None, None]])
def test_the_order_of_arrival_makes_no_difference(
    tmp_path: Path, days: list[int | None], whole: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "WHOLE", whole)
    articles = _articles(days)
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        _take_in(archive, articles)
        at_once = _whole(archive)
    for seed in (1, 2):
        shuffled = list(articles)
        random.Random(seed).shuffle(shuffled)
        with Archive.open(tmp_path / f"{seed}.db", create=True) as archive:
            for at in range(0, len(shuffled), 5):
                _take_in(archive, shuffled[at : at + 5])
            assert _whole(archive) == at_once


@pytest.mark.parametrize("stop", range(1, 5))
def test_settling_that_was_cut_off_goes_on_where_it_was(
    tmp_path: Path, stop: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "WHOLE", 0)
    articles = _articles([*range(0, 60, 3), None])
    left: list[int] = []

    def cut(waiting: int) -> None:
        left.append(waiting)
        if len(left) == stop:
            raise KeyboardInterrupt

    with Archive.open(tmp_path / "a.db", create=True) as archive:
        _take_in(archive, articles)
        at_once = _whole(archive)
    with Archive.open(tmp_path / "b.db", create=True) as archive:
        _take_in(archive, articles[:8])
        ingest(archive, articles, setup=setup, maker="standin")
        with pytest.raises(KeyboardInterrupt):
            settle(archive, progress=cut)
        done = settle(archive)
        assert done.reports == left[-1] > 0
        assert _whole(archive) == at_once
        assert settle(archive).blocks == 0


def test_settled_twice_is_settled_once(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        _take_in(archive, _articles(range(8)))
        before = _whole(archive)
        done = settle(archive)
        assert (done.reports, done.blocks) == (0, 0)
        assert _whole(archive) == before


def test_a_report_that_comes_while_stories_are_settled_is_not_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = _articles(range(8))
    note = settling._note_settled

    def late(archive: Archive) -> None:
        ingest(archive, articles[7:], setup=setup, maker="standin")
        note(archive)

    with Archive.open(tmp_path / "a.db", create=True) as archive:
        ingest(archive, articles[:7], setup=setup, maker="standin")
        with monkeypatch.context() as patch:
            patch.setattr(settling, "_note_settled", late)
            settle(archive)
        assert settle(archive).reports == 1
        at_once = _whole(archive)
    with Archive.open(tmp_path / "b.db", create=True) as archive:
        _take_in(archive, articles)
        assert _whole(archive) == at_once


@pytest.mark.parametrize("whole", [1_000, 0])
def test_a_process_that_settles_again_reads_only_what_is_new(
    tmp_path: Path, whole: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "WHOLE", whole)
    read: list[int] = []
    worded = load.worded
    monkeypatch.setattr(load, "worded", lambda connection, number: read.append(number) or worded(connection, number))
    articles = _articles(range(10, 22))  # two fortnights, one of which is grouped again
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        for at in (0, 4, 8):
            _take_in(archive, articles[at : at + 4])
        assert sorted(read) == list(range(1, 13))
        assert len(_grouping(archive)) == len(_EVENTS)


def test_an_editor_moves_a_report_and_it_stays_there(tmp_path: Path) -> None:
    articles = _articles(range(12))
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        _take_in(archive, articles[:8])
        before = _grouping(archive)
        first, second = stories(archive)[:2]
        report = str(archive.connection.execute("SELECT id FROM reports WHERE address LIKE '%paper4%'").get)
        goal = first if story_of(archive, report) != first else second
        decide(archive, "story", {"reports": [report], "story": goal.id}, editor="ada", reason="same flood")
        assert story_of(archive, report).id == goal.id
        _take_in(archive, articles[8:])
        assert story_of(archive, report).id == goal.id
        undo(archive, 1, editor="ada")
        assert all(any(old <= new for new in _grouping(archive)) for old in before)
        alone = decide(archive, "story", {"reports": [report], "story": None}, editor="ada")
        assert story_of(archive, report).reports == 1
        assert [(one.kind, one.undone) for one in decisions(archive)] == [
            ("story", True),
            ("undo", False),
            ("story", False),
        ]
        undo(archive, 2, editor="bo")  # the undoing is undone: the first decision stands again, the later one decides
        assert [one.undone for one in decisions(archive)] == [False, True, False, False]
        assert story_of(archive, report).reports == 1
        undo(archive, alone.number, editor="bo")
        assert story_of(archive, report).id == goal.id


def test_the_log_is_only_added_to(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        _take_in(archive, _articles(range(4)))
        report = str(archive.connection.execute("SELECT id FROM reports").get and stories(archive)[0].id)
        with pytest.raises(NotInArchive):
            decide(archive, "story", {"reports": ["rnothing"], "story": None}, editor="ada")
        with pytest.raises(OptionError):
            decide(archive, "story", {"reports": []}, editor="ada")
        with pytest.raises(NotInArchive):
            decide(archive, "speaker", {"statement": report + "-s0", "name": "X"}, editor="ada")
        with pytest.raises(NotInArchive):
            undo(archive, 5, editor="ada")
        assert decisions(archive) == ()
        number = archive.connection.execute("SELECT id FROM reports LIMIT 1").fetchone()
        assert number is not None
        decide(archive, "story", {"reports": [number[0]], "story": None}, editor="ada")
        for sql in ("UPDATE decisions SET editor = 'eve'", "DELETE FROM decisions"):
            with pytest.raises(Exception, match="only added"):
                archive.connection.execute(sql)
