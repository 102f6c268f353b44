"""Labelled articles: PolNeAR's brat stand-off files, and the silver names that come with them.

PolNeAR: Newell, Margolin and Ruths, "An attribution relations corpus for political news", LREC 2018.
"""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.model import Range

NAME_TYPES = {"PERSON": 0, "ORGANIZATION": 1, "LOCATION": 2, "MISC": 3}
_SPAN = re.compile(r"(T\d+)\t(Source|Cue|Content) ([\d ;]+)\t")


@dataclass(frozen=True, slots=True)
class Event:
    """One statement, as ranges of characters (half-open); source and content may be in several pieces."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with its statements, and silver sentences and names (start, end, index of NAME_TYPES)."""

    id: str
    text: str
    events: tuple[Event, ...]
    sentences: tuple[Range, ...]
    names: tuple[tuple[int, int, int], ...]


def read(folder: Path, part: str) -> Iterator[Labelled]:
    """The articles of `part` (train, dev), by name. FileNotFoundError where the folder is not laid out so."""
    silver = _silver(folder / f"corenlp_{part}.jsonl.gz")
    annotations: dict[str, Path] = {}
    for path in sorted((folder / part / "attributions").glob("*.ann"), reverse=True):
        annotations[path.stem.rpartition("_")[0]] = path  # of several annotators the first by name stays
    for path in sorted((folder / part / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        row = silver.get(path.stem, {})
        yield Labelled(
            id=path.stem,
            text=text,
            events=tuple(_events(annotations[path.stem].read_bytes().decode("utf-8"))),
            sentences=tuple((start, end) for start, end in row.get("sentences", ())),
            names=tuple((n[0], n[1], NAME_TYPES[n[2]]) for n in row.get("names", ()) if n[2] in NAME_TYPES),
        )


def _silver(path: Path) -> dict[str, dict]:
    if not path.exists():
        return {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


def _events(source: str) -> Iterator[Event]:
    spans: dict[str, tuple[Range, ...]] = {}
    rows = []
    for line in source.split("\n"):
        if match := _SPAN.match(line):
            pairs = (part.split() for part in match[3].split(";"))
            spans[match[1]] = tuple((int(start), int(end)) for start, end in pairs)
        elif re.match(r"E\d+\t", line):
            rows.append(line.split("\t", 1)[1].split())
    for row in rows:
        parts: dict[str, list[Range]] = {"Source": [], "Cue": [], "Content": []}
        for argument in row:
            role, _, key = argument.partition(":")
            role = role.rstrip("0123456789")
            if role in parts and key in spans:
                parts[role] += spans[key]
        if parts["Content"]:
            yield Event(*(tuple(sorted(parts[role])) for role in ("Source", "Cue", "Content")))


def word_runs(words: Sequence[Range], spans: Iterable[Range]) -> list[Range]:
    """The unbroken runs of words (half-open ranges of word numbers) that the spans touch."""
    touched = sorted({word for start, end in spans for word in _touched(words, start, end)})
    runs: list[Range] = []
    for word in touched:
        if runs and runs[-1][1] == word:
            runs[-1] = (runs[-1][0], word + 1)
        else:
            runs.append((word, word + 1))
    return runs


def _touched(words: Sequence[Range], start: int, end: int) -> range:
    first = bisect_right(words, start, key=lambda word: word[1])
    return range(first, bisect_left(words, end, key=lambda word: word[0]))
