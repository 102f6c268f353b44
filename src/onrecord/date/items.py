"""A stretch of text as the items that the grammar reads: tokens with their lexicon symbols, numbers made one."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from onrecord import lexicon
from onrecord.date.numbers import number_at
from onrecord.date.pattern import Item

_TOKEN = re.compile(r"[^\W\d_]+|\d+|\S")
_APOSTROPHES: Final = "'’‘ʼ´`"
_DASHES: Final = "-‐‑–—−"
_FILES: Final = ("date_calendar.tsv", "date_units.tsv", "date_seasons.tsv", "date_parts.tsv", "date_words.tsv")
_CAPITAL: Final = frozenset({"MONTH", "MONTH_SHORT", "WEEKDAY_SHORT", "ZONE"})
# The marks that patterns name.
_SAME: Final = {**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_DASHES, "-")}


@cache
def _symbols() -> dict[str, dict[str, Any]]:
    out: dict[str, dict[str, Any]] = {}
    for name in _FILES:
        for row in lexicon.rows(name):
            word, symbol = row[:2]
            value = row[2] if len(row) > 2 else word
            out.setdefault(word, {})[symbol] = int(value) if value.isdigit() else value
    for row in lexicon.rows("zones.tsv"):
        out.setdefault(row[0].lower(), {})["ZONE"] = row[0]
    return out


def folded(text: str) -> list[str]:
    """The tokens of `text` as patterns name them."""
    return [_SAME.get(word) or word.lower() for word in _TOKEN.findall(text)]


def items(text: str, start: int, end: int) -> list[Item]:
    """The items of `text[start:end]`, in order. Numbers in digits or words are one item each."""
    found = [match.span() for match in _TOKEN.finditer(text, start, end)]
    words = [text[a:b] for a, b in found]
    names = [_SAME.get(word) or word.lower() for word in words]
    symbols = _symbols()
    out: list[Item] = []
    index, size = 0, len(found)
    while index < size:
        a, b = found[index]
        number = number_at(names, found, index)
        count = 1
        if number is None:
            own = _own(symbols.get(names[index]), words[index])
            item = Item(a, b, names[index], words[index], own, glued=_glued(found, index), at=(index, index))
        else:
            count, made = number
            last = index + count - 1
            own = {**made, **symbols.get(names[index], {})} if count == 1 else made
            word = names[index] if count == 1 else ""
            item = Item(a, found[last][1], word, words[index], own, glued=_glued(found, index), at=(index, last))
        out.append(item)
        index += count
    return out


def _own(known: dict[str, Any] | None, word: str) -> dict[str, Any]:
    """The lexicon's symbols of a word; months and short weekdays only where it has a capital."""
    if known is None:
        return {}
    if word.isupper() or (word[0].isupper() and "ZONE" not in known) or not (known.keys() & _CAPITAL):
        return known
    dropped = {"ZONE"} if word[0].isupper() else _CAPITAL
    return {symbol: value for symbol, value in known.items() if symbol not in dropped}


def _glued(found: list[tuple[int, int]], index: int) -> bool:
    return index > 0 and found[index - 1][1] == found[index][0]
