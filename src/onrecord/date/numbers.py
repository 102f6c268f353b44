"""Numbers in digits and in words: cardinals, ordinals, years said in words, decimals and fractions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from onrecord import lexicon

Made = tuple[int, dict[str, Any]]
_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th"})
_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_LONGEST_ORDINAL: Final = 4


@cache
def _words() -> dict[str, tuple[str, float]]:
    return {word: (kind, float(value)) for word, kind, value in lexicon.rows("date_numbers.tsv")}


def number_at(words: Sequence[str], spans: Sequence[tuple[int, int]], index: int) -> Made | None:
    """How many tokens from `index` make one number, and its symbols; None where no number begins there.

    Symbols: NUM (any number), DAY (1 to 31), YEAR (four digits, or said in words), TWO (a number of two digits),
    HOUR (0 to 24), ORD (an ordinal), DECADE (the year in which it begins).
    """
    word = words[index]
    if word.isdigit() and word.isascii():
        return _digits(words, spans, index)
    if word in _words():
        return _in_words(words, spans, index)
    return None


def _glued(spans: Sequence[tuple[int, int]], index: int) -> bool:
    return index < len(spans) and spans[index - 1][1] == spans[index][0]


def _digits(words: Sequence[str], spans: Sequence[tuple[int, int]], index: int) -> Made:
    word, size = words[index], len(words)
    after = words[index + 1] if index + 1 < size and _glued(spans, index + 1) else ""
    if after in _SUFFIXES and len(word) <= _LONGEST_ORDINAL:
        return 2, ordinal_symbols(int(word))
    if after == "s" and len(word) in (2, 3, 4) and word.endswith("0"):
        return 2, {"DECADE": int(word), "DIGITS": len(word)}
    count = 1
    digits = word
    while _thousands(words, spans, index + count, digits):
        digits += words[index + count + 1]
        count += 2
    value = float(digits[:18])
    if count == 1 and after == "." and _decimal(words, spans, index + 2):
        return 3, {"NUM": float(f"{digits[:18]}.{words[index + 2][:9]}")}
    half = _fraction(words, spans, index + count)
    if half is not None:
        return count + half[0], {"NUM": value + half[1]}
    scaled = _scale(words, index + count)
    if scaled:
        return count + 1, {"NUM": value * scaled}
    return count, _cardinal(int(value), digits if count == 1 else "")


def _thousands(words: Sequence[str], spans: Sequence[tuple[int, int]], index: int, digits: str) -> bool:
    """Whether `,000` goes on from here, with no white space."""
    if index + 1 >= len(words) or words[index] != "," or not _glued(spans, index) or not _glued(spans, index + 1):
        return False
    return len(words[index + 1]) == 3 and words[index + 1].isdigit() and len(digits) % 3 + len(digits) // 4 <= 9


def _decimal(words: Sequence[str], spans: Sequence[tuple[int, int]], index: int) -> bool:
    return index < len(words) and _glued(spans, index) and words[index].isdigit() and words[index].isascii()


def _fraction(words: Sequence[str], spans: Sequence[tuple[int, int]], index: int) -> tuple[int, float] | None:
    """`1/2` or `½` that follows a whole number."""
    if index < len(words) and _words().get(words[index], ("",))[0] == "FRACTION":
        return 1, _words()[words[index]][1]
    if index + 2 < len(words) and words[index + 1] == "/" and _glued(spans, index + 1) and _glued(spans, index + 2):
        above, below = words[index], words[index + 2]
        if above in ("1", "3") and below in ("2", "4"):
            return 3, int(above) / int(below)
    return None


def _scale(words: Sequence[str], index: int) -> float:
    if index < len(words) and _words().get(words[index], ("",))[0] == "SCALE":
        return _words()[words[index]][1]
    return 0


def _cardinal(value: int, digits: str) -> dict[str, Any]:
    out: dict[str, Any] = {"NUM": value}
    if not digits:
        return out
    if 1 <= value <= 31 and len(digits) <= 2:
        out["DAY"] = value
    if value <= 24 and len(digits) <= 2:
        out["HOUR"] = value
    if len(digits) == 2:
        out["TWO"] = value
    if len(digits) == 4 and _FIRST_YEAR <= value <= _LAST_YEAR:
        out["YEAR"] = value
    out["DIGITS"] = digits
    return out


def ordinal_symbols(value: int) -> dict[str, Any]:
    """The symbols of an ordinal."""
    return {"ORD": value, "ORD_DAY": value} if 1 <= value <= 31 else {"ORD": value}


def _in_words(words: Sequence[str], spans: Sequence[tuple[int, int]], index: int) -> Made | None:
    year = _year_in_words(words, index)
    if year is not None:
        return year
    if words[index] in ("second", "seconds") and not _dated_second(words, index):
        return None
    total = current = 0.0
    at, last_kind = index, ""
    while at < len(words):
        step = _step(words, at, last_kind)
        if step is None:
            break
        kind, value, used = step
        if kind == "ORDINAL":
            return at + used - index, ordinal_symbols(int(total + current + value))
        if kind == "TENS_PLURAL":
            return (1, {"DECADE": int(value), "DIGITS": 2}) if at == index else None
        if kind == "FRACTION":
            current += value
        elif kind == "SCALE":
            current = max(current, 1) * value
            if value > 100:
                total, current = total + current, 0
        else:
            current += value
        at, last_kind = at + used, kind
    if at == index:
        return None
    value = total + current
    return at - index, {"NUM": int(value) if value == int(value) else value} | _small(value)


def _small(value: float) -> dict[str, Any]:
    return {"DAY_WORD": int(value), "HOUR_WORD": int(value)} if value in range(1, 13) else {}


def _dated_second(words: Sequence[str], index: int) -> bool:
    """`second` is an ordinal but where a number or article makes it the unit: `one second`, `per second`."""
    return words[index] == "second" and (
        index == 0 or words[index - 1] not in ("per", "a", "every", "each", "one", "split")
    )


def _step(words: Sequence[str], at: int, last: str) -> tuple[str, float, int] | None:
    """The next word of a number: its kind, its value and how many tokens it takes (with a hyphen or `and` before)."""
    used = 1
    if last and words[at] in ("-", "and") and at + 1 < len(words):
        wanted = {"TENS"} if words[at] == "-" else {"SCALE"}
        if last not in wanted:
            return None
        at, used = at + 1, 2
    found = _words().get(words[at])
    if found is None:
        return None
    kind, value = found
    allowed = {
        "": ("CARDINAL", "TENS", "ORDINAL", "TENS_PLURAL", "SCALE", "FRACTION"),
        "TENS": ("CARDINAL", "ORDINAL", "SCALE"),
        "CARDINAL": ("SCALE",),
        "SCALE": ("CARDINAL", "TENS", "SCALE", "ORDINAL"),
    }.get(last, ())
    if kind not in allowed or (last == "TENS" and kind != "SCALE" and not 1 <= value <= 9):
        return None
    if kind == "SCALE" and not last and value > 1:
        # "hundred years" needs its "a": the grammar takes "a hundred" as the number 100
        return kind, value, used
    return kind, value, used


def _year_in_words(words: Sequence[str], index: int) -> Made | None:
    """`nineteen ninety-seven`, `nineteen oh four`, `twenty ten`; not `nineteen people`."""
    lead = _words()[words[index]]
    if lead not in (("CARDINAL", 17.0), ("CARDINAL", 18.0), ("CARDINAL", 19.0), ("TENS", 20.0)):
        return None
    at = index + 1
    if at < len(words) and words[at] == "-":
        return None
    tail = _words().get(words[at]) if at < len(words) else None
    if tail is None:
        return None
    kind, value = tail
    if kind == "TENS":
        dash = at + 1 < len(words) and words[at + 1] == "-"
        unit = _words().get(words[at + 1 + dash]) if at + 1 + dash < len(words) else None
        if unit is not None and unit[0] == "CARDINAL" and 1 <= unit[1] <= 9:
            return 3 + dash, {"YEAR": int(lead[1] * 100 + value + unit[1]), "NUM": 0}
        return 2, {"YEAR": int(lead[1] * 100 + value), "NUM": 0}
    if kind == "CARDINAL" and 10 <= value <= 19:
        return 2, {"YEAR": int(lead[1] * 100 + value), "NUM": 0}
    return None
