"""A report as weighted words: what it is about, with its headline and lead counted more."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from math import log

from onrecord.model import Article

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
SENTENCE_START = re.compile(r"[.!?\"“:\n]\s?$")
READ = 400  # words of a report that are read: what follows is background
_LEAD = 40  # words of the lead, counted twice
_TITLE = 2  # each word of the headline counts as so many more
_NAME = 1.25  # a capitalised word inside a sentence weighs so much more


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without case, possessive and the commonest endings; the same for all forms that matter here."""
    low = word.casefold().replace("’", "'").removesuffix("'s")
    if len(low) > 4 and low.endswith("ies"):
        return low[:-3] + "y"
    if len(low) > 4 and low.endswith("es") and low[-3] in "sxzh":
        return low[:-2]
    if len(low) > 3 and low.endswith("s") and not low.endswith("ss"):
        low = low[:-1]
    if len(low) > 5 and low.endswith("ing"):
        return low[:-3]
    return low[:-2] if len(low) > 5 and low.endswith("ed") else low


def weights(article: Article) -> dict[str, float]:
    """Each stem of the report with its weight, 1 + log of its count, more for names."""
    text = article.text
    counts: Counter[str] = Counter()
    names: set[str] = set()
    for at, match in enumerate(WORD.finditer(text)):
        if at >= READ:
            break
        one = stem(match.group())
        counts[one] += 2 if at < _LEAD else 1
        start = match.start()
        if text[start].isupper() and start and not SENTENCE_START.search(text, max(0, start - 2), start):
            names.add(one)
    for match in WORD.finditer(article.title or ""):
        counts[stem(match.group())] += _TITLE
    return {one: (1 + log(count)) * (_NAME if one in names else 1.0) for one, count in counts.items() if len(one) > 1}
