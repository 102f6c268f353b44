"""Sentences cut into clauses by what opens a clause: no parser, boundaries where a reader would breathe."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
