"""Word alignment of two 40-word quotations, against difflib and plain rapidfuzz opcodes, on the same words in one run.

    python -m benchmarks.alignment [--pairs N] [--rounds N]

The quotations are invented; in each pair one is the other with what outlets do to it: cut, a word replaced, words
dropped or put in, a part moved. All get the words folded; ours also codes each wording once, as collation does, since
a wording is compared with many. Rounds are interleaved; the figure is the ratio of CPU times, each of its least
disturbed round. "What the record uses" is the alignment that every comparison of the record rests on: by weight, with
gap costs. More lines say what coding adds, and what the whole comparison costs with its reading of the text, table,
relation and edits.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from difflib import SequenceMatcher

from rapidfuzz.distance import Levenshtein

from benchmarks.invented import Speech
from onrecord.collate.align import best_blocks
from onrecord.collate.coding import Coded, Vocabulary, in_order
from onrecord.collate.relate import compare_wordings
from onrecord.model import Article, Span

_LENGTH = 40

Pair = tuple[list[str], list[str]]


def quotation(speech: Speech) -> list[str]:
    """Forty words of invented sentences, folded."""
    words: list[str] = []
    while len(words) < _LENGTH:
        words += speech.sentence().lower().replace(",", "").replace(".", "").split()
    return words[:_LENGTH]


def variant(speech: Speech, first: list[str]) -> list[str]:
    """The same quotation as another outlet might print it, still of forty words."""
    rng, out = speech.rng, list(first)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(_LENGTH)
        change = rng.randrange(4)
        if change == 0:
            out[at] = speech.any.next()
        elif change == 1:
            out.insert(at, out.pop(rng.randrange(_LENGTH)))
        elif change == 2:
            del out[at : at + 3]
            out += quotation(speech)[: _LENGTH - len(out)]
        else:
            out = (quotation(speech)[:5] + out)[:_LENGTH]
    return out


def pairs(count: int) -> list[Pair]:
    speech = Speech(7)
    firsts = [quotation(speech) for _ in range(count)]
    return [(first, variant(speech, first)) for first in firsts]


def whole(name: str, words: list[str]) -> list[Span]:
    text = " ".join(words)
    return [Article(name, text).span(0, len(text))]


def seconds(work: Callable[[], object]) -> float:
    """CPU time of the second of two runs: the first fills the caches that the work before it emptied."""
    work()
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=15)
    told = parser.parse_args()
    tested = pairs(told.pairs)
    ready = [code(pair) for pair in tested]
    printed = [(whole("a", a), whole("b", b)) for a, b in tested]
    work: dict[str, Callable[[], object]] = {
        "difflib": lambda: [SequenceMatcher(None, a, b, autojunk=False).get_opcodes() for a, b in tested],
        "rapidfuzz, plain": lambda: [Levenshtein.opcodes(a, b) for a, b in tested],
        "onrecord, what the record uses": lambda: [best_blocks(a, b) for a, b in ready],
        "onrecord, coding as well": lambda: [best_blocks(*code(pair)) for pair in tested],
        "onrecord, the whole comparison": lambda: [compare_wordings(a, b) for a, b in printed],
    }
    times: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(told.rounds):
        for name, job in work.items():
            times[name].append(seconds(job))
    base = min(times["difflib"])
    for name, taken in times.items():
        each = min(taken) / told.pairs * 1e6
        print(f"{name:36} {each:8.1f} µs a pair   {base / min(taken):6.1f}× difflib")


def code(pair: Pair) -> tuple[Coded, Coded]:
    vocabulary = Vocabulary()
    a, b = (vocabulary.code(side) for side in pair)
    return (a, b) if in_order(a, b) else (b, a)


if __name__ == "__main__":
    main()
