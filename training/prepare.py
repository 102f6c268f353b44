"""`prepare`: labelled text to one file a part, with the teacher's sentence vectors."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training.base import base_folder
from training.gold import Event, Labelled, read
from training.network import Encoder, Shape, load_base

PARTS = ("train", "dev")


def prepare(polnear: Path, out: Path) -> None:
    """Write `articles-PART.jsonl.gz` and `vectors-PART.npz` for each part of `polnear` into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        articles = list(read(polnear, part))
        with gzip.open(out / f"articles-{part}.jsonl.gz", "wt", encoding="utf-8") as lines:
            for article in articles:
                lines.write(json.dumps(asdict(article), ensure_ascii=False) + "\n")
        print(f"{part}: {len(articles)} articles, {sum(len(a.events) for a in articles)} statements", flush=True)
        np.savez(out / f"vectors-{part}.npz", **dict(_vectors(articles)))


def load(folder: Path, part: str) -> Iterator[tuple[Labelled, np.ndarray]]:
    """The prepared articles of one part, each with its teacher vectors (sentences, 384)."""
    vectors = np.load(folder / f"vectors-{part}.npz")
    with gzip.open(folder / f"articles-{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            spans = [[tuple(map(tuple, event[key])) for key in ("source", "cue", "content")] for event in row["events"]]
            events = tuple(Event(*event) for event in spans)
            sentences, names = (tuple(map(tuple, row[key])) for key in ("sentences", "names"))
            yield Labelled(row["id"], row["text"], events, sentences, names), vectors[row["id"]]


def _vectors(articles: list[Labelled]) -> Iterator[tuple[str, np.ndarray]]:
    """The base model's own vector of each sentence by itself: mean over its pieces, of length one, as float16."""
    folder = base_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    encoder = Encoder(Shape()).eval()
    load_base(encoder, folder / "model.safetensors")
    for number, article in enumerate(articles, 1):
        texts = [article.text[start:end] for start, end in article.sentences]
        yield article.id, embed(encoder, tokenizer, texts).astype(np.float16)
        if number % 100 == 0:
            print(f"  vectors of {number}/{len(articles)} articles", flush=True)


@torch.inference_mode()
def embed(encoder: Encoder, tokenizer: Tokenizer, texts: list[str]) -> np.ndarray:
    """Unit vectors (texts, 384)."""
    ids = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    found = np.zeros((len(ids), 384), np.float32)
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    for at in range(0, len(order), 16):
        some = order[at : at + 16]
        width = len(ids[some[-1]])
        padded = torch.tensor([ids[i] + [0] * (width - len(ids[i])) for i in some])
        mask = torch.tensor([[1] * len(ids[i]) + [0] * (width - len(ids[i])) for i in some])
        zeros = torch.zeros_like(padded)
        states = encoder(padded, zeros, zeros, mask) * mask[:, :, None]
        found[some] = torch.nn.functional.normalize(states.sum(1) / mask.sum(1, keepdim=True)).numpy()
    return found
