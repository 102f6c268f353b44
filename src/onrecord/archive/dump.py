"""The content of an archive as JSON Lines: what a copy of it must equal, whatever came in first.

Numbers that only this file uses, and the times at which it took things in, are left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import apsw

from onrecord.archive import load
from onrecord.archive.store import Archive


def lines(archive: Archive) -> Iterator[str]:
    """A line of JSON for every version, in order of their ids, and one for whatever was left out of each input."""
    with archive.reading() as connection:
        for number in load.numbers(connection):
            yield _line(_version(connection, number))
        rows = connection.execute("SELECT input, item, code, message FROM left_out ORDER BY 1, 2, 3, 4")
        for row in rows:
            yield _line(dict(zip(("left_out", "item", "code", "message"), row, strict=True)))


def digest(archive: Archive) -> str:
    """The SHA-256 of all lines: equal for archives of the same content."""
    whole = hashlib.sha256()
    for line in lines(archive):
        whole.update(line.encode("utf-8") + b"\n")
    return whole.hexdigest()


def _version(connection: apsw.Connection, number: int) -> dict[str, Any]:
    article = load.article(connection, number)
    row: Any = connection.execute(
        "SELECT r.id, r.address, v.maker FROM versions v JOIN reports r ON r.number = v.report WHERE v.number = ?",
        (number,),
    ).fetchone()
    report, address, maker = row
    return {
        "report": report,
        "address": address,
        "maker": maker,
        "article": asdict(article),
        "people": [asdict(person) for person in load.people(connection, article)],
        "statements": [asdict(statement) for statement in load.statements(connection, article)],
        "timexes": [asdict(timex) for timex in load.timexes(connection, article)],
        "names": _rows(connection, 'start, "end", type, score', "tagged", number),
        "quotations": _rows(connection, 'start, "end"', "quotations", number),
        "sources": _rows(connection, "input, encoding", "sources", number),
        "notices": _rows(connection, "code, message", "notices", number),
    }


def _rows(connection: apsw.Connection, columns: str, table: str, number: int) -> list[tuple[Any, ...]]:
    return connection.execute(f"SELECT {columns} FROM {table} WHERE version = ? ORDER BY 1, 2", (number,)).fetchall()


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
