"""The inputs of an archive, piece by piece: which were read to their end, and what the others hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import apsw

from onrecord.archive import parts
from onrecord.archive.rows import Begun, Ended, Ingested, Item
from onrecord.archive.store import Archive
from onrecord.archive.workers import FAILED
from onrecord.limits import Limits
from onrecord.model import Notice
from onrecord.read import pieces_of, read_piece
from onrecord.read.pieces import Piece

Planned = tuple[str, Piece | Notice]  # with the source that it belongs to, as the user named it


def plan(sources: Iterable[str], *, limits: Limits) -> list[Planned]:
    """The pieces of all sources, in order, and notices about what of them is none."""
    return [(source, one) for source in sources for one in pieces_of(source, limits=limits)]


def items(archive: Archive, planned: Iterable[Planned], *, limits: Limits) -> Iterator[Item]:
    """What the pieces hold, for `ingest`. A piece that this archive has read to its end is not opened again."""
    for source, one in planned:
        if isinstance(one, Notice):
            yield from (Begun(Piece(source)), one, Ended(Piece(source)))
            continue
        before = done(archive, one)
        if before is None:
            yield Begun(one)
            yield from parts.read(one) if parts.is_part(one.name) else read_piece(one, limits=limits)
        yield Ended(one, before)


def left(archive: Archive, planned: Iterable[Planned]) -> int:
    """About how many bytes of these pieces are still to be read."""
    found = [one for _, one in planned if isinstance(one, Piece)]
    return sum(one.size for one in found if done(archive, one) is None)


def done(archive: Archive, piece: Piece) -> Ingested | None:
    """What a piece that was read to its end holds, None where it was not."""
    if piece.fingerprint is None:
        return None
    sql = "SELECT items, left_out FROM inputs WHERE input = ? AND fingerprint = ?"
    with archive.reading() as connection:
        row: Any = connection.execute(sql, (piece.name, piece.fingerprint)).fetchone()
    if row is None:
        return None
    counts: dict[str, int] = json.loads(row[1])
    return Ingested(0, 0, row[0], tuple(sorted(counts.items())))


def note(connection: apsw.Connection, ended: Ended, gave: Ingested) -> None:
    """Remember that a piece was read to its end, where reading it again would give no more."""
    counts = dict(gave.left_out)
    if ended.before is not None or ended.piece.fingerprint is None or FAILED in counts:
        return
    row = (ended.piece.name, ended.piece.fingerprint, gave.new + gave.changed + gave.known, json.dumps(counts))
    connection.execute("INSERT INTO inputs VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", row)
