"""What one person said, as far as can be told who is who: statements by person, and the stories a name speaks in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.archive.search import Search
from onrecord.archive.speakers import may_be, name_words
from onrecord.archive.store import Archive

MOST = 2_000  # statements looked at for one name

# A statement that an editor gave to somebody else is not theirs.
_SAID = """
SELECT v.id, v.id || '-p' || p.n, s.id, v.outlet, v.published, st.n, st.kind, st.words, st.speaker_basis,
  (SELECT min(c.start) FROM contents c WHERE c.statement = st.number),
  (SELECT max(c."end") FROM contents c WHERE c.statement = st.number)
FROM versions v JOIN persons p ON p.version = v.number JOIN statements st ON st.speaker = p.number
LEFT JOIN story_reports r ON r.report = v.report LEFT JOIN stories s ON s.number = r.story
WHERE v.id = ? AND p.n = ? AND NOT EXISTS (
  SELECT 1 FROM decided_speakers d WHERE d.statement = st.number AND d.name <> p.name
  AND NOT EXISTS (SELECT 1 FROM names WHERE person = p.number AND text = d.name))
"""
_SPEAKER = """
SELECT r.story, p.name, p.number FROM statements st JOIN persons p ON p.number = st.speaker
JOIN versions v ON v.number = st.version JOIN story_reports r ON r.report = v.report WHERE st.number = ?
"""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a person, in one report. `statement` is its id in the archive, `person` the speaker's; `start`
    and `end` are code points, half-open, in the text of the version."""

    statement: str
    version: str
    person: str
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
            rows += connection.execute(_SAID, (version, int(place))).fetchall()
    found = [
        Said(f"{version}-s{n}", version, person, story, outlet, published, kind, words, basis, start, end)
        for version, person, story, outlet, published, n, kind, words, basis, start, end in rows
    ]
    found.sort(key=lambda one: (one.version, one.start))
    return tuple(sorted(found, key=lambda one: one.published or "", reverse=True)[:limit])


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
