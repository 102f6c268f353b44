"""A disk that is full, or fails, on its n-th write, for every n: a clear code, and nothing half-written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest

from onrecord.archive import dump
from onrecord.archive.ingest import ingest
from onrecord.archive.store import Archive
from onrecord.errors import ArchiveError, ArchiveFull
from tests.archive.standin import reports, setup

COUNT = 4
STEP = int(os.environ.get("ONRECORD_FAULT_STEP", "7"))  # 1 for every write, as promised


class _Disk(apsw.VFS):
    """The usual files, but the n-th write, sync or change of length fails."""

    def __init__(self) -> None:
        self.usual = apsw.vfs_names()[0]
        super().__init__("failing", self.usual, makedefault=True)
        self.left = -1
        self.error: type[apsw.Error] = apsw.FullError
        self.done = 0

    def xOpen(self, name: Any, flags: list[int]) -> _File:  # noqa: N802
        return _File(self, name, flags)

    def act(self) -> None:
        self.done += 1
        if self.left == 0:
            raise self.error("an invented fault")
        self.left -= 1


class _File(apsw.VFSFile):
    def __init__(self, disk: _Disk, name: Any, flags: list[int]) -> None:
        super().__init__(disk.usual, name, flags)
        self._disk = disk

    def xWrite(self, data: Any, offset: int) -> None:  # noqa: N802
        self._disk.act()
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._disk.act()
        super().xSync(flags)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._disk.act()
        super().xTruncate(size)


@pytest.fixture
def disk() -> Iterator[_Disk]:
    made = _Disk()
    yield made
    made.unregister()
    apsw.set_default_vfs(made.usual)


def _take_in(path: Path) -> None:
    with Archive.open(path, create=True) as archive:
        ingest(archive, reports(COUNT), setup=setup, maker="standin", batch=2)


def test_the_disk_fails_at_every_write(tmp_path: Path, disk: _Disk) -> None:
    _take_in(tmp_path / "whole.db")
    writes = disk.done
    with Archive.open(tmp_path / "whole.db") as archive:
        whole = dump.digest(archive)
    assert writes > 50
    failed = 0
    for n in range(0, writes, STEP):
        path = tmp_path / f"{n}.db"
        disk.left, disk.error = n, (apsw.FullError, apsw.IOError)[n // STEP % 2]
        try:
            _take_in(path)
        except ArchiveError as error:
            failed += 1
            assert isinstance(error, ArchiveFull), error
            assert error.code == "E505"
        disk.left = -1
        with Archive.open(path, create=True) as archive:
            assert archive.connection.pragma("integrity_check") == "ok"
            assert archive.connection.execute("SELECT count(*) FROM versions").get in (0, 2, 4)
        _take_in(path)
        with Archive.open(path) as archive:
            assert dump.digest(archive) == whole
    assert failed > writes / STEP / 2
