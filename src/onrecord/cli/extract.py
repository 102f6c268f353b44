"""`onrecord extract`: the statements of each report, streamed; resumable where a file is written."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import IO, Any

from onrecord import pipeline, read_many
from onrecord.archive.workers import read_all
from onrecord.cli import inputs
from onrecord.cli.app import DONE, LEFT_OUT
from onrecord.export.table_parquet import write_extracted
from onrecord.model import Article, Notice
from onrecord.pipeline import Extraction
from onrecord.record.write import plain

_TELL_SECONDS = 5.0


def run(sources: Sequence[str], *, out: str, workers: int) -> int:
    """Read and write, one report a line, in the order given. The exit status: 0 done, 3 done with inputs left out.

    Where `out` is a file, a run that was stopped goes on after the last whole line that is there.
    """
    if out == "-":
        return _extract(sources, sys.stdout, done=set(), workers=workers)
    target = Path(out)
    lines = target.with_name(target.name + ".partial.jsonl") if target.suffix == ".parquet" else target
    done = _whole_lines(lines)
    if done:
        print(f"onrecord: going on after {len(done)} reports in {lines}", file=sys.stderr)
    with lines.open("a", encoding="utf-8") as file:
        status = _extract(sources, file, done=done, workers=workers)
    if lines != target:
        write_extracted(lines, target)
        lines.unlink()
    return status


def _extract(sources: Sequence[str], out: IO[str], *, done: set[str], workers: int) -> int:
    left_out, count, started, told = False, 0, time.monotonic(), time.monotonic()
    entries = chain.from_iterable(read_many(source) for source in sources)
    fresh = (entry for entry in entries if isinstance(entry, Notice) or entry.id not in done)
    for entry, outcome in _read(fresh, workers):
        found = entry if isinstance(entry, Notice) else outcome
        if isinstance(found, Notice):
            inputs.warn([found])
            left_out |= inputs.left_out([found])
        elif isinstance(found, Extraction):
            out.write(json.dumps(line(found), ensure_ascii=False) + "\n")
            count += 1
        if time.monotonic() - told > _TELL_SECONDS:
            told = time.monotonic()
            out.flush()
            print(f"onrecord: {count} reports, {count / (told - started):.1f} a second", file=sys.stderr)
    return LEFT_OUT if left_out else DONE


def _read(entries: Iterator[Article | Notice], workers: int) -> Iterator[tuple[Article | Notice, Any]]:
    """Each entry with what reading it gave; the entries are held only while they are under way."""
    waiting: list[Article | Notice] = []

    def handed_out() -> Iterator[Article | Notice]:
        for entry in entries:
            waiting.append(entry)
            yield entry

    for outcome in read_all(handed_out(), pipeline.reader, workers=workers):
        yield waiting.pop(0), outcome


def _whole_lines(path: Path) -> set[str]:
    """The ids of the reports that stand in `path`; a last line that was cut off is taken away."""
    if not path.exists():
        return set()
    done: set[str] = set()
    kept = 0
    with path.open("rb") as file:
        for row in file:
            if not row.endswith(b"\n"):
                break
            done.add(json.loads(row)["id"])
            kept += len(row)
    with path.open("r+b") as file:
        file.truncate(kept)
    return done


def line(extraction: Extraction) -> dict[str, Any]:
    """One report with its statements, people and dates, in the record's own keys, without its text."""
    article = replace(extraction.document.article, text="")
    row: dict[str, Any] = {**plain(article), "people": plain(extraction.people)}
    del row["text"]
    return {**row, "statements": plain(extraction.statements), "timexes": plain(extraction.timexes)}
