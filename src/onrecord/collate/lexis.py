"""What the comparison knows of English words: their class, contractions, spellings of one word or name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, cast

from onrecord import lexicon
from onrecord.collate import numerals
from onrecord.collate.stems import stem

Class = Literal["content", "function", "pronoun", "light", "common"]

_SUFFIXES = {"'ll": "will", "'re": "are", "'ve": "have", "'m": "am", "'d": "would"}
# After these, 's is "is" or "has"; after a noun it is mostly the genitive.
_IS_HOSTS = frozenset(
    {"it", "that", "there", "here", "what", "who", "where", "when", "how", "why", "he", "she", "this"}
    | {"everyone", "everybody", "nobody", "someone", "everything"}
)


@cache
def _classes() -> dict[str, Class]:
    return {row[0]: cast("Class", row[1]) for row in lexicon.rows("collate_word_classes.tsv")}


@cache
def _contractions() -> dict[str, tuple[str, ...]]:
    return {row[0]: tuple(row[1].split()) for row in lexicon.rows("collate_contractions.tsv")}


@cache
def _variants() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.rows("collate_spelling_variants.tsv")}


@cache
def fillers() -> tuple[tuple[str, ...], ...]:
    """Fillers of more than one word, as keys."""
    return tuple(tuple(row[0].split()) for row in lexicon.rows("collate_fillers.txt"))


def word_class(key: str) -> Class:
    """The class of a word as compared; what no list names is content. "One" and "first" stand in any text."""
    if key in ("#1", "#1th", "#2th"):
        return "common"
    return _classes().get(key, "common" if len(key) == 1 else "content")


def mark_as_word(mark: str) -> str:
    """The word that a mark stands for ("&", "%"), or an empty string."""
    return mark if mark in _variants() else ""


@lru_cache(maxsize=65536)
def written_out(word: str) -> tuple[tuple[str, ...], bool]:
    """The words that a folded word stands for, and whether it is a contraction: "don't" is do, not."""
    known = _contractions().get(word)
    if known:
        return known, True
    if word.endswith("n't") and len(word) > 3:
        return (word[:-3], "not"), True
    host, apostrophe, suffix = word.rpartition("'")
    if apostrophe and host:
        if "'" + suffix in _SUFFIXES:
            return (*_hosts(host), _SUFFIXES["'" + suffix]), True
        if suffix == "s" and host in _IS_HOSTS:
            return (host, "is"), True
    return (word,), False


def _hosts(host: str) -> tuple[str, ...]:
    return written_out(host)[0]


@lru_cache(maxsize=65536)
def canonical(word: str, *, capital: bool = False) -> tuple[str, ...]:
    """The keys that a folded word is compared under: its parts at hyphens, each in one spelling.

    `capital`: it was printed in capitals ("US" is no "us").
    """
    if capital and word in ("us", "it"):
        return (word + ".",)
    if "." in word and not word[0].isdigit():
        bare = word.replace(".", "")
        return canonical(bare, capital=True) if bare.isalpha() else (word,)
    if "--" in word or "*" in word:
        return (word,)
    whole = _variants().get(word)
    if whole is None and "-" in word.strip("-"):
        return tuple(_parts([part for part in word.split("-") if part]))
    return tuple(_british(part) for part in re.split(r"[ -]", whole or word) if part)


def _parts(parts: Sequence[str]) -> Iterator[str]:
    """The keys of the parts of a word with hyphens, a number among them by its value ("ten-year")."""
    at = 0
    while at < len(parts):
        number = numerals.parse(parts, at)
        yield from number.keys if number else canonical(parts[at])
        at += number.length if number else 1


# Endings of British spelling, with the American ones that they are compared under.
_ENDINGS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"(?<=...)is(e|es|ed|er|ers|ing|ation|ations)$", r"iz\1"),
        (r"(?<=...)ys(e|es|ed|ing)$", r"yz\1"),
        (r"(?<=[^\W\d_]{2})our(s|ed|ing|able|ite|ites|ful|less|hood|hoods|er|ers|al)?$", r"or\1"),
        (r"(?<=..)elled$", "eled"),
        (r"(?<=..)elling$", "eling"),
        (r"(?<=..)ellers?$", "eler"),
        (r"ogue(s?)$", r"og\1"),
    )
)


def _british(word: str) -> str:
    if len(word) < 6:
        return word
    for pattern, to in _ENDINGS:
        changed, count = pattern.subn(to, word)
        if count:
            return changed
    return word


@lru_cache(maxsize=262144)
def likeness(a: str, b: str, name: bool, content: bool) -> Literal["spelling", "inflection"] | None:
    """Whether two words as compared are one word in two spellings, or in two inflections, or neither.

    `name`: both are printed with a capital that no sentence asks for; `content`: both are content words.
    """
    if (content and name and same_name(a, b)) or masked(a, b) or same_letters(a, b):
        return "spelling"
    return "inflection" if content and stem(a) == stem(b) else None


def same_name(a: str, b: str) -> bool:
    """Whether two folded words look like spellings of one name in Latin letters: the same sounds of consonants.

    A transliteration changes vowels, doubles letters and swaps letters for one sound ("Zelenskyy", "Zelenskiy").
    """
    if min(len(a), len(b)) < 5 or (a[0] != b[0] and {a[0], b[0]} not in _FIRST_SOUNDS):
        return False
    return abs(len(a) - len(b)) <= 2 and _sounds(a) == _sounds(b) and _vowels_close(a, b)


_FIRST_SOUNDS = ({"q", "g"}, {"k", "q"}, {"c", "k"}, {"y", "i"}, {"j", "y"}, {"u", "o"}, {"e", "a"})
_SOUND = str.maketrans({"q": "k", "c": "k", "z": "s", "v": "f", "w": "f", "j": "y", "g": "k"})


@lru_cache(maxsize=65536)
def _sounds(word: str) -> str:
    plain = re.sub(r"(?<=.)h", "", word).translate(_SOUND)
    consonants = plain[0] + re.sub(r"[aeiouy'-]", "", plain[1:])
    return re.sub(r"(.)\1+", r"\1", consonants)


def _vowels_close(a: str, b: str) -> bool:
    first, second = (re.sub(r"[^aeiouy]", "", word) for word in (a, b))
    return abs(len(first) - len(second)) <= 2


def masked(a: str, b: str) -> bool:
    """Whether one of two folded words is the other with letters masked ("f-----g", "sh*t")."""
    if "*" not in a and "-" not in a and "_" not in a:
        a, b = b, a
    match = re.fullmatch(r"([^\W\d_]+)\*+([^\W\d_]*)|([^\W\d_])[^\w\s]+([^\W\d_]*)", a)
    if match is None or not b.isalpha():
        return False
    head, tail = (match[1], match[2]) if match[1] else (match[3], match[4])
    return len(b) > len(head + tail) and b.startswith(head) and b.endswith(tail)


def same_letters(a: str, b: str) -> bool:
    """Whether two longer words differ only in doubled letters, as misprints do, or in i for y."""
    return min(len(a), len(b)) >= 7 and _undoubled(a) == _undoubled(b)


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word.replace("y", "i"))
