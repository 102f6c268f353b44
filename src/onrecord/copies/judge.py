"""What a set of shared passages makes of two reports: a copy, a reworking, or nothing."""

from __future__ import annotations

import re
from functools import cache

from onrecord import lexicon
from onrecord.model import Article, CopyLabel

# Calibrated on the labelled pairs of news copies: true copies share .94 and more of the shorter one's own words,
# reworkings .28 to .82; independent reports of one statement or one court file share up to .26.
COPY = 0.9
REWORKED = 0.25
EVIDENCE = 25.0  # words shared × part shared: 50 words are enough where they are half of a report
FEWEST = 40  # words: one sentence of background, which agencies repeat from day to day, is not enough
CREDITED = 0.6  # both name the same agency: so much of the evidence will do
KIN = 0.5  # both rest on the same third report: so much of it


def judge(words: int, own_a: int, own_b: int, *, credited: bool, kin: bool) -> CopyLabel | None:
    """The label of two reports with `own_a` and `own_b` words of their own that share `words`, None where they
    are independent. `credited`: both credit the same agency; `kin`: both rest on the same third report."""
    if words < FEWEST:
        return None
    share = words / min(own_a, own_b)
    lower = (CREDITED if credited else 1.0) * (KIN if kin else 1.0)
    if share < REWORKED * lower or words * share < EVIDENCE * lower:
        return None
    return "copy" if share >= COPY else "reworked"


def agencies(article: Article) -> frozenset[str]:
    """The agencies that a report's credits and outlet name, by their initials where they have several words."""
    said = [credit.text for credit in article.credits] + [article.outlet or ""]
    return frozenset(_initials(match.group()) for text in said for match in _names().finditer(text))


@cache
def _names() -> re.Pattern[str]:
    names = sorted(lexicon.entries("agencies.txt"), key=lambda name: (-len(name), name))
    named = "|".join(re.escape(name) for name in names if name.casefold() != "agencies")
    return re.compile(rf"(?<!\w)(?:{named})(?!\w)")


def _initials(name: str) -> str:
    parts = name.replace("-", " ").split()
    return "".join(part[0] for part in parts).casefold() if len(parts) > 1 else name.casefold()
