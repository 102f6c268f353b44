"""Scores of the heads beside the statements: names against the silver ones, vectors against the teacher's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from onrecord.model import Article, Layout
from onrecord.tag.runtime import Tagger
from onrecord.tag.sides import NAME_TYPES
from training.gold import Labelled
from training.layout import layout


def side_scores(tagger: Tagger, articles: Iterable[tuple[Labelled, np.ndarray]]) -> dict[str, float]:
    """Exact F1 of names by type, and of vectors the mean cosine with the teacher and their rank correlation.

    The correlation is between the cosines of pairs of sentences of one article by the one and by the other.
    """
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    cosines, ranks = [], []
    for article, teacher in articles:
        shape = layout(article.text)
        silver = Layout(shape.words, article.sentences, shape.paragraphs, shape.quotations)
        tags = tagger.tag(Article(article.id, article.text), silver)
        found = {(name.start, name.end, name.type) for name in tags.names}
        wanted = {(start, end, NAME_TYPES[kind]) for start, end, kind in article.names}
        right.update(kind for *_, kind in found & wanted)
        said.update(kind for *_, kind in found)
        gold.update(kind for *_, kind in wanted)
        assert tags.vectors is not None
        one, other = tags.vectors, teacher.astype(np.float32)
        cosines += (one * other).sum(1).tolist()
        if len(one) > 4:
            above = np.triu_indices(len(one), 1)
            ranks.append(_spearman((one @ one.T)[above], (other @ other.T)[above]))
    scores = {f"names_{kind}": 100 * 2 * right[kind] / max(1, said[kind] + gold[kind]) for kind in NAME_TYPES}
    scores["names"] = 100 * 2 * right.total() / max(1, said.total() + gold.total())
    scores |= {"vector_cosine": float(np.mean(cosines)), "vector_ranks": float(np.mean(ranks))}
    return {name: round(value, 3) for name, value in scores.items()}


def _spearman(a: np.ndarray, b: np.ndarray) -> float:
    places = [np.argsort(np.argsort(values)) for values in (a, b)]
    return float(np.corrcoef(*places)[0, 1])
