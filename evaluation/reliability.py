"""How often statements are right that onrecord is so sure of: `python -m evaluation reliability`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.attribution import grouped, read, row
from evaluation.scorers import score_attribution as scorer
from onrecord.model import Document, Statement
from onrecord.tag import Tagger

_TENTHS = 10


def main(gold: Path) -> int:
    """Print a table: of the statements between two tenths of confidence, how many, how sure, and how many right."""
    if not gold.exists():
        print(f"no {gold}: set ONRECORD_GOLD", file=sys.stderr)
        return 2
    labelled, _ = scorer.load_gold(str(gold))
    judged = [pair for document, found in read(gold, Tagger.load()) for pair in _judged(labelled, document, found)]
    print(f"{'confidence':>10} {'statements':>10} {'mean':>6} {'right':>6}")
    for tenth in range(_TENTHS):
        some = [(sure, right) for sure, right in judged if min(int(sure * _TENTHS), _TENTHS - 1) == tenth]
        if some:
            mean, right = (sum(values) / len(some) for values in zip(*some, strict=True))
            print(f"{tenth / _TENTHS:6.1f}–{(tenth + 1) / _TENTHS:.1f} {len(some):10} {mean:6.2f} {right:6.2f}")
    gap = sum(sure - right for sure, right in judged) / max(1, len(judged))
    print(f"{len(judged)} statements with cue or source; mean confidence less share right: {gap:+.3f}")
    return 0


def _judged(labelled: dict[str, Any], document: Document, found: tuple[Statement, ...]) -> Iterator[tuple[float, bool]]:
    """Confidence, and whether content and source are right by the scorer's lenient rule, of each joined statement."""
    article, raw = labelled[document.article.id]
    golds = [statement for statement in (scorer.Statement(article, one) for one in raw) if statement.content]
    for group in grouped(found):
        guess = scorer.Statement(article, {k: [tuple(s) for s in v] for k, v in row(document, group).items()})
        near = [one for one in golds if scorer.jaccard(one.content, guess.content) >= scorer.LENIENT]
        yield group[0].confidence, any(scorer.source_right(one, guess)[1] for one in near)
