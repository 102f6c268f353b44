"""Words as the encoder takes them: wordpieces, the case of the letters, and where quotation marks stand.

The base vocabulary is uncased, so the case is an input of its own; so is being inside quotation marks, which a window
that opens in the middle of a quotation could not know. Training and inference both come through here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from onrecord.model import Layout, Quotation, Range

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

CASES = 5  # no letters, lower, Title, UPPER, mIxed
QUOTES = 4  # outside, inside, the opening mark, the closing mark
MAX_PIECES = 12  # of one word: what is longer is no word that a tag could hang on
BLOCK = 8192  # words read together: bounds the memory; a paragraph of more is cut
_MAX_CACHE = 200_000


@dataclass(frozen=True, slots=True)
class Encoded:
    """One article as arrays.

    `pieces`: wordpiece ids of all words, `first[w]:first[w + 1]` those of word w; `case` and `quote`: one value a
    word; `paragraphs`: half-open ranges of words.
    """

    pieces: Ints
    first: Ints
    case: Ints
    quote: Ints
    paragraphs: tuple[Range, ...]

    @property
    def size(self) -> int:
        """The number of words."""
        return len(self.case)

    def part(self, start: int, end: int) -> Encoded:
        """The words `start`..`end` by themselves; both must be ends of paragraphs."""
        first = self.first[start : end + 1]
        inside = tuple((a - start, b - start) for a, b in self.paragraphs if start <= a and b <= end)
        return Encoded(
            pieces=self.pieces[first[0] : first[-1]],
            first=first - first[0],
            case=self.case[start:end],
            quote=self.quote[start:end],
            paragraphs=inside,
        )

    def blocks(self) -> list[Range]:
        """The words in blocks of whole paragraphs: all of them in one, unless there are over BLOCK."""
        found: list[Range] = []
        for start, end in self.paragraphs:
            if found and end - found[-1][0] <= BLOCK:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    def stops(self, start: int, end: int) -> list[int]:
        """Where the paragraphs end that end in the words `start`..`end`, the last word included."""
        first = bisect_right(self.paragraphs, start, key=itemgetter(1))
        last = bisect_right(self.paragraphs, end, key=itemgetter(1))
        return [stop for _, stop in self.paragraphs[first:last]]


class Wordpieces:
    """Wordpieces of single words, each distinct word looked up once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}
        vocabulary = tokenizer.get_vocab()
        special = ("[CLS]", "[SEP]", "[PAD]", "[MASK]", "[UNK]")
        self.cls, self.sep, self.pad, self.mask, self.unknown = (vocabulary[name] for name in special)

    def of(self, forms: Sequence[str]) -> list[tuple[int, ...]]:
        """The pieces of each word, at least one and at most MAX_PIECES."""
        known = self._known
        new = [form for form in dict.fromkeys(forms) if form not in known]
        if new:
            if len(known) + len(new) > _MAX_CACHE:
                known.clear()
                new = list(dict.fromkeys(forms))
            found = self._tokenizer.encode_batch([form[:100] for form in new], add_special_tokens=False)
            for form, encoding in zip(new, found, strict=True):
                known[form] = tuple(encoding.ids[:MAX_PIECES]) or (self.unknown,)
        return [known[form] for form in forms]


def case_of(form: str) -> int:
    """0 no letters, 1 lower, 2 Title (also a lone capital), 3 UPPER, 4 mixed."""
    if form.islower():
        return 1
    if form.isupper():
        return 3 if sum(map(str.isalpha, form)) > 1 else 2
    if form[:1].isupper() and form[1:].islower():
        return 2
    return 4 if any(map(str.isalpha, form)) else 0


def quote_marks(words: Sequence[Range], quotations: Iterable[Quotation]) -> Ints:
    """One value a word: 0 outside, 1 inside a quotation, 2 its opening mark, 3 its closing mark."""
    found = np.zeros(len(words), np.int64)
    starts = [start for start, _ in words]
    for quotation in quotations:
        first, last = bisect_left(starts, quotation.start), bisect_left(starts, quotation.end)
        found[first:last] = 1
        if quotation.opened and first > 0:
            found[first - 1] = 2
        if quotation.closed and last < len(words):
            found[last] = 3
    return found


def paragraph_words(words: Sequence[Range], paragraphs: Iterable[Range]) -> tuple[Range, ...]:
    """The paragraphs as ranges of words, empty ones left out; together they hold every word."""
    starts = [start for start, _ in words]
    cuts = sorted({0, len(words), *(bisect_left(starts, start) for start, _ in paragraphs)})
    return tuple((at, min(at + BLOCK, end)) for start, end in pairwise(cuts) for at in range(start, end, BLOCK))


def encode(text: str, layout: Layout, wordpieces: Wordpieces) -> Encoded:
    """The arrays of one text."""
    forms = [text[start:end] for start, end in layout.words]
    pieces = wordpieces.of(forms)
    lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
    cases = {form: case_of(form) for form in set(forms)}
    return Encoded(
        pieces=np.fromiter((piece for word in pieces for piece in word), np.int64, int(lengths.sum())),
        first=np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)]),
        case=np.fromiter((cases[form] for form in forms), np.int64, len(forms)),
        quote=quote_marks(layout.words, layout.quotations),
        paragraphs=paragraph_words(layout.words, layout.paragraphs),
    )
