"""Invented reports of invented events, with the facts that they share marked: what the alignment learns from.

A line `= name` opens a story, `- outlet` a report; every other line is a sentence of it. `[a:words]` marks words that
report fact `a`; marks may nest, and `[a,b:words]` report two. The same letter in another report of the story means the
same fact, in whatever words and with whatever values. What only one report tells has no mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.model import Article

REPORTS = Path(__file__).with_name("reports")
FIRST = REPORTS / "first.txt"
_OPENS = re.compile(r"\[([a-z]{1,2}(?:,[a-z]{1,2})*):")


@dataclass
class Report:
    """One invented report: its text, and where it tells which fact (start, end, fact)."""

    outlet: str
    text: str = ""
    facts: list[tuple[int, int, str]] = field(default_factory=list)

    def article(self, name: str) -> Article:
        """The report as an article with this id."""
        return Article(id=name, text=self.text, outlet=self.outlet)

    def told(self, start: int, end: int) -> frozenset[str]:
        """The facts told in `text[start:end]`."""
        return frozenset(fact for first, last, fact in self.facts if first < end and start < last)


def stories(path: Path) -> Iterator[list[Report]]:
    """The reports of each story of a file. ValueError where a mark has no beginning or no end."""
    found: list[Report] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("= "):
            if found:
                yield found
            found = []
        elif line.startswith("- "):
            found.append(Report(line[2:]))
        elif line.strip():
            try:
                _add(found[-1], line.strip())
            except (ValueError, IndexError) as error:
                raise ValueError(f"{path.name}, line {number}: {error}") from error
    if found:
        yield found


def every_story() -> Iterator[list[Report]]:
    """The stories of all files."""
    for path in sorted(REPORTS.glob("*.txt")):
        yield from stories(path)


def _add(report: Report, line: str) -> None:
    """A sentence with its marks."""
    opened: list[tuple[str, int]] = []
    at = 0
    while at < len(line):
        if mark := _OPENS.match(line, at):
            opened.append((mark[1], len(report.text)))
            at = mark.end()
        elif line[at] == "]":
            if not opened:
                raise ValueError("a mark is closed that was not opened")
            names, start = opened.pop()
            report.facts += [(start, len(report.text), name) for name in names.split(",")]
            at += 1
        else:
            report.text += line[at]
            at += 1
    if opened:
        raise ValueError("a mark is not closed")
    report.text += "\n"
