"""Learns the weights of the alignment: `python -m training.facts.learn`.

Positive and negative sentence pairs come from the invented reports of `reports/first.txt`; more negative ones from
PolNeAR's training articles, two at a time that are about the same people and weeks apart, so that they share much and
report different things. The other labelled sets of facts are only ever scored. Logistic regression by Newton's method
with a ridge on standardised features. Writes `src/onrecord/facts/weights/alignment.json`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from datetime import date
from math import sqrt
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.attribute import resolve, statements
from onrecord.date import document_timexes
from onrecord.facts.likeness import FEATURES, Block, blocks
from onrecord.facts.sheet import Sentence, sentences
from onrecord.facts.tables import tables
from onrecord.model import Article, Document, Published
from onrecord.segment import segment
from onrecord.stories.rarity import background
from onrecord.stories.words import weights as story_words
from onrecord.tag import tag
from training.facts.invented import FIRST, Report, stories

OUT = Path(__file__).parents[2] / "src" / "onrecord" / "facts" / "weights" / "alignment.json"
GOLD = Path(os.environ.get("ONRECORD_GOLD", Path(__file__).parents[3] / "shared" / "gold"))
RIDGE = 100.0
STRANGERS = 0.5  # weight of all pairs of unrelated articles, of that of the invented reports' pairs
_PAIRS = 70
_WEEKS = 12  # days between two articles that report different things
_ALIKE = 0.3  # sentences more alike than this may report the same old thing after all
_NAMED = re.compile(r"([a-z\-]+)_(\d{4}-\d\d-\d\d)_")
Floats = npt.NDArray[np.float64]


def sheets_of(articles: Sequence[Article]) -> list[tuple[Sentence, ...]]:
    """What each article of a story reports, as the package reads it."""
    return [sheet for _, sheet in read(articles)]


def read(articles: Sequence[Article]) -> list[tuple[Document, tuple[Sentence, ...]]]:
    """Each article of a story, tagged, and what it reports."""
    layouts = [segment(article) for article in articles]
    documents = [Document(one, layout, tag(one, layout)) for one, layout in zip(articles, layouts, strict=True)]
    said = [statements(document) for document in documents]
    people = resolve(documents, [one for own in said for one in own]).people
    return [
        (document, sentences(document, own, document_timexes(document), people))
        for document, own in zip(documents, said, strict=True)
    ]


def examples(reports: list[Report]) -> Iterator[tuple[Floats, Floats]]:
    """Features and labels of each pair of sentences of two reports of an invented story."""
    sheets = sheets_of([one.article(f"{n:02}") for n, one in enumerate(reports)])
    told = [report.told(one.start, one.end) for sheet, report in zip(sheets, reports, strict=True) for one in sheet]
    for block in blocks(tables(sheets)):
        labels = [[bool(ours & theirs) for theirs in told[block.second :]] for ours in told[block.first : block.second]]
        yield _rows(block), np.array(labels, np.float64).ravel()


def _rows(block: Block) -> Floats:
    return block.found.reshape(-1, len(FEATURES)).astype(np.float64)


def strangers() -> Iterator[Floats]:
    """Features of pairs of articles about the same people, weeks apart."""
    articles = _articles()
    vectors = [_vector(article) for article in articles]
    days = [date.fromisoformat(one.published.value).toordinal() if one.published else 0 for one in articles]
    ranked = sorted(
        (-_cosine(vectors[i], vectors[j]), i, j)
        for i in range(len(articles))
        for j in range(i)
        if articles[i].outlet != articles[j].outlet and abs(days[i] - days[j]) >= _WEEKS
    )
    used: set[int] = set()
    for _, i, j in ranked:
        if used & {i, j}:
            continue
        used |= {i, j}
        for block in blocks(tables(sheets_of([articles[j], articles[i]]))):
            rows = _rows(block)
            yield rows[rows[:, FEATURES.index("words")] < _ALIKE]
        if len(used) == 2 * _PAIRS:
            return


def _articles() -> list[Article]:
    found = []
    for path in sorted((GOLD / "attribution" / "train" / "text").glob("*.txt")):
        named, text = _NAMED.match(path.name), path.read_text(encoding="utf-8")
        if named and 1500 < len(text) < 7000:
            published = Published(named[2], "given")
            found.append(Article(id=path.stem, text=text, outlet=named[1], published=published))
    return found


def _vector(article: Article) -> dict[str, float]:
    heavy = {word: weight * background(word) for word, weight in story_words(article).items()}
    size = sqrt(sum(weight * weight for weight in heavy.values())) or 1.0
    return {word: weight / size for word, weight in heavy.items()}


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    return sum(weight * b.get(word, 0.0) for word, weight in a.items())


def fit(rows: Floats, labels: Floats, weight: Floats, ridge: float) -> tuple[Floats, float]:
    """Weights of the features as they are, and the constant."""
    mean = np.average(rows, axis=0, weights=weight)
    size = np.maximum(np.sqrt(np.average((rows - mean) ** 2, axis=0, weights=weight)), 1e-6)
    scaled = np.hstack([(rows - mean) / size, np.ones((len(rows), 1))])
    found = np.zeros(scaled.shape[1])
    penalty = np.diag([ridge] * rows.shape[1] + [0.0])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-scaled @ found))
        slope = scaled.T @ (weight * (chance - labels)) + penalty @ found
        curve = (scaled * (weight * chance * (1 - chance))[:, None]).T @ scaled + penalty
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < 1e-8:
            break
    return found[:-1] / size, float(found[-1] - (found[:-1] * mean / size).sum())


def main() -> None:
    pairs = [pair for story in stories(FIRST) for pair in examples(story)]
    own = np.concatenate([labels for _, labels in pairs])
    strange = np.vstack(list(strangers()))
    rows = np.vstack([*(rows for rows, _ in pairs), strange])
    labels = np.concatenate([own, np.zeros(len(strange))])
    weight = np.concatenate([np.ones(len(own)), np.full(len(strange), STRANGERS * len(own) / len(strange))])
    found, constant = fit(rows, labels, weight, RIDGE)
    told = {name: round(float(value), 4) for name, value in zip(FEATURES, found, strict=True)}
    OUT.write_text(json.dumps({"constant": round(constant, 4), "weights": told}, indent=1) + "\n", encoding="utf-8")
    print(f"{len(own)} invented pairs, {int(own.sum())} of one fact; {len(strange)} pairs of unrelated articles")


if __name__ == "__main__":
    main()
