"""What a set of shared passages makes of two reports: a copy, a reworking, or nothing."""

from __future__ import annotations

from onrecord.model import Article, CopyLabel

# Calibrated on the labelled pairs of news copies: true copies share .94 and more of the shorter one's own words,
# reworkings .28 to .82; independent reports of one statement or one court file share up to .26.
COPY = 0.9
REWORKED = 0.25
EVIDENCE = 25.0  # words shared × part shared: 50 words are enough where they are half of a report
CREDITED = 0.6  # both name the same agency: so much of the evidence will do


def judge(words: int, own_a: int, own_b: int, *, credited: bool) -> CopyLabel | None:
    """The label of two reports with `own_a` and `own_b` words of their own that share `words`, None where they
    are independent. `credited`: both credit the same agency."""
    if not words:
        return None
    share = words / min(own_a, own_b)
    lower = CREDITED if credited else 1.0
    if share < REWORKED * lower or words * share < EVIDENCE * lower:
        return None
    return "copy" if share >= COPY else "reworked"


def agencies(article: Article, names: frozenset[str]) -> frozenset[str]:
    """The agencies that a report credits, of those in `names` (lower case), its outlet included."""
    said = [credit.text for credit in article.credits] + [article.outlet or ""]
    words = {word.strip("()[]{}.,:;—–-©*“”\"'").casefold() for text in said for word in text.split()}
    whole = {" ".join(text.casefold().strip("()[] .").split()) for text in said}
    return frozenset(name for name in names if name in words or any(name in text for text in whole if " " in name))
