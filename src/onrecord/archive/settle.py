"""Stories as reports arrive: each joins the story of its event or opens one, and stories split and come together.

What is a story depends only on what the archive holds and what editors decided, not on the order in which it came in.
A small archive is grouped as a whole. In a large one time is cut into fortnights; the reports of one are added by
`onrecord.stories` to the stories of the two before it, which are taken as they stand. A report that comes late has its
fortnight grouped again, and those after it as long as that changes anything. So never more than six weeks of reports
are in memory, and none is compared with all that is stored. What that costs (`python -m evaluation.stories`): on
labelled stories of five years, some of whose reports lie months apart, B-cubed F1 is .93 instead of .96.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import apsw

from onrecord.archive import load
from onrecord.archive.decisions import moves
from onrecord.archive.store import Archive
from onrecord.archive.stories import Member, describe, place, select
from onrecord.stories.index import Stories, Weighed, weigh

WHOLE = 3_000  # reports: up to so many are grouped at once
BLOCK = 14  # days; with a week .89 on the same stories
BEFORE = 28  # days of reports before a block that its stories may go on from
_UNDATED = 10_000_000  # the block of reports without a date: the last
_ALL = -1  # the block of all reports of a small archive
# The reports that were looked at last, by the number of their version, unless they are many: a process that settles
# again (`watch`) looks at most of them again. A version never changes.
_WEIGHED: WeakKeyDictionary[Archive, dict[int, Weighed]] = WeakKeyDictionary()
_REMEMBERED = 10_000  # reports; they take 30 MB
# Reports that are in no story: none of those up to the number that is noted as settled, so that not all are looked at.
_WAITING = """
r.number > coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE name = 'settled'), 0)
AND NOT EXISTS (SELECT 1 FROM story_reports WHERE report = r.number)"""
_NOTE = "INSERT INTO settings VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2"


@dataclass(frozen=True, slots=True)
class Settled:
    """What settling did: reports put into stories for the first time, blocks of time grouped, stories there are."""

    reports: int
    blocks: int
    stories: int


def settle(archive: Archive, *, progress: Callable[[int], None] | None = None) -> Settled:
    """Put every report that is in no story into one, and group again what that touches.

    `progress` is called after each block of time with the number of reports that are still in no story. Stopped at
    any moment, it goes on where it was. Raises the errors of the archive.
    """
    blocks = 0
    before = _waiting(archive)
    whole = _whole(archive)
    weighed = _WEIGHED.setdefault(archive, {})
    due: set[int] = set()
    while due or (due := _due(archive, whole=whole)):
        block = min(due)
        if _group(archive, block, weighed):
            due |= _after(archive, block)
        due.discard(block)
        blocks += 1
        if progress is not None:
            progress(_waiting(archive))
    if len(weighed) > _REMEMBERED:
        weighed.clear()
    if blocks:
        _note_settled(archive)
    stories: int = archive.connection.execute("SELECT count(*) FROM stories").get
    return Settled(before - _waiting(archive), blocks, stories)


def _waiting(archive: Archive) -> int:
    waiting: int = archive.connection.execute(f"SELECT count(*) FROM reports r WHERE {_WAITING}").get
    return waiting


def _note_settled(archive: Archive) -> None:
    """Note up to which report all are in stories, unless another process has just added one that is not."""
    with archive.writing() as connection:
        if connection.execute(f"SELECT 1 FROM reports r WHERE {_WAITING} LIMIT 1").get is None:
            last: int = connection.execute("SELECT coalesce(max(number), 0) FROM reports").get
            connection.execute(_NOTE, ("settled", str(last)))


def _block(day: int | None) -> int:
    return _UNDATED if day is None else day // BLOCK


def _whole(archive: Archive) -> bool:
    """Whether the archive is small enough to be grouped as a whole. Where it has just outgrown that, all reports wait
    to be grouped anew: so what its stories are does not tell when it grew."""
    whole = archive.connection.execute("SELECT 1 FROM reports LIMIT 1 OFFSET ?", (WHOLE,)).get is None
    grouped = archive.connection.execute("SELECT value FROM settings WHERE name = 'grouped'").get
    wanted = "whole" if whole else f"{BLOCK} days"
    if grouped != wanted:
        with archive.writing() as connection:
            stories: list[Any] = connection.execute("SELECT number FROM stories").fetchall()
            connection.execute("DELETE FROM story_reports")
            describe(connection, (number for (number,) in stories))
            connection.execute(_NOTE, ("grouped", wanted))
            connection.execute(_NOTE, ("settled", "0"))
    return whole


def _due(archive: Archive, *, whole: bool) -> set[int]:
    """The blocks with reports that are in no story."""
    if whole:
        return {_ALL} if _waiting(archive) else set()
    sql = f"SELECT DISTINCT (SELECT min(day) FROM versions WHERE report = r.number) FROM reports r WHERE {_WAITING}"
    with archive.reading() as connection:
        days: list[Any] = connection.execute(sql).fetchall()
    return {_block(day) for (day,) in days}


def _after(archive: Archive, block: int) -> set[int]:
    """The blocks that look back on this one."""
    if block in (_UNDATED, _ALL):
        return set()
    last = block + 1 + BEFORE // BLOCK
    with archive.reading() as connection:
        days: list[Any] = connection.execute(
            "SELECT DISTINCT day FROM versions WHERE day >= ? AND day < ?", ((block + 1) * BLOCK, (last + 1) * BLOCK)
        ).fetchall()
        newest: Any = connection.execute("SELECT max(day) FROM versions").get
        undated = connection.execute("SELECT 1 FROM versions WHERE day IS NULL LIMIT 1").get
    return {_block(day) for (day,) in days} | ({_UNDATED} if undated and _block(newest) <= last else set())


def _held(connection: apsw.Connection, block: int) -> tuple[list[Member], list[Member]]:
    """The reports of the month before a block, and those of the block."""
    if block == _ALL:
        return [], select(connection, "true", ())
    if block == _UNDATED:
        newest: Any = connection.execute("SELECT max(day) FROM versions").get
        end = (newest or 0) + 1
        here = select(connection, "v.day IS NULL", ())
    else:
        end = block * BLOCK
        here = select(connection, "v.day >= ? AND v.day < ?", (end, end + BLOCK))
    before = select(connection, "v.day >= ? AND v.day < ?", (end - BEFORE, end))
    inside = {one.number for one in here}
    return [one for one in before if one.number not in inside], here


def _group(archive: Archive, block: int, weighed: dict[int, Weighed]) -> bool:
    """Group one block, and store what came of it. Whether anything changed. `weighed` holds reports by the number of
    their version: those of this block and of the month before, afterwards."""
    with archive.reading() as connection:
        before, here = _held(connection, block)
        held = [weighed.get(one.version) or weigh(load.worded(connection, one.version)) for one in (*before, *here)]
    weighed.clear()
    weighed |= {one.version: report for one, report in zip((*before, *here), held, strict=True)}
    run = Stories()
    for story in _stories(before):
        run.open([weighed[one.version] for one in story])
    for one in here:
        run.add_weighed(weighed[one.version])
    names = {report.id: one for one, report in zip((*before, *here), held, strict=True)}
    groups = [[names[name] for name in group] for group in run.groups()]
    placed = dict(_placed(groups, {one.number for one in here}))
    changed = {one.number: placed[one.number] for one in here if one.grouped != placed[one.number]}
    with archive.writing() as connection:
        _store(connection, changed)
    return bool(changed)


def _stories(before: Sequence[Member]) -> list[list[Member]]:
    """Reports by the story that they were grouped into; one that waits for that is by itself."""
    found: dict[str, list[Member]] = {}
    for one in before:
        found.setdefault(one.grouped or one.id, []).append(one)
    return list(found.values())


def _placed(groups: Sequence[Sequence[Member]], here: set[int]) -> Iterator[tuple[int, str]]:
    """The story of each report of the block. A story goes on in the group that has most of its earlier reports."""
    shares = [Counter(one.grouped for one in group if one.number not in here and one.grouped) for group in groups]
    goes_on: dict[str, int] = {}
    for at, share in enumerate(shares):
        for story, count in share.items():
            if story not in goes_on or count > shares[goes_on[story]][story]:
                goes_on[story] = at
    for at, group in enumerate(groups):
        own = sorted((-count, story) for story, count in shares[at].items() if goes_on[story] == at)
        fresh = [one for one in group if one.number in here]
        for one in fresh:
            yield one.number, own[0][1] if own else "s" + fresh[0].id[1:]


def _store(connection: apsw.Connection, changed: dict[int, str]) -> None:
    """Put these reports (numbers) into these stories (ids), but for those that an editor moved elsewhere."""
    moved = moves(connection)
    touched: set[int] = set()
    for report, story in changed.items():
        name: Any = connection.execute("SELECT id FROM reports WHERE number = ?", (report,)).get
        touched |= place(connection, report, moved.get(name, story), grouped=story)
    describe(connection, touched)
