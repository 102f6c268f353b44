"""Whether an archive is sound: the database, every span in it, and the search index beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import apsw

from onrecord.archive import migrate
from onrecord.archive.index_files import fits
from onrecord.archive.match import printed
from onrecord.archive.passages import Key
from onrecord.archive.save import GAP
from onrecord.archive.search import Search
from onrecord.archive.store import Archive, coded_errors
from onrecord.archive.terms import fold_words
from onrecord.errors import ArchiveDamaged, ArchiveError

SAMPLE = 1_000  # versions whose spans are looked at, spread over the archive
SEARCHED = 50  # statements that the index must find again
_RESTORE = "Restore a copy of the archive, or ingest its inputs into a new one."
_TABLES = ("reports", "versions", "statements", "stories", "left_out")


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where, what, and what to do about it."""

    where: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Health:
    """What an archive holds, and what is wrong with it. `passages` counts what can be searched; `checked` is how many
    versions had each of their spans looked at."""

    schema: int
    reports: int = 0
    versions: int = 0
    statements: int = 0
    stories: int = 0
    left_out: int = 0
    passages: int = 0
    checked: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def check(archive: Archive, *, sample: int | None = SAMPLE) -> Health:
    """Look at all of the database's structure, at the spans of `sample` versions (None: of all), and at the index.

    Changes nothing. A fault is a finding, never an error, but for ArchiveLocked.
    """
    health = Health(migrate.version(archive.connection))
    try:
        with archive.reading() as connection:
            if faults := tuple(_database(connection)):
                return replace(health, findings=faults)
            counts = {table: _count(connection, table) for table in _TABLES}
            chosen = _chosen(connection, sample)
            spans = [finding for number in chosen for finding in _spans(connection, number)]
    except ArchiveDamaged as error:
        return replace(health, findings=(Finding("database", error.message, _RESTORE),))
    passages, faults = _index(archive)
    return replace(health, **counts, passages=passages, checked=len(chosen), findings=(*spans, *faults))


def _database(connection: apsw.Connection) -> Iterator[Finding]:
    for (message,) in connection.execute("PRAGMA integrity_check(20)"):
        if message != "ok":
            yield Finding("database", str(message), _RESTORE)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Finding("database", f"row {row} of {table} points to nothing in {parent}", _RESTORE)


def _chosen(connection: apsw.Connection, sample: int | None) -> list[int]:
    last: int = connection.execute("SELECT coalesce(max(number), 0) FROM versions").get
    step = 1 if sample is None else max(1, last // max(1, sample))
    return list(range(1, last + 1, step))


_RANGES = """
SELECT 'version', published_start, published_end FROM versions WHERE number = ?1
UNION ALL SELECT 'version', modified_start, modified_end FROM versions WHERE number = ?1
UNION ALL SELECT 'credits', start, "end" FROM credits WHERE version = ?1
UNION ALL SELECT 'tagged', start, "end" FROM tagged WHERE version = ?1
UNION ALL SELECT 'timexes', start, "end" FROM timexes WHERE version = ?1
UNION ALL SELECT 'timexes', event_start, event_end FROM timexes WHERE version = ?1
UNION ALL SELECT 'quotations', start, "end" FROM quotations WHERE version = ?1
UNION ALL SELECT 'statements', cue_start, cue_end FROM statements WHERE version = ?1
UNION ALL SELECT 'statements', source_start, source_end FROM statements WHERE version = ?1
UNION ALL SELECT 'mentions', m.start, m."end" FROM mentions m JOIN persons p ON p.number = m.person WHERE p.version = ?1
"""
_CONTENTS = """
SELECT s.n, s.words, c.start, c."end" FROM statements s JOIN contents c ON c.statement = s.number
WHERE s.version = ? ORDER BY s.n, c.n
"""


def _spans(connection: apsw.Connection, number: int) -> Iterator[Finding]:
    """The spans of one version that do not stand in its text, and the statements whose words are not those there."""
    row: Any = connection.execute("SELECT id, text FROM versions WHERE number = ?", (number,)).fetchone()
    if row is None:
        return
    name, text = row
    hint = "Ingest its input again into a new archive."
    for table, start, end in connection.execute(_RANGES, (number,)):
        if (start is None) != (end is None) or (start is not None and not 0 <= start < end <= len(text)):
            yield Finding(name, f"a span of {table} ({start} to {end}) is outside its text", hint)
    pieces: dict[tuple[int, str], list[str]] = {}
    rows: Iterator[Any] = connection.execute(_CONTENTS, (number,))
    for n, words, start, end in rows:
        pieces.setdefault((n, words), []).append(text[start:end])
    for (n, words), found in pieces.items():
        if GAP.join(found) != words:
            yield Finding(name, f"the words of statement {n} are not those of its text", hint)


def _count(connection: apsw.Connection, table: str) -> int:
    counted: int = connection.execute(f"SELECT count(*) FROM {table}").get
    return counted


def _index(archive: Archive) -> tuple[int, tuple[Finding, ...]]:
    """How many passages can be searched, and where the index does not agree with the database."""
    again = f"Delete {archive.index_path}; it is made again from the archive."
    if not archive.index_path.exists():
        return 0, (Finding("search", "there is no index yet", "`onrecord verify` makes it."),)
    if not fits(archive):
        return 0, (Finding("search", "the index was made from another archive or by another version", again),)
    try:
        search = Search.open(archive, update=False)
    except ArchiveError as error:
        return 0, (Finding("search", error.message, again),)
    with coded_errors(archive.path):
        wanted: int = archive.connection.execute(_PASSAGES, (search.upto(),)).get
    findings = list(_lost(archive, search))
    if search.size != wanted:
        findings.append(Finding("search", f"the index has {search.size} passages, the archive {wanted}", again))
    return search.size, tuple(findings)


_PASSAGES = """
SELECT (SELECT count(*) FROM statements WHERE version <= ?1)
     + (SELECT count(*) FROM quotations WHERE version <= ?1 AND statement IS NULL)
"""


def _lost(archive: Archive, search: Search) -> Iterator[Finding]:
    """Statements that their own words do not find."""
    connection = archive.connection
    last: int = connection.execute(
        "SELECT coalesce(max(number), 0) FROM statements WHERE version <= ?", (search.upto(),)
    ).get
    step = max(1, last // SEARCHED)
    for number in range(1, last + 1, step):
        one = printed(connection, [Key(number)])[-1]
        words = fold_words(one.text)
        # Words that many reports have may fill the list without this one.
        found = search.find(words, limit=200)
        if words and Key(number) not in found and len(found) < 200:
            yield Finding("search", f"statement {number} is not found by its own words", "Delete the index.")
