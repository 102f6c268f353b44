"""Whether the speaker asked for can be the one a report names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from onrecord import lexicon
from onrecord.archive.terms import fold_words

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"))


@cache
def _titles() -> frozenset[str]:
    return frozenset(word for title in lexicon.entries("titles.tsv") for word in fold_words(title))


def name_words(name: str) -> list[str]:
    """The words of a name, folded, without titles before it and suffixes behind; all of them where nothing is left."""
    return list(_name_words(name))


@lru_cache(maxsize=8192)
def _name_words(name: str) -> tuple[str, ...]:
    words = fold_words(name)
    end = len(words)
    while end > 1 and words[end - 1] in _SUFFIXES:
        end -= 1
    start = 0
    while start < end - 1 and words[start] in _titles():
        start += 1
    return tuple(words[start:end])


def may_be(asked: str, names: Iterable[str]) -> bool:
    """Whether `asked` (a full name, a last name, a name with a title) can mean who bears `names`.

    The last words agree, and each earlier word asked for is in one of the names, as itself or as an initial, or none
    of the names has anything before the last word.
    """
    wanted = name_words(asked)
    if not wanted:
        return False
    forms = [form for form in map(name_words, names) if form and form[-1] == wanted[-1]]
    before = {word for form in forms for word in form[:-1]}
    return bool(forms) and (not before or all(_meets(word, before) for word in wanted[:-1]))


def _meets(word: str, others: set[str]) -> bool:
    return word in others or any(word[0] == other[0] and (len(word) == 1 or len(other) == 1) for other in others)
