"""Two written forms of a person's name: can they be one person's?

Accents, points and apostrophes are dropped for the comparison. Family names have to be equal, or differ as
misspellings and transliterations do while the first names agree; first names are equal, a known short form, or
an initial.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from onrecord.attribute import wordlists as lists


@dataclass(frozen=True, slots=True, order=True)
class PersonName:
    """A name as folded words: `given` (with middle names), `family` (particles in it), `suffix` ("jr" or "")."""

    given: tuple[str, ...]
    family: str
    suffix: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        return *self.given, self.family

    @property
    def full(self) -> bool:
        return bool(self.given)


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """A word without accents, points, apostrophes and case."""
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in plain if c.isalnum() or c == "-").lower()


_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "ı": "i", "đ": "d", "Đ": "D"})


def parse(words: tuple[str, ...]) -> PersonName | None:
    """The name that these words (titles left out) write, or None where no letter is among them."""
    parts = [part for part in (folded(word) for word in words) if part]
    suffix = ""
    while len(parts) > 1 and parts[-1] in lists.SUFFIXES:
        suffix = {"junior": "jr", "senior": "sr"}.get(parts[-1], parts[-1])
        parts.pop()
    if not parts:
        return None
    start = len(parts) - 1
    while start > 1 and parts[start - 1] in lists.words("particles"):
        start -= 1
    if start == 1 and parts[0] in lists.words("particles"):
        start = 0
    return PersonName(tuple(parts[:start]), " ".join(parts[start:]), suffix)


def same_person(a: PersonName, b: PersonName) -> bool:
    """Whether two full names can be one person's."""
    if {a.suffix, b.suffix} & {"jr", "sr"} and a.suffix != b.suffix:
        return False
    if a.family == b.family:
        return first_names_agree(a.given[0], b.given[0]) or _inside(a, b) or _inside(b, a)
    if _inside(a, b) or _inside(b, a):
        return True
    if a.given[0] == b.given[0] and (misspelt(a.family, b.family) or a.family.split()[-1] == b.family.split()[-1]):
        return True
    return a.parts == (b.family, *b.given)[: len(a.parts)] and len(a.parts) == len(b.parts)


def _inside(short: PersonName, long: PersonName) -> bool:
    """Whether the words of one name stand in the other in order, its first or its last word included."""
    if len(short.parts) >= len(long.parts):
        return False
    rest = iter(long.parts)
    if not all(part in rest for part in short.parts):
        return False
    return short.parts[0] == long.parts[0] or (short.parts[-1] == long.parts[-1] and short.parts[0] in long.given)


def first_names_agree(a: str, b: str) -> bool:
    """Equal, one an initial of the other, a known short form, or a misspelling of a long one."""
    if a == b or (a[0] == b[0] and 1 in (len(a), len(b))):
        return True
    forms = lists.nicknames()
    if forms.get(a, frozenset()) & forms.get(b, frozenset()):
        return True
    return (
        misspelt(a, b) and len(min(a, b, key=len)) >= 6 and not (a in lists.first_names() and b in lists.first_names())
    )


def misspelt(a: str, b: str) -> bool:
    """Whether two spellings are so near that one may be a slip or another transliteration (OSA distance)."""
    if a[0] != b[0] or min(len(a), len(b)) < 4:
        return False
    return OSA.distance(a, b) <= (1 if max(len(a), len(b)) < 8 else 2)
