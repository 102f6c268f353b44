"""What one person said, as far as can be told who is who: statements by person, and the stories a name speaks in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.archive.search import Search
from onrecord.archive.speakers import may_be, name_words
from onrecord.archive.store import Archive

MOST = 2_000  # statements looked at for one name

_SAID = """
SELECT st.number, v.id, v.id || '-p' || p.n, coalesce(d.name, p.name), s.id, v.outlet, v.published, st.n, st.kind,
  st.words, iif(d.name IS NULL, st.speaker_basis, 'editor'),
  (SELECT min(c.start) FROM contents c WHERE c.statement = st.number),
  (SELECT max(c."end") FROM contents c WHERE c.statement = st.number)
FROM statements st JOIN versions v ON v.number = st.version LEFT JOIN persons p ON p.number = st.speaker
LEFT JOIN decided_speakers d ON d.statement = st.number
LEFT JOIN story_reports r ON r.report = v.report LEFT JOIN stories s ON s.number = r.story
"""
# A statement that an editor gave to somebody else is not theirs.
_THEIRS = """
WHERE st.speaker = (SELECT p.number FROM persons p JOIN versions v ON v.number = p.version WHERE v.id = ? AND p.n = ?)
  AND (d.name IS NULL OR d.name = p.name OR EXISTS (SELECT 1 FROM names WHERE person = p.number AND text = d.name))
"""
_LISTED = """
WHERE st.number > ?1 AND (?2 IS NULL OR v.id = ?2 OR v.report = (SELECT number FROM reports WHERE id = ?2))
  AND (?3 IS NULL OR st.kind = ?3) ORDER BY st.number LIMIT ?4
"""
_SPEAKER = """
SELECT r.story, p.name, p.number FROM statements st JOIN persons p ON p.number = st.speaker
JOIN versions v ON v.number = st.version JOIN story_reports r ON r.report = v.report WHERE st.number = ?
"""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement in one report. `statement` is its id in the archive, `person` that of who the report names and
    `speaker` the name, an editor's where one decided; `start` and `end` are code points, half-open, in the text of
    the version, of the first and last of its content."""

    statement: str
    version: str
    person: str | None
    speaker: str | None
    story: str | None
    outlet: str | None
    published: str | None
    kind: str
    words: str
    basis: str | None
    start: int
    end: int


def said(archive: Archive, persons: Sequence[str], *, limit: int) -> tuple[Said, ...]:
    """What these persons (`VERSION-pN`) said, the latest report first and then in the order of its text."""
    rows: list[Any] = []
    with archive.reading() as connection:
        for name in persons:
            version, _, place = name.rpartition("-p")
            rows += connection.execute(_SAID + _THEIRS, (version, int(place))).fetchall()
    found = sorted((_said(row) for row in rows), key=lambda one: (one.version, one.start))
    return tuple(sorted(found, key=lambda one: one.published or "", reverse=True)[:limit])


def statements_after(
    archive: Archive, number: int, *, limit: int, report: str | None = None, kind: str | None = None
) -> tuple[tuple[Said, ...], int | None]:
    """Statements in the order in which they were taken in, after the one of this number; and the number to go on
    from, None at the end. `report` is the id of a report or a version."""
    with archive.reading() as connection:
        rows: list[Any] = connection.execute(_SAID + _LISTED, (number, report, kind, limit + 1)).fetchall()
    return tuple(_said(row) for row in rows[:limit]), rows[limit - 1][0] if len(rows) > limit else None


def _said(row: Any) -> Said:
    _, version, person, speaker, story, outlet, published, n, kind, words, basis, start, end = row
    name = speaker or None  # "" where an editor decided that nobody knows
    return Said(f"{version}-s{n}", version, person, name, story, outlet, published, kind, words, basis, start, end)


def stories_of(archive: Archive, name: str, *, search: Search | None = None) -> tuple[int, ...]:
    """The numbers of the stories in which somebody speaks whom `name` (a full or a last name) may mean, in order."""
    words = name_words(name)
    if not words:
        return ()
    search = Search.open(archive) if search is None else search
    found: dict[int, int] = {}  # by person: who was found to fit is not looked at twice
    with archive.reading() as connection:
        for key in search.said_by(words[-1], limit=MOST):
            row: Any = None if key.quotation else connection.execute(_SPEAKER, (key.number,)).fetchone()
            if row is None or row[2] in found:
                continue
            forms: list[Any] = connection.execute("SELECT text FROM names WHERE person = ?", (row[2],)).fetchall()
            if may_be(name, [row[1], *(text for (text,) in forms)]):
                found[row[2]] = row[0]
    return tuple(sorted(set(found.values())))
