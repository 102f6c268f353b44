"""Values that reports give for one thing anywhere in their texts, whatever the sentences around them say.

Most values that differ stand in sentences that share few words. So that two of them can be held together all the same,
what they are values of must be plain from the number itself: the age of a named person or of the one child of a story,
how many of a thing that is seldom named at all, how many died.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from onrecord import lexicon
from onrecord.date import day_of
from onrecord.facts.differ import Clash, apart, superseded
from onrecord.facts.quantities import Quantity
from onrecord.facts.sheet import Sentence
from onrecord.stories.rarity import background
from onrecord.stories.words import stem

_CHILD = 13  # an age under this with no noun is the child's of whom a report tells
_YEARS = 3  # ages further apart are of two persons, where neither is named
_NAMED_YEARS = 10  # … and where they are named alike: father and son
_SELDOM = 3.0  # background rarity from which a counted thing is the one of the story
_TIMES = 3.0  # values of one thing differ by less than so many times
_PAST = 21  # days before the last day that a report names, from which a sentence tells of something earlier
Slot = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a slot in one sentence: `at` is its position in the story's list."""

    at: int
    article: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Dispute:
    """Values of one slot that cannot both hold, each with the positions of its two sentences."""

    clashes: tuple[tuple[int, int, Clash], ...]


def disputes(every: Sequence[Sentence]) -> tuple[Dispute, ...]:
    """The disputes of a story, in order of its sentences; of each two reports, once a slot and sentence."""
    last = _last_days(every)
    slots: dict[Slot, list[Value]] = defaultdict(list)
    for at, one in enumerate(every):
        if superseded(one):
            continue
        for slot, quantity in _slots(one):
            if not _past(quantity, one, last.get(one.article)):
                slots[slot].append(Value(at, one.article, quantity))
    found = [Dispute(tuple(_clashes(slot, values))) for slot, values in slots.items()]
    return tuple(sorted((one for one in found if one.clashes), key=lambda one: one.clashes[0][:2]))


def _last_days(every: Sequence[Sentence]) -> dict[str, int]:
    """The last day that each report names."""
    last: dict[str, int] = {}
    for one in every:
        for timex in one.timexes:
            if timex.last is not None:
                day = day_of(timex.last)
                last[one.article] = max(day, last.get(one.article, day))
    return last


def _past(quantity: Quantity, one: Sentence, last: int | None) -> bool:
    """Whether the date nearest to a number lies well before what its report is about."""
    dated = [(abs(timex.span.start - quantity.start), timex.last) for timex in one.timexes if timex.last is not None]
    return last is not None and bool(dated) and day_of(min(dated)[1]) < last - _PAST


def _slots(one: Sentence) -> Iterator[tuple[Slot, Quantity]]:
    for quantity in one.quantities:
        slot = None
        if quantity.kind == "age":
            slot = _age(quantity, one)
        elif quantity.kind == "count" and not quantity.partial and not quantity.possible:
            slot = _toll(quantity, one) or _thing(quantity)
        if slot is not None:
            yield slot, quantity


def _age(quantity: Quantity, one: Sentence) -> Slot | None:
    names = {stem(term.surface) for term in one.terms if term.kind == "name" or term.start == one.start}
    named = tuple(word for word in quantity.counted if word in names)
    if named:
        return ("age of", *sorted({named[0], named[-1]}))
    young = bool(_children() & set(quantity.counted)) or (not quantity.counted and quantity.high < _CHILD)
    return ("age of a child",) if young else None


@cache
def _children() -> frozenset[str]:
    return frozenset(stem(noun) for noun in lexicon.entries("fact_children.txt"))


def _thing(quantity: Quantity) -> Slot | None:
    """Things of a kind that news seldom names, told apart by what describes them."""
    if not quantity.counted or quantity.counted[-1] in _persons() or background(quantity.counted[-1]) < _SELDOM:
        return None
    return ("number of", quantity.counted[-1])


@cache
def _persons() -> frozenset[str]:
    nouns = lexicon.entries("person_nouns.tsv") | lexicon.entries("group_nouns.txt")
    return frozenset(stem(noun) for noun in nouns)


def _toll(quantity: Quantity, one: Sentence) -> Slot | None:
    """What became of so many people, by the word after the number ("40 were hurt") or before it ("killing 40")."""
    if quantity.high == 1:
        return None  # "one climber from the north and one from the south died"
    tolls = _tolls()
    start, end = next((part for part in one.clauses if part[0] <= quantity.start < part[1]), (one.start, one.end))
    words = [term for term in one.terms if start <= term.start < end and term.kind != "number"]
    after = [term for term in words if term.start >= quantity.end and term.surface not in _between()]
    before = [term for term in words if term.start < quantity.start]
    if after and after[0].surface in tolls:
        return ("toll", tolls[after[0].surface])
    people = not quantity.counted or quantity.counted[0] in {stem(word) for word in _between()}
    if people and before and before[-1].surface in tolls:
        return ("toll", tolls[before[-1].surface])
    return None


@cache
def _tolls() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.rows("fact_tolls.tsv")}


@cache
def _between() -> frozenset[str]:
    return lexicon.entries("fact_fate_words.txt")


def _clashes(slot: Slot, values: Sequence[Value]) -> Iterator[tuple[int, int, Clash]]:
    by_report: dict[str, list[Value]] = defaultdict(list)
    for value in values:
        by_report[value.article].append(value)
    told = {article: _stated(own) for article, own in by_report.items()}
    for first, second in combinations(sorted(told), 2):
        for x in told[first]:
            for y in told[second]:
                if _disputed(slot, x.quantity, y.quantity):
                    p, q = x.quantity, y.quantity
                    yield x.at, y.at, Clash("number", (p.start, p.end), (q.start, q.end), running=p.kind == "count")


def _stated(values: Sequence[Value]) -> list[Value]:
    """What a report says of a slot; where it gives several values, it speaks of several things, and nothing is said."""
    first = values[0].quantity
    return [] if any(apart(value.quantity, first) for value in values) else list(values)


def _disputed(slot: Slot, x: Quantity, y: Quantity) -> bool:
    """Whether two values of a slot exclude each other, and are near enough to be of one thing."""
    if not apart(x, y):
        return False
    small, large = sorted(value.low if value.low > 0 else value.high for value in (x, y))
    mine, theirs = set(x.counted), set(y.counted)
    if slot[0] == "age of a child":
        return large - small <= _YEARS and not {"boy", "girl"} <= mine | theirs
    if slot[0] == "age of":
        return large - small <= _NAMED_YEARS
    return large < small * _TIMES and (slot[0] == "toll" or mine == theirs)
