"""Did she say that? Words held against every quotation and every reported statement of the archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

import apsw

from onrecord.archive.look import AT_ONCE, JOINED, SHARE, Looked, Task, near
from onrecord.archive.match import Query
from onrecord.archive.readings import Found, earliest, readings_of, with_witnesses
from onrecord.archive.search import Search
from onrecord.archive.speakers import may_be
from onrecord.archive.store import Archive
from onrecord.archive.verdict import Outcome, Reading, Verdict
from onrecord.archive.when import day_of
from onrecord.errors import OptionError

MOST_WORDS = 1_000
LIKENESS = 0.15  # of the words asked for, more in somebody else's reading than in the asked one's
ORDER: tuple[Outcome, ...] = ("same", "changed", "speaker-unknown", "other-speaker", "paraphrase")
FOUND: tuple[Outcome, ...] = ("same", "changed")


def verify(
    archive: Archive,
    words: str,
    *,
    speaker: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
    search: Search | None = None,
) -> Verdict:
    """Whether `words` were reported, in which wordings, by whom, and first by which report.

    `speaker` is a name, the last one will do; `date_from` and `date_to` are ISO dates, both included, of the reports
    (those without a date are then left out). `search` is an open index, for many calls in a row.
    Raises OptionError where there is nothing to look for or a date is none, and the errors of the archive.
    """
    query = _query(words)
    days = _day(date_from, "from"), _day(date_to, "to")
    search = Search.open(archive) if search is None else search
    with archive.reading() as connection:
        task = Task(connection, search, query, speaker, days)
        found = task.hits()
        return _verdict(task, found, retold=False) if found.hits else _verdict(task, task.retold(), retold=True)


def _query(words: str) -> Query:
    query = Query(words)
    if not query.words:
        raise OptionError("There is no word to look for.", hint="Give the words in question.")
    if len(query.words) > MOST_WORDS:
        raise OptionError(f"These are over {MOST_WORDS} words.", hint="Check a whole text with --document.")
    return query


def _day(value: str | None, which: str) -> int | None:
    if value is None:
        return None
    day = day_of(value)
    if day is None:
        raise OptionError(f"--{which} {value!r} is no date.", hint="Give it as 2025-11-20.")
    return day


def _verdict(task: Task, looked: Looked, *, retold: bool) -> Verdict:
    groups: dict[Outcome | None, list[Reading]] = {}
    for one in readings_of(task.connection, task.query, near(looked.hits, among=looked.hits)):
        groups.setdefault(_outcome(one, retold=retold), []).append(one.reading)
    outcome = _decided(groups)
    shown = groups.pop(outcome, [])
    further = [one for name in (*ORDER, None) for one in groups.get(name, ())]
    reports = _searched(task.connection, task.days)
    return Verdict(
        task.query.text,
        task.speaker,
        outcome,
        reports,
        earliest([appearance for one in shown if _as_close(one, shown[0]) for appearance in one.appearances]),
        tuple(with_witnesses(task.connection, shown)),
        tuple(further),
        tuple(_notices(task, outcome, shown, bounded=looked.bounded)),
    )


def _as_close(one: Reading, best: Reading) -> bool:
    """Whether a reading is as close to the words asked for as the best one: they date from the earliest of these."""
    return one.share >= best.share - JOINED


def _outcome(found: Found, *, retold: bool) -> Outcome | None:
    """What this reading by itself says; None where it only bears on the question."""
    if retold or not found.reading.quoted:
        return "paraphrase" if found.by_speaker else None
    if found.reading.share < SHARE:
        return None
    if found.by_speaker:
        return "same" if found.whole else "changed"
    return "speaker-unknown" if found.reading.speaker is None else "other-speaker"


def _decided(groups: dict[Outcome | None, list[Reading]]) -> Outcome:
    """The outcome of all readings. Where somebody else said these very words, the asked one's likeness to them is
    no changed version."""
    outcome: Outcome = next((name for name in ORDER if name in groups), "not-found")
    others: list[Outcome] = ["speaker-unknown", "other-speaker"]
    if outcome == "changed":
        best = groups["changed"][0].share
        return next((name for name in others if name in groups and groups[name][0].share > best + LIKENESS), outcome)
    return outcome


def _searched(connection: apsw.Connection, days: tuple[int | None, int | None]) -> int:
    """How many reports were looked at. Reports are never taken away, so the highest number counts them."""
    if days == (None, None):
        whole: int = connection.execute("SELECT coalesce(max(number), 0) FROM reports").get
        return whole
    between = (days[0] or 0, days[1] or date.max.toordinal())
    dated: int = connection.execute("SELECT count(*) FROM versions WHERE day BETWEEN ? AND ?", between).get
    again: int = connection.execute(_AGAIN, between).get
    return dated - again


# The versions that are not the first one of their report. Most reports have one version, so that this is little to
# read, while all that the days hold may be half of the archive.
_AGAIN = """
SELECT count(*) - count(DISTINCT report) FROM versions
WHERE report IN (SELECT report FROM versions GROUP BY report HAVING count(*) > 1) AND +day BETWEEN ? AND ?
"""


def _notices(task: Task, outcome: Outcome, shown: Sequence[Reading], *, bounded: bool) -> Iterator[str]:
    if bounded:
        yield f"Over {AT_ONCE[-1]} passages have words like these: there may be more reports, and earlier ones."
    names = sorted({one.speaker for one in shown if one.speaker is not None})
    if task.speaker is not None and outcome in FOUND and any(not may_be(a, [b]) for a, b in combinations(names, 2)):
        yield f"{task.speaker!r} may mean several people: {', '.join(names)}."
    if task.days != (None, None):
        undated: int = task.connection.execute("SELECT count(*) FROM versions WHERE day IS NULL").get
        if undated:
            yield f"{undated} versions without a date were not looked at."
    missing: int = task.connection.execute("SELECT count(*) FROM versions WHERE number > ?", (task.search.upto(),)).get
    if missing:
        yield f"{missing} versions that were just stored cannot be found yet."
