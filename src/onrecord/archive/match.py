"""From the passages that a search found to printed words, and how much of the words asked for each has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

import apsw
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from onrecord.archive.passages import Key
from onrecord.archive.terms import common_words, fold_words
from onrecord.model import Kind, Span

RARE, COMMON = 3, 1  # what a word weighs in a comparison
_BASE = 0x4E00  # the first code point that stands for a word


@dataclass(frozen=True, slots=True)
class Printed:
    """Words as printed in one place: a quotation, or a statement outside quotation marks. `n` is its statement's;
    `decided` is whom an editor named as its speaker, empty for nobody."""

    key: Key
    version: int
    n: int | None
    kind: Kind
    quoted: bool
    speaker: int | None
    spans: tuple[Span, ...]
    decided: str | None = None

    @property
    def text(self) -> str:
        return " … ".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Score:
    """`share` of the weight of the words asked for stands in the printed ones, in order; `fit` is how much of the
    printed stretch around them they make up (both 0 to 1); `rare` counts the rarer words among those shared."""

    share: float
    fit: float
    rare: int


@dataclass(frozen=True, slots=True)
class Held:
    """Printed words held against those asked for: folded, and how much of the words asked for they have."""

    folded: tuple[str, ...]
    score: Score


class Query:
    """Words asked for, ready to be held against many printed ones."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = fold_words(text)
        self._codes = {word: chr(_BASE + at) for at, word in enumerate(dict.fromkeys(self.words))}
        self._coded = self._code(self.words)
        self._before = [0, *accumulate(map(_weight, self.words))]  # what the words before each weigh
        self._rarer = [0, *accumulate(word not in common_words() for word in self.words)]
        self._held: dict[str, Held] = {}

    def hold(self, text: str) -> Held:
        """How much of the words asked for stands in `text`. The same text is looked at once."""
        held = self._held.get(text)
        if held is None:
            folded = fold_words(text)
            held = self._held[text] = Held(tuple(folded), self.score(folded))
        return held

    def score(self, printed: Sequence[str]) -> Score:
        """How much of the words asked for stands in `printed` (words as `fold_words` gives them)."""
        coded = self._code(printed)
        if not coded or not self._coded:
            return Score(0.0, 0.0, 0)
        if self._coded in coded:
            return Score(1.0, 1.0, self._rarer[-1])
        window = fuzz.partial_ratio_alignment(self._coded, coded)
        if window is None:
            return Score(0.0, 0.0, 0)
        part, there = slice(window.src_start, window.src_end), slice(window.dest_start, window.dest_end)
        weight = rare = 0
        for block in LCSseq.opcodes(self._coded[part], coded[there]):
            if block.tag == "equal":
                first, last = part.start + block.src_start, part.start + block.src_end
                weight += self._before[last] - self._before[first]
                rare += self._rarer[last] - self._rarer[first]
        around = sum(map(_weight, printed[there])) or 1
        return Score(weight / (self._before[-1] or 1), weight / around, rare)

    def most(self, *printed: Sequence[str]) -> float:
        """A bound of the share of any wording made of these words."""
        words = set().union(*printed)
        return sum(_weight(word) for word in self.words if word in words) / (self._before[-1] or 1)

    def _code(self, words: Sequence[str]) -> str:
        """A code point a word; all words that are not asked for share one."""
        return "".join([self._codes.get(word, " ") for word in words])


def _weight(word: str) -> int:
    return COMMON if word in common_words() else RARE


# from the database -----------------------------------------------------------------------------
def printed(connection: apsw.Connection, keys: Sequence[Key]) -> list[Printed]:
    """The printed words of these passages, in the order of `keys`. A statement that is partly in quotation marks
    comes twice: the words in the marks, and all of it."""
    found: dict[Key, list[Printed]] = {}
    statements = [key.number for key in keys if not key.quotation]
    for row in rows(connection, _STATEMENTS, statements):
        one = _statement(row)
        found.setdefault(one.key, []).append(one)
    quotations: dict[int, list[Span]] = {}
    partial = [key.number for key, (one, *_) in found.items() if one.kind == "partial"]
    for number, version, start, end, text in rows(connection, _QUOTED, partial):
        quotations.setdefault(number, []).append(Span(version, start, end, text))
    for number, spans in quotations.items():
        whole = found[Key(number)][0]
        marked = replace(whole, quoted=True, spans=tuple(spans))
        found[Key(number)].insert(0, marked)
    loose = [key.number for key in keys if key.quotation]
    for number, version, name, start, end, text in rows(connection, _LOOSE, loose):
        span = Span(name, start, end, text)
        found[Key(number, True)] = [Printed(Key(number, True), version, None, "partial", True, None, (span,))]
    return [one for key in keys for one in found.get(key, ())]


_STATEMENTS = """
SELECT s.number, s.version, v.id, s.n, s.kind, s.speaker, s.words,
       (SELECT group_concat(start || ':' || "end", ',') FROM contents WHERE statement = s.number),
       (SELECT name FROM decided_speakers WHERE statement = s.number)
FROM statements s JOIN versions v ON v.number = s.version WHERE s.number IN ({})
"""
_QUOTED = """
SELECT q.statement, v.id, q.start, q."end", substr(v.text, q.start + 1, q."end" - q.start)
FROM quotations q JOIN versions v ON v.number = q.version WHERE q.statement IN ({}) ORDER BY q.statement, q.n
"""
_LOOSE = """
SELECT q.number, q.version, v.id, q.start, q."end", substr(v.text, q.start + 1, q."end" - q.start)
FROM quotations q JOIN versions v ON v.number = q.version WHERE q.number IN ({})
"""


def rows(connection: apsw.Connection, sql: str, numbers: Iterable[int]) -> list[Any]:
    """What `sql` gives for these numbers, which stand where it has `{}`."""
    numbers = sorted(set(numbers))
    if not numbers:
        return []
    # Whole numbers of our own, so no text of anybody's gets into the statement.
    return connection.execute(sql.format(",".join(map(str, numbers)))).fetchall()


def _statement(row: Any) -> Printed:
    number, version, name, n, kind, speaker, words, ranges, decided = row
    pairs = sorted(tuple(map(int, pair.split(":"))) for pair in ranges.split(","))
    spans: list[Span] = []
    at = 0
    for start, end in pairs:
        spans.append(Span(name, start, end, words[at : at + end - start]))
        at += end - start + 3  # the gap between two pieces
    return Printed(Key(number), version, n, kind, kind == "direct", speaker, tuple(spans), decided)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a passage, before it is asked where they stand; a passage can have two (see `printed`)."""

    key: Key
    quoted: bool
    text: str


def wordings(connection: apsw.Connection, keys: Sequence[Key]) -> list[Wording]:
    """The words of these passages, as `printed` gives them, in the order of `keys`."""
    statements = [key.number for key in keys if not key.quotation]
    stored = rows(connection, "SELECT number, kind, words FROM statements WHERE number IN ({})", statements)
    found = {Key(number): [Wording(Key(number), kind == "direct", words)] for number, kind, words in stored}
    # Which words of these stand in quotation marks, only their places tell.
    others = [key for key in keys if key.quotation] + [Key(number) for number, kind, _ in stored if kind == "partial"]
    placed: dict[Key, list[Wording]] = {}
    for one in printed(connection, others):
        placed.setdefault(one.key, []).append(Wording(one.key, one.quoted, one.text))
    return [one for key in keys for one in placed.get(key, found.get(key, []))]


_NEAR = """
SELECT one.number, other.number, other.n - one.n FROM statements one JOIN statements other
  ON other.version = one.version AND other.n BETWEEN one.n - 2 AND one.n + 2 AND other.speaker IS one.speaker
WHERE one.number IN ({})
"""


def neighbours(connection: apsw.Connection, keys: Iterable[Key]) -> dict[Key, list[Key]]:
    """For each of these statements those of the same speaker right behind and right before it in its report, nearest
    first."""
    found: dict[Key, list[tuple[int, int]]] = {}
    for number, other, distance in rows(connection, _NEAR, [key.number for key in keys if not key.quotation]):
        if distance:
            found.setdefault(Key(number), []).append((distance, other))
    nearest = {key: sorted(near, key=lambda one: (abs(one[0]), -one[0])) for key, near in found.items()}
    return {key: [Key(other) for _, other in near] for key, near in nearest.items()}
