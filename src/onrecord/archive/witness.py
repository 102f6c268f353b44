"""How many of the reports that have a wording are independent of one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import apsw

from onrecord import copies
from onrecord.archive import load
from onrecord.copies.find import PASSAGE
from onrecord.copies.judge import FEWEST
from onrecord.model import Document, Statement

MOST = 20  # reports held against each other while somebody waits for an answer
MOST_SKETCHED, MOST_READ = 200, 60  # reports looked at, and cut and compared, for all readings of one answer
_WORD = re.compile(r"[^\W_]+")

Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What tells quickly that a report copies nothing of another: the runs of words outside its quotations."""

    version: str
    outlet: str | None
    grams: tuple[Gram, ...]
    different: frozenset[Gram]

    def linked(self, other: _Sketch) -> bool:
        """Whether one of the two may rest on the other. Where not, `copies.find_copies` does not link them either: it
        asks for so many words in common passages. Lines that come back in one outlet it tells by all its reports."""
        if self.outlet is not None and self.outlet == other.outlet:
            return True
        if self.different.isdisjoint(other.different):
            return False
        return sum(gram in other.different for gram in self.grams) * PASSAGE >= FEWEST


class Witnesses:
    """Counts for the readings of one answer; what was read for one reading is kept for the others."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._sketches: dict[str, _Sketch | None] = {}
        self._read: dict[str, tuple[Document, tuple[Statement, ...]]] = {}

    def count(self, versions: Sequence[str], reports: int) -> int | None:
        """The independent witnesses among these versions (ids) of so many reports, None where they are too many to
        tell. Versions of one report are one witness; a transcript is none."""
        if reports == 1:
            return 1
        told = _told(self._connection, versions)
        if told is not None:
            return told
        unseen = sum(version not in self._sketches for version in versions)
        if len(versions) > MOST or len(self._sketches) + unseen > MOST_SKETCHED:
            return None
        sketches = [one for version in versions if (one := self._sketch(version)) is not None]
        linked = {one.version for pair in combinations(sketches, 2) if pair[0].linked(pair[1]) for one in pair}
        if not linked:
            return len(sketches)
        new = [version for version in sorted(linked) if version not in self._read]
        if len(self._read) + len(new) > MOST_READ:
            return None
        for version in new:
            document = load.document(self._connection, version)
            self._read[version] = document, load.statements(self._connection, document.article)
        return len(sketches) - len(linked) + self._groups([self._read[version] for version in sorted(linked)])

    def _groups(self, read: Sequence[tuple[Document, tuple[Statement, ...]]]) -> int:
        documents = [document for document, _ in read]
        statements = [one for _, said in read for one in said]
        return len(copies.witnesses([one.article for one in documents], copies.find_copies(documents, statements)))

    def _sketch(self, version: str) -> _Sketch | None:
        """None for a transcript."""
        if version not in self._sketches:
            self._sketches[version] = _sketch(self._connection, version)
        return self._sketches[version]


def _sketch(connection: apsw.Connection, version: str) -> _Sketch | None:
    row: Any = connection.execute("SELECT number, role, outlet, text FROM versions WHERE id = ?", (version,)).fetchone()
    number, role, outlet, text = row
    if role != "report":
        return None
    sql = 'SELECT start, "end" FROM quotations WHERE version = ? ORDER BY start'
    quoted: list[Any] = connection.execute(sql, (number,)).fetchall()
    words = _WORD.findall(" ".join(_outside(text, quoted)).lower())
    grams = tuple(zip(*(words[at:] for at in range(PASSAGE)), strict=False))
    return _Sketch(version, outlet and outlet.casefold(), grams, frozenset(grams))


def _outside(text: str, quoted: Sequence[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for start, end in quoted:
        yield text[at:start]
        at = max(at, end)
    yield text[at:]


def _told(connection: apsw.Connection, versions: Sequence[str]) -> int | None:
    """What the records of their stories say, where there are such for all of them."""
    found: set[tuple[int, int]] = set()
    sql = "SELECT w.story, w.witness FROM witnesses w JOIN versions v ON v.number = w.version WHERE v.id = ?"
    for version in versions:
        row: Any = connection.execute(sql, (version,)).fetchone()
        if row is None:
            return None
        found.add(row)
    return len(found)
