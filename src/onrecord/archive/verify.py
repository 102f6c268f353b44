"""Did she say that? Words held against every quotation and every reported statement of the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any

import apsw

from onrecord.archive.match import Printed, Query, Score, neighbours, printed
from onrecord.archive.passages import Key
from onrecord.archive.readings import Found, Hit, earliest, readings_of, with_witnesses
from onrecord.archive.retold import retells
from onrecord.archive.search import Search
from onrecord.archive.speakers import may_be, name_words
from onrecord.archive.store import Archive
from onrecord.archive.terms import fold_words
from onrecord.archive.verdict import Outcome, Reading, Verdict
from onrecord.archive.when import day_of
from onrecord.errors import OptionError
from onrecord.model import Span

AT_ONCE = (50, 400, 2_000)  # passages looked at; more where as many fit
MOST_WORDS = 1_000
SHARE, FIT = 0.6, 0.5  # of the words asked for that stand in a reading, and of the printed stretch they make up
PART, PART_RARE = 0.8, 2  # a printed fragment of which so much, and so many rarer words, are of those asked for
LIKENESS = 0.15  # of the words asked for, more in somebody else's reading than in the asked one's
NEAR = 0.25  # readings that have this much less of the words than the best one are of something else
SHORT = 4  # words; of so few all must stand there
WHOLE = 0.97  # of the words asked for: a reading that has as many needs no neighbours
JOINED = 0.05  # more of the words asked for must a neighbour bring
ORDER: tuple[Outcome, ...] = ("same", "changed", "speaker-unknown", "other-speaker", "paraphrase")
FOUND: tuple[Outcome, ...] = ("same", "changed")

Accept = Callable[[Printed, Sequence[str], Score], bool]


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
        task = _Task(connection, search, query, speaker, days)
        hits = task.hits()
        told = [] if hits else task.retold()
        return _verdict(task, hits, told)


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


@dataclass(frozen=True, slots=True)
class _Task:
    """One question, with all it takes to answer it."""

    connection: apsw.Connection
    search: Search
    query: Query
    speaker: str | None
    days: tuple[int | None, int | None]

    def hits(self) -> list[Hit]:
        """Every printed wording that has the words asked for, whoever's it is."""
        found = self._look(self._fits, who=None)
        if self.speaker is not None and not any(hit.by_speaker for hit in found):
            # A sentence that many say can leave no room for the one who was asked for.
            found += self._look(self._fits, who=(name_words(self.speaker) or [""])[-1])
        return found

    def retold(self) -> list[Hit]:
        """Statements that share enough of the rarer words, in any order."""
        found = self._look(self._retells, who=None)
        if self.speaker is not None:
            found += self._look(self._retells, who=(name_words(self.speaker) or [""])[-1])
            found = [hit for hit in found if hit.by_speaker]
        return found

    def _look(self, accept: Accept, *, who: str | None) -> list[Hit]:
        seen: set[Key] = set()
        hits: list[Hit] = []
        for limit in AT_ONCE:
            keys = self.search.find(self.query.words, limit=limit, who=who, days=self.days)
            new = [key for key in keys if key not in seen]
            seen.update(new)
            whole = any(hit.score.share >= WHOLE for hit in hits)
            fitting = list(self._accepted(new, accept, join=not whole))
            hits += fitting
            if len(keys) < limit or len(fitting) < len(new) // 2:
                break
        return hits

    def _accepted(self, keys: Sequence[Key], accept: Accept, *, join: bool) -> Iterator[Hit]:
        held = [
            (one, folded := fold_words(one.text), self.query.score(folded)) for one in printed(self.connection, keys)
        ]
        if join and max((score.share for _, _, score in held), default=1.0) < WHOLE:
            held = [self._joined(*each) for each in held]
        kept: dict[tuple[Span, ...], tuple[Printed, Score]] = {}
        marked: set[Key] = set()
        for one, folded, score in held:
            # What fits in quotation marks is not looked at again with the words around them.
            if one.key not in marked and accept(one, folded, score):
                kept.setdefault(one.spans, (one, score))
                if one.quoted:
                    marked.add(one.key)
        names = speakers(self.connection, {one.speaker for one, _ in kept.values() if one.speaker is not None})
        for one, score in kept.values():
            name, forms = names.get(one.speaker, (None, [])) if one.speaker is not None else (None, [])
            if one.decided is not None:
                name, forms = (one.decided or None), [one.decided]
            yield Hit(one, score, name, self.speaker is None or may_be(self.speaker, forms))

    def _joined(self, one: Printed, folded: list[str], score: Score) -> tuple[Printed, list[str], Score]:
        """`one` with the quotations of the same speaker before and behind it, where they have more of the words."""
        if not one.quoted or not score.rare or score.fit < PART:
            return one, folded, score
        for other in neighbours(self.connection, one):
            longer = replace(one, spans=tuple(sorted({*one.spans, *other.spans})))
            words = fold_words(longer.text)
            further = self.query.score(words)
            if further.share > score.share + JOINED:
                one, folded, score = longer, words, further
        return one, folded, score

    def _fits(self, one: Printed, folded: Sequence[str], score: Score) -> bool:
        if len(self.query.words) < SHORT or not score.rare:
            return score.share == 1.0 and score.fit == 1.0
        part = score.fit >= PART and score.rare >= PART_RARE and one.quoted
        return part or (score.share >= SHARE and score.fit >= FIT)

    def _retells(self, one: Printed, folded: Sequence[str], score: Score) -> bool:
        return not one.quoted and retells(self.query.words, folded)


def speakers(connection: apsw.Connection, numbers: set[int]) -> dict[int, tuple[str, list[str]]]:
    """For each person its name and every form of it."""
    found: dict[int, tuple[str, list[str]]] = {}
    for number in sorted(numbers):
        name: Any = connection.execute("SELECT name FROM persons WHERE number = ?", (number,)).get
        forms: list[Any] = connection.execute("SELECT text FROM names WHERE person = ?", (number,)).fetchall()
        found[number] = name, [name, *(form for (form,) in forms)]
    return found


def _verdict(task: _Task, hits: list[Hit], told: list[Hit]) -> Verdict:
    groups: dict[Outcome | None, list[Reading]] = {}
    for one in readings_of(task.connection, task.query, _near(hits or told)):
        groups.setdefault(_outcome(one, retold=not hits), []).append(one.reading)
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
        tuple(_notices(task, outcome, shown)),
    )


def _near(hits: list[Hit]) -> list[Hit]:
    """The hits that come near the best one; for the speaker asked for, the best one of theirs."""
    kept: list[Hit] = []
    for by_speaker in (True, False):
        these = [hit for hit in hits if hit.by_speaker == by_speaker]
        best = max((hit.score.share for hit in these), default=0.0)
        kept += [hit for hit in these if hit.score.share >= best - NEAR]
    return kept


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
    first, last = days
    sql = "SELECT count(DISTINCT report) FROM versions WHERE day BETWEEN ? AND ?"
    dated: int = connection.execute(sql, (first or 0, last or date.max.toordinal())).get
    return dated


def _notices(task: _Task, outcome: Outcome, shown: Sequence[Reading]) -> Iterator[str]:
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
