"""Numbers as they are written: figures, words ("forty-three", "two hundred and six"), vague words ("dozens")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord import lexicon

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TOKEN = re.compile(
    rf"(?P<money>[$£€¥₹]\s?)?(?P<digits>(?<![A-Za-z\d])(?<![A-Za-z]-)(?:{_NUMBER}))(?!\d)"
    r"|(?P<word>[A-Za-z]+)|(?P<mark>[^\sA-Za-z\d])"
)
CURRENCIES = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR"}
_SCALES = {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or mark of a text; `low` is its form without case."""

    text: str
    low: str
    start: int
    end: int


@cache
def number_words() -> dict[str, tuple[float, str]]:
    """Number words: value, and what it does to the number around it."""
    return {row[0]: (float(row[1]), row[2]) for row in lexicon.rows("fact_numbers.tsv")}


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words, numbers and marks of `text[start:end]`; offsets are code points of `text`."""
    return [
        Word(match.group(), match.group().casefold(), match.start(), match.end())
        for match in _TOKEN.finditer(text, start, end)
    ]


def number_at(words: list[Word], at: int) -> tuple[float, int, float] | None:
    """Value, the word after, and how far up a vague word reaches (1 where it is exact)."""
    value, spread, seen, scale_only = 0.0, 1.0, False, False
    here = at
    part = 0.0
    while here < len(words):
        word = words[here]
        digits = word.low.lstrip("$£€¥₹ \u00a0")
        if digits[:1].isdigit():
            if seen:
                break
            part, seen = float(digits.replace(",", "")), True
            here += 1
            if here < len(words) and words[here].start == word.end and words[here].low in _SCALES:
                part *= _SCALES[words[here].low]
                if words[here].low == "m" and word.text[0] not in CURRENCIES:
                    part /= 1e6
                    break
                here += 1
            continue
        known = number_words().get(word.low)
        if known is None:
            joins = (
                word.low in ("-", "and") and seen and here + 1 < len(words) and words[here + 1].low in number_words()
            )
            if joins and (word.low == "-" or scale_only):
                here += 1
                continue
            break
        number, does = known
        if does == "ordinal" and not seen:
            return number, here + 1, 1.0
        if does == "vague":
            if seen:
                break
            part, spread, seen = number, 4.0, True
            ahead = [word.low for word in words[here + 1 : here + 3]]
            if ahead[:1] == ["of"] and ahead[1:] and ahead[1] in ("thousands", "millions", "billions"):
                part *= {"thousands": 1e3, "millions": 1e6, "billions": 1e9}[ahead[1]]
                here += 2
        elif does == "scale":
            if not seen and word.low not in ("hundred", "thousand", "million", "billion", "trillion"):
                break
            if not seen and not (at and words[at - 1].low in ("a", "one", "per")):
                break
            part = (part or 1.0) * number
            scale_only, seen = True, True
            if number >= 1000:
                value, part = value + part, 0.0
        elif does == "unit":
            if seen and not scale_only and words[here - 1].low != "-":
                break
            part, seen = part + number, True
        here += 1
    return (value + part, here, spread) if seen and here > at else None
