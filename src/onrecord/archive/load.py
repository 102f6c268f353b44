"""Reading versions back out of the archive, as the types of `model`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import apsw

from onrecord import segment
from onrecord.errors import NotInArchive
from onrecord.model import (
    Article,
    DateBasis,
    Document,
    Name,
    Person,
    Proposal,
    Published,
    Range,
    Span,
    Statement,
    Surface,
    Tags,
    Timex,
)

_VERSION = """
SELECT v.number, v.id, v.text, v.outlet, v.title, v.byline, v.url, v.language, v.role,
       v.published, v.published_basis, v.published_start, v.published_end,
       v.modified, v.modified_basis, v.modified_start, v.modified_end,
       (SELECT min(input) FROM sources WHERE version = v.number),
       (SELECT nullif(min(encoding), '') FROM sources WHERE version = v.number)
FROM versions v
"""


def article(connection: apsw.Connection, number: int) -> Article:
    """The version of this number, its id as the article's. Raises NotInArchive where there is none."""
    row = connection.execute(_VERSION + "WHERE v.number = ?", (number,)).fetchone()
    if row is None:
        raise NotInArchive(f"There is no version number {number}.")
    return _article(connection, row)


def worded(connection: apsw.Connection, number: int) -> Article:
    """Only what tells what the version of this number is about: its text, title and date. Raises NotInArchive."""
    sql = "SELECT id, text, title, published, published_basis FROM versions WHERE number = ?"
    row: Any = connection.execute(sql, (number,)).fetchone()
    if row is None:
        raise NotInArchive(f"There is no version number {number}.")
    name, text, title, published, basis = row
    return Article(id=name, text=text, title=title, published=published and Published(published, basis))


def version_number(connection: apsw.Connection, version: str) -> int:
    """The number of the version with this id. Raises NotInArchive where there is none."""
    number: int | None = connection.execute("SELECT number FROM versions WHERE id = ?", (version,)).get
    if number is None:
        raise NotInArchive(f"There is no version {version!r}.")
    return number


def statements(connection: apsw.Connection, source: Article) -> tuple[Statement, ...]:
    """What was read in this stored version, in order. Ids are the version's with `-s` and the place."""
    number = version_number(connection, source.id)
    rows = connection.execute(
        "SELECT s.number, s.n, s.kind, s.cue_start, s.cue_end, s.source_start, s.source_end, p.n, s.speaker_basis,"
        " s.confidence, s.stance FROM statements s LEFT JOIN persons p ON p.number = s.speaker"
        " WHERE s.version = ? ORDER BY s.n",
        (number,),
    ).fetchall()
    return tuple(_statement(connection, source, row) for row in rows)


def people(connection: apsw.Connection, source: Article) -> tuple[Person, ...]:
    """Who is named in this stored version, in order. Ids are the version's with `-p` and the place."""
    number = version_number(connection, source.id)
    rows = connection.execute("SELECT number, n, type, name FROM persons WHERE version = ? ORDER BY n", (number,))
    return tuple(_person(connection, source, row) for row in rows.fetchall())


def timexes(connection: apsw.Connection, source: Article) -> tuple[Timex, ...]:
    """The temporal expressions of this stored version, in order."""
    rows: Iterator[Any] = connection.execute(
        'SELECT start, "end", type, value, mod, anchor, first, last, event_start, event_end'
        " FROM timexes WHERE version = ? ORDER BY n",
        (version_number(connection, source.id),),
    )
    return tuple(
        Timex(source.span(start, end), kind, value, mod, anchor, first, last, _span(source, event_start, event_end))
        for start, end, kind, value, mod, anchor, first, last, event_start, event_end in rows
    )


def document(connection: apsw.Connection, version: str) -> Document:
    """The stored version with this id as the stages after tagging take it: cut anew, with the tags it was stored with
    but for their vectors. Raises NotInArchive."""
    number = version_number(connection, version)
    source = article(connection, number)
    held: Any = connection.execute("SELECT proposals FROM proposals WHERE version = ?", (number,)).get
    proposals = tuple(
        Proposal(tuple(map(_pair, content)), cue and _pair(cue), origin and _pair(origin), score)
        for content, cue, origin, score in json.loads(held or "[]")
    )
    return Document(source, segment.segment(source), Tags(proposals, names(connection, source)))


def names(connection: apsw.Connection, source: Article) -> tuple[Name, ...]:
    """The names tagged in this stored version, in order."""
    rows: Iterator[Any] = connection.execute(
        'SELECT start, "end", type, score FROM tagged WHERE version = ? ORDER BY n',
        (version_number(connection, source.id),),
    )
    return tuple(Name(*row) for row in rows)


def numbers(connection: apsw.Connection) -> Iterator[int]:
    """The number of every version, in order of their ids."""
    yield from (row[0] for row in connection.execute("SELECT number FROM versions ORDER BY id"))


def _pair(numbers: Sequence[int]) -> Range:
    start, end = numbers
    return start, end


def _article(connection: apsw.Connection, row: tuple[Any, ...]) -> Article:
    number, name, text, outlet, title, byline, url, language, role, *rest = row
    published, modified, source, encoding = rest[0:4], rest[4:8], rest[8], rest[9]
    bare = Article(
        id=name,
        text=text,
        outlet=outlet,
        title=title,
        byline=byline,
        url=url,
        input=source or "",
        language=language,
        encoding=encoding,
        role=role,
    )
    credits_ = connection.execute('SELECT start, "end" FROM credits WHERE version = ? ORDER BY n', (number,))
    return replace(
        bare,
        published=_published(bare, *published),
        modified=_published(bare, *modified),
        credits=tuple(bare.span(start, end) for start, end in credits_),
    )


def _published(
    source: Article, value: str | None, basis: DateBasis | None, start: int | None, end: int | None
) -> Published | None:
    if value is None or basis is None:
        return None
    return Published(value, basis, _span(source, start, end))


def _span(source: Article, start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else source.span(start, end)


def _statement(connection: apsw.Connection, source: Article, row: tuple[Any, ...]) -> Statement:
    number, n, kind, cue_start, cue_end, source_start, source_end, speaker, basis, confidence, stance = row
    content = connection.execute('SELECT start, "end" FROM contents WHERE statement = ? ORDER BY n', (number,))
    candidates = connection.execute(
        "SELECT p.n FROM candidates c JOIN persons p ON p.number = c.person WHERE c.statement = ? ORDER BY c.n",
        (number,),
    )
    return Statement(
        id=f"{source.id}-s{n}",
        article=source.id,
        kind=kind,
        content=tuple(source.span(start, end) for start, end in content),
        cue=_span(source, cue_start, cue_end),
        source=_span(source, source_start, source_end),
        speaker=None if speaker is None else f"{source.id}-p{speaker}",
        speaker_basis=basis,
        candidates=tuple(f"{source.id}-p{person}" for (person,) in candidates),
        confidence=confidence,
        stance=stance,
    )


def _person(connection: apsw.Connection, source: Article, row: tuple[Any, ...]) -> Person:
    number, n, kind, name = row
    names = connection.execute("SELECT text, count FROM names WHERE person = ? ORDER BY n", (number,))
    spans: list[Any] = connection.execute(
        'SELECT what, start, "end" FROM mentions WHERE person = ? ORDER BY what, n', (number,)
    ).fetchall()
    return Person(
        id=f"{source.id}-p{n}",
        type=kind,
        name=name,
        names=tuple(Surface(text, count) for text, count in names),
        roles=tuple(source.span(start, end) for what, start, end in spans if what == "role"),
        mentions=tuple(source.span(start, end) for what, start, end in spans if what == "mention"),
    )
