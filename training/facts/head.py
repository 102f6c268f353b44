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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from onrecord.facts.attend import Inputs, batches, inputs
from onrecord.facts.tables import Floats, Ints
from training.export import name_of
from training.facts.invented import Report, every_story
from training.facts.lessons import Lessons, lessons
from training.facts.network import Network

PACKAGE = Path(__file__).parents[2] / "src" / "onrecord"
HELD = 10  # one story in so many is held out by `--check`
JUDGES = 3  # networks of other beginnings whose mean counts


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
