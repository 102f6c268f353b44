"""`evaluate`: the scores of a run or of exported weights, by the project's own scorer."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from evaluation.scorers import score_attribution as scorer
from onrecord.model import Layout, Proposal
from onrecord.tag.calibration import Calibration
from onrecord.tag.decode import Found, proposals
from onrecord.tag.heads import SENSES, Heads
from onrecord.tag.inputs import Wordpieces, encode
from onrecord.tag.runtime import Settings, Tagger
from training import network
from training.gold import Labelled
from training.layout import layout

KEYS = ("source", "cue", "content")


class TorchSession:
    """The network in PyTorch where ONNX Runtime's session is asked for."""

    def __init__(self, encoder: network.Encoder) -> None:
        self._encoder = encoder.eval()

    @torch.inference_mode()
    def run(self, output_names: Any, input_feed: dict[str, np.ndarray]) -> list[np.ndarray]:
        """The states of a batch: see `onrecord.tag.runtime.Session`."""
        ids, case, quote = (torch.from_numpy(input_feed[name]) for name in ("ids", "case", "quote"))
        return [self._encoder(ids, case, quote, torch.ones_like(ids)).float().numpy()]


def head_arrays(model: network.Tagger) -> dict[str, np.ndarray]:
    """The heads as `onrecord.tag.heads.Heads` takes them."""
    state = {name: tensor.detach().numpy() for name, tensor in model.heads.state_dict().items()}
    arrays = {}
    for name in ("roles", "names", "vector", "word", "cue", "gate", "arguments"):
        arrays[name] = np.ascontiguousarray(state[f"{name}.weight"].T)
        if f"{name}.bias" in state:
            arrays[f"{name}_bias"] = state[f"{name}.bias"]
    for name, crf in (("role", model.heads.role_crf), ("argument", model.heads.argument_crf)):
        arrays[f"{name}_transitions"] = crf.table().detach().numpy()
        arrays[f"{name}_starts"] = crf.starts.detach().numpy()
    arrays["senses"] = np.zeros((len(arrays["vector"]), SENSES), np.float32)  # until `training.facts.head` learns them
    return arrays | {"places": state["places.weight"], "carry": state["carry"]}


def torch_tagger(model: network.Tagger, wordpieces: Wordpieces, settings: Settings) -> Tagger:
    """A tagger that runs the network itself."""
    return Tagger(TorchSession(model.encoder), wordpieces, Heads.of(head_arrays(model)), settings)


Reading = tuple[Labelled, Layout, list[Found]]


def read_all(tagger: Tagger, wordpieces: Wordpieces, articles: Iterable[Labelled]) -> tuple[list[Reading], float]:
    """What the tagger finds in each article, and the words a second of CPU that took."""
    readings, words, began = [], 0, time.process_time()
    for article in articles:
        shape = layout(article.text)
        encoded = encode(article.text, shape, wordpieces)
        readings.append((article, shape, tagger.read(encoded)))
        words += len(article.text.split())
    return readings, words / (time.process_time() - began)


def statement(proposal: Proposal) -> dict[str, list[list[int]]]:
    """A proposal as the scorer reads it."""
    parts = {"source": [proposal.source] if proposal.source else [], "cue": [proposal.cue] if proposal.cue else []}
    return {**{k: [list(r) for r in v] for k, v in parts.items()}, "content": [list(r) for r in proposal.content]}


def score(readings: Sequence[Reading], calibration: Calibration, least: float, *, bootstrap: int = 0) -> dict[str, Any]:
    """The scorer's report on what is believed of the readings."""
    return dict(scorer.score(*as_scored(readings, calibration, least), bootstrap))


def as_scored(
    readings: Sequence[Reading], calibration: Calibration, least: float
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the labels say and what is believed, by article, as the scorer takes them."""
    gold, predicted = {}, {}
    for article, shape, found in readings:
        events = [{k: list(getattr(event, k)) for k in KEYS} for event in article.events]
        gold[article.id] = (scorer.Article(article.text), events)
        kept = map(statement, proposals(found, shape.words, calibration, least=least))
        predicted[article.id] = [{k: [tuple(span) for span in one[k]] for k in KEYS} for one in kept]
    return gold, predicted


def headline(report: dict[str, Any]) -> dict[str, float]:
    """The figures that decide, in percent."""
    lenient, classes = report["lenient"], report["lenient"]["classes"]
    values = {
        "lenient": lenient["end_to_end"]["f1"],
        "precision": lenient["end_to_end"]["p"],
        "recall": lenient["end_to_end"]["r"],
        "strict": report["strict"]["end_to_end"]["f1"],
        "attributed": report["attributed_tokens"]["f1"],
        "content": report["tokens"]["content"]["f1"],
        "source_accuracy": lenient["source_accuracy"],
        "direct_r": classes["direct"]["end_to_end_recall"],
        "direct_p": classes["direct"]["end_to_end_precision"],
        "mixed_r": classes["mixed"]["end_to_end_recall"],
        "indirect_r": classes["indirect"]["end_to_end_recall"],
        **{f"exact_{k}": report["exact_spans"][k]["f1"] for k in KEYS},
    }
    return {name: round(100 * (value or 0.0), 2) for name, value in values.items()}


def right(reading: Reading) -> list[bool]:
    """Whether each statement found has content and source right, by the scorer's lenient rule."""
    article, shape, found = reading
    text = scorer.Article(article.text)
    golds = [scorer.Statement(text, {k: list(getattr(e, k)) for k in KEYS}) for e in article.events]
    neutral = neutral_calibration()
    answers = []
    for item in found:
        (proposal,) = proposals([item], shape.words, neutral, least=0.0)
        guess = scorer.Statement(text, {k: [tuple(s) for s in v] for k, v in statement(proposal).items()})
        near = [g for g in golds if scorer.jaccard(g.content, guess.content) >= scorer.LENIENT]
        answers.append(any(scorer.source_right(g, guess)[1] for g in near))
    return answers


def neutral_calibration() -> Calibration:
    """A calibration that gives every statement one half."""
    return Calibration.of({})


def write_predictions(readings: Sequence[Reading], calibration: Calibration, least: float, path: Path) -> None:
    """Predictions as the scorer reads them from a file."""
    with path.open("w", encoding="utf-8") as lines:
        for article, shape, found in readings:
            kept = [statement(p) for p in proposals(found, shape.words, calibration, least=least)]
            lines.write(json.dumps({"id": article.id, "statements": kept}) + "\n")
