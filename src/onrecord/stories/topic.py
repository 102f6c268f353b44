"""Topics: reports alike enough to be of one event, or of events of one kind; and the events among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

import numpy as np

from onrecord.stories.contrast import halves
from onrecord.stories.vocabulary import Floats, Numbers, Vector, Vocabulary

CONTRASTED = 96  # reports of a topic that are held against each other: a larger one is cut up, or one event for good
_KEPT = 400  # words kept of a topic
_KEYS = 40  # a topic is found by so many of its heaviest words


def _no_words() -> Vector:
    return Vector(np.zeros(0, np.intp), np.zeros(0))


@dataclass(frozen=True, slots=True)
class Report:
    """A report in a topic: its words have a length of 1 together."""

    id: str
    vector: Vector
    day: int | None


@dataclass(slots=True)
class Topic:
    """Its reports, as they came. `centre` is the sum of their words; `length` that of the centre under the
    rarities when it was last changed; `keys` are its heaviest words then; `last` is the latest day."""

    id: int
    reports: list[Report] = field(default_factory=list)
    centre: Vector = field(default_factory=_no_words)
    length: float = 0.0
    keys: Numbers = field(default_factory=lambda: np.zeros(0, np.intp))
    last: int | None = None

    def put(self, reports: Sequence[Report], vocabulary: Vocabulary) -> None:
        """Add reports, and keep the heaviest words of all."""
        for report in reports:
            self.reports.append(report)
            if report.day is not None and (self.last is None or report.day > self.last):
                self.last = report.day
        known = len(self.centre.words)
        self.centre = vocabulary.sum([self.centre, *(report.vector for report in reports)])
        vocabulary.held(self.centre.words[known:], 1)
        weights = vocabulary.scaled(self.centre)
        ranked = heaviest(weights)
        kept = weights[ranked[:_KEPT]]
        self.length = sqrt(kept @ kept)
        first = ranked[:_KEYS]
        self.keys = self.centre.words[first[weights[first] > 0.0]]
        if len(ranked) > _KEPT:
            vocabulary.held(self.centre.words[ranked[_KEPT:]], -1)
            self.centre = Vector(self.centre.words[ranked[:_KEPT]], self.centre.weights[ranked[:_KEPT]])

    def events(self, background: Floats) -> list[tuple[int, ...]]:
        """The positions of the reports of each of its events; `background` has the rarity of each word."""
        found: list[tuple[int, ...]] = []
        left = [tuple(range(len(self.reports)))]
        while left:
            part = left.pop()
            small = len(part) <= CONTRASTED
            reports = [self.reports[at] for at in part]
            two = halves([one.vector for one in reports], [one.day for one in reports], background) if small else None
            if two is None:
                found.append(part)
            else:
                left.extend(tuple(part[at] for at in half) for half in two)
        return sorted(found)


def heaviest(weights: Floats) -> Numbers:
    """Places in order of weight, the heaviest first; of equals the first."""
    ranked: Numbers = np.argsort(-weights, kind="stable")
    return ranked
