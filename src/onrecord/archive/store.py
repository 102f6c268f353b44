"""The archive: one SQLite database in WAL mode, with a search index beside it.

Readers are never blocked by a writer; one writer at a time waits for its turn. SQLite comes with apsw rather than
with Python: releases up to 3.51.2, which most systems still have, can lose a committed transaction where one process
writes while another checkpoints (sqlite.org/wal.html, "The WAL-reset bug").
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import apsw

from onrecord.archive import migrate
from onrecord.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveFull,
    ArchiveLocked,
    NoArchive,
    NotAnArchive,
)

WAIT_SECONDS = 30

_ERRORS: tuple[tuple[type[apsw.Error], type[ArchiveError], str], ...] = (
    (apsw.NotADBError, NotAnArchive, "{path} is no SQLite database."),
    (apsw.BusyError, ArchiveLocked, "{path} is locked by another process."),
    (apsw.LockedError, ArchiveLocked, "{path} is locked by another process."),
    (apsw.FullError, ArchiveFull, "No room is left on the disk of {path}."),
    (apsw.IOError, ArchiveFull, "{path} could not be read or written ({error})."),
    (apsw.ReadOnlyError, ArchiveFull, "{path} cannot be written."),
    (apsw.CorruptError, ArchiveDamaged, "{path} is damaged ({error})."),
    (apsw.CantOpenError, NoArchive, "{path} cannot be opened as a file."),
)


class Archive:
    """An open archive. Use it in a `with` statement, in one thread; every process opens its own.

    `connection` reads freely; whoever writes does it inside `with archive.writing()`.
    """

    def __init__(self, path: Path, connection: apsw.Connection, *, readonly: bool) -> None:
        self.path = path
        self.connection = connection
        self.readonly = readonly

    @classmethod
    def open(
        cls, path: str | Path, *, create: bool = False, readonly: bool = False, wait: float = WAIT_SECONDS
    ) -> Archive:
        """Open the archive at `path`, and bring its schema up to date unless `readonly`.

        `create` makes one where there is none. `wait` is how many seconds to wait for another writer.
        Raises NoArchive, NotAnArchive, ArchiveTooNew, ArchiveLocked, ArchiveFull or ArchiveDamaged.
        """
        path = Path(path)
        # Asked again where something is there: another process may have just made it.
        if not path.is_file() and not (create and (not path.exists() or path.is_file())):
            raise NoArchive(f"There is no archive at {path}.")
        flags = apsw.SQLITE_OPEN_READONLY if readonly else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        with coded_errors(path):
            connection = apsw.Connection(str(path), flags=flags)
            try:
                connection.set_busy_timeout(int(wait * 1000))
                _check_schema(path, connection, readonly=readonly, wait=wait)
                _configure(connection, readonly=readonly, wait=wait)
            except BaseException:
                connection.close(True)
                raise
        return cls(path, connection, readonly=readonly)

    @property
    def index_path(self) -> Path:
        """The folder of the search index, beside the database."""
        return self.path.with_name(self.path.name + "-search")

    @contextmanager
    def writing(self) -> Iterator[apsw.Connection]:
        """One transaction: all of it is stored when the block ends, or none where it raises.

        Raises ArchiveLocked where another writer holds the archive for longer than we wait, ArchiveFull where
        the disk is full.
        """
        with coded_errors(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                # SQLite has already rolled back where the disk is full.
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[apsw.Connection]:
        """One unchanging view of the archive, whatever is written meanwhile."""
        with coded_errors(self.path):
            if self.connection.in_transaction:
                yield self.connection
                return
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close it; again is no error."""
        with coded_errors(self.path):
            self.connection.close(True)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def coded_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors inside the block into ours, with a code and what to do next."""
    try:
        yield
    except apsw.Error as error:
        for theirs, ours, message in _ERRORS:
            if isinstance(error, theirs):
                raise ours(message.format(path=path, error=error)) from error
        raise


def _check_schema(path: Path, connection: apsw.Connection, *, readonly: bool, wait: float) -> None:
    if migrate.version(connection) == len(migrate.steps()):
        return
    if readonly:
        raise NotAnArchive(f"{path} has an older schema.", hint="Open it once for writing to bring it up to date.")
    _write_ahead(connection, wait)
    migrate.migrate(connection)


def _write_ahead(connection: apsw.Connection, wait: float) -> None:
    """Turn WAL mode on. SQLite does not wait here for another process that does the same, so we do."""
    until = time.monotonic() + wait
    while True:
        try:
            connection.pragma("journal_mode", "wal")
            return
        except apsw.BusyError:
            if time.monotonic() >= until:
                raise
            time.sleep(0.01)


def _configure(connection: apsw.Connection, *, readonly: bool, wait: float) -> None:
    connection.pragma("foreign_keys", True)
    connection.pragma("cache_size", -16_000)  # 16 MB; mmap stays off, SQLite warns of it beside other writers
    if not readonly:
        _write_ahead(connection, wait)
        connection.pragma("synchronous", "full")  # what a batch acknowledged survives a power cut
