"""How sure a proposal is: fitted on articles that training never saw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from onrecord.tag.calibration import Calibration
from training.evaluate import Reading, headline, right, score

THRESHOLDS = tuple(round(0.05 * step, 2) for step in range(2, 12))


def fit(readings: Sequence[Reading], *, ridge: float = 3.0) -> Calibration:
    """A logistic model of "content and source right", by Newton's method on standardised features."""
    rows = np.array([item.features for _, _, found in readings for item in found], np.float64)
    truth = np.array([answer for reading in readings for answer in right(reading)], np.float64)
    mean, spread = rows.mean(0), np.maximum(rows.std(0), 1e-6)
    table = np.concatenate([(rows - mean) / spread, np.ones((len(rows), 1))], 1)
    weights = np.zeros(table.shape[1])
    penalty = np.diag([ridge] * (len(weights) - 1) + [0.0])
    for _ in range(30):
        odds = 1 / (1 + np.exp(-table @ weights))
        gradient = table.T @ (odds - truth) + penalty @ weights
        weights -= np.linalg.solve((table * (odds * (1 - odds))[:, None]).T @ table + penalty, gradient)
    slopes = weights[:-1] / spread
    return Calibration(np.array([*slopes, weights[-1] - slopes @ mean]))


def threshold(readings: Sequence[Reading], calibration: Calibration) -> tuple[float, dict[float, float]]:
    """The score from which believing pays: the mean of lenient and strict end-to-end F1, smoothed over neighbours."""
    figures = {}
    for least in THRESHOLDS:
        values = headline(score(readings, calibration, least))
        figures[least] = (values["lenient"] + values["strict"]) / 2
    smooth = {least: np.mean([figures[n] for n in THRESHOLDS if abs(n - least) < 0.06]) for least in THRESHOLDS[1:-1]}
    return max(smooth, key=lambda least: float(smooth[least])), figures


def reliability(readings: Sequence[Reading], calibration: Calibration) -> list[dict[str, Any]]:
    """Of the statements scored between two tenths: how many, their mean score, and the share that is right."""
    scores = np.array([p for _, _, found in readings for p in calibration.probabilities([f.features for f in found])])
    truth = np.array([answer for reading in readings for answer in right(reading)])
    table = []
    for low in np.arange(0.0, 1.0, 0.1):
        some = (scores >= low) & (scores < low + 0.1 + 1e-9)
        if some.any():
            row = {"from": round(float(low), 1), "n": int(some.sum())}
            means = {"score": float(scores[some].mean()), "right": float(truth[some].mean())}
            table.append(row | {name: round(value, 3) for name, value in means.items()})
    return table
