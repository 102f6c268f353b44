"""Writing versions into the archive. Every function runs inside the transaction of its caller."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

import apsw

from onrecord.archive import vectors
from onrecord.archive.rows import Version
from onrecord.archive.when import day_of
from onrecord.model import Article, Notice, Person, Published, Range, Span, Statement, Tags

GAP = " … "  # between the pieces of a content that the reporter's words interrupt


def known(connection: apsw.Connection, ids: Iterable[str]) -> set[str]:
    """Those of these version ids that are stored."""
    return {one for one in ids if connection.execute("SELECT 1 FROM versions WHERE id = ?", (one,)).get}


def save_source(connection: apsw.Connection, version: str, article: Article, source: str) -> None:
    """Note that `source` holds this stored version too. The order in which sources come makes no difference."""
    connection.execute(
        "INSERT INTO sources SELECT number, ?, ? FROM versions WHERE id = ? ON CONFLICT DO NOTHING",
        (source, article.encoding or "", version),
    )
    connection.execute("UPDATE versions SET url = ?1 WHERE id = ?2 AND url > ?1", (article.url, version))


def save_left_out(connection: apsw.Connection, source: str, notice: Notice) -> None:
    """Note what was left out of `source`, and why."""
    row = (source, notice.article or "", notice.code, notice.message)
    connection.execute("INSERT INTO left_out VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", row)


def save_notice(connection: apsw.Connection, version: str, notice: Notice) -> None:
    """Keep a notice about a stored version."""
    connection.execute(
        "INSERT INTO notices SELECT number, ?, ? FROM versions WHERE id = ? ON CONFLICT DO NOTHING",
        (notice.code, notice.message, version),
    )


def save_version(connection: apsw.Connection, version: Version, *, maker: str, now: str) -> int | None:
    """Store one version with all that was read in it. Its number, or None where it is there already."""
    report = _report(connection, version)
    row = _version_row(version, report, maker, now)
    marks = ", ".join("?" * len(row))
    sql = f"INSERT INTO versions VALUES (NULL, {marks}) ON CONFLICT (id) DO NOTHING RETURNING number"
    number: int | None = connection.execute(sql, row).get
    if number is None:
        return None
    _save_parts(connection, number, version)
    vectors.save(connection, number, version.extracted.document, maker)
    people = _save_people(connection, number, version.extracted.people)
    _save_statements(connection, number, version, people)
    return number


def siblings(connection: apsw.Connection, number: int) -> int:
    """How many versions the report of this version has."""
    sql = "SELECT count(*) FROM versions WHERE report = (SELECT report FROM versions WHERE number = ?)"
    found: int = connection.execute(sql, (number,)).get
    return found


def words_of(content: Sequence[Span]) -> str:
    """The words of a content, its pieces joined by an ellipsis."""
    return GAP.join(span.text for span in content)


def _report(connection: apsw.Connection, version: Version) -> int:
    connection.execute(
        "INSERT INTO reports (id, address) VALUES (?, ?) ON CONFLICT (id) DO NOTHING", (version.report, version.address)
    )
    number: int = connection.execute("SELECT number FROM reports WHERE id = ?", (version.report,)).get
    return number


def _version_row(version: Version, report: int, maker: str, now: str) -> tuple[object, ...]:
    # What the stages after reading learned of the article (a date stated in the text) is stored with it.
    article = version.extracted.document.article
    return (
        version.id,
        report,
        article.outlet,
        article.title,
        article.byline,
        article.url,
        article.language,
        article.role,
        *_published(article.published),
        *_published(article.modified),
        None if article.published is None else day_of(article.published.value),
        maker,
        now,
        article.text,
    )


def _published(published: Published | None) -> tuple[object, ...]:
    if published is None:
        return (None, None, None, None)
    return (published.value, published.basis, *_range(published.evidence))


def _range(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else span.range


def _save_parts(connection: apsw.Connection, number: int, version: Version) -> None:
    document = version.extracted.document
    connection.execute("INSERT INTO proposals VALUES (?, ?)", (number, json.dumps(_proposals(document.tags))))
    connection.executemany(
        "INSERT INTO credits VALUES (?, ?, ?, ?)",
        [(number, n, *span.range) for n, span in enumerate(document.article.credits)],
    )
    connection.executemany(
        "INSERT INTO tagged VALUES (?, ?, ?, ?, ?, ?)",
        [(number, n, name.start, name.end, name.type, name.score) for n, name in enumerate(document.tags.names)],
    )
    connection.executemany(
        "INSERT INTO timexes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (number, n, *t.span.range, t.type, t.value, t.mod, t.anchor, t.first, t.last, *_range(t.event))
            for n, t in enumerate(version.extracted.timexes)
        ],
    )


def _proposals(tags: Tags) -> list[list[object]]:
    return [[one.content, one.cue, one.source, one.score] for one in tags.proposals]


def _save_people(connection: apsw.Connection, version: int, people: Sequence[Person]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for n, person in enumerate(people):
        connection.execute("INSERT INTO persons VALUES (NULL, ?, ?, ?, ?)", (version, n, person.type, person.name))
        number = numbers[person.id] = connection.last_insert_rowid()
        connection.executemany(
            "INSERT INTO names VALUES (?, ?, ?, ?)",
            [(number, k, surface.text, surface.count) for k, surface in enumerate(person.names)],
        )
        spans = [("mention", k, span) for k, span in enumerate(person.mentions)]
        spans += [("role", k, span) for k, span in enumerate(person.roles)]
        connection.executemany(
            "INSERT INTO mentions VALUES (?, ?, ?, ?, ?)", [(number, what, k, *span.range) for what, k, span in spans]
        )
    return numbers


def _save_statements(connection: apsw.Connection, version: int, held: Version, people: dict[str, int]) -> None:
    owners: list[tuple[Range, int]] = []
    for n, statement in enumerate(held.extracted.statements):
        number = _save_statement(connection, version, n, statement, people)
        owners += [(span.range, number) for span in statement.content]
    ranges = [(quotation.start, quotation.end) for quotation in held.extracted.document.layout.quotations]
    connection.executemany(
        "INSERT INTO quotations VALUES (NULL, ?, ?, ?, ?, ?)",
        [
            (version, n, *quoted, owner)
            for n, (quoted, owner) in enumerate(zip(ranges, owners_of(ranges, owners), strict=True))
        ],
    )


def _save_statement(
    connection: apsw.Connection, version: int, n: int, statement: Statement, people: dict[str, int]
) -> int:
    speaker = None if statement.speaker is None else people[statement.speaker]
    connection.execute(
        "INSERT INTO statements VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            version,
            n,
            statement.kind,
            words_of(statement.content),
            *_range(statement.cue),
            *_range(statement.source),
            speaker,
            statement.speaker_basis,
            statement.confidence,
            statement.stance,
        ),
    )
    number = connection.last_insert_rowid()
    connection.executemany(
        "INSERT INTO contents VALUES (?, ?, ?, ?)",
        [(number, k, *span.range) for k, span in enumerate(statement.content)],
    )
    connection.executemany(
        "INSERT INTO candidates VALUES (?, ?, ?)",
        [(number, k, people[person]) for k, person in enumerate(statement.candidates)],
    )
    return number


def owners_of(quotations: Sequence[Range], contents: Sequence[tuple[Range, int]]) -> list[int | None]:
    """For each quotation the statement whose content shares the most characters with it; the first of equals."""
    ordered = sorted(contents)
    starts = [start for (start, _), _ in ordered]
    reach = list(accumulate((end for (_, end), _ in ordered), max))
    found: list[int | None] = []
    for start, end in quotations:
        best, most = None, 0
        at = bisect_left(starts, end) - 1
        while at >= 0 and reach[at] > start:
            (first, last), number = ordered[at]
            shared = min(end, last) - max(start, first)
            if shared >= max(most, 1):
                best, most = number, shared
            at -= 1
        found.append(best)
    return found
