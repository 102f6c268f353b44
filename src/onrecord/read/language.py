"""Which language a text is in: a cheap and honest guess, None where unsure."""

from __future__ import annotations

import re
from collections import Counter

from onrecord import lexicon

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6_000  # code points looked at
_ENOUGH = 20  # words below which nothing is said
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")


def language_of(text: str, *, stated: str | None = None) -> str | None:
    """ISO 639 code of the language: what the metadata states, else by the share of small words; None where unsure.

    A text contradicts its metadata often enough (a site's template in one language, the report in another), so a clear
    finding in the text wins over what is stated.
    """
    found = _by_small_words(text)
    if found:
        return found
    match = _TAG.fullmatch(stated.strip()) if stated else None
    return match[1].lower() if match else None


def _by_small_words(text: str) -> str | None:
    words = _WORD.findall(text[:_SAMPLE].lower())
    if len(words) < _ENOUGH:
        return None
    counts = Counter(words)
    scores = sorted(((sum(counts[w] for w in small), name) for name, small in _small_words()), reverse=True)
    (best, name), (second, _) = scores[:2]
    # A twelfth of a running text are its language's twenty smallest words; its nearest neighbour has far fewer.
    if best >= len(words) / 12 and best >= 1.5 * second:
        return name
    return None


def _small_words() -> list[tuple[str, list[str]]]:
    return [(row[0], row[1].split()) for row in lexicon.rows("stop_words.tsv")]
