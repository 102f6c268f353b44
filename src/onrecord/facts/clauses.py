"""Sentences cut into clauses where a reader would breathe, without a parser; and the claims of rank in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord import lexicon
from onrecord.model import Range

_OPENERS = (
    "who|which|where|when|while|after|before|as|but|and|although|because|since|though|with|including|leaving|"
    "saying|adding|making|according|whose|until|despite|if|unless|so"
)
_BARE = "when|after|while|before|where|who|because|but|although|which|whose|until|despite|though"
_AUXILIARIES = "was|were|is|are|had|has|have|would|will|could|did|does|then|later|also|is|can|may|might"
_CUT = re.compile(
    rf"(?P<mark>;|:(?=\s)|\s[—–-]{{1,2}}\s|—|,\s(?=(?:{_OPENERS}|[a-z]+ing)\b)|\s\((?=[^)]*\s)|(?<=\w)\)\s?)"
    rf"|\s(?=(?:{_BARE})\b)"
    rf"|\s(?=and\s(?:{_AUXILIARIES}|[a-z]+ed)\b)"
)


# ", the first meeting between the two": up to the next mark or conjunction; "the first time" opens an adverbial instead
_CLAIM = re.compile(
    rf"(?<=,\s)the\s(?P<rank>{'|'.join(sorted(lexicon.entries('fact_ranks.txt')))})\b(?!\stime\b)"
    r"[^,;:.!?—–]*?(?=[,;:.!?—–]|\s(?:and|when|but)\b|\Z)"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """An apposition that says of something that it is the first or the only one of its kind."""

    start: int
    end: int
    rank: str


def claims(text: str, start: int, end: int, quotations: Sequence[Range]) -> Iterator[Claim]:
    """The claims of rank in the sentence `text[start:end]`, in order; none in quotation marks."""
    for match in _CLAIM.finditer(text, start, end):
        if not any(first <= match.start() < last for first, last in quotations):
            yield Claim(match.start(), match.end(), match["rank"])


def clauses(text: str, start: int, end: int, quotations: Sequence[Range]) -> tuple[Range, ...]:
    """The clauses of the sentence `text[start:end]`, in order, without the marks between them.

    A quotation is never cut. White space at the ends of a clause is left out.
    """
    cuts = [
        match.span()
        for match in _CUT.finditer(text, start, end)
        if not any(first <= match.start() < last for first, last in quotations)
    ]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    found: list[Range] = []
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        while first < last and text[first].isspace():
            first += 1
        while first < last and text[last - 1].isspace():
            last -= 1
        if first < last:
            found.append((first, last))
    return tuple(found)
