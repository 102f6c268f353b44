"""Numbers as slots: how many or how much, of what, in which unit, and with which bound.

"At least 40 people", "a 5-year-old", "$284 billion", "about 12 feet (3.7 metres)", "dozens": each becomes an interval
of values in the base unit of its kind, so that two of them can be held against each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import inf, log10

from onrecord import lexicon
from onrecord.facts.numerals import CURRENCIES, Word, number_at, number_words, words_of
from onrecord.facts.vocabulary import key
from onrecord.model import Range
from onrecord.stories.words import stem

_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_HYPHENS = ("-", "‑", "–")
_NEARBY = 8  # words before a number in which a plan or a wish is looked for
_LONGEST_COUNTED = 4  # words after a number in which what it counts is looked for


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number: `low`..`high` (both included) in the base unit of `kind` ("count", "length", "USD", "age", …).

    `counted` holds the keys of what it counts (of an age: who has it; of a "60-day" measure: what is so long),
    `written` the number as it stands, `loose` whether the words leave room ("about", "nearly"), `converted` whether
    another unit than the base was used, `partial` whether it is a part of a whole ("three of them"), comes on top of
    another number ("40 more") or counts from a point ("six laps later"), `possible` whether it is planned, asked for or
    may be.
    """

    start: int
    end: int
    kind: str
    low: float
    high: float
    counted: tuple[str, ...]
    written: float
    loose: bool = False
    converted: bool = False
    partial: bool = False
    possible: bool = False


@cache
def _units() -> dict[str, tuple[str, float]]:
    return {row[0]: (row[1], float(row[2])) for row in lexicon.rows("fact_units.tsv")}


@cache
def _bounds() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Phrases before (or after) a number and what they make of it, longest first."""
    rows = [(tuple(row[0].split()), row[1]) for row in lexicon.rows("fact_bounds.tsv")]
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))


def quantities(text: str, start: int, end: int) -> tuple[Quantity, ...]:
    """The quantities in `text[start:end]`, in order; offsets are code points of `text`."""
    words = words_of(text, start, end)
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        read = number_at(words, at)
        if read is None:
            at += 1
            continue
        value, after, spread = read
        found.append(_quantity(words, at, after, value, spread))
        at = after
    return tuple(found)


def _quantity(words: list[Word], at: int, after: int, value: float, spread: float) -> Quantity:
    """What stands around a number: currency, unit, bound, what it counts."""
    first = words[at]
    kind, factor, unit_end = _unit(words, at, after)
    behind = _past_old(words, unit_end) if kind == "age" else unit_end
    joined = after < len(words) and words[after].low in _HYPHENS  # a "60-day" measure is the next noun's
    counted = _counted(words, behind) if joined or kind in ("count", "ordinal", "age") else ()
    if kind == "age" and not counted:
        counted = _named(words, at)
    names = unit_end < len(words) and words[unit_end].text[0].isupper()
    if kind == "count" and (not counted or names) and _labels(words, at):
        kind, counted = "ordinal", (stem(words[at - 1].low),)  # "lap 13": the thirteenth
    low, high, loose = _interval(words, at, after, value, spread)
    return Quantity(
        start=first.start,
        end=words[behind - 1].end,
        kind=kind,
        low=low * factor,
        high=high * factor,
        counted=counted,
        written=value,
        loose=loose,
        converted=factor != 1.0,
        partial=_partial(words, at, behind),
        possible=any(word.low in lexicon.entries("fact_possible.txt") for word in words[max(0, at - _NEARBY) : at]),
    )


def _partial(words: list[Word], at: int, after: int) -> bool:
    """Whether the words next to a number make it a part, an addition or a distance from a point."""
    before, ahead = words[at - 1].low if at else "", [word.low for word in words[after : after + 3]]
    if before in ("another", "other", "further", "last", "first", "next", "past", "final"):
        return True
    return ahead[:1] in (["of"], ["more"], ["other"], ["others"]) or bool({"later", "ago", "earlier"} & set(ahead))


def _unit(words: list[Word], at: int, after: int) -> tuple[str, float, int]:
    """Kind, factor to its base unit, and the word after the unit."""
    first = words[at]
    if first.text[0] in CURRENCIES:
        return CURRENCIES[first.text[0]], 1.0, after
    here = after
    if here < len(words) and _ORDINAL.match(words[here].text) and words[here].start == words[here - 1].end:
        return "ordinal", 1.0, here + 1
    if first.low in number_words() and number_words()[first.low][1] == "ordinal":
        return "ordinal", 1.0, after
    if here < len(words) and words[here].low in _HYPHENS:
        here += 1
    if here >= len(words):
        return _bare(words, at), 1.0, after
    two = " ".join(word.low for word in words[here : here + 2])
    one = words[here].low
    if one in ("year", "years", "month", "months", "week", "weeks", "yr") and _is_age(words, here + 1):
        return "age", {"month": 1 / 12, "week": 1 / 52}.get(one.rstrip("s"), 1.0), here + 1
    if one == "yo" or (one == "y" and words[here + 1 : here + 2] and words[here + 1].low == "o"):
        return "age", 1.0, here + 1
    for name, size in ((two, 2), (one, 1)):
        if here + size <= len(words) and name in _units():
            kind, factor = _units()[name]
            return kind, factor, here + size
    return _bare(words, at, after), 1.0, after


def _past_old(words: list[Word], here: int) -> int:
    """The word after "old" in "four-year-old boy"."""
    while here < len(words) and words[here].low in (*_HYPHENS, "old"):
        here += 1
    return here


def _is_age(words: list[Word], here: int) -> bool:
    ahead = [word.low for word in words[here : here + 2]]
    return ahead[:1] == ["old"] or ahead == ["-", "old"] or ahead[:2] == ["of", "age"]


def _bare(words: list[Word], at: int, after: int | None = None) -> str:
    """A number between commas after a name is an age, as is one after "aged"; any other counts things."""
    before = words[at - 1].low if at else ""
    if before == "aged":
        return "age"
    named = at > 1 and before == "," and words[at - 2].text[0].isupper()
    closed = after is not None and after < len(words) and words[after].low in (",", ".")
    return "age" if named and closed else "count"


def _named(words: list[Word], at: int) -> tuple[str, ...]:
    """The stems of the name before an age between commas: "Ada Quill, 47,"."""
    if not at or words[at - 1].low != ",":
        return ()
    first = at - 1
    while first and at - first <= _LONGEST_COUNTED and words[first - 1].text[0].isupper():
        first -= 1
    return tuple(stem(word.low) for word in words[first : at - 1])


def _labels(words: list[Word], at: int) -> bool:
    """Whether the word before a number is a noun that it numbers."""
    if not at or words[at].text[0] in CURRENCIES:
        return False
    before = words[at - 1]
    return before.text.isalpha() and before.text.lower() not in _stops() and before.low not in number_words()


def _counted(words: list[Word], here: int) -> tuple[str, ...]:
    """The stems of the words after a number: what it counts, with what describes it."""
    stems: list[str] = []
    for word in words[here : here + _LONGEST_COUNTED + 2]:
        if word.low == "-" and stems:
            continue
        if not word.text[0].isalpha() or word.low in _stops() or (stems and word.low.endswith(("ed", "ing"))):
            break
        stems.append(key(word.low))
        if len(stems) == _LONGEST_COUNTED:
            break
    return tuple(stems)


@cache
def _stops() -> frozenset[str]:
    closed = {row[0] for row in lexicon.rows("function_words.tsv")}
    return frozenset(closed | lexicon.entries("verb_forms.txt"))


def _interval(words: list[Word], at: int, after: int, value: float, spread: float) -> tuple[float, float, bool]:
    """The values that the number can mean, by the phrase before or after it."""
    does = None
    before = [word.low for word in words[max(0, at - 5) : at]]
    if before[-1:] in (["a"], ["the"]):
        before.pop()
    for phrase, what in _bounds():
        if tuple(before[-len(phrase) :]) == phrase:
            does = what
            break
    ahead = [word.low for word in words[after : after + 3]]
    if ahead[:2] == ["or", "more"] or ahead[:2] == ["and", "counting"] or ahead[:1] == ["+"]:
        does = "least"
    if spread > 1:
        return value, value * spread, True
    if does == "least":
        return value, inf, False
    if does == "over":
        return value, inf, False
    if does == "most":
        return 0.0, value, False
    if does == "under":
        return 0.0, value - _step(value) / 1000, False
    if does == "about":
        room = max(_step(value) / 2, 0.1 * value)
        return value - room, value + room, True
    if does == "nearly":
        return value - max(_step(value), 0.1 * value), value, True
    return value, value, False


def _step(value: float) -> float:
    """The place of the last digit that is not zero: 10 for 40, 0.1 for 3.7."""
    if value <= 0:
        return 1.0
    text = f"{value:.6f}".rstrip("0")
    if not text.endswith("."):
        return float(10.0 ** -len(text.split(".")[1]))
    whole = text[:-1]
    return float(10 ** (len(whole) - len(whole.rstrip("0"))))


def step_of(quantity: Quantity) -> float:
    """How finely a quantity was written, in its base unit."""
    size = max(abs(quantity.written), 1e-9)
    scale = (quantity.high if quantity.high < inf else quantity.low) / size if size else 1.0
    return _step(quantity.written) * max(scale, 10 ** -log10(1e12))


def inside(at: int, ranges: Sequence[Range]) -> bool:
    """Whether an offset lies in one of the ranges."""
    return any(start <= at < end for start, end in ranges)
