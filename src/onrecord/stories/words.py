"""A report as weighted words: what it is about, with its headline and lead counted more."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import islice
from math import log

from onrecord.model import Article

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
SENTENCE_START = re.compile(r"[.!?\"“:\n]\s?$")
READ = 400  # words of a report that are read: what follows is background
_LEAD = 40  # words of the lead, counted twice
_TITLE = 2  # each word of the headline counts as so many more
_NAME = 1.25  # a capitalised word inside a sentence weighs so much more


@lru_cache(maxsize=20_000)
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
    matches = list(islice(WORD.finditer(text), READ))
    words = [match.group() for match in matches]
    title = WORD.findall(article.title or "")
    counts: dict[str, int] = {}
    for word, count in Counter([*words, *words[:_LEAD], *title * _TITLE]).items():
        one = stem(word)
        counts[one] = counts.get(one, 0) + count
    starts = [(match.start(), word) for match, word in zip(matches, words, strict=True) if word[0].isupper()]
    names = {stem(word) for at, word in starts if at and not SENTENCE_START.search(text, max(0, at - 2), at)}
    return {one: (1 + log(count)) * (_NAME if one in names else 1.0) for one, count in counts.items() if len(one) > 1}
