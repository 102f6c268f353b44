"""Finished runs as teachers: what they make of each word, kept for the whole run of their student.

Hinton, Vinyals and Dean, "Distilling the knowledge in a neural network", 2015. The teachers read each article once, as
printed and with nothing hidden; only their heads run again, on the cues that the student is shown. They also read text
without labels: what they have learned by heart of the labelled articles is not what they would say of others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from onrecord.tag.decode import decode
from onrecord.tag.heads import Heads
from onrecord.tag.inputs import Encoded, Wordpieces
from onrecord.tag.windows import batch, plan
from training.evaluate import head_arrays
from training.examples import Example, WordEvent, example
from training.gold import Labelled
from training.network import Tagger

AT_ONCE = 8  # windows that a teacher reads together


def taught(
    examples: Sequence[Example], teachers: Sequence[Tagger], wordpieces: Wordpieces, *, most: int
) -> list[Example]:
    """The examples, each with every teacher's state of each word, read in windows of at most `most` pieces.

    Where there are no labels, the cues are those that the first teacher finds.
    """
    found = []
    for one in examples:
        states = _states(one.encoded, teachers, wordpieces, most) if teachers and one.encoded.size else []
        events = one.events
        if states and not one.labelled:
            heads = Heads.of(head_arrays(teachers[0]))
            read = decode(states[0], one.encoded.paragraphs, one.encoded.quote, heads)
            events = tuple(WordEvent((), item.cue, ()) for item in read)
        found.append(replace(one, events=events, taught=tuple(s.astype(np.float16) for s in states)))
    return found


@torch.inference_mode()
def _states(encoded: Encoded, teachers: Sequence[Tagger], wordpieces: Wordpieces, most: int) -> list[np.ndarray]:
    """Each teacher's state of each word (words, width): a few windows at a time."""
    windows = plan(encoded, most=most, context=0)
    found = [np.zeros((encoded.size, teacher.shape.width), np.float32) for teacher in teachers]
    for at in range(0, len(windows), AT_ONCE):
        some = windows[at : at + AT_ONCE]
        arrays = batch([(encoded, window) for window in some], wordpieces)
        ids, case, quote, mask = (torch.from_numpy(x) for x in (arrays.ids, arrays.case, arrays.quote, arrays.mask))
        for teacher, states in zip(teachers, found, strict=True):
            seen = teacher.encoder(ids, case, quote, mask).numpy()[arrays.rows, arrays.columns]
            base = 0
            for window in some:
                first = base + window.keep_start - window.start
                kept = window.keep_end - window.keep_start
                states[window.keep_start : window.keep_end] = seen[first : first + kept]
                base += window.end - window.start
    return found


def unlabelled(path: Path, wordpieces: Wordpieces) -> Iterator[Example]:
    """The texts of a file of JSON lines (`id`, `text`), to be read by teachers. Text in tokens is put together."""
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            article = Labelled(row["id"], together(row["text"]), (), (), ())
            yield replace(example(article, wordpieces, None), labelled=False)


_SPACES = (
    (re.compile(r"(?<=\w) ([’']) (?=(?:s|t|re|ve|ll|d|m)\b)"), r"\1"),
    (re.compile(r"`` ?| ?''"), '"'),
    (re.compile(r" (?=[.,;:!?)\]”’%]|n't\b|'(?:s|re|ve|ll|d|m)\b)"), ""),
    (re.compile(r"(?<=[(\[“‘$]) "), ""),
)


def together(text: str) -> str:
    """Text without the spaces that a tokeniser put around its marks."""
    for pattern, plain in _SPACES:
        text = pattern.sub(plain, text)
    return text
