"""How likely a proposal is right, content and source both: a logistic model over what the decoder knows of it.

Platt, "Probabilistic outputs for support vector machines", 1999. Fitted on articles held out of training.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FEATURES = (
    "path",  # log-probability of the whole reading of the cue
    "none",  # log of how much less likely it is that the cue has no arguments at all
    "cue",  # log-odds that a cue starts there
    "cue_rest",  # probability that all its words are of a cue
    "opens",  # log-odds that its content starts where it does
    "closes",  # log-odds that it stops where it does
    "holds",  # log-odds that the least likely word of the content is of it
    "mean",  # … all words on average
    "flat",  # the same by the roles alone
    "source",  # log-odds that its source starts where it does; 0 without source
    "source_closes",  # log-odds that it stops where it does
    "source_flat",  # probability that the source's words are of a source at all
    "no_source",
    "gap",  # log of the words between cue and content
    "source_gap",  # log of the words between cue and source
    "quoted",  # share of the content in quotation marks
    "all_quoted",
    "length",  # log of the content's words
    "parts",  # pieces of the content
)


CONSTANT = "constant"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the features, in the order of FEATURES, the constant last."""

    weights: npt.NDArray[np.float64]

    @classmethod
    def of(cls, table: Mapping[str, float]) -> Calibration:
        """From weights by name of feature; one that is not named counts for nothing."""
        return cls(np.array([table.get(name, 0.0) for name in (*FEATURES, CONSTANT)], np.float64))

    def table(self) -> dict[str, float]:
        """The weights by name of feature."""
        return {name: round(float(w), 6) for name, w in zip((*FEATURES, CONSTANT), self.weights, strict=True)}

    def probabilities(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """The probability of each row."""
        if not rows:
            return []
        table = np.array(rows, np.float64)
        z = table @ self.weights[:-1] + self.weights[-1]
        return [float(p) for p in 1.0 / (1.0 + np.exp(-np.clip(z, -30.0, 30.0)))]
