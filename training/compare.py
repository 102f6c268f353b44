"""`compare`: whether one set of weights is better than another by more than the noise, by a paired bootstrap.

Articles are drawn with replacement, the same ones for both (Berg-Kirkpatrick, Burkett and Klein, "An empirical
investigation of statistical significance in NLP", 2012).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.tag.calibration import Calibration
from onrecord.tag.runtime import Tagger
from training.evaluate import as_scored, headline, read_all, scorer
from training.gold import Labelled

FIGURES = ("lenient", "strict", "attributed", "source_accuracy", "direct_r", "direct_p", "mixed_r", "indirect_r")
Counts = list[dict[str, int]]


def counts(tagger: Tagger, articles: Sequence[Labelled]) -> Counts:
    """The scorer's counts of each article."""
    readings, _ = read_all(tagger, tagger.wordpieces, articles)
    gold, predicted = as_scored(readings, Calibration.of(tagger.settings.calibration), tagger.settings.least)
    return [scorer.count(*gold[name], predicted[name]) for name in gold]


def compare(one: Counts, other: Counts, *, times: int = 2000, seed: int = 1) -> dict[str, dict[str, float]]:
    """For each figure: both values, the difference (other less one), its 95% interval, and how often it is above 0."""
    keys = sorted({key for row in (*one, *other) for key in row})
    tables = [np.array([[row.get(key, 0) for key in keys] for row in rows]) for rows in (one, other)]
    before, after = (_figures(keys, table.sum(0)) for table in tables)
    dice = np.random.default_rng(seed)
    drawn = []
    for _ in range(times):
        some = dice.integers(0, len(one), len(one))
        low, high = (_figures(keys, table[some].sum(0)) for table in tables)
        drawn.append({name: high[name] - low[name] for name in FIGURES})
    table = {}
    for name in FIGURES:
        values = sorted(row[name] for row in drawn)
        ends = values[round(0.025 * times)], values[min(times - 1, round(0.975 * times))]
        above = sum(value > 0 for value in values) / times
        row = {"one": before[name], "other": after[name], "difference": after[name] - before[name]}
        table[name] = {k: round(v, 3) for k, v in {**row, "low": ends[0], "high": ends[1], "above": above}.items()}
    return table


def _figures(keys: Sequence[str], sums: np.ndarray) -> dict[str, float]:
    return headline(scorer.report(dict(zip(keys, sums.tolist(), strict=True))))
