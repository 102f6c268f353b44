"""The source of a cue whose best reading has none."""

from __future__ import annotations

import numpy as np

from onrecord.tag.decode import LIKELY, _likely_source


def odds(*rows: tuple[float, float]) -> np.ndarray:
    """Probabilities of the argument tags (words, 5) by those of a source's first and further words."""
    table = np.zeros((len(rows), 5), np.float32)
    table[:, 1], table[:, 2] = np.array(rows, np.float32).T
    return table


def test_the_likeliest_source_is_taken_whole() -> None:
    assert _likely_source(odds((0.1, 0.0), (0.4, 0.0), (0.0, 0.3), (0.0, 0.1)), 10) == (11, 13)


def test_an_unlikely_source_is_none() -> None:
    assert _likely_source(odds((LIKELY / 2, 0.0), (0.0, 0.9)), 0) is None
