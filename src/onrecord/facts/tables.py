"""The sentences of a story as numbers: sparse tables over its terms, made once, however many pairs are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

from onrecord.date import day_of
from onrecord.facts.quantities import Quantity
from onrecord.facts.sheet import Sentence, Term
from onrecord.facts.vocabulary import vectors

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.intp]
Row = dict[int, float]
_RARE = 5.0  # what the weight of a rare term is told in


@dataclass(frozen=True, slots=True)
class Table:
    """Rows over columns, sparse: for each column its rows and their values, one column after the other.

    `owner` is the sentence of each row, in order; `size` the length of each row.
    """

    starts: Ints
    rows: Ints
    values: Floats
    owner: Ints
    size: Floats

    def dense(self, columns: Ints, first: int) -> Floats:
        """These columns of the rows from `first` on, as a matrix (columns, rows)."""
        counts = self.starts[columns + 1] - self.starts[columns]
        at = np.repeat(self.starts[columns] + counts - counts.cumsum(), counts) + np.arange(counts.sum())
        found = np.zeros((len(columns), len(self.owner)), np.float32)
        found[np.repeat(np.arange(len(columns)), counts), self.rows[at]] = self.values[at]
        return found[:, first:]

    def span(self, first: int, last: int) -> slice:
        """The rows of the sentences `first` to `last` (excluded)."""
        return slice(*(int(edge) for edge in np.searchsorted(self.owner, (first, last))))

    def columns(self, first: int, last: int) -> Ints:
        """The columns that the sentences `first` to `last` (excluded) have, in order."""
        own = self.span(first, last)
        held = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        return np.unique(held[(self.rows >= own.start) & (self.rows < own.stop)])


def table(rows: Sequence[tuple[int, Row]], columns: int) -> Table:
    """A table from its rows: of each its sentence, and the values of its columns."""
    triples = [(column, at, value) for at, (_, row) in enumerate(rows) for column, value in row.items()]
    triples.sort()
    counts = np.bincount(np.array([column for column, _, _ in triples], np.intp), minlength=columns)
    return Table(
        starts=np.concatenate([[0], counts.cumsum()]).astype(np.intp),
        rows=np.array([at for _, at, _ in triples], np.intp),
        values=np.array([value for _, _, value in triples], np.float32),
        owner=np.array([sentence for sentence, _ in rows], np.intp),
        size=np.sqrt(np.array([sum(value * value for value in row.values()) for _, row in rows], np.float32)),
    )


@dataclass(frozen=True, slots=True)
class Amounts:
    """The quantities of a story: the sentence, kind (a number each) and interval of each, and what it counts."""

    sentence: Ints
    kind: Ints
    counting: npt.NDArray[np.bool_]
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]
    counted: Table


@dataclass(frozen=True, slots=True)
class Days:
    """The dates of a story: the sentence of each, and its first and last day."""

    sentence: Ints
    first: Ints
    last: Ints


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a story, one sentence after the other: `starts` holds the first of each, and the number of all.

    `senses` (words, 96) are the encoder's; `term` is the term that stands there, or -1; `marks` (words, 5) says of it
    that it is one, how rare it is, whether it is a name or a number, and whether it only says who said it.
    """

    starts: Ints
    senses: Floats
    term: Ints
    marks: Floats
    near: Floats  # vectors of the terms, as in `Story`


@dataclass(frozen=True, slots=True)
class Story:
    """All reports of a story. `starts` holds the first sentence of each report that has any, and the number of all."""

    starts: Ints
    whole: Table  # sentences over terms
    parts: Table  # clauses over terms
    content: Table  # sentences over terms, without the words that say who said it
    near: Floats  # vectors of the terms, zeros for names and numbers
    weight: Floats  # of each term
    numbers: npt.NDArray[np.bool_]  # which terms are numbers
    amounts: Amounts
    days: Days
    words: Words | None  # None where the tagger gives no states
    meaning: Floats
    place: Floats


def rarities(sentences: Sequence[Sentence]) -> dict[str, float]:
    """Weight of each term by how many sentences of the story have it."""
    held = Counter(key for one in sentences for key in {term.key for term in one.terms})
    return {key: log((len(sentences) + 1) / (count + 0.5)) for key, count in held.items()}


def tables(sheets: Sequence[Sequence[Sentence]]) -> Story:
    """The tables of a story with a sentence at least; sentences count through `sheets` in order."""
    every = [one for sheet in sheets for one in sheet]
    rarity = rarities(every)
    terms: dict[str, Term] = {}
    for one in every:
        for term in one.terms:
            terms.setdefault(term.key, term)
    numbered = {key: at for at, key in enumerate(terms)}

    def row(inside: Iterable[Term]) -> Row:
        counts = Counter(term.key for term in inside)
        return {numbered[key]: (1 + log(count)) * rarity[key] for key, count in counts.items()}

    near = vectors([term.surface if term.kind == "word" else "" for term in terms.values()])
    return Story(
        starts=np.unique(np.cumsum([0, *(len(sheet) for sheet in sheets)])),
        whole=table([(at, row(one.terms)) for at, one in enumerate(every)], len(terms)),
        parts=table([(at, part) for at, one in enumerate(every) for part in _clauses(one, row)], len(terms)),
        content=table(
            [(at, row(term for term in one.terms if not term.says)) for at, one in enumerate(every)], len(terms)
        ),
        near=near,
        weight=np.array([rarity[key] for key in terms], np.float32),
        numbers=np.array([term.kind == "number" for term in terms.values()], np.bool_),
        amounts=_amounts([(at, amount) for at, one in enumerate(every) for amount in one.quantities]),
        days=_days(every),
        words=_words(every, numbered, rarity, near),
        meaning=_vectors(every),
        place=np.array([one.place for one in every], np.float32),
    )


def _clauses(one: Sentence, row: Callable[[Iterable[Term]], Row]) -> list[Row]:
    """A row a clause; a clause of one term goes with the one before it."""
    groups: list[list[Term]] = []
    for start, end in one.clauses:
        inside = [term for term in one.terms if start <= term.start < end]
        if groups and len(inside) < 2:
            groups[-1].extend(inside)
        elif inside:
            groups.append(inside)
    return [row(group) for group in groups] or [{}]


def _amounts(amounts: Sequence[tuple[int, Quantity]]) -> Amounts:
    kinds = {kind: at for at, kind in enumerate(dict.fromkeys(one.kind for _, one in amounts))}
    stems = {stem: at for at, stem in enumerate(dict.fromkeys(stem for _, one in amounts for stem in one.counted))}
    return Amounts(
        sentence=np.array([at for at, _ in amounts], np.intp),
        kind=np.array([kinds[one.kind] for _, one in amounts], np.intp),
        counting=np.array([one.kind in ("count", "ordinal") for _, one in amounts], np.bool_),
        low=np.array([one.low for _, one in amounts], np.float64),
        high=np.array([one.high for _, one in amounts], np.float64),
        counted=table([(at, {stems[stem]: 1.0 for stem in one.counted}) for at, one in amounts], len(stems)),
    )


def _days(every: Sequence[Sentence]) -> Days:
    dated = [
        (at, day_of(timex.first), day_of(timex.last))
        for at, one in enumerate(every)
        for timex in one.timexes
        if timex.first and timex.last
    ]
    columns = np.array(dated, np.intp).reshape(len(dated), 3)
    return Days(columns[:, 0], columns[:, 1], columns[:, 2])


def _words(
    every: Sequence[Sentence], numbered: Mapping[str, int], rarity: Mapping[str, float], near: Floats
) -> Words | None:
    if any(one.senses is None for one in every):
        return None
    held = [term for one in every for term in one.worded]
    marks = [
        (1.0, rarity[term.key] / _RARE, term.kind == "name", term.kind == "number", term.says) if term else (0.0,) * 5
        for term in held
    ]
    return Words(
        starts=np.cumsum([0, *(len(one.worded) for one in every)]),
        senses=np.concatenate([one.senses for one in every if one.senses is not None]),
        term=np.array([numbered[term.key] if term else -1 for term in held], np.intp),
        marks=np.array(marks, np.float32),
        near=near,
    )


def _vectors(every: Sequence[Sentence]) -> Floats:
    """The sentences' vectors; zeros where the tagger gives none."""
    known = [one.vector for one in every if one.vector is not None]
    if len(known) < len(every):
        return np.zeros((len(every), 1), np.float32)
    return np.array(known, np.float32)
