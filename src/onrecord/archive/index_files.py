"""The files of a search index: which one fits its archive, and who may write there."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import apsw

from onrecord.archive.store import Archive, coded_errors
from onrecord.archive.terms import common_words
from onrecord.errors import ArchiveFull, SearchDamaged

FORMAT = 1  # of the index; another one is made anew

_STATE = "onrecord.json"
_TRIES, _BETWEEN_TRIES = 40, 0.05  # seconds

T = TypeVar("T")


@contextmanager
def alone(folder: Path, *, wait: float) -> Iterator[None]:
    """Hold the index alone: a lock beside it that goes with the process, however that ends.

    A database of SQLite's, since that locks alike on every system. Raises ArchiveLocked after `wait` seconds.
    """
    with coded_errors(folder):
        lock = apsw.Connection(str(folder.with_name(folder.name + ".lock")))
        try:
            lock.set_busy_timeout(int(wait * 1000))
            lock.execute("BEGIN EXCLUSIVE")
            yield
        finally:
            lock.close(True)


def patiently(look: Callable[[], T]) -> T:
    """`look`, again where another process has just merged away a file that it was about to open."""
    for _ in range(_TRIES):
        try:
            return look()
        except ValueError as error:
            if "FileDoesNotExist" not in str(error):
                raise
            time.sleep(_BETWEEN_TRIES)
    return look()


@contextmanager
def coded(folder: Path) -> Iterator[None]:
    """tantivy raises ValueError, whatever happened."""
    try:
        yield
    except (ValueError, OSError) as error:
        if "space left" in str(error).lower():
            raise ArchiveFull(f"No room is left on the disk of {folder}.") from error
        raise SearchDamaged(f"The search index {folder} cannot be read or written ({error}).") from error


def recipe() -> str:
    """What an index was made by: this program's way to cut words."""
    return f"{FORMAT}:{sha256(' '.join(sorted(common_words())).encode()).hexdigest()[:16]}"


def state_of(folder: Path) -> dict[str, Any]:
    """What is remembered of an index: its recipe, the last version in it (number and id), tantivy's stamp then."""
    try:
        state = json.loads((folder / _STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def stamp_of(folder: Path) -> int | None:
    """What tantivy counts its commits by."""
    try:
        stamp = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["opstamp"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return stamp if isinstance(stamp, int) else None


def write_state(folder: Path, number: int, name: str) -> None:
    """Remember that the index holds all versions up to this one."""
    state = {"recipe": recipe(), "upto": number, "version": name, "stamp": stamp_of(folder)}
    part = folder / (_STATE + ".part")
    part.write_text(json.dumps(state) + "\n", encoding="utf-8")
    part.replace(folder / _STATE)


def fits(archive: Archive) -> bool:
    """Whether the index beside `archive` was made from it, and by this program's way to cut words."""
    state = state_of(archive.index_path)
    if state.get("recipe") != recipe():
        return False
    sql = "SELECT id FROM versions WHERE number = ?"
    return bool(state["upto"] == 0 or archive.connection.execute(sql, (state["upto"],)).get == state["version"])


def remove(folder: Path) -> None:
    """Take an index away; nothing else that may lie in its place."""
    if folder.is_dir() and ((folder / _STATE).exists() or (folder / "meta.json").exists() or not any(folder.iterdir())):
        shutil.rmtree(folder)
