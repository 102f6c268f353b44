"""Which stretches of an article the encoder sees at once.

A window is a range of words, whole paragraphs wherever they fit, written `[CLS] paragraph [SEP] paragraph [SEP]`. Each
word is kept from one window only: where windows overlap, the overlap is split in the middle.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from onrecord.model import Range
from onrecord.tag.inputs import Encoded, Ints, Wordpieces


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start:end` are seen, words `keep_start:keep_end` are kept."""

    start: int
    end: int
    keep_start: int
    keep_end: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as the encoder takes them, all arrays (windows, pieces).

    `rows`/`columns`: where the first piece of each word stands, word by word and window by window.
    """

    ids: Ints
    case: Ints
    quote: Ints
    mask: Ints
    rows: Ints
    columns: Ints


def costs(encoded: Encoded) -> Ints:
    """The pieces of each word, the separator after a paragraph counted with its last word."""
    cost = np.diff(encoded.first)
    for _, end in encoded.paragraphs:
        cost[end - 1] += 1
    return cost


def plan(encoded: Encoded, *, most: int, context: int, first: int | None = None) -> list[Window]:
    """Windows of at most `most` pieces that together keep every word once.

    `context`: how many pieces of the paragraph before a window may repeat (0: none). A paragraph too long for one
    window is cut, and its windows overlap by `context` pieces, at least 32. `first`: another cap for the first window.
    """
    cost = costs(encoded)
    total = np.concatenate([np.zeros(1, np.int64), np.cumsum(cost)])
    ends = frozenset(end for _, end in encoded.paragraphs)
    raw: list[Range] = []
    start, room = 0, (first or most) - 1
    while start < encoded.size:
        fits = int(np.searchsorted(total, total[start] + room, side="right")) - 1
        whole = encoded.stops(start, fits)
        done = raw[-1][1] if raw else start
        end = whole[-1] if whole and whole[-1] > done else max(fits, start + 1)
        end = min(max(end, start + 1), encoded.size)
        raw.append((start, end))
        if end >= encoded.size:
            break
        start = _next_start(total, encoded, end, start, context, end in ends)
        room = most - 1
    return _keep(raw, ends)


def _next_start(total: Ints, encoded: Encoded, end: int, start: int, context: int, whole: bool) -> int:
    if whole:
        opening = encoded.paragraphs[bisect_left(encoded.paragraphs, end, key=itemgetter(1))][0]
        return opening if start < opening and total[end] - total[opening] <= context else end
    back = int(np.searchsorted(total, total[end] - max(context, 32)))
    return max(min(back, end), start + 1)


def _keep(raw: Sequence[Range], ends: frozenset[int]) -> list[Window]:
    windows = []
    kept = 0
    for index, (start, end) in enumerate(raw):
        cut = index + 1 < len(raw) and end not in ends  # inside a paragraph: split the overlap
        stop = max((raw[index + 1][0] + end + 1) // 2, kept) if cut else end
        windows.append(Window(start, end, kept, stop))
        kept = stop
    return windows


def batch(items: Sequence[tuple[Encoded, Window]], wordpieces: Wordpieces) -> Batch:
    """The windows, each with the article it is of, as padded arrays."""
    rows = [_row(encoded, window, wordpieces) for encoded, window in items]
    shape = (len(rows), max(len(row[0]) for row in rows))
    ids = np.full(shape, wordpieces.pad, np.int64)
    case, quote, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for number, (piece, cases, quotes, _) in enumerate(rows):
        ids[number, : len(piece)] = piece
        case[number, : len(piece)] = cases
        quote[number, : len(piece)] = quotes
        mask[number, : len(piece)] = 1
    return Batch(
        ids,
        case,
        quote,
        mask,
        rows=np.repeat(np.arange(len(rows)), [len(row[3]) for row in rows]),
        columns=np.concatenate([row[3] for row in rows]),
    )


def _row(encoded: Encoded, window: Window, wordpieces: Wordpieces) -> tuple[Ints, Ints, Ints, Ints]:
    """Ids, case and quotation of each piece, and the column of each word's first piece."""
    start, end = window.start, window.end
    lengths = np.diff(encoded.first[start : end + 1])
    breaks = encoded.stops(start, end)
    after = np.zeros(end - start, np.int64)  # separators up to and with the word before
    for cut in breaks:
        after[cut - start :] += 1
    columns = 1 + np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)[:-1]]) + after
    size = 1 + int(lengths.sum()) + len(breaks)
    ids = np.full(size, wordpieces.sep, np.int64)
    ids[0] = wordpieces.cls
    case, quote = np.zeros(size, np.int64), np.zeros(size, np.int64)
    where = np.repeat(columns, lengths) + _within(lengths)
    ids[where] = encoded.pieces[encoded.first[start] : encoded.first[end]]
    case[where] = np.repeat(encoded.case[start:end], lengths)
    quote[where] = np.repeat(encoded.quote[start:end], lengths)
    return ids, case, quote, columns


def _within(lengths: Ints) -> Ints:
    """0, 1, … inside each run: [2, 3] gives [0, 1, 0, 1, 2]."""
    total = np.cumsum(lengths)
    counted: Ints = np.arange(int(total[-1])) - np.repeat(total - lengths, lengths)
    return counted
