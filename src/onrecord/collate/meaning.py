"""How near in meaning two stretches of a story are, by the sentence vectors that the tagger gives."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from onrecord.model import Document, Span

# Articles of fewer sentences have no usual nearness to measure against.
_FEW_SENTENCES = 5


@dataclass(frozen=True, slots=True)
class Meanings:
    """The sentence vectors of a story's documents."""

    documents: Mapping[str, Document]
    _usual: dict[tuple[str, int, str], tuple[float, float]] = field(default_factory=dict)

    def nearness(self, a: Sequence[Span], b: Sequence[Span]) -> float | None:
        """How much nearer the sentences of `a` are to those of `b` than to the others of b's article.

        In standard deviations (z); the nearest sentences count. None where vectors are missing, where the article
        is too short to tell, or where both stand in one sentence.
        """
        first, second = self.documents[a[0].article], self.documents[b[0].article]
        rows, columns = self._sentences(first, a), self._sentences(second, b)
        if first.tags.vectors is None or second.tags.vectors is None or not rows or not columns:
            return None
        if len(second.layout.sentences) < _FEW_SENTENCES or (first is second and set(rows) & set(columns)):
            return None
        best: float | None = None
        for row in rows:
            mean, spread = self._usual_nearness(first, row, second)
            vector = first.tags.vectors[row]
            nearest = max(float(np.dot(vector, second.tags.vectors[column])) for column in columns)
            best = max(best, (nearest - mean) / spread) if best is not None else (nearest - mean) / spread
        return best

    def _sentences(self, document: Document, spans: Sequence[Span]) -> list[int]:
        starts = [start for start, _ in document.layout.sentences]
        out: list[int] = []
        for span in spans:
            first = max(bisect_right(starts, span.start) - 1, 0)
            last = max(bisect_right(starts, span.end - 1) - 1, first)
            out.extend(n for n in range(first, min(last + 1, len(starts))) if n not in out)
        return out

    def _usual_nearness(self, first: Document, row: int, second: Document) -> tuple[float, float]:
        key = (first.article.id, row, second.article.id)
        if key not in self._usual:
            assert first.tags.vectors is not None and second.tags.vectors is not None
            near = second.tags.vectors @ first.tags.vectors[row]
            self._usual[key] = (float(near.mean()), max(float(near.std()), 1e-3))
        return self._usual[key]
