"""Numbers as values, whatever their format: six and 6, 1,000 and a thousand, $5 million and 5 million dollars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from onrecord import lexicon

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([^\W\d_]*)")
# "9am", "9:30 p.m.", "9:00": hours, and minutes where they are not nought.
_CLOCK = re.compile(r"(\d{1,2})(?::00|(:\d{2}))?([ap]m)?")
_CURRENCIES = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen"}
_CURRENCY_WORDS = {word: name for name in _CURRENCIES.values() for word in (name, name + "s")} | {"yen": "yen"}
_SHORT_SCALES = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "t": 10**12}


@dataclass(frozen=True, slots=True)
class Number:
    """The keys that a number is compared under, and how many words it takes."""

    keys: tuple[str, ...]
    length: int


@cache
def _table() -> dict[str, tuple[int, str]]:
    return {row[0]: (int(row[1]), row[2]) for row in lexicon.rows("collate_number_words.tsv")}


def parse(words: Sequence[str], at: int) -> Number | None:
    """The number that begins at `words[at]` (folded words and marks), or None."""
    first = words[at]
    if first in _CURRENCIES:
        found = _amount(words, at + 1, priced=True)
        if found is None:
            return None
        return Number((_key(found[0]), _CURRENCIES[first]), found[1] - at)
    if not (first[0].isdigit() or _is_number_word(first) or first in ("a", "an")):
        return None
    ordinal = _ordinal(first)
    if ordinal is not None:
        return Number((ordinal,), 1)
    clock = _CLOCK.fullmatch(first)
    if clock is not None and (clock[3] or ":" in first):
        return Number((f"#{int(clock[1])}{clock[2] or ''}", *([clock[3]] if clock[3] else [])), 1)
    found = _amount(words, at, priced=False)
    if found is None:
        return None
    value, end = found
    if end < len(words) and words[end] in _CURRENCY_WORDS:
        return Number((_key(value), _CURRENCY_WORDS[words[end]]), end + 1 - at)
    return Number((_key(value),), end - at)


def _key(value: Decimal) -> str:
    return f"#{value.normalize():f}"


def _is_number_word(word: str) -> bool:
    return all(part in _table() for part in word.split("-"))


def _ordinal(word: str) -> str | None:
    match = re.fullmatch(r"(\d+)(st|nd|rd|th)", word)
    if match:
        return f"#{int(match[1])}th"
    tens, hyphen, last = word.rpartition("-")
    value, kind = _table().get(last, (0, ""))
    before, unit = _table().get(tens, (0, ""))
    if kind != "ordinal" or (hyphen and not (unit == "unit" and before >= 20 and value < 10)):
        return None
    return f"#{before + value}th"


def _amount(words: Sequence[str], at: int, *, priced: bool) -> tuple[Decimal, int] | None:
    """The value that begins at `at` and where it ends."""
    if at >= len(words):
        return None
    match = _DIGITS.fullmatch(words[at])
    if match:
        return _digits(match, words, at, priced=priced)
    if words[at] in ("a", "an"):
        if at + 1 < len(words) and _table().get(words[at + 1], (0, ""))[1] == "scale":
            return _spelled(words, at + 1, total=Decimal(1))
        return None
    return _spelled(words, at, total=None)


def _digits(match: re.Match[str], words: Sequence[str], at: int, *, priced: bool) -> tuple[Decimal, int] | None:
    try:
        value = Decimal(match[1].replace(",", "") + (match[2] or ""))
    except InvalidOperation:  # digits of other scripts that decimal does not take
        return None
    if match[3]:
        scale = _SHORT_SCALES.get(match[3]) if priced else None
        return (value * scale, at + 1) if scale else None
    at += 1
    while at < len(words) and _table().get(words[at], (0, ""))[1] == "scale":
        value *= _table()[words[at]][0]
        at += 1
    return value, at


def _spelled(words: Sequence[str], at: int, *, total: Decimal | None) -> tuple[Decimal, int] | None:
    """The value of number words from `at`: "two hundred and five thousand". `total` is what stands before them."""
    whole, current, end = Decimal(0), total, at
    while end < len(words):
        word = words[end]
        if word == "and" and end > at and end + 1 < len(words) and words[end - 1] in ("hundred", "thousand"):
            if not _units(words[end + 1]):
                break
            end += 1
            continue
        parts = word.split("-")
        if len(parts) == 1 and _table().get(word, (0, ""))[1] == "scale":
            scale = _table()[word][0]
            current = (current if current is not None else Decimal(1)) * scale
            if scale >= 1000:
                whole, current = whole + current, Decimal(0)
        elif (unit := _units(word)) is not None and _adds_up(whole, current, unit):
            current = (current or Decimal(0)) + unit
        else:
            break
        end += 1
    return (whole + (current or Decimal(0)), end) if end > at else None


def _units(word: str) -> int | None:
    values = [_table().get(part, (0, "")) for part in word.split("-")]
    return sum(value for value, _ in values) if all(kind == "unit" for _, kind in values) else None


def _adds_up(whole: Decimal, current: Decimal | None, unit: int) -> bool:
    """Whether a unit can follow what was read of a number so far: after a scale, or one to nine after tens."""
    if current is None or (whole and not current):
        return True
    if current % 100 == 0:
        return bool(current)
    return 20 <= current % 100 <= 90 and current % 10 == 0 and 0 < unit < 10
