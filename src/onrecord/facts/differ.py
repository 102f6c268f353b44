"""Where two accounts of one fact give values that cannot both hold.

A false conflict costs more trust than a missed one. Two values clash only where they answer one question (same kind,
same thing counted, in clauses that share words), where neither finds its like on the other side, where there is no
second candidate, and where their intervals are disjoint with rounding and conversion allowed for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import inf

from onrecord import lexicon
from onrecord.date import day_of
from onrecord.facts.quantities import Quantity, step_of
from onrecord.facts.sheet import Sentence, Term
from onrecord.facts.vocabulary import nearness, vectors
from onrecord.model import DifferKind, Range, Timex
from onrecord.stories.words import stem

SURE = 0.8  # the alignment's score from which differing values of two sentences are a conflict
_NEAR = 0.3  # nearness from which two words mean one thing here
_CONVERTED = 0.06  # part by which a measure may be off where it was converted from another unit
_MEASURES = frozenset({"length", "mass", "volume", "area", "speed", "duration"})
_WORDS = {"number": 1, "year": 2, "day": 4}  # words that two clauses share before their values are held together


@dataclass(frozen=True, slots=True)
class Clash:
    """Two values of one slot that cannot both hold: what kind, and where they stand in either text.

    `running` marks a value that grows as time goes on, such as a count of the dead.
    """

    kind: DifferKind
    a: Range
    b: Range
    running: bool = False


@dataclass(frozen=True, slots=True)
class Values:
    """What a sentence gives values of: its numbers, and the days on which things happened.

    `elsewhere` are the numbers of its report's other sentences: a report that gives both values speaks of two things.
    """

    sentence: Sentence
    numbers: tuple[Quantity, ...]
    days: tuple[Timex, ...]
    elsewhere: tuple[Quantity, ...] = ()


def values(one: Sentence, report: Sequence[Sentence] = ()) -> Values:
    """The values of a sentence of a report; none where it tells what was said before."""
    if superseded(one):
        return Values(one, (), ())
    days = tuple(timex for timex in one.timexes if _datable(timex, one))
    return Values(
        one, one.quantities, days, tuple(amount for other in report if other is not one for amount in other.quantities)
    )


def clashes(a: Values, b: Values) -> tuple[Clash, ...]:
    """The clashes of two sentences that tell one fact."""
    return (*_numbers(a, b), *_dates(a, b))


def superseded(one: Sentence) -> bool:
    """Whether a sentence tells of an earlier account: "was initially reported to be four"."""
    old = lexicon.entries("fact_superseded.txt")
    return any(term.surface in old for term in one.terms)


def _numbers(a: Values, b: Values) -> Iterator[Clash]:
    free_a, free_b = _without_like(a, b), _without_like(b, a)
    rivals = [(x, y) for x, y in product(free_a, free_b) if x.kind == y.kind and apart(x, y)]
    found = [(x, y) for x, y in rivals if _one_slot(x, y, a.sentence, b.sentence)]
    for x, y in found:
        if sum(x is other for other, _ in found) == 1 == sum(y is other for _, other in found):
            yield Clash("number", (x.start, x.end), (y.start, y.end), running=x.kind == "count")


def _without_like(mine: Values, theirs: Values) -> list[Quantity]:
    """The numbers that find none like them in the other sentence, nor of the same thing elsewhere in its report."""
    return [
        one
        for one in mine.numbers
        if not any(_agree(one, other) for other in theirs.numbers)
        and not any(_agree(one, other) and _maybe_one_thing(one, other) for other in theirs.elsewhere)
    ]


def _maybe_one_thing(a: Quantity, b: Quantity) -> bool:
    return not a.counted or not b.counted or not set(a.counted).isdisjoint(b.counted)


def _agree(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers can be one: "seven laps" and "lap seven" are."""
    counts = {"count", "ordinal"}
    return (a.kind == b.kind or {a.kind, b.kind} == counts) and not apart(a, b)


def apart(a: Quantity, b: Quantity) -> bool:
    room = 0.0
    if a.kind in _MEASURES:
        size = max(value for value in (a.low, b.low, a.high, b.high) if value < inf)
        mixed = a.converted != b.converted
        room = max(step_of(a), step_of(b)) / 2 + (_CONVERTED * size if mixed else 0.0)
    return a.low > b.high + room or b.low > a.high + room


def _one_slot(x: Quantity, y: Quantity, a: Sentence, b: Sentence) -> bool:
    """Whether two amounts answer one question."""
    both = bool(x.counted and y.counted)
    if both and not _same_thing(x.counted, y.counted):
        return False
    if x.kind in ("count", "ordinal") and not both:
        return False
    if x.kind == "age" and both:
        return True
    shared = _share(_around(x.start, x.counted, a), _around(y.start, y.counted, b))
    if both:
        return shared >= _WORDS["number"]
    alone = all(sum(one.kind == x.kind for one in sentence.quantities) == 1 for sentence in (a, b))
    return alone and shared > _WORDS["number"]


def _same_thing(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the heads of what is counted are one word, or mean nearly the same."""
    return a[-1] == b[-1] or a[0] == b[0] or _nearness(a[-1], b[-1]) >= _NEAR


@cache
def _nearness(a: str, b: str) -> float:
    return float(nearness(vectors([a]), vectors([b]))[0, 0])


def _around(start: int, counted: Sequence[str], one: Sentence) -> list[Term]:
    """The other words of the clause in which a value stands, less what it counts."""
    clause = next(((first, last) for first, last in one.clauses if first <= start < last), (one.start, one.end))
    return [
        term
        for term in one.terms
        if clause[0] <= term.start < clause[1]
        and term.kind != "number"
        and not term.says
        and term.key not in counted
        and stem(term.surface) not in counted
    ]


def _share(a: Sequence[Term], b: Sequence[Term]) -> int:
    """How many words of one clause the other has, or has one that means the same."""
    return sum(
        any(x.key == y.key or (x.kind == y.kind == "word" and _nearness(x.surface, y.surface) >= _NEAR) for y in b)
        for x in a
    )


def _dates(a: Values, b: Values) -> Iterator[Clash]:
    """Dates of one precision that lie apart, where the sentences have no day in common."""
    if len(a.days) != 1 or len(b.days) != 1 or _meet(a.days[0], b.days[0]):
        return
    (x,), (y,) = a.days, b.days
    if _precision(x) != _precision(y):
        return
    shared = _share(_around(x.span.start, (), a.sentence), _around(y.span.start, (), b.sentence))
    if shared >= _WORDS["day" if _precision(x) == 0 else "year"]:
        yield Clash("date", x.span.range, y.span.range)


def _datable(one: Timex, sentence: Sentence) -> bool:
    """Whether an expression names days, of what happened and not of when it was said."""
    if one.type not in ("DATE", "TIME") or one.first is None or one.last is None or one.mod is not None:
        return False
    return not any(term.says and abs(term.start - one.span.start) < 20 for term in sentence.terms)


def _meet(x: Timex, y: Timex) -> bool:
    """Whether two expressions can mean one day. A weekday tells its day for certain, and its week by a guess."""
    (first, last), (other_first, other_last) = _days(x), _days(y)
    if first <= other_last and other_first <= last:
        return True
    guessed = not (_figures(x) and _figures(y))
    return guessed and _precision(x) == _precision(y) == 0 and (first - other_first) % 7 == 0


def _days(one: Timex) -> tuple[int, int]:
    """The first and last day of an expression that is `_datable`."""
    return day_of(one.first or ""), day_of(one.last or "")


def _figures(one: Timex) -> bool:
    return any(letter.isdigit() for letter in one.span.text)


def _precision(one: Timex) -> int:
    """How long a stretch the expression names: 0 a day, 1 a month or so, 2 longer."""
    first, last = _days(one)
    days = last - first
    return 0 if days == 0 else 1 if days < 32 else 2
