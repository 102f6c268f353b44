"""Words as numbers, all words of a text at once."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]
_BASE = 0x9E3779B97F4A7C15
_BACK = pow(_BASE, -1, 2**64)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def numbers(text: str, starts: Places, ends: Places) -> npt.NDArray[np.int64]:
    """Each word `text[start:end]` as a number from 0 to below 2⁶³: the same for all cases and apostrophes, everywhere.

    The hash of Karp and Rabin (1987), by differences of prefix sums. `starts` and `ends` are code points.
    """
    points = np.frombuffer(_folded(text).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    sums = np.zeros(len(points) + 1, dtype=np.uint64)
    np.cumsum(points * _powers(_BASE, len(points)), out=sums[1:])
    hashes = (sums[ends] - sums[starts]) * _powers(_BACK, len(points) + 1)[starts]
    hashes ^= hashes >> np.uint64(32)
    hashes *= _MIX
    return (hashes >> np.uint64(1)).astype(np.int64)


def _powers(base: int, count: int) -> npt.NDArray[np.uint64]:
    """The first `count` of 1, base, base², … modulo 2⁶⁴."""
    return _table(base, count.bit_length())[:count]


@lru_cache(maxsize=8)
def _table(base: int, bits: int) -> npt.NDArray[np.uint64]:
    powers = np.full(1 << bits, base, dtype=np.uint64)
    powers[0] = 1
    return np.cumprod(powers)


def _folded(text: str) -> str:
    """The text in one case and with one apostrophe, of the same length."""
    low = text.lower()
    if len(low) != len(text):  # a letter whose small form is two
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return low.replace("’", "'")
