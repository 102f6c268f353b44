"""One report as what it reports: sentences with their clauses, content words, names and numbers.

Left out: furniture, captions, lists, embedded posts, and sentences that only quote; and of each sentence the words that
say who said it, since "police said two were hurt" counts by its content.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from onrecord import lexicon
from onrecord.copies.furniture import furniture
from onrecord.facts.clauses import Claim, claims, clauses
from onrecord.facts.quantities import Quantity, inside, quantities
from onrecord.facts.vocabulary import key, name_key
from onrecord.model import Document, Person, Range, Statement, Timex

LONGEST = 450  # code points of a reported span
_LIST = 600  # code points from which what reads as one sentence is a list, a menu or captions run together
_FEWEST = 3  # content words outside quotation marks that a sentence must have
_BEFORE = 10  # code points before a cue in which its negation stands ("did not say")
_PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Term:
    """A content word, name or number: `key` is what is compared, `surface` its lower-case form.

    A pronoun stands as the last name of whom it means. `says` marks the words that only say who said it, and those in
    quotation marks: they are what was said, and tell little of what happened.
    """

    key: str
    start: int
    kind: str
    surface: str
    says: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that reports something."""

    article: str
    start: int
    end: int
    clauses: tuple[Range, ...]
    terms: tuple[Term, ...]
    quantities: tuple[Quantity, ...]
    timexes: tuple[Timex, ...]
    place: float  # in the report: 0 is its first sentence, 1 its last
    vector: npt.NDArray[np.float32] | None
    claims: tuple[Claim, ...] = ()
    ranks: frozenset[str] = frozenset()  # its words that can claim a rank
    worded: tuple[Term | None, ...] = ()  # the term of each of its words
    senses: npt.NDArray[np.float32] | None = None  # … and what the encoder makes of it (words, 96)


@cache
def _stops() -> frozenset[str]:
    return lexicon.entries("function_words.tsv") | lexicon.entries("fact_stop_words.txt")


@cache
def _irregular() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.rows("collate_irregular_forms.tsv") if len(row) > 1}


def sentences(
    document: Document, statements: Sequence[Statement], timexes: Sequence[Timex], people: Sequence[Person] = ()
) -> tuple[Sentence, ...]:
    """The sentences of a report that report something, in text order. `statements` and `timexes` are its own.

    `people` are the story's: a pronoun, or a role, that means one of them counts as the name.
    """
    text, layout = document.article.text, document.layout
    aside = furniture(document)
    quoted = tuple((q.start, q.end) for q in layout.quotations)
    said = (*_saying(text, statements), *quoted)
    meant = _meant(document.article.id, people)
    found: list[Sentence] = []
    for number, (start, end) in enumerate(layout.sentences):
        if end - start > _LIST or any(first <= start and end <= last for first, last in aside):
            continue
        dated = tuple(one for one in timexes if start <= one.span.start < end)
        counted = _quantities(text, start, end, dated)
        terms = _terms(text, start, end, said, counted)
        own = [one for one in terms if not inside(one.start, quoted)]
        if len({one.key for one in own}) < _FEWEST:
            continue
        here = meant[bisect_left(meant, (start,)) : bisect_left(meant, (end,))]
        every = sorted([*terms, *_stand_ins(terms, here, quoted)], key=lambda one: (one.start, one.key))
        words = slice(bisect_left(layout.words, (start,)), bisect_left(layout.words, (end,)))
        found.append(
            Sentence(
                article=document.article.id,
                start=start,
                end=end,
                clauses=clauses(text, start, end, quoted),
                terms=tuple(every),
                quantities=counted,
                timexes=dated,
                place=number / max(1, len(layout.sentences) - 1),
                vector=None if document.tags.vectors is None else document.tags.vectors[number],
                claims=tuple(claims(text, start, end, quoted)),
                ranks=lexicon.entries("fact_ranks.txt") & set(_PART.findall(text[start:end].casefold())),
                worded=_worded(layout.words[words], every),
                senses=_senses(document, words),
            )
        )
    return tuple(found)


def _saying(text: str, statements: Sequence[Statement]) -> Iterator[Range]:
    """The cues and sources of statements; no cue that refuses or denies, for that nothing was said is a fact itself."""
    refusals = lexicon.entries("fact_refusals.txt")
    for one in statements:
        if one.source is not None:
            yield one.source.range
        if one.cue is not None:
            before = text[max(0, one.cue.start - _BEFORE) : one.cue.end].casefold().replace("’", "'")
            if not refusals & set(_PART.findall(before)):
                yield one.cue.range


def _quantities(text: str, start: int, end: int, dated: Sequence[Timex]) -> tuple[Quantity, ...]:
    """The numbers of a sentence that are no part of a date or a clock time."""
    times = tuple(one.span.range for one in dated if one.type in ("DATE", "TIME", "SET"))
    return tuple(one for one in quantities(text, start, end) if not inside(one.start, times) and one.kind != "clock")


def _meant(article: str, people: Sequence[Person]) -> list[tuple[int, int, str]]:
    """Where an article speaks of which person (last name), in order."""
    return sorted(
        (mention.start, mention.end, person.name.split()[-1].casefold())
        for person in people
        if person.type == "person" and person.name.strip()
        for mention in person.mentions
        if mention.article == article
    )


def _stand_ins(terms: Sequence[Term], meant: Sequence[tuple[int, int, str]], said: Sequence[Range]) -> list[Term]:
    """The names of those who are meant in a sentence and named nowhere in it."""
    named = [one.start for one in terms if one.kind == "name"]
    by_name: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for start, end, name in meant:
        by_name[name].append((start, any(start <= at < end for at in named)))
    return [
        Term(name_key(name), places[0][0], "name", name, inside(places[0][0], said))
        for name, places in by_name.items()
        if not any(by_its_name for _, by_its_name in places)
    ]


def _terms(text: str, start: int, end: int, said: Sequence[Range], counted: Sequence[Quantity]) -> tuple[Term, ...]:
    found = [Term(f"#{one.written:g}", one.start, "number", "", inside(one.start, said)) for one in counted]
    numbers = [(one.start, one.end) for one in counted]
    for match in _PART.finditer(text, start, end):
        at, word = match.start(), match.group()
        low = word.casefold().replace("’", "'").removesuffix("'s")
        if len(low) < 2 or low in _stops() or (any(a <= at < b for a, b in numbers) and low in _numbers()):
            continue
        kind = "name" if word[0].isupper() and at > start else "word"
        base = _irregular().get(low, low)
        found.append(Term(name_key(base) if kind == "name" else key(base), at, kind, low, inside(at, said)))
    return tuple(found)


def _worded(words: Sequence[Range], terms: Sequence[Term]) -> tuple[Term | None, ...]:
    """The first term that stands in each word."""
    starts = [term.start for term in terms]
    places = [bisect_left(starts, first) for first, _ in words]
    return tuple(
        terms[at] if at < len(terms) and terms[at].start < last else None
        for at, (_, last) in zip(places, words, strict=True)
    )


def _senses(document: Document, words: slice) -> npt.NDArray[np.float32] | None:
    held = document.tags.words
    return None if held is None else np.asarray(held[words] / np.float32(127), np.float32)


@cache
def _numbers() -> frozenset[str]:
    return lexicon.entries("fact_numbers.tsv")
