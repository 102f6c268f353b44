"""The schema of the database, and the way from one version of it to the next.

`schema/NNNN.sql` takes a database from version NNNN - 1 to NNNN; a new one runs them all. The version stands in
SQLite's `user_version`, and `application_id` says that the file is ours.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import apsw

from onrecord.errors import ArchiveTooNew, NotAnArchive

APPLICATION_ID = 0x4F4E5245  # "ONRE"


@cache
def steps() -> tuple[str, ...]:
    """The SQL of every step, in order: `steps()[n]` takes a database of version n to n + 1."""
    folder = resources.files(__package__) / "schema"
    return tuple(
        item.read_text(encoding="utf-8")
        for item in sorted(folder.iterdir(), key=lambda item: item.name)
        if item.name.endswith(".sql")
    )


def version(connection: apsw.Connection) -> int:
    """The schema version of an open database, 0 for an empty file.

    Raises NotAnArchive for another program's database, ArchiveTooNew for one of a later onrecord.
    """
    found, application, empty = _marks(connection)
    if empty:
        return 0
    if application != APPLICATION_ID:
        raise NotAnArchive(f"{connection.filename} is another program's database.")
    if found > len(steps()):
        raise ArchiveTooNew(
            f"{connection.filename} has schema {found}; this version of onrecord knows up to {len(steps())}."
        )
    return found


def _marks(connection: apsw.Connection) -> tuple[int, int, bool]:
    """`user_version`, `application_id` and whether nothing is in it, all of one moment: another may be migrating it."""
    alone = not connection.in_transaction
    if alone:
        connection.execute("BEGIN")
    try:
        found, application = int(connection.pragma("user_version")), int(connection.pragma("application_id"))
        return found, application, found == 0 and not connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").get
    finally:
        if alone:
            connection.execute("ROLLBACK")


def migrate(connection: apsw.Connection, *, to: int | None = None) -> int:
    """Bring the database to version `to` (the newest), in one transaction, and return the version it has then."""
    target = len(steps()) if to is None else to
    if version(connection) >= target:
        return version(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again inside the lock: another process may have been faster.
        for sql in steps()[version(connection) : target]:
            connection.execute(sql)
        connection.pragma("user_version", target)
        connection.pragma("application_id", APPLICATION_ID)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return target
