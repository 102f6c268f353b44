"""What a worker does, whatever engine runs it: a piece of a source in, a Parquet file of what was read in it out.

A worker holds one page and one row group at a time. A report that fails becomes a row with its code; one that kills the
process is left out once it has done so twice, so that a run always gets to its end.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from onrecord.archive import ids, parts
from onrecord.archive.rows import Ready, Told, as_version
from onrecord.archive.workers import FAILED, Setup
from onrecord.limits import Limits
from onrecord.model import Article, Notice
from onrecord.read import read_piece
from onrecord.read.pieces import Piece

_DEATHS = 2  # of the process at one report, until it is left out


@dataclass(frozen=True, slots=True)
class Part:
    """A piece that was read: `name` of its file in the folder, the reports in it, what was left out."""

    name: str
    reports: int
    left_out: int


class Worker:
    """Reads pieces one after the other, in one process; what `setup` loads is loaded once. Called with a piece as JSON,
    it gives a `Part` as JSON: all engines can carry that."""

    def __init__(self, folder: str, setup: Setup, maker: str, limits: Limits) -> None:
        self._folder, self._maker, self._limits = Path(folder), maker, limits
        self._process = setup()

    def __call__(self, piece: str) -> str:
        return json.dumps(asdict(self.read(Piece(**json.loads(piece)))))

    def read(self, piece: Piece) -> Part:
        """Write the part of one piece; it is there whole or not at all."""
        target = self._folder / part_name(piece)
        left_out = 0

        def rows(journal: _Journal) -> Iterator[Ready | Told]:
            nonlocal left_out
            for row in self._rows(piece, journal):
                left_out += isinstance(row, Notice) and row.code.startswith("E")
                yield Told(piece.name, row) if isinstance(row, Notice) else row

        with _Journal(target.with_suffix(".under-way")) as journal:
            reports = parts.write(target, rows(journal))
        return Part(target.name, reports, left_out)

    def _rows(self, piece: Piece, journal: _Journal) -> Iterator[Ready | Notice]:
        named: dict[str, str] = {}  # the latest article's version by its id as read: notices about it follow it
        for item in read_piece(piece, limits=self._limits):
            if isinstance(item, Notice):
                yield item if item.article not in named else Notice(item.code, named[item.article], item.message)
                continue
            article = as_version(item)
            named = {item.id: article.id}
            yield self._read(article, journal)

    def _read(self, article: Article, journal: _Journal) -> Ready | Notice:
        shown = article.url or article.title or article.id
        if journal.begin(article.id) >= _DEATHS:
            return Notice(FAILED, shown, "left out: the process that read it died")
        try:
            outcome = self._process(article)
        except Exception as error:  # whatever a hostile text provokes, the other articles go on
            return Notice(FAILED, shown, f"left out: reading it failed ({type(error).__name__}: {error})")
        if isinstance(outcome, Notice):
            return Notice(outcome.code, shown, outcome.message)
        return Ready(article, outcome, self._maker)


def part_name(piece: Piece) -> str:
    """The file of a piece in the folder of parts: another one when the piece changes."""
    return f"{ids.digest(piece.name, piece.fingerprint, str(piece.start))}.parquet"


class _Journal:
    """Which report was under way when a process died: the last line of each try at the piece."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._before = path.read_text(encoding="ascii").split() if path.exists() else []
        self._file = path.open("w", encoding="ascii")
        self._file.write("".join(f"{name}\n" for name in self._before))
        self._file.flush()
        self._at = self._file.tell()

    def begin(self, name: str) -> int:
        """Note that this report is under way now, and return how many tries died at it."""
        self._file.seek(self._at)
        self._file.write(f"{name}\n")  # ids are of one length: it takes the place of the one before
        self._file.flush()
        return self._before.count(name)

    def __enter__(self) -> _Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        self._file.truncate(self._at)  # it lives: no report was to blame
        self._file.close()
        if kind is None or not self._before:
            self._path.unlink(missing_ok=True)
