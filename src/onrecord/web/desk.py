"""What editors decided about a story, and what a page needs so that they can decide more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import apsw

from onrecord.archive.decisions import Decision, decisions
from onrecord.archive.store import Archive
from onrecord.archive.stories import story_of
from onrecord.archive.story_record import stored_ids
from onrecord.model import StoryRecord


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log as it is shown: the decision it comes down to (for an undoing, the one it takes back), what it
    decides in words, and the statements it names, by id, with the opening of their words."""

    decision: Decision
    about: Decision
    words: str
    statements: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """`story` is the story's id, `ids` lead from the record's statements to the archive's, `bases` tells for each
    statement (record's id) chosen as a base the number of the decision; `token` goes into every form."""

    story: str
    ids: Mapping[str, str]
    log: Sequence[Entry]
    bases: Mapping[str, int]
    token: str
    editor: str


def desk(archive: Archive, name: str, record: StoryRecord, *, token: str, editor: str) -> Desk:
    """The desk for the story that `name` leads to, `record` being its record. Raises NotInArchive."""
    with archive.reading() as connection:
        ids = stored_ids(connection, record.statements)
        story = story_of(archive, name).id
        whole = decisions(archive)
    reports = {article.id for article in record.articles}
    mine = [one for one in entries(whole, archive=archive) if _about(one.about, set(ids.values()), reports, story)]
    own = {stored: name for name, stored in ids.items()}
    bases = {
        own[one.decision.subject["statement"]]: one.decision.number
        for one in mine
        if one.decision.kind == "base" and not one.decision.undone and one.decision.subject["statement"] in own
    }
    return Desk(story, ids, mine, bases, token, editor)


def entries(log: Iterable[Decision], *, archive: Archive) -> list[Entry]:
    """The log, the latest first, each decision in words."""
    by_number: dict[int, Decision] = {}
    out = []
    with archive.reading() as connection:
        for one in log:
            by_number[one.number] = one
            about = one
            while about.undoes is not None:
                about = by_number[about.undoes]
            named = [*one.subject.get("statements", ()), *_statement(one.subject)]
            opened = tuple((name, _opening(connection, name)) for name in named)
            out.append(Entry(one, about, _words(one, len(named)), opened))
    return out[::-1]


def _statement(subject: Mapping[str, Any]) -> list[str]:
    return [subject["statement"]] if "statement" in subject else []


def _opening(connection: apsw.Connection, statement: str) -> str:
    version, _, place = statement.rpartition("-s")
    sql = "SELECT s.words FROM statements s JOIN versions v ON v.number = s.version WHERE v.id = ? AND s.n = ?"
    words: str = connection.execute(sql, (version, int(place))).get or statement
    return words if len(words) <= 60 else f"{words[:57]}…"


def _about(decision: Decision, statements: set[str], reports: set[str], story: str) -> bool:
    subject = decision.subject
    named = {*subject.get("statements", ()), *_statement(subject)}
    moved = subject.get("story") == story or bool({f"v{name[1:]}" for name in subject.get("reports", ())} & reports)
    return bool(named & statements) or moved


def _words(decision: Decision, count: int) -> str:
    """What was decided about so many statements, for a reader."""
    subject = decision.subject
    match decision.kind:
        case "split":
            return "are an utterance of their own" if count > 1 else "is an utterance of its own"
        case "merge":
            return "are of one utterance"
        case "speaker":
            return f"was said by {subject['name']}" if subject["name"] else "was said by nobody knows whom"
        case "base":
            return "is the base"
        case "story":
            return f"are of story {subject['story']}" if subject["story"] else "are a story of their own"
        case "same":
            return "are one person"
        case "distinct":
            return "are different persons"
        case "undo":
            return f"takes back decision {decision.undoes}"
