"""What each tool answers: dicts of fields, never a text joined from several.

Whatever a report says stands in a field of its own beside the fields that say who is quoted and where, so that no
report can forge another's lines. Offsets are Unicode code points, half-open.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypedDict, cast

from onrecord import pipeline
from onrecord.archive.browse import Filters, find_stories, versions_of
from onrecord.archive.load import article, statements, version_number
from onrecord.archive.store import Archive
from onrecord.archive.story_record import story_record
from onrecord.archive.verify import verify
from onrecord.errors import OptionError
from onrecord.model import StoryRecord
from onrecord.record import to_dict
from onrecord.record.write import plain

MOST = 100
PARTS = ("articles", "people", "statements", "utterances", "copying", "witnesses", "facts", "timeline")


class Verdict(TypedDict):
    """`found`: in these words or with changes, of the speaker asked for. The rest is that of `onrecord verify`."""

    found: bool
    outcome: str
    words: str
    speaker: str | None
    reports: int
    earliest: dict[str, Any] | None
    readings: list[dict[str, Any]]
    further: list[dict[str, Any]]
    notices: list[str]


class Stories(TypedDict):
    """Stories, newest first."""

    stories: list[dict[str, Any]]


class Record(TypedDict):
    """The story's id, and the parts of its record that were asked for (docs: The story record)."""

    story: str
    record: dict[str, Any]


class Report(TypedDict):
    """The latest version of a report with its statements, and the ids of all its versions."""

    article: dict[str, Any]
    versions: list[str]
    statements: list[dict[str, Any]]


def verdict(archive: Path, words: str, *, speaker: str | None, days: tuple[str | None, str | None]) -> Verdict:
    """Whether words were reported. Raises OptionError and the errors of the archive."""
    with Archive.open(archive) as held:
        told = verify(held, words, speaker=speaker, date_from=days[0], date_to=days[1])
    return cast(Verdict, {"found": told.found, **plain(told)})


def stories(archive: Path, filters: Filters, *, limit: int) -> Stories:
    """The stories that pass the filters. Raises OptionError where `limit` is not 1 to 100."""
    if not 1 <= limit <= MOST:
        raise OptionError(f"`limit` is {limit}.", hint=f"Give a number from 1 to {MOST}.")
    with Archive.open(archive, readonly=True) as held:
        return {"stories": plain(find_stories(held, filters, limit=limit))}


def record(archive: Path, story: str, *, parts: list[str], texts: bool) -> Record:
    """The record of a story, or some parts of it. Raises OptionError for an unknown part, NotInArchive."""
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        raise OptionError(f"There is no part {unknown[0]!r}.", hint=f"Choose of {', '.join(PARTS)}.")
    with Archive.open(archive) as held:
        told = story_record(held, story, compare=pipeline.compare)
    return {"story": story, "record": _some(told, parts or list(PARTS), texts=texts)}


def _some(told: StoryRecord, parts: list[str], *, texts: bool) -> dict[str, Any]:
    whole = to_dict(told)
    for one in whole["articles"]:
        if not texts:
            del one["text"]
    return {name: value for name, value in whole.items() if name in parts or name not in PARTS}


def report(archive: Path, name: str) -> Report:
    """A report by its id or one of its versions'. Raises NotInArchive."""
    with Archive.open(archive, readonly=True) as held:
        versions = versions_of(held, name)
        with held.reading() as connection:
            latest = article(connection, version_number(connection, versions[-1]))
            said = statements(connection, latest)
    return {"article": plain(latest), "versions": list(versions), "statements": plain(tuple(said))}
