"""Learns how the alignment attends: `python -m training.facts.head`.

From the invented reports of `reports/` alone. The encoder stays as it is; what is learned is a projection of its states
(the words' senses, kept with the encoder's heads) and the small networks of `onrecord.facts.attend` (three, from three
beginnings), by two questions at once: do two sentences tell one fact, and which of their words tell it. Pairs that
share only a passing phrase are left out: an editor would not call them one fact, nor two. Of the other pairs those that
look alike are shown most often.
Writes `src/onrecord/facts/weights/attention.npz`, and `senses` into `src/onrecord/tag/weights/heads.npz`.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from onrecord.facts.align import by_features
from onrecord.facts.attend import WIDE, Inputs, Side, batches, inputs
from onrecord.facts.likeness import blocks
from onrecord.facts.sheet import Sentence
from onrecord.facts.tables import Floats, Ints, Story, Words, tables
from onrecord.model import Article, Document
from onrecord.tag.heads import SENSES
from onrecord.tag.inputs import encode
from onrecord.tag.runtime import default_tagger
from training.export import name_of
from training.facts.invented import Report, every_story
from training.facts.learn import read

PACKAGE = Path(__file__).parents[2] / "src" / "onrecord"
FEATURES, MARKS = 64, 16
HELD = 10  # one story in so many is held out by `--check`
JUDGES = 3  # networks of other beginnings whose mean counts
PASSING, WHOLE = 0.2, 0.4  # shares of the shorter and of the longer telling below which a pair is only a passing phrase


@dataclass(frozen=True, slots=True)
class Recipe:
    """How it is learned: `others` pairs of different facts for each of one fact; `words` weighs the second question."""

    epochs: int = 3
    others: int = 12
    words: float = 4.0
    rate: float = 2e-3
    decay: float = 0.01
    dropout: float = 0.3
    average: float = 0.998
    batch: int = 64
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Lessons:
    """All stories as one: the words of all, with the encoder's states for senses.

    A pair is two of its sentences (`first`, `second`), with the log odds by the features and whether they tell one fact
    (-1: only in passing). `facts` are those that each word tells.
    """

    words: Words
    first: Ints
    second: Ints
    odds: Floats
    same: Ints
    facts: tuple[frozenset[str], ...]


class Network(nn.Module):
    """`onrecord.facts.attend` with the projection before it and, for the second question, a score for each word."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.senses = nn.Linear(width, SENSES, bias=False)
        self.likeness = nn.Parameter(torch.tensor([4.0, 3.0, 0.0]))
        self.marks = nn.Linear(5, MARKS)
        self.compare = nn.Linear(3 * SENSES + MARKS + 4, FEATURES)
        self.mix = nn.Linear(WIDE * FEATURES, FEATURES)
        self.judge = nn.Linear(4 * FEATURES + 1, FEATURES)
        self.out = nn.Linear(FEATURES, 1)
        self.weight = nn.Parameter(torch.tensor(1.0))
        self.word = nn.Linear(FEATURES, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, told: Inputs, odds: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The log odds of each pair, and of each word on either side."""
        near = torch.from_numpy(told.near)
        a, b = (
            functional.normalize(self.senses(self.dropout(torch.from_numpy(s.words))), dim=-1) for s in (told.a, told.b)
        )
        by_states, by_terms, by_names = self.likeness
        names = torch.from_numpy(told.a.marks[:, :, None, 1] + told.b.marks[:, None, :, 1])
        alike = by_states * (a @ b.transpose(1, 2)) + by_terms * near + by_names * names
        ours = self.read(a, b, told.a, told.b, alike, near)
        theirs = self.read(b, a, told.b, told.a, alike.transpose(1, 2), near.transpose(1, 2))
        (peak_a, mean_a), (peak_b, mean_b) = pooled(ours, told.a), pooled(theirs, told.b)
        seen = (peak_a + peak_b, (peak_a - peak_b).abs(), mean_a + mean_b, (mean_a - mean_b).abs(), odds[:, None] / 4)
        hidden = self.dropout(functional.relu(self.judge(torch.cat(seen, 1))))
        return self.out(hidden)[:, 0] + self.weight * odds, self.word(ours)[..., 0], self.word(theirs)[..., 0]

    def read(self, a: Tensor, b: Tensor, mine: Side, theirs: Side, alike: Tensor, near: Tensor) -> Tensor:
        """What each word of one side says (pairs, words, features)."""
        marks, there = torch.from_numpy(mine.marks), torch.from_numpy(mine.there)[..., None]
        alike = alike.masked_fill(~torch.from_numpy(theirs.there)[:, None, :], -1e4)
        words, answer, nearest = a * 4, alike.softmax(-1) @ (b * 4), near.amax(2)
        told = torch.stack([alike.amax(2) / 6, nearest, near.sum(2).clamp(max=3), nearest * marks[..., 1]], 2)
        hidden = functional.relu(self.compare(torch.cat([words, answer, words * answer, self.marks(marks), told], 2)))
        hidden = self.dropout(hidden) * there
        edge, size = WIDE // 2, hidden.shape[1]
        padded = functional.pad(hidden, (0, 0, edge, edge))
        around = torch.cat([padded[:, shift : shift + size] for shift in range(WIDE)], 2)
        return hidden + functional.relu(self.mix(around)) * there

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights as `onrecord.facts.attend.Head` names them."""
        held = {"likeness": self.likeness, "out_bias": torch.stack([self.out.bias[0], self.weight])}
        held |= {"out": self.out.weight[0]}
        for name in ("marks", "compare", "mix", "judge"):
            layer = getattr(self, name)
            held |= {name: layer.weight.T, f"{name}_bias": layer.bias}
        return {name: value.detach().numpy().astype(np.float16) for name, value in held.items()}


def pooled(hidden: Tensor, side: Side) -> tuple[Tensor, Tensor]:
    """The strongest and the mean of each feature over the words that there are."""
    there = torch.from_numpy(side.there)[..., None]
    return hidden.amax(1), (hidden * there).sum(1) / there.sum(1).clamp(min=1)


def lessons(every: Iterable[list[Report]]) -> Lessons:
    """What there is to learn from these stories."""
    read_stories = [_story([one.article(f"{n:02}") for n, one in enumerate(reports)], reports) for reports in every]
    tellings = [story.words for story, _ in read_stories if story.words is not None]
    words = np.cumsum([0, *(len(one.term) for one in tellings)])
    terms = np.cumsum([0, *(len(story.near) for story, _ in read_stories)])
    joined = Words(
        starts=np.concatenate([[0], *(one.starts[1:] + base for one, base in zip(tellings, words, strict=False))]),
        senses=np.concatenate([one.senses for one in tellings]),
        term=np.concatenate(
            [np.where(o.term < 0, -1, o.term + base) for o, base in zip(tellings, terms, strict=False)]
        ),
        marks=np.concatenate([one.marks for one in tellings]),
        near=np.concatenate([one.near for one in tellings]),
    )
    pairs, base = [], 0
    for story, facts in read_stories:
        pairs.append(_pairs(story, facts, base))
        base += len(story.place)
    first, second, odds, same = (np.concatenate(column) for column in zip(*pairs, strict=True))
    return Lessons(joined, first, second, odds, same, tuple(fact for _, facts in read_stories for fact in facts))


def _story(articles: Sequence[Article], reports: Sequence[Report]) -> tuple[Story, list[frozenset[str]]]:
    """A story with the encoder's states for senses, and the facts that each of its words tells."""
    sheets: list[list[Sentence]] = []
    facts: list[frozenset[str]] = []
    for (document, sheet), report in zip(read(articles), reports, strict=True):
        states, words = _states(document), document.layout.words
        sheets.append([])
        for one in sheet:
            first, last = bisect_left(words, (one.start,)), bisect_left(words, (one.end,))
            sheets[-1].append(replace(one, senses=states[first:last]))
            facts += [report.told(*word) for word in words[first:last]]
    return tables(sheets), facts


def _states(document: Document) -> Floats:
    tagger = default_tagger()
    encoded = encode(document.article.text, document.layout, tagger.wordpieces)
    return np.concatenate([tagger.states(encoded.part(start, end)) for start, end in encoded.blocks()])


def _pairs(story: Story, facts: Sequence[frozenset[str]], base: int) -> tuple[Ints, Ints, Floats, Ints]:
    """The pairs of sentences of different reports: as numbers from `base` on, odds, whether they tell one fact."""
    assert story.words is not None
    told = [facts[start:end] for start, end in pairwise(story.words.starts)]
    columns: list[tuple[int, int, float, int]] = []
    for block in blocks(story):
        odds = by_features(block.found)
        columns += [
            (base + x, base + y, float(odds[x - block.first, y - block.second]), _same(told[x], told[y]))
            for x in range(block.first, block.second)
            for y in range(block.second, len(told))
            if told[x] and told[y]
        ]
    first, second, own, same = zip(*columns, strict=True)
    return np.array(first), np.array(second), np.array(own, np.float32), np.array(same)


def _same(ours: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]]) -> int:
    """1 for one fact, 0 for different ones, -1 where one is only mentioned in passing."""
    both = frozenset().union(*ours) & frozenset().union(*theirs)
    if not both:
        return 0
    shares = sorted(sum(bool(word & both) for word in side) / len(side) for side in (ours, theirs))
    return 1 if shares[0] >= PASSING and shares[1] >= WHOLE else -1


def learn(told: Lessons, recipe: Recipe, *, steps: int | None = None) -> Network:
    """The network after all epochs (or so many steps), its weights averaged over the last thousands of steps."""
    torch.manual_seed(recipe.seed)
    dice = np.random.default_rng(recipe.seed)
    network = Network(told.words.senses.shape[1], recipe.dropout)
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(recipe.average))
    optimiser = torch.optim.AdamW(network.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    each = len(_epoch(told, recipe, dice))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, recipe.rate, total_steps=recipe.epochs * each + 1, pct_start=0.1
    )
    done = 0
    for epoch in range(recipe.epochs):
        losses = []
        for at in _epoch(told, recipe, dice):
            loss = _loss(network, told, at, recipe)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            average.update_parameters(network)
            losses.append(float(loss.detach()))
            done += 1
            if steps is not None and done == steps:
                return average.module
        print(f"epoch {epoch + 1} of {recipe.epochs}: loss {np.mean(losses):.4f}", flush=True)
    return average.module


def _epoch(told: Lessons, recipe: Recipe, dice: np.random.Generator) -> list[Ints]:
    """The pairs of an epoch in batches, by length: all of one fact, half of the others by likeness."""
    own, others = np.flatnonzero(told.same == 1), np.flatnonzero(told.same == 0)
    count = min(len(others), recipe.others * len(own))
    chance = 1 / (1 + np.exp(-(told.odds[others] + 1)))
    alike = dice.choice(others, count // 2, p=chance / chance.sum())
    picked = np.concatenate([own, alike, dice.choice(others, count - count // 2)])
    sizes = np.diff(told.words.starts)
    length = sizes[told.first[picked]] + sizes[told.second[picked]] + dice.normal(0, 6, len(picked))
    order = picked[np.argsort(length)]
    found = [order[start : start + recipe.batch] for start in range(0, len(order), recipe.batch)]
    return [found[at] for at in dice.permutation(len(found))]


def _loss(network: Network, told: Lessons, at: Ints, recipe: Recipe) -> Tensor:
    network.train()
    same = torch.from_numpy(told.same[at].astype(np.float32))
    shown = inputs(told.words, told.first[at], told.second[at])
    odds, *by_word = network(shown, torch.from_numpy(told.odds[at]))
    loss: Tensor = functional.binary_cross_entropy_with_logits(odds, same)
    for scores, side, answer in zip(by_word, (shown.a, shown.b), _telling(told, at, shown), strict=True):
        there = torch.from_numpy(side.there)
        each = functional.binary_cross_entropy_with_logits(scores, answer, reduction="none")
        loss = loss + recipe.words / 2 * (each * there).sum() / there.sum()
    return loss


def _telling(told: Lessons, at: Ints, shown: Inputs) -> tuple[Tensor, Tensor]:
    """Which words of either side tell a fact that the other side tells."""
    starts = told.words.starts
    found = tuple(np.zeros(side.there.shape, np.float32) for side in (shown.a, shown.b))
    for row, pair in enumerate(zip(told.first[at], told.second[at], strict=True)):
        sides = [told.facts[starts[one] : starts[one + 1]] for one in pair]
        both = frozenset().union(*sides[0]) & frozenset().union(*sides[1])
        for answer, side in zip(found, sides, strict=True):
            answer[row, : len(side)] = [bool(word & both) for word in side]
    return torch.from_numpy(found[0]), torch.from_numpy(found[1])


def save(networks: Sequence[Network], package: Path = PACKAGE) -> str:
    """Write what these judges learned into the package; the name that records then give the encoder's weights."""
    each = [network.arrays() for network in networks]
    stacked = {name: np.stack([arrays[name] for arrays in each]) for name in each[0]}
    np.savez_compressed(package / "facts" / "weights" / "attention.npz", **stacked)
    senses = [network.senses.weight.T.detach().numpy().astype(np.float16) for network in networks]
    folder = package / "tag" / "weights"
    with np.load(folder / "heads.npz") as held:
        heads = {**held, "senses": np.concatenate(senses, axis=1)}
    np.savez_compressed(folder / "heads.npz", **heads)
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    settings["name"] = name_of(folder)
    (folder / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    return str(settings["name"])


def check(every: Sequence[list[Report]], recipe: Recipe) -> tuple[float, float]:
    """Average precision over pairs of stories held out (one in HELD): by the features alone, and by one judge."""
    told = lessons(every[::HELD])
    network = learn(lessons([story for at, story in enumerate(every) if at % HELD]), recipe).eval()
    clear = told.same >= 0
    found = np.empty(len(told.same), np.float32)
    with torch.inference_mode():
        for at, shown in batches(told.words, told.first, told.second):
            found[at] = network(shown, torch.from_numpy(told.odds[at]))[0].numpy()
    return tuple(average_precision(told.same[clear], scores[clear]) for scores in (told.odds, found))  # type: ignore[return-value]


def average_precision(right: Ints, scores: Floats) -> float:
    """The mean, over the right ones from the highest score down, of the share of right ones so far."""
    ranked = right[np.argsort(-scores, kind="stable")]
    return float((ranked.cumsum() / np.arange(1, len(ranked) + 1))[ranked == 1].mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--judges", type=int, default=JUDGES)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--check", action="store_true", help="hold stories out, print what is reached on them; write nothing"
    )
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    if asked.check:
        features, judge = check(list(every_story()), Recipe())
        print(f"stories held out: average precision {features:.3f} by the features alone, {judge:.3f} by one judge")
        return
    told = lessons(every_story())
    print(f"{len(told.same)} pairs of sentences, {(told.same == 1).sum()} of one fact", flush=True)
    print("written for", save([learn(told, Recipe(seed=seed)) for seed in range(asked.judges)]))


if __name__ == "__main__":
    main()
