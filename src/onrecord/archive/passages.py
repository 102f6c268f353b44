"""What the archive gives its search index: a passage for every statement, and for every other quotation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.archive.store import Archive
from onrecord.archive.terms import fold_words, terms

CHUNK = 200_000  # passages in a list, at least


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """A passage: the number of a statement, or of a quotation that no statement was made of."""

    number: int
    quotation: bool = False

    @property
    def packed(self) -> int:
        return self.number * 2 + self.quotation


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed of one passage. `day` is a proleptic day number, None where the report has no date."""

    key: Key
    version: int
    words: str
    who: str
    day: int | None


_STATEMENTS = """
SELECT s.number, s.version, s.words, v.day, coalesce(
         (SELECT name FROM decided_speakers WHERE statement = s.number),
         (SELECT group_concat(text, ' ') FROM names WHERE person = s.speaker) || ' ' || p.name)
FROM statements s JOIN versions v ON v.number = s.version LEFT JOIN persons p ON p.number = s.speaker
WHERE """
_BETWEEN = "s.version > ? AND s.version <= ?"
_QUOTATIONS = """
SELECT q.number, q.version, substr(v.text, q.start + 1, q."end" - q.start), v.day, NULL
FROM quotations q JOIN versions v ON v.number = q.version
WHERE q.version > ? AND q.version <= ? AND q.statement IS NULL
"""
_VERSIONS_AT_ONCE = 2_000


def passages(archive: Archive, *, above: int = 0) -> Iterator[list[Passage]]:
    """The passages of every version with a number over `above`, in lists that never part a version."""
    with archive.reading() as connection:
        last: int = connection.execute("SELECT coalesce(max(number), 0) FROM versions").get
        chunk: list[Passage] = []
        for start in range(above, last, _VERSIONS_AT_ONCE):
            for quotation, sql in ((False, _STATEMENTS + _BETWEEN), (True, _QUOTATIONS)):
                rows: Iterator[Any] = connection.execute(sql, (start, min(start + _VERSIONS_AT_ONCE, last)))
                chunk += [_passage(row, quotation=quotation) for row in rows]
            if len(chunk) >= CHUNK:
                yield chunk
                chunk = []
        if chunk:
            yield chunk


def outdated(archive: Archive, upto: int) -> list[Passage]:
    """The statements of versions up to this number whose speaker an editor changed since they were indexed."""
    sql = _STATEMENTS + "s.number IN (SELECT statement FROM reindex) AND s.version <= ?"
    with archive.reading() as connection:
        rows: list[Any] = connection.execute(sql, (upto,)).fetchall()
    return [_passage(row, quotation=False) for row in rows]


def _passage(row: tuple[Any, ...], *, quotation: bool) -> Passage:
    number, version, text, day, names = row
    who = " ".join(dict.fromkeys(fold_words(names or "")))
    return Passage(Key(number, quotation), version, " ".join(terms(fold_words(text))), who, day)
