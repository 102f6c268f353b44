"""A text's quotations: the cheapest reading of its quotation marks.

Each mark opens, closes or does nothing; a mark may be missing. Every such choice has a cost (`marks.py`, and the
table below), and the reading of least cost over the whole text is found by dynamic programming (Viterbi), in time
linear in the number of marks. A fault is paid for where it is cheapest, so it cannot spread: a paragraph whose marks
pair off without doubt starts afresh.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from onrecord.model import Quotation, Range
from onrecord.segment.marks import DOUBLED, NEVER, Mark, marks, too_dense
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
class _Paragraph:
    range: Range
    marks: list[Mark]

    @property
    def reopens(self) -> Mark | None:
        """The mark that the paragraph starts with, if it opens."""
        first = self.marks[0] if self.marks else None
        return first if first is not None and first.start == self.range[0] and first.opening < 2.0 else None


def quotations(text: str, paragraphs: tuple[Range, ...]) -> tuple[Quotation, ...]:
    """The quotations of `text` in order, one a paragraph where one runs over several, without their marks.

    A paragraph set off as a block is one, too. Double and single marks of all kinds are read alike; apostrophes,
    inch marks and shortened years are not marks. A quotation inside another belongs to the outer one.
    """
    out: list[Quotation] = []
    run: list[_Paragraph] = []
    for paragraph in paragraphs:
        found = [] if too_dense(text, paragraph) else marks(text, paragraph)
        here = _Paragraph(paragraph, found)
        if found and _clean(found):
            out.extend(_read(text, run, here))
            run = []
            doubles = [mark for mark in found if mark.double]
            out.extend(Quotation(a.end, b.start) for a, b in zip(doubles[::2], doubles[1::2], strict=True))
        else:
            run.append(here)
    out.extend(_read(text, run, None))
    out.extend(_blocks(text, paragraphs, [quotation.start for quotation in out]))
    return tuple(_linked(_trimmed(text, sorted(out, key=_start)), paragraphs))


def _start(quotation: Quotation) -> int:
    return quotation.start


def _blocks(text: str, paragraphs: tuple[Range, ...], starts: list[int]) -> Iterator[Quotation]:
    """Paragraphs without marks that are set off for certain: after "> " as in mail, or indented after a colon.

    `starts` are the offsets, in order, at which quotations in marks start.
    """
    indented = False
    for number, (start, end) in enumerate(paragraphs):
        quoted = text[start] == ">"
        shifted = text[max(0, start - 4) : start] == "    " or text[max(0, start - 1) : start] == "\t"
        after_colon = number > 0 and text[paragraphs[number - 1][1] - 1] == ":"
        indented = shifted and (after_colon or indented)
        if (quoted or indented) and bisect_left(starts, start) == bisect_left(starts, end):
            yield Quotation(start + quoted, end, opened=False, closed=False, block=True)


def _clean(found: list[Mark]) -> bool:
    """Whether the double marks open and close in turn, beyond doubt, and no single one outside them is a mark."""
    inside = False
    for mark in found:
        if not mark.double:
            if not inside and mark.ignored > 0.0:
                return False
            continue
        right, wrong = (mark.closing, mark.opening) if inside else (mark.opening, mark.closing)
        if right >= 0.5 or wrong < 1.5:
            return False
        inside = not inside
    return not inside


def _read(text: str, run: list[_Paragraph], following: _Paragraph | None) -> list[Quotation]:
    """The quotations of some paragraphs, read as one; `following` comes after them and starts outside."""
    if not any(paragraph.marks for paragraph in run):
        return []
    steps, last = _cheapest(run, following)
    return _replay(text, run, _path(steps, last))


def _cheapest(run: list[_Paragraph], following: _Paragraph | None) -> tuple[list[_Step], int]:
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


def _turn(costs: list[float], after: _Paragraph | None, *, is_last: bool) -> tuple[list[float], _Step]:
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


def _replay(text: str, run: list[_Paragraph], path: list[tuple[int, str]]) -> list[Quotation]:
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


def _trimmed(text: str, found: list[Quotation]) -> Iterator[Quotation]:
    for quotation in found:
        start, end = quotation.start, quotation.end
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if any(letter.isalnum() for letter in text[start:end]):
            yield replace(quotation, start=start, end=end)


def _linked(found: Iterator[Quotation], paragraphs: tuple[Range, ...]) -> Iterator[Quotation]:
    """Each quotation, told whether it goes on from the paragraph before."""
    at = 0
    open_until: int | None = None
    for quotation in found:
        while paragraphs[at][1] < quotation.end:
            at += 1
        first, last = paragraphs[at]
        starts = quotation.start - first <= 2
        yield replace(quotation, continues=starts and open_until is not None and open_until == at - 1)
        open_until = at if not quotation.closed and quotation.end == last else None


def with_marks(text: str, quotation: Quotation) -> Range:
    """The range of a quotation with the marks that stand around it."""
    start, end = quotation.start, quotation.end
    if quotation.opened and not quotation.block:
        while start > 0 and text[start - 1].isspace():
            start -= 1
        start -= 2 if text[max(0, start - 2) : start] in DOUBLED else 1
    if quotation.closed and not quotation.block:
        while end < len(text) and text[end].isspace():
            end += 1
        end += 2 if text[end : end + 2] in DOUBLED else 1
    return max(0, start), min(len(text), end)
