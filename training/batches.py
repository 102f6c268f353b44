"""Windows of labelled articles as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from onrecord.model import Range
from onrecord.tag.inputs import Encoded, Wordpieces
from onrecord.tag.windows import Window, batch, plan
from training.examples import Example, WordEvent

BEFORE, AFTER = 128, 160  # words around a cue in which its arguments are looked for
Item = tuple[Example, Encoded, Window]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One batch. Words of all windows are laid end to end (N of them); every word number below counts in that row.

    `rows`/`columns`: where the first piece of each word is; `low`/`high`: the words near it, as a range;
    `paragraphs` (P, 2), `sentences` (S, 2), `cues` (K, 2): ranges; `arguments` (K, N): the tag of each word as an
    argument of the cue; `vectors` (S, 384); `taught`: each teacher's states (N, width), float16;
    `labelled`: whether anybody but the teachers knows what is in it.
    """

    ids: Tensor
    case: Tensor
    quote: Tensor
    mask: Tensor
    rows: Tensor
    columns: Tensor
    roles: Tensor
    names: Tensor
    low: Tensor
    high: Tensor
    paragraphs: Tensor
    cues: Tensor
    arguments: Tensor
    sentences: Tensor
    vectors: Tensor
    taught: tuple[Tensor, ...] = ()
    labelled: bool = True


def epoch(
    examples: Sequence[Example], wordpieces: Wordpieces, *, most: int, pieces: int, masked: float, dice: random.Random
) -> Iterator[Lesson]:
    """All articles once, in windows of at most `most` pieces cut at new places, about `pieces` pieces a batch.

    One article in three is shown with straight quotation marks. `masked`: the share of words that are hidden.
    """
    items: list[Item] = []
    for example in examples:
        encoded = example.straight if dice.random() < 1 / 3 else example.encoded
        first = dice.randint(most // 4, most)
        items += [(example, encoded, w) for w in plan(encoded, most=most, context=0, first=first)]
    dice.shuffle(items)
    for group in _batches(items, pieces, dice):
        yield lesson(group, wordpieces, masked=masked, dice=dice)


def _batches(items: list[Item], pieces: int, dice: random.Random) -> list[list[Item]]:
    """Windows of like length together, labelled and not apart, and the batches in random order."""

    def size(item: Item) -> int:
        return int(item[1].first[item[2].end] - item[1].first[item[2].start])

    found: list[list[Item]] = []
    for labelled in (True, False):
        some = [item for item in items if item[0].labelled is labelled]
        for at in range(0, len(some), 256):
            group: list[Item] = []
            for item in sorted(some[at : at + 256], key=size):
                if group and (len(group) + 1) * (size(item) + 8) > pieces:
                    found.append(group)
                    group = []
                group.append(item)
            found.append(group)
    dice.shuffle(found)
    return found


def lesson(items: Sequence[Item], wordpieces: Wordpieces, *, masked: float, dice: random.Random) -> Lesson:
    """The tensors of some windows."""
    arrays = batch([(encoded, window) for _, encoded, window in items], wordpieces)
    ids = arrays.ids
    if masked:
        _mask(ids, arrays.rows, arrays.columns, wordpieces, masked, dice)
    marks = _Marks(len(arrays.rows))
    for item in items:
        marks.add(item)

    def labels(of: str) -> Tensor:
        return _joined([getattr(example, of)[window.start : window.end] for example, _, window in items])

    return Lesson(
        *(torch.from_numpy(a) for a in (ids, arrays.case, arrays.quote, arrays.mask, arrays.rows, arrays.columns)),
        roles=labels("roles"),
        names=labels("names"),
        low=torch.from_numpy(marks.low),
        high=torch.from_numpy(marks.high),
        paragraphs=_ranges(marks.paragraphs),
        cues=_ranges(marks.cues),
        arguments=torch.from_numpy(np.array(marks.arguments, np.int64).reshape(-1, marks.total)),
        sentences=_ranges(marks.sentences),
        vectors=torch.from_numpy(np.array(marks.vectors, np.float32).reshape(-1, 384)),
        taught=tuple(
            _joined([e.taught[number][w.start : w.end] for e, _, w in items])
            for number in range(len(items[0][0].taught))
        ),
        labelled=items[0][0].labelled,
    )


class _Marks:
    """What lies where in the row of all words of a batch, window by window."""

    def __init__(self, total: int) -> None:
        self.total, self._base = total, 0
        self.low, self.high = np.zeros(total, np.int64), np.zeros(total, np.int64)
        self.paragraphs: list[Range] = []
        self.cues: list[Range] = []
        self.arguments: list[np.ndarray] = []
        self.sentences: list[Range] = []
        self.vectors: list[np.ndarray] = []

    def add(self, item: Item) -> None:
        """The next window: only what lies in it."""
        example, encoded, window = item
        shift = self._base - window.start
        inside = [
            (max(a, window.start) + shift, min(b, window.end) + shift)
            for a, b in encoded.paragraphs
            if a < window.end and b > window.start
        ]
        for number, (a, b) in enumerate(inside):
            self.low[a:b], self.high[a:b] = a, inside[min(number + 1, len(inside) - 1)][1]
        self.paragraphs += inside
        for event in example.events:
            if window.start <= event.cue[0] and event.cue[1] <= window.end:
                self.cues.append((event.cue[0] + shift, event.cue[1] + shift))
                self.arguments.append(_arguments(event, window, self._base, self.total))
        for number, (a, b) in enumerate(example.sentences):
            if window.start <= a < b <= window.end and example.vectors is not None:
                self.sentences.append((a + shift, b + shift))
                self.vectors.append(example.vectors[number])
        self._base += window.end - window.start


def _joined(pieces: Sequence[np.ndarray]) -> Tensor:
    return torch.from_numpy(np.concatenate(pieces))


def _ranges(of: list[Range]) -> Tensor:
    return torch.tensor(of, dtype=torch.long).reshape(-1, 2)


def _arguments(event: WordEvent, window: Window, base: int, total: int) -> np.ndarray:
    tags = np.zeros(total, np.int64)
    for kind, runs in ((1, event.content), (0, event.source)):
        for a, b in runs:
            start, end = max(a, window.start) - window.start + base, min(b, window.end) - window.start + base
            if start < end:
                tags[start:end] = 2 + 2 * kind
                tags[start] = 1 + 2 * kind
    return tags


def _mask(
    ids: np.ndarray, rows: np.ndarray, columns: np.ndarray, wordpieces: Wordpieces, share: float, dice: random.Random
) -> None:
    for word in dice.sample(range(len(rows)), round(share * len(rows))):
        ids[rows[word], columns[word]] = wordpieces.mask
