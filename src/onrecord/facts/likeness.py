"""How alike two reports' sentences are, in the ways that the alignment weighs.

Everything is computed a pair of reports at a time, as matrices of (sentences of one, sentences of the other), so that
memory grows with the largest pair and not with the story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log

import numpy as np
import numpy.typing as npt

from onrecord.facts.quantities import Quantity
from onrecord.facts.sheet import Sentence
from onrecord.facts.vocabulary import nearness, vectors
from onrecord.model import Timex

Floats = npt.NDArray[np.float32]
Days = tuple[int, int]
_LIGHT = 6.0  # a clause of less weight than this tells less
FEATURES = (
    "words", "soft", "clause", "clause_soft", "shared", "names", "numbers", "meaning", "meaning_centred",
    "words_lead", "words_lead_either", "meaning_lead", "meaning_lead_either", "clause_lead", "clause_lead_either",
    "place", "both_leads", "shorter", "lengths", "words_meaning",
    "content", "clause_content", "content_lead", "content_lead_either", "amounts", "same_day", "other_day",
    "part_lead", "part_lead_either", "part_soft_lead", "part_soft_lead_either",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grid:
    """One report's sentences as matrices over its own terms (columns)."""

    terms: dict[str, int]
    sentences: Floats
    clauses: Floats
    owner: npt.NDArray[np.intp]  # first clause of each sentence
    content: Floats  # sentences without the words that say who said it
    clause_content: Floats
    content_owner: npt.NDArray[np.intp]
    amounts: tuple[tuple[Quantity, ...], ...]
    days: tuple[tuple[Days, ...], ...]
    near: Floats  # vectors of the terms, zeros for names and numbers
    names: Floats
    numbers: Floats
    weight: Floats  # of each term
    meaning: Floats
    centred: Floats
    place: Floats
    length: Floats


def rarities(sentences: Sequence[Sentence]) -> dict[str, float]:
    """Weight of each term by how many sentences of the story have it."""
    held = Counter(key for one in sentences for key in {term.key for term in one.terms})
    return {key: log((len(sentences) + 1) / (count + 0.5)) for key, count in held.items()}


def grid(sentences: Sequence[Sentence], rarity: dict[str, float], centre: Floats | None) -> Grid:
    """The matrices of one report's sentences; `centre` is the mean vector of the story's."""
    surface: dict[str, tuple[str, str]] = {}
    for one in sentences:
        for term in one.terms:
            surface.setdefault(term.key, (term.kind, term.surface))
    terms = {key: at for at, key in enumerate(surface)}
    rows = [_row([term.key for term in one.terms], terms, rarity) for one in sentences]
    contents = [_row([term.key for term in one.terms if not term.says], terms, rarity) for one in sentences]
    parts, owner = _parts(sentences, terms, rarity, says=True)
    bare, bare_owner = _parts(sentences, terms, rarity, says=False)
    kinds = {key: kind for key, (kind, _) in surface.items()}
    meaning = _vectors(sentences)
    return Grid(
        terms=terms,
        sentences=np.array(rows, np.float32).reshape(len(rows), len(terms)),
        clauses=parts,
        owner=owner,
        content=np.array(contents, np.float32).reshape(len(contents), len(terms)),
        clause_content=bare,
        content_owner=bare_owner,
        amounts=tuple(one.quantities for one in sentences),
        days=tuple(tuple(_days(timex) for timex in one.timexes if timex.first and timex.last) for one in sentences),
        near=vectors([word if kind == "word" else "" for kind, word in surface.values()]),
        names=np.array([rarity[key] if kinds[key] == "name" else 0.0 for key in terms], np.float32),
        numbers=np.array([rarity[key] if kinds[key] == "number" else 0.0 for key in terms], np.float32),
        weight=np.array([rarity[key] for key in terms], np.float32),
        meaning=meaning,
        centred=_unit(meaning - centre) if centre is not None else meaning,
        place=np.array([one.place for one in sentences], np.float32),
        length=np.array([len(one.terms) for one in sentences], np.float32),
    )


def _row(keys: Sequence[str], terms: dict[str, int], rarity: dict[str, float]) -> Floats:
    row = np.zeros(len(terms), np.float32)
    for key, count in Counter(keys).items():
        row[terms[key]] = (1 + log(count)) * rarity[key]
    return row


def _parts(
    sentences: Sequence[Sentence], terms: dict[str, int], rarity: dict[str, float], *, says: bool
) -> tuple[Floats, npt.NDArray[np.intp]]:
    """The clauses of all sentences, and the first of each sentence."""
    parts: list[Floats] = []
    owner: list[int] = []
    for one in sentences:
        owner.append(len(parts))
        parts.extend(_clauses(one, terms, rarity, says=says))
    return np.array(parts, np.float32).reshape(len(parts), len(terms)), np.array(owner, np.intp)


def _days(timex: Timex) -> Days:
    return date.fromisoformat(timex.first or "").toordinal(), date.fromisoformat(timex.last or "").toordinal()


def _clauses(one: Sentence, terms: dict[str, int], rarity: dict[str, float], *, says: bool) -> list[Floats]:
    """A row a clause; a clause of one term goes with the one before it."""
    groups: list[list[str]] = []
    for start, end in one.clauses:
        inside = [term.key for term in one.terms if start <= term.start < end and (says or not term.says)]
        if groups and len(inside) < 2:
            groups[-1].extend(inside)
        elif inside:
            groups.append(inside)
    return [_row(group, terms, rarity) for group in groups] or [_row([], terms, rarity)]


def _vectors(sentences: Sequence[Sentence]) -> Floats:
    known = [one.vector for one in sentences if one.vector is not None]
    if len(known) < len(sentences) or not known:
        return np.zeros((len(sentences), 1), np.float32)
    return np.array(known, np.float32)


def _unit(rows: Floats) -> Floats:
    size = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(size > 0, size, 1.0)).astype(np.float32)


def features(a: Grid, b: Grid) -> Floats:
    """(sentences of a, sentences of b, FEATURES)."""
    same = _same(a, b)
    soft = np.maximum(nearness(a.near, b.near), same)
    words = _cosine(a.sentences, b.sentences, same, exact=True)
    softly = _cosine(a.sentences, b.sentences, soft, a_self=_self(a), b_self=_self(b))
    parts, parts_soft = _clause_cosine(a, b, same, soft=False), _clause_cosine(a, b, soft, soft=True)
    clause, clause_soft = _best(parts, a.owner, b.owner), _best(parts_soft, a.owner, b.owner)
    shared = _best(a.clauses @ same @ (b.clauses > 0).T.astype(np.float32), a.owner, b.owner)
    has_a, has_b = (a.sentences > 0).astype(np.float32), (b.sentences > 0).astype(np.float32)
    names = (has_a * np.sqrt(a.names)) @ same @ (has_b * np.sqrt(b.names)).T
    numbers = (has_a * np.sqrt(a.numbers)) @ same @ (has_b * np.sqrt(b.numbers)).T
    meaning = a.meaning @ b.meaning.T
    content = _cosine(a.content, b.content, same, exact=True)
    bare = _cosine(a.clause_content, b.clause_content, same, exact=True)
    bare *= np.minimum(
        1.0,
        np.minimum.outer(np.linalg.norm(a.clause_content, axis=1), np.linalg.norm(b.clause_content, axis=1)) / _LIGHT,
    )
    same_day, other_day = _days_alike(a, b)
    leads = [*_leads(words), *_leads(meaning), *_leads(clause_soft)]
    rows, columns = np.meshgrid(a.place, b.place, indexing="ij")
    long_a, long_b = np.meshgrid(np.log1p(a.length), np.log1p(b.length), indexing="ij")
    stack = [
        words, softly, clause, clause_soft, shared / 10, names / 5, numbers / 5, meaning, a.centred @ b.centred.T,
        *leads, -np.abs(rows - columns), ((rows < 0.1) & (columns < 0.1)).astype(np.float32),
        np.minimum(long_a, long_b), np.abs(long_a - long_b), words * meaning,
        content, _best(bare, a.content_owner, b.content_owner), *_leads(content), _amounts(a, b), same_day, other_day,
        *_part_leads(parts, a.owner, b.owner), *_part_leads(parts_soft, a.owner, b.owner),
    ]  # fmt: skip
    return np.stack(stack, axis=-1).astype(np.float32)


def covered(a: Grid, b: Grid) -> Floats:
    """How much of each sentence of `a` (0 to 1, by weight of its terms) stands anywhere in the report of `b`."""
    has = (a.sentences > 0) * a.weight
    known = np.array([key in b.terms for key in a.terms], np.float32)
    whole = has.sum(axis=1)
    return np.asarray((has @ known) / np.where(whole > 0, whole, 1.0), np.float32)


def _amounts(a: Grid, b: Grid) -> Floats:
    """How many amounts of one kind and size two sentences share."""
    shared = np.zeros((len(a.amounts), len(b.amounts)), np.float32)
    for row, mine in enumerate(a.amounts):
        for column, theirs in enumerate(b.amounts):
            shared[row, column] = sum(any(alike(x, y) for y in theirs) for x in mine)
    return shared


def alike(a: Quantity, b: Quantity) -> bool:
    """Whether two amounts are of one kind, can be the same value, and are not too vague to tell."""
    if a.kind != b.kind or a.low > b.high or b.low > a.high:
        return False
    return a.kind not in ("count", "ordinal") or bool(set(a.counted) & set(b.counted))


def _days_alike(a: Grid, b: Grid) -> tuple[Floats, Floats]:
    """Where two sentences name a common day, and where both name days and none in common."""
    common = np.zeros((len(a.days), len(b.days)), np.float32)
    other = np.zeros((len(a.days), len(b.days)), np.float32)
    for row, mine in enumerate(a.days):
        for column, theirs in enumerate(b.days):
            if mine and theirs:
                meet = any(x[0] <= y[1] and y[0] <= x[1] for x in mine for y in theirs)
                (common if meet else other)[row, column] = 1.0
    return common, other


def _same(a: Grid, b: Grid) -> Floats:
    """1 where a term of `a` is the term of `b`."""
    same = np.zeros((len(a.terms), len(b.terms)), np.float32)
    for key, at in a.terms.items():
        if key in b.terms:
            same[at, b.terms[key]] = 1.0
    return same


def _self(one: Grid) -> Floats:
    return np.maximum(nearness(one.near, one.near), np.eye(len(one.terms), dtype=np.float32))


def _cosine(
    a: Floats, b: Floats, between: Floats, *, a_self: Floats | None = None, b_self: Floats | None = None,
    exact: bool = False,
) -> Floats:  # fmt: skip
    """Cosine of the rows where the columns of `a` and `b` are as near as `between` says (soft cosine)."""
    of_a = np.sqrt(((a @ a_self) * a).sum(1) if a_self is not None and not exact else (a * a).sum(1))
    of_b = np.sqrt(((b @ b_self) * b).sum(1) if b_self is not None and not exact else (b * b).sum(1))
    sizes = np.outer(of_a, of_b)
    return np.asarray((a @ between @ b.T) / np.where(sizes > 0, sizes, 1.0), np.float32)


def _clause_cosine(a: Grid, b: Grid, between: Floats, *, soft: bool) -> Floats:
    """Cosine of every clause of one with every clause of the other, less where one is light."""
    if soft:
        alike = _cosine(a.clauses, b.clauses, between, a_self=_self(a), b_self=_self(b))
    else:
        alike = _cosine(a.clauses, b.clauses, between, exact=True)
    weight = np.minimum.outer(np.linalg.norm(a.clauses, axis=1), np.linalg.norm(b.clauses, axis=1))
    return np.asarray(alike * np.minimum(1.0, weight / _LIGHT), np.float32)


def _best(clauses: Floats, a_owner: npt.NDArray[np.intp], b_owner: npt.NDArray[np.intp]) -> Floats:
    """The best clause pair of each sentence pair."""
    by_row = np.maximum.reduceat(clauses, a_owner, axis=0)
    return np.asarray(np.maximum.reduceat(by_row, b_owner, axis=1), np.float32)


def _leads(alike: Floats) -> tuple[Floats, Floats]:
    """By how much a pair is ahead of the next best of its row and of its column: the smaller lead, the larger."""
    by_row, by_column = _ahead(alike), _ahead(alike.T).T
    return np.minimum(by_row, by_column), np.maximum(by_row, by_column)


def _part_leads(clauses: Floats, a_owner: npt.NDArray[np.intp], b_owner: npt.NDArray[np.intp]) -> tuple[Floats, Floats]:
    """The same for clauses: a long sentence has one partner for each of its clauses."""
    by_row = np.maximum.reduceat(_ahead(np.maximum.reduceat(clauses, b_owner, axis=1)), a_owner, axis=0)
    by_column = np.maximum.reduceat(_ahead(np.maximum.reduceat(clauses, a_owner, axis=0).T), b_owner, axis=0).T
    return np.minimum(by_row, by_column), np.maximum(by_row, by_column)


def _ahead(alike: Floats) -> Floats:
    if alike.shape[1] < 2:
        return alike.copy()
    top = np.sort(alike, axis=1)
    best, second = top[:, -1:], top[:, -2:-1]
    return alike - np.where(alike >= best, second, best)
