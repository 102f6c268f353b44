"""A text as words, with their offsets."""

from __future__ import annotations

import re

from onrecord.model import Range

# Longest first: site names, initialisms without their last point, numbers, words with inner apostrophes or hyphens, any
# other mark.
_WORD = re.compile(
    r"[^\W_]+(?:[.\-][^\W_]+){0,2}\.(?:co\.uk|com|edu|gov|info|net|org|tv)(?![^\W_])"
    r"|[^\W\d_](?:\.[^\W\d_])+(?![^\W_])"
    r"|\d+(?:[.,:]\d+)*(?:[^\W\d_]+)?"
    r"|[^\W_]+(?:['’\-][^\W_]+)*"
    r"|\S"
)


def words(text: str) -> tuple[Range, ...]:
    """Every word and every mark of `text`, in order, as half-open code point ranges.

    "U.S", "Northbank.org", "don't", "1,000", "Trump's" and "vice-president" are one word each; a punctuation mark is
    one word a character. Every character that is no white space is in exactly one word.
    """
    return tuple(match.span() for match in _WORD.finditer(text))
