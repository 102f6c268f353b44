"""The cheapest reading of a text's quotation marks.

Each mark opens, closes or does nothing; a mark may be missing. Every such choice has a cost (`marks.py`, and the
table below), and the reading of least cost is found by dynamic programming (Viterbi 1967), in time linear in the
number of marks. A fault is paid for where it is cheapest, so it cannot spread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.model import Quotation, Range
from onrecord.segment.marks import NEVER, Mark
from onrecord.segment.recovery import missing_end, missing_start

# States: outside; in a quotation that opened with a sentence, with a fragment; the same in single marks; and in a
# quotation inside each.
OUT, WHOLE, PART, SINGLE, SINGLE_PART, WHOLE_IN, PART_IN, SINGLE_IN = range(8)
_STATES = range(8)
_INNER = {WHOLE: WHOLE_IN, PART: PART_IN, SINGLE: SINGLE_IN, SINGLE_PART: SINGLE_IN}

# Costs, on the scale of `marks.py`.
_UNOPENED = 4.0  # a closing mark without an opening one
_UNCLOSED_BEFORE = 4.0  # a quotation that never closed before another opens
_NESTED = {WHOLE: 2.0, PART: 3.0, SINGLE: 1.0, SINGLE_PART: 1.0}
_NESTED_AFTER_STOP = 3.0  # … and a sentence ended just before: rather a new quotation
_INNER_UNCLOSED = 2.5
_MIXED = 3.0  # closes in another kind of mark than it opened
_MIXED_SINGLE = 3.8
# At a paragraph's end: left open where the next one repeats the mark, left open otherwise, carried on without a mark.
_REPEATED = {WHOLE: 0.3, PART: 3.0, SINGLE: 0.3, SINGLE_PART: 3.0, WHOLE_IN: 1.3, PART_IN: 5.0, SINGLE_IN: 5.0}
_LEFT_OPEN = {WHOLE: 2.5, PART: 4.0, SINGLE: 3.5, SINGLE_PART: 4.0, WHOLE_IN: 4.5, PART_IN: 5.0, SINGLE_IN: 5.0}
_CARRIED = {WHOLE: 2.8, SINGLE: 4.0, WHOLE_IN: 3.8}

_Step = list[tuple[int, str]]
_Moves = Callable[[int, Mark], Iterator[tuple[int, float, str]]]


@dataclass(frozen=True, slots=True)
class Paragraph:
    range: Range
    marks: list[Mark]

    @property
    def reopens(self) -> Mark | None:
        """The mark that the paragraph starts with, if it opens."""
        first = self.marks[0] if self.marks else None
        return first if first is not None and first.start == self.range[0] and first.opening < 2.0 else None


def read(text: str, run: list[Paragraph], following: Paragraph | None) -> list[Quotation]:
    """The quotations of some paragraphs, read as one; `following` comes after them and starts outside."""
    if not any(paragraph.marks for paragraph in run):
        return []
    steps, last = _cheapest(run, following)
    return _replay(text, run, _path(steps, last))


def _cheapest(run: list[Paragraph], following: Paragraph | None) -> tuple[list[_Step], int]:
    """For each mark and each paragraph's end, the best way into each state: (state before, what was done)."""
    costs = [0.0] + [NEVER * 1e6] * 7
    steps: list[_Step] = []
    for number, paragraph in enumerate(run):
        after = run[number + 1] if number + 1 < len(run) else following
        for mark in paragraph.marks:
            costs, step = _advance(costs, mark, _moves_double if mark.double else _moves_single)
            steps.append(step)
        costs, step = _turn(costs, after, is_last=number + 1 == len(run))
        steps.append(step)
    return steps, OUT


def _advance(costs: list[float], mark: Mark, moves: _Moves) -> tuple[list[float], _Step]:
    best = [NEVER * 1e6] * 8
    step: _Step = [(OUT, "skip")] * 8
    limit = min(costs) + NEVER
    for state in _STATES:
        if costs[state] >= limit:
            continue
        for target, cost, action in moves(state, mark):
            total = costs[state] + cost
            if total < best[target]:
                best[target] = total
                step[target] = (state, action)
    return best, step


def _moves_double(state: int, mark: Mark) -> Iterator[tuple[int, float, str]]:
    into = WHOLE if mark.sentence else PART
    yield state, mark.ignored, "skip"
    if state == OUT:
        yield into, mark.opening, "open"
        yield OUT, mark.closing + _UNOPENED, "unopened"
    elif state in (WHOLE, PART):
        yield OUT, mark.closing, "close"
        nested = _NESTED[state] + (_NESTED_AFTER_STOP if mark.after_stop else 0.0)
        yield _INNER[state], mark.opening + nested, "skip"
        yield into, mark.opening + _UNCLOSED_BEFORE, "reopen"
    elif state in (SINGLE, SINGLE_PART):
        yield OUT, mark.closing + _MIXED, "close"
        yield SINGLE_IN, mark.opening + _NESTED[state], "skip"
    else:
        yield {WHOLE_IN: WHOLE, PART_IN: PART, SINGLE_IN: SINGLE}[state], mark.closing, "skip"
        if state != SINGLE_IN:
            yield OUT, mark.closing + _INNER_UNCLOSED, "close"
            yield into, mark.opening + _UNCLOSED_BEFORE + _INNER_UNCLOSED, "reopen"


def _moves_single(state: int, mark: Mark) -> Iterator[tuple[int, float, str]]:
    if state == OUT:
        yield OUT, mark.ignored, "skip"
        yield (SINGLE if mark.sentence else SINGLE_PART), mark.opening, "open"
    elif state in (SINGLE, SINGLE_PART):
        yield state, mark.ignored, "skip"
        yield OUT, mark.closing, "close"
    else:
        yield state, 0.0, "skip"
        if state in (WHOLE, PART) and mark.stopped and mark.closing < 1.0:
            yield OUT, mark.closing + _MIXED_SINGLE, "close"


def _turn(costs: list[float], after: Paragraph | None, *, is_last: bool) -> tuple[list[float], _Step]:
    """The end of a paragraph."""
    best = [NEVER * 1e6] * 8
    step: _Step = [(OUT, "end")] * 8
    best[OUT] = costs[OUT]
    again = after.reopens if after is not None else None
    for state in _STATES[1:]:
        single = state in (SINGLE, SINGLE_PART, SINGLE_IN)
        left = _REPEATED if again is not None and again.double != single else _LEFT_OPEN
        if costs[state] + left[state] < best[OUT]:
            best[OUT] = costs[state] + left[state]
            step[OUT] = (state, "end")
        target = SINGLE if single else WHOLE
        carried = costs[state] + _CARRIED.get(state, NEVER)
        if again is None and not is_last and carried < best[target]:
            best[target] = carried
            step[target] = (state, "end")
    return best, step


def _path(steps: list[_Step], last: int) -> list[tuple[int, str]]:
    """The states reached, step by step, each with what was done to reach it."""
    out: list[tuple[int, str]] = []
    state = last
    for step in reversed(steps):
        before, action = step[state]
        out.append((state, action))
        state = before
    return out[::-1]


def _replay(text: str, run: list[Paragraph], path: list[tuple[int, str]]) -> list[Quotation]:
    out: list[Quotation] = []
    moves = iter(path)
    state = OUT
    for paragraph in run:
        reader = _Reader(text, paragraph.range, carried=state != OUT)
        for mark in paragraph.marks:
            state, action = next(moves)
            reader.take(mark, action)
        state, _ = next(moves)
        out.extend(reader.finish(carried=state != OUT))
    return out


class _Reader:
    """Turns what was decided for the marks of one paragraph into quotations."""

    def __init__(self, text: str, paragraph: Range, *, carried: bool) -> None:
        self._text = text
        self._paragraph = paragraph
        self._start: int | None = paragraph[0] if carried else None
        self._opened = not carried
        self._whole = True
        self._floor = paragraph[0]
        self._out: list[Quotation] = []

    def take(self, mark: Mark, action: str) -> None:
        if action in ("close", "unopened"):
            start = self._start
            if start is None:
                fresh = self._floor == self._paragraph[0]
                start = missing_start(self._text, self._floor, mark.start, fresh=fresh)
                self._opened = False
            self._out.append(Quotation(start, mark.start, opened=self._opened))
            self._start, self._floor = None, mark.end
        elif action in ("open", "reopen"):
            if self._start is not None:
                self._cut(mark.start)
            self._start, self._opened, self._whole = mark.end, True, mark.sentence

    def _cut(self, limit: int) -> None:
        assert self._start is not None
        end = missing_end(self._text, self._start, limit, whole=self._whole)
        self._out.append(Quotation(self._start, end, opened=self._opened, closed=False))

    def finish(self, *, carried: bool) -> list[Quotation]:
        if self._start is not None and carried:
            self._out.append(Quotation(self._start, self._paragraph[1], opened=self._opened, closed=False))
        elif self._start is not None:
            self._cut(self._paragraph[1])
        return self._out
