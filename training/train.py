"""`train`: one run, seeded, resumable, with a checkpoint every few minutes and a log of JSON lines."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from torch import nn

from onrecord.tag.inputs import Wordpieces
from training.base import base_folder
from training.batches import Lesson, epoch
from training.examples import Example
from training.loss import losses
from training.network import Heads, Shape, Tagger, load_base
from training.teachers import taught

CHECKPOINT_SECONDS = 240
LOG_STEPS = 50


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides a run, apart from its data."""

    epochs: int = 5
    most: int = 192  # pieces a window
    pieces: int = 2048  # pieces a batch
    rate: float = 1.2e-4
    head_rate: float = 1e-3
    crf_rate: float = 1e-2
    decay: float = 0.01
    warmup: float = 0.06
    dropout: float = 0.1  # of the states, before the heads
    inner_dropout: float = 0.0
    masked: float = 0.08
    start: str = ""  # a finished run to start from, its `model.pt`; empty: the base weights
    teachers: str = ""  # finished runs to learn from beside the labels: their `model.pt`, with commas between
    share: float = 0.5  # how much of the labels is what the teachers believe
    freeze: bool = True  # the word embeddings stay as they are: half the parameters, a fifth of the time
    seed: int = 1
    weights: dict[str, float] = field(
        default_factory=lambda: {"roles": 1.0, "arguments": 1.5, "names": 0.3, "vectors": 0.1}
    )


class Log:
    """One JSON object a line, on the screen and in the run's `log.jsonl`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "log.jsonl"

    def __call__(self, **row: object) -> None:
        line = json.dumps(row)
        print(line, flush=True)
        with self._path.open("a", encoding="utf-8") as lines:
            lines.write(line + "\n")


def train(
    examples: Sequence[Example],
    wordpieces: Wordpieces,
    folder: Path,
    recipe: Recipe,
    *,
    shape: Shape | None = None,
    check: Callable[[Tagger], dict[str, float]] | None = None,
) -> Tagger:
    """Train, or go on where `folder/checkpoint.pt` left off. `check` scores the model after each epoch.

    The result is also in `folder/model.pt`. `shape` other than the default starts from random weights (for tests).
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    model = Tagger(shape or Shape(), recipe.inner_dropout)
    if recipe.start:
        model.load_state_dict(torch.load(recipe.start, weights_only=True)["model"])
    elif shape is None:
        load_base(model.encoder, base_folder() / "model.safetensors")
    model.encoder.words.weight.requires_grad_(not recipe.freeze)
    teachers = [load(Path(path)) for path in recipe.teachers.split(",") if path]
    run = _Run(model, recipe, folder, steps=_count(examples, wordpieces, recipe))
    run.teachers = [teacher.heads for teacher in teachers]
    examples = taught(examples, teachers, wordpieces, most=recipe.most)
    run.resume()
    run.log(event="start", recipe=asdict(recipe), articles=len(examples), steps=run.steps, epoch=run.epoch)
    while run.epoch < recipe.epochs:
        run.one_epoch(examples, wordpieces)
        run.save()
        scores = check(model.eval()) if check else {}
        run.log(event="epoch", epoch=run.epoch, seconds=round(run.seconds), **scores)
    state = {"shape": asdict(model.shape), "recipe": asdict(recipe), "model": model.state_dict()}
    torch.save(state, folder / "model.pt")
    return model.eval()


def load(path: Path) -> Tagger:
    """The network of a finished run."""
    state = torch.load(path, weights_only=True)
    model = Tagger(Shape(**state.get("shape", {})))
    model.load_state_dict(state["model"])
    return model.eval()


def _lessons(examples: Sequence[Example], wordpieces: Wordpieces, recipe: Recipe, number: int) -> list[Lesson]:
    dice = random.Random(recipe.seed * 1000 + number)
    options = {"most": recipe.most, "pieces": recipe.pieces, "masked": recipe.masked}
    return list(epoch(examples, wordpieces, dice=dice, **options))  # type: ignore[arg-type]


def _count(examples: Sequence[Example], wordpieces: Wordpieces, recipe: Recipe) -> int:
    return round(len(_lessons(examples, wordpieces, recipe, 0)) * recipe.epochs * 1.01)


class _Run:
    """The state of a run between steps."""

    def __init__(self, model: Tagger, recipe: Recipe, folder: Path, *, steps: int) -> None:
        self.model, self.recipe, self.folder, self.steps = model, recipe, folder, steps
        self.log = Log(folder)
        self.step, self.epoch, self.at, self.seconds = 0, 0, 0, 0.0
        self.teachers: list[Heads] = []
        self.optimizer = torch.optim.AdamW(_groups(model, recipe), betas=(0.9, 0.98), fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._rate)

    def _rate(self, step: int) -> float:
        warm = max(1, round(self.steps * self.recipe.warmup))
        return min((step + 1) / warm, max(0.0, (self.steps - step) / max(1, self.steps - warm)))

    def one_epoch(self, examples: Sequence[Example], wordpieces: Wordpieces) -> None:
        sums: dict[str, float] = {}
        counted = 0
        began = saved = time.monotonic()
        lessons = _lessons(examples, wordpieces, self.recipe, self.epoch)
        self.model.train()
        for lesson in lessons[self.at :]:
            for name, value in self._learn(lesson).items():
                sums[name] = sums.get(name, 0.0) + value
            counted += 1
            self.step, self.at = self.step + 1, self.at + 1
            self.seconds, began = self.seconds + time.monotonic() - began, time.monotonic()
            if self.step % LOG_STEPS == 0:
                left = self.seconds / self.step * (self.steps - self.step)
                means = {name: round(value / counted, 4) for name, value in sums.items()}
                self.log(event="step", step=self.step, left=round(left), **means)
                sums, counted = {}, 0
            if time.monotonic() - saved > CHECKPOINT_SECONDS:
                self.save()
                saved = time.monotonic()
        self.epoch, self.at = self.epoch + 1, 0

    def _learn(self, lesson: Lesson) -> dict[str, float]:
        torch.manual_seed(self.recipe.seed * 1_000_003 + self.step)  # resumed runs drop the same states
        told = {"teachers": self.teachers, "share": self.recipe.share}
        found = losses(self.model, lesson, dropout=self.recipe.dropout, **told)  # type: ignore[arg-type]
        total = sum(self.recipe.weights.get(name, 0.0) * value for name, value in found.items())
        assert isinstance(total, torch.Tensor)
        self.optimizer.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        values = {name: value.item() for name, value in found.items()}
        if not math.isfinite(sum(values.values())):
            raise SystemExit(f"step {self.step}: the loss is not finite: {values}")
        return values

    def save(self) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "where": (self.step, self.epoch, self.at, self.seconds),
        }
        torch.save(state, self.folder / "checkpoint.part")
        (self.folder / "checkpoint.part").replace(self.folder / "checkpoint.pt")

    def resume(self) -> None:
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.step, self.epoch, self.at, self.seconds = state["where"]


def _groups(model: Tagger, recipe: Recipe) -> list[dict[str, object]]:
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = recipe.rate if name.startswith("encoder") else recipe.crf_rate if "_crf" in name else recipe.head_rate
        if name in ("encoder.cases.weight", "encoder.quotes.weight"):
            rate = recipe.head_rate  # they start from nothing
        decay = recipe.decay if parameter.dim() > 1 and "_crf" not in name else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return [{"params": some, "lr": rate, "weight_decay": decay} for (rate, decay), some in groups.items()]
