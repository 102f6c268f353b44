"""Makes `lexicon/pronoun_weights.tsv`: the weights of the pronoun ranker.

    python training/speakers/pronouns.py [--gold FOLDER] [--held-out 0.1] > src/onrecord/lexicon/pronoun_weights.tsv

Learns from two sets and no others. From PolNeAR's training part: pronouns that only one person near can be meant by,
for their gender (the features leave gender aside). From GAP's development part: pronouns labelled by hand. (The chains
that CoreNLP made of PolNeAR were tried, too, and made the ranker worse: they follow nearness.) Each pronoun is one
choice among the candidates of `onrecord.attribute.ranker`; the log-likelihood of the right one is maximised with an
L2 penalty by Adam over the whole set. Deterministic; two minutes on a laptop.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.attribute.chains import Reading
from onrecord.attribute.context import Context, Known
from onrecord.attribute.mentions import Mention
from onrecord.attribute.ranker import NOBODY, candidates, rank, weights
from onrecord.attribute.resolve import sort_out
from onrecord.attribute.view import View
from onrecord.model import Article, Document, Name, NameType, Tags
from onrecord.segment import segment

GAP_WEIGHT = 1.0
NEAR = 6  # sentences within which no other named person may be of the pronoun's gender
PENALTY = 1e-3
ROUNDS = 400
LEAST_SEEN = 20
# Where the weights are drawn to: what news shows, and these sets too seldom, is set by hand.
PRIOR = {
    "judged": 3.0,
    "named in own quotation": -3.0,
    "named in own report": -2.0,
    "quotes:reporter 0": 1.5,
    "says:reporter 0": 0.5,
    "own quotation": -3.0,
}

Features = dict[int, dict[str, float]]


@dataclass(slots=True)
class Example:
    """One pronoun: the features of its candidates, which of them are right, and how much it counts."""

    rows: list[dict[str, float]]
    right: list[bool]
    weight: float


def document(name: str, text: str, names: Sequence[Name] = ()) -> Document:
    article = Article(id=name, text=text)
    return Document(article, segment(article), Tags((), tuple(names)))


def silver(gold: Path) -> Iterator[list[Example]]:
    """The examples of each article of PolNeAR's training part."""
    with gzip.open(gold / "attribution" / "corenlp_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = (gold / "attribution" / "train" / "text" / f"{row['id']}.txt").read_text(encoding="utf-8")
            names = [Name(start, end, _TYPES[kind]) for start, end, kind, *_ in row["names"] if kind in _TYPES]
            doc = document(row["id"], text, names)
            yield by_gender(doc)


_TYPES: dict[str, NameType] = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place"}


def by_gender(doc: Document) -> list[Example]:
    """Pronouns that only one person near can be meant by, for their gender; the features leave gender aside."""
    found: list[Example] = []

    def observe(context: Context, mention: Mention, features: Features, known: Sequence[Known]) -> int | None:
        here = context.view.sentence[mention.first]
        near = [
            one for one in known if here - context.view.sentence[one.mentions[-1].first] <= (NEAR if one.named else 1)
        ]
        told = {one.owner: one.gender if one.gender != "-" else one.guess for one in near if not one.plural}
        fitting = [owner for owner, gender in told.items() if gender in (mention.gender, "-")]
        if len(fitting) != 1 or told[fitting[0]] != mention.gender:
            ranked = rank(features, weights())
            return ranked[0][1] if ranked and ranked[0][1] != NOBODY else None
        rows = candidates(context, mention, known, any_gender=True)
        rows.pop(NOBODY, None)
        if fitting[0] in rows and len(rows) > 1:
            found.append(_example(rows, {fitting[0]}, 1.0))
        return fitting[0]

    sort_out([doc], observe)
    return found


def gap(gold: Path) -> Iterator[list[Example]]:
    """One example for each pronoun of GAP's development part whose names both are found."""
    for line in (gold / "coref" / "gap_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        doc = document(row["id"], row["text"], [Name(row[name][0], row[name][1], "person") for name in ("a", "b")])
        view = View.of(doc)
        seen, readings = _watched(doc, view)
        features = seen.get(row["pronoun"][0])
        owners = [_holder(readings[0].mentions, view, row[name]) for name in ("a", "b")]
        if not features or None in owners or owners[0] == owners[1]:
            continue
        right = {
            owner for owner, key in zip(owners, ("a_coref", "b_coref"), strict=True) if row[key] and owner is not None
        }
        if not right:
            right = set(features) - set(owners)
        if right & features.keys():
            yield [_example(features, right, GAP_WEIGHT)]


def _watched(doc: Document, view: View) -> tuple[dict[int, Features], list[Reading]]:
    """The candidates of each pronoun by its place, with the article read by the weights as they are."""
    seen: dict[int, Features] = {}

    def observe(_: Context, mention: Mention, features: Features, __: Sequence[Known]) -> int | None:
        seen[view.starts[mention.first]] = features
        ranked = rank(features, weights())
        return ranked[0][1] if ranked and ranked[0][1] != NOBODY else None

    readings = sort_out([doc], observe).readings
    return seen, readings


def _holder(mentions: list[Mention], view: View, span: list[int]) -> int | None:
    for mention in mentions:
        if mention.form == "name" and view.starts[mention.first] < span[1] and span[0] < view.ends[mention.end - 1]:
            return mention.owner
    return None


def _example(features: Features, right: set[int], weight: float) -> Example:
    order = sorted(features)
    return Example([features[owner] for owner in order], [owner in right for owner in order], weight)


def fit(examples: list[Example], names: list[str]) -> np.ndarray:
    """The weights that maximise the penalised log-likelihood."""
    at = {name: number for number, name in enumerate(names)}
    rows, columns, values, group, right = [], [], [], [], []
    number = 0
    for index, example in enumerate(examples):
        for features, good in zip(example.rows, example.right, strict=True):
            for name, value in features.items():
                if name in at:
                    rows.append(number)
                    columns.append(at[name])
                    values.append(value)
            group.append(index)
            right.append(good)
            number += 1
    arrays = np.array(rows), np.array(columns), np.array(values), np.array(group), np.array(right, dtype=float)
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    return _adam(arrays, np.array([example.weight for example in examples]), prior)


def _adam(arrays: tuple[np.ndarray, ...], weight: np.ndarray, prior: np.ndarray) -> np.ndarray:
    rows, columns, values, group, right = arrays
    count, size = len(group), len(prior)
    theta, first, second = prior.copy(), np.zeros(size), np.zeros(size)
    total = weight.sum()
    for step in range(1, ROUNDS + 1):
        scores = np.bincount(rows, values * theta[columns], minlength=count)
        top = np.full(len(weight), -np.inf)
        np.maximum.at(top, group, scores)
        share = np.exp(scores - top[group])
        free = share / np.bincount(group, share)[group]
        held = share * right
        held = held / np.bincount(group, held)[group]
        slope = np.bincount(columns, values * ((free - held) * weight[group])[rows], minlength=size) / total
        slope += PENALTY * (theta - prior)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        theta -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return theta


def accuracy(examples: list[Example], table: dict[str, float]) -> float:
    hits = 0
    for example in examples:
        scores = [sum(table.get(name, 0.0) * value for name, value in row.items()) for row in example.rows]
        hits += example.right[max(range(len(scores)), key=lambda i: scores[i])]
    return hits / max(1, len(examples))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--held-out", type=float, default=0.1)
    options = parser.parse_args()
    articles = [*silver(options.gold)]
    texts = [*gap(options.gold)]
    step = round(1 / options.held_out) if options.held_out else 0
    kept = [[e for i, part in enumerate(s) if not step or i % step for e in part] for s in (articles, texts)]
    out = [[e for i, part in enumerate(s) if step and not i % step for e in part] for s in (articles, texts)]
    if step:
        trial = table_of(kept[0] + kept[1])
        figures = f"held out: by gender {accuracy(out[0], trial):.3f}, GAP {accuracy(out[1], trial):.3f}"
        print(f"{len(kept[0])} by gender, {len(kept[1])} of GAP; {figures}", file=sys.stderr)
    table = table_of([example for parts in (articles, texts) for part in parts for example in part])
    print("# Weights of the pronoun ranker (log-linear), made by training/speakers/pronouns.py.\n# feature\tweight")
    for name in sorted(table):
        print(f"{name}\t{table[name]}")


def table_of(examples: list[Example]) -> dict[str, float]:
    """Feature → weight, learned from `examples`; features seen too seldom are left out."""
    counts = Counter(name for example in examples for row in example.rows for name in row)
    names = sorted({name for name, count in counts.items() if count >= LEAST_SEEN} | PRIOR.keys())
    return {name: round(float(value), 3) for name, value in zip(names, fit(examples, names), strict=True)}


if __name__ == "__main__":
    main()
