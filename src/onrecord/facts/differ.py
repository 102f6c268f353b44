"""Where two accounts of one fact give values that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import inf

from onrecord.facts.quantities import Quantity, step_of
from onrecord.facts.sheet import Sentence
from onrecord.facts.vocabulary import nearness, vectors
from onrecord.model import DifferKind, Range

_SAME_THING = 0.5  # nearness from which two counted nouns are one thing ("diggers", "excavators")
_CONVERTED = 0.06  # part by which a measure may be off where it was converted from another unit
_MEASURES = frozenset({"length", "mass", "volume", "area", "speed", "duration"})


@dataclass(frozen=True, slots=True)
class Clash:
    """Two values of one slot that cannot both hold: what kind, and where they stand in either text."""

    kind: DifferKind
    a: Range
    b: Range


def clashes(a: Sentence, b: Sentence) -> tuple[Clash, ...]:
    """The clashes of two sentences that tell one fact."""
    return tuple(_numbers(a, b))


def _numbers(a: Sentence, b: Sentence) -> Iterator[Clash]:
    """Numbers of one slot with intervals apart. A number that finds its like on the other side clashes with nothing."""
    free_a = [one for one in a.quantities if not any(_agree(one, other) for other in b.quantities)]
    free_b = [one for one in b.quantities if not any(_agree(one, other) for other in a.quantities)]
    for one, other in product(free_a, free_b):
        if _one_slot(one, other, free_a, free_b) and _apart(one, other):
            yield Clash("number", (one.start, one.end), (other.start, other.end))


def _agree(a: Quantity, b: Quantity) -> bool:
    return a.kind == b.kind and not _apart(a, b)


def _apart(a: Quantity, b: Quantity) -> bool:
    """Whether two amounts of one kind exclude each other, rounding and conversion allowed for."""
    room = 0.0
    if a.kind in _MEASURES:
        size = max(value for value in (a.low, b.low, a.high, b.high) if value < inf)
        mixed = a.converted != b.converted
        room = max(step_of(a), step_of(b)) / 2 + (_CONVERTED * size if mixed else 0.0)
    return a.low > b.high + room or b.low > a.high + room


def _one_slot(a: Quantity, b: Quantity, all_a: Sequence[Quantity], all_b: Sequence[Quantity]) -> bool:
    """Whether two amounts answer one question: same kind, and the same thing counted."""
    if a.kind != b.kind:
        return False
    if a.kind in ("count", "ordinal", "age") and a.counted and b.counted:
        return _same_thing(a.counted, b.counted)
    if a.kind in ("count", "ordinal"):
        return False
    sole_a = sum(one.kind == a.kind for one in all_a) == 1
    return sole_a and sum(one.kind == b.kind for one in all_b) == 1


def _same_thing(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the heads of what is counted are one word, or mean nearly the same."""
    if a[-1] == b[-1] or a[0] == b[0]:
        return True
    return bool(nearness(vectors([a[-1]]), vectors([b[-1]]))[0, 0] >= _SAME_THING)
