"""From the passages that a search found to printed words, and how much of the words asked for each has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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


class Query:
    """Words asked for, ready to be held against many printed ones."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = fold_words(text)
        self._codes: dict[str, str] = {}
        self._coded = self._code(self.words, keep=True)
        self._weight = sum(map(_weight, self.words)) or 1

    def score(self, printed: Sequence[str]) -> Score:
        """How much of the words asked for stands in `printed` (words as `fold_words` gives them)."""
        coded = self._code(printed)
        if not coded or not self._coded:
            return Score(0.0, 0.0, 0)
        window = fuzz.partial_ratio_alignment(self._coded, coded)
        if window is None:
            return Score(0.0, 0.0, 0)
        part, there = slice(window.src_start, window.src_end), slice(window.dest_start, window.dest_end)
        shared = [
            word
            for block in LCSseq.opcodes(self._coded[part], coded[there])
            if block.tag == "equal"
            for word in self.words[part][block.src_start : block.src_end]
        ]
        weight = sum(map(_weight, shared))
        around = sum(map(_weight, printed[there])) or 1
        return Score(weight / self._weight, weight / around, sum(word not in common_words() for word in shared))

    def _code(self, words: Sequence[str], *, keep: bool = False) -> str:
        """A code point a word; all words that are not asked for share one."""
        if keep:
            for word in words:
                self._codes.setdefault(word, chr(_BASE + len(self._codes)))
        return "".join([self._codes.get(word, " ") for word in words])


def _weight(word: str) -> int:
    return COMMON if word in common_words() else RARE


# from the database -----------------------------------------------------------------------------
def printed(connection: apsw.Connection, keys: Sequence[Key]) -> list[Printed]:
    """The printed words of these passages, in the order of `keys`. A statement that is partly in quotation marks
    comes twice: the words in the marks, and all of it."""
    found: dict[Key, list[Printed]] = {}
    statements = [key.number for key in keys if not key.quotation]
    for row in _rows(connection, _STATEMENTS, statements):
        one = _statement(row)
        found.setdefault(one.key, []).append(one)
    quotations: dict[int, list[Span]] = {}
    partial = [number for number in statements if found[Key(number)][0].kind == "partial"]
    for number, version, start, end, text in _rows(connection, _QUOTED, partial):
        quotations.setdefault(number, []).append(Span(version, start, end, text))
    for number, spans in quotations.items():
        whole = found[Key(number)][0]
        marked = replace(whole, quoted=True, spans=tuple(spans))
        found[Key(number)].insert(0, marked)
    loose = [key.number for key in keys if key.quotation]
    for number, version, name, start, end, text in _rows(connection, _LOOSE, loose):
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


def _rows(connection: apsw.Connection, sql: str, numbers: Sequence[int]) -> list[Any]:
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


def neighbours(connection: apsw.Connection, one: Printed) -> list[Printed]:
    """The quotations of the same speaker right behind and right before this statement in its report, nearest first."""
    if one.n is None:
        return []
    near = [one.n + 1, one.n - 1, one.n + 2, one.n - 2]
    sql = "SELECT number, n FROM statements WHERE version = ? AND n BETWEEN ? AND ? AND speaker IS ?"
    rows: list[Any] = connection.execute(sql, (one.version, one.n - 2, one.n + 2, one.speaker)).fetchall()
    places = {n: number for number, n in rows}
    keys = [Key(places[n]) for n in near if n in places]
    return [other for other in printed(connection, keys) if other.quoted]
