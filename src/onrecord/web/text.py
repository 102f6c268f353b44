"""An article's text cut into runs under the same marks, so that it can be shown with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Range, Statement


@dataclass(frozen=True, slots=True)
class Mark:
    """What is marked: code points of the text, the role that its look tells, the id it can be linked by ("" for none)
    and the fragment it leads to."""

    range: Range
    role: str
    anchor: str = ""
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under the same marks. `anchors` begin here; `target` is the fragment it leads to."""

    text: str
    roles: tuple[str, ...]
    anchors: tuple[str, ...]
    target: str | None


def statement_marks(statement: Statement, *, anchor: str = "", target: str | None = None) -> list[Mark]:
    """Content, cue and source of a statement; the anchor is set at the start of its content."""
    out = [Mark(span.range, "content", "" if n else anchor, target) for n, span in enumerate(statement.content)]
    out += [Mark(statement.cue.range, "cue")] if statement.cue else []
    return [*out, Mark(statement.source.range, "source")] if statement.source else out


def marked(text: str, marks: Sequence[Mark]) -> list[list[Run]]:
    """The lines of `text` that are not blank, each cut where a mark begins or ends."""
    ordered = sorted(marks, key=lambda mark: (mark.range, mark.role))
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(_runs(text, (at, at + len(line)), ordered))
        at += len(line) + 1
    return lines


def _runs(text: str, line: Range, marks: Sequence[Mark]) -> list[Run]:
    here = [mark for mark in marks if mark.range[0] < line[1] and line[0] < mark.range[1]]
    cuts = sorted(
        {*line, *(max(m.range[0], line[0]) for m in here), *(min(m.range[1], line[1]) for m in here)},
    )
    out = []
    for start, end in pairwise(cuts):
        over = [mark for mark in here if mark.range[0] <= start and end <= mark.range[1]]
        anchors = dict.fromkeys(mark.anchor for mark in over if mark.anchor and mark.range[0] == start)
        targets = [mark.target for mark in over if mark.target]
        roles = tuple(dict.fromkeys(mark.role for mark in over))
        out.append(Run(text[start:end], roles, tuple(anchors), targets[0] if targets else None))
    return out
