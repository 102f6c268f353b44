"""How the reporter qualified a statement: "claimed falsely", "said without evidence"."""

from __future__ import annotations

import re
from functools import cache

from onrecord import lexicon
from onrecord.model import Range

_BESIDE = 30


@cache
def _pattern(where: str) -> re.Pattern[str]:
    listed = sorted((row[0] for row in lexicon.rows("reporting_stance.txt") if row[1] == where), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(entry) for entry in listed) + r")\b", re.IGNORECASE)


def stance(text: str, cue: Range | None, sentence: Range, contents: list[Range]) -> str | None:
    """`"disputed"` where the reporter's own words around `cue` call the statement untrue or unproven, else None.

    `contents` are the stretches that are reported, whoever says them: what a speaker calls false is no doubt of the
    reporter's.
    """
    if cue is None:
        return None
    for where, low, high in (
        ("cue", max(sentence[0], cue[0] - _BESIDE), min(sentence[1], cue[1] + _BESIDE)),
        ("claim", max(sentence[0], cue[0] - 2 * _BESIDE), min(sentence[1], cue[1] + 2 * _BESIDE)),
    ):
        for match in _pattern(where).finditer(text, low, high):
            if not any(start < match.end() and match.start() < end for start, end in contents):
                return "disputed"
    return None
