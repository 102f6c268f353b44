"""Near-duplicates among invented paragraphs, against datasketch's MinHashLSH on the same words in the same run.

    python -m benchmarks.near_duplicates [--paragraphs 100000]

One paragraph in ten is an earlier one with what editors do to it: words replaced, dropped or put in, a sentence left
out, added or moved. One in ten has a sentence that others have too, one in twenty ends in one of a few lines of
furniture. To be found: pairs whose runs of five words have a resemblance (Jaccard's) of one half at least. Those are
known for each pair that was planted or that either side found. Both sides get the paragraphs as lines of words with
blanks between them; what is timed (CPU time) goes from there to pairs of paragraphs, the exact check of each candidate
included, by the same code.
The peer runs in an environment of its own, with the settings of its documentation (128 permutations, threshold .5) and
its fastest hash that we know of.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from benchmarks.invented import Speech
from benchmarks.peers import ask, peer_python
from onrecord.copies.index import candidates
from onrecord.copies.numbers import numbers

_SIZE = 5
_ALIKE = 0.5
_AT_ONCE = 2_000  # paragraphs
_PEER = """
import json, sys, time
import xxhash
from datasketch import MinHash, MinHashLSH

told = json.load(sys.stdin)
start = time.process_time()
size = told["size"]
shingles = [
    {" ".join(words[at : at + size]).encode() for at in range(len(words) - size + 1)} or {" ".join(words).encode()}
    for words in (text.split(" ") for text in told["texts"])
]
lsh = MinHashLSH(threshold=told["threshold"], num_perm=128)
found = []
for at, minhash in enumerate(MinHash.generator(shingles, num_perm=128, hashfunc=xxhash.xxh32_intdigest)):
    found += [[other, at] for other in lsh.query(minhash)]
    lsh.insert(at, minhash)
print(json.dumps({"pairs": found, "seconds": time.process_time() - start}))
"""

Pair = tuple[int, int]


# the paragraphs --------------------------------------------------------------------------------
def paragraphs(count: int) -> tuple[list[str], set[Pair]]:
    """So many paragraphs, and the pairs of them of which the second is the first, edited."""
    speech = Speech(11)
    rng = speech.rng
    often = [_sentence(speech) for _ in range(max(1, count // 50))]
    lines = [_sentence(speech) for _ in range(8)]
    told: list[list[list[str]]] = []
    planted: set[Pair] = set()
    for at in range(count):
        if at and rng.random() < 0.1:
            first = rng.randrange(at)
            planted.add((first, at))
            told.append(_edited(speech, told[first]))
            continue
        sentences = [_sentence(speech) for _ in range(rng.randint(2, 6))]
        if rng.random() < 0.1:
            sentences[0] = rng.choice(often)
        if rng.random() < 0.05:
            sentences.append(rng.choice(lines))
        told.append(sentences)
    return [" ".join(word for sentence in paragraph for word in sentence) for paragraph in told], planted


def _sentence(speech: Speech) -> list[str]:
    return speech.sentence().lower().replace(",", "").replace(".", "").split()


def _edited(speech: Speech, paragraph: list[list[str]]) -> list[list[str]]:
    """The paragraph after an editor: up to one word in ten touched, one time in two a sentence too."""
    rng = speech.rng
    out = [list(sentence) for sentence in paragraph]
    for _ in range(rng.randint(0, max(1, sum(map(len, out)) // 10))):
        sentence = rng.choice(out)
        at = rng.randrange(len(sentence))
        sentence[at : at + rng.randint(0, 1)] = [speech.any.next()] * rng.randint(0, 1) or sentence[at : at + 1]
    if rng.random() < 0.5:
        change = rng.randrange(3)
        if change == 0 and len(out) > 1:
            del out[rng.randrange(len(out))]
        elif change == 1:
            out.insert(rng.randrange(len(out) + 1), _sentence(speech))
        else:
            out.append(out.pop(rng.randrange(len(out))))
    return out


# finding ---------------------------------------------------------------------------------------
def runs(text: str) -> frozenset[tuple[str, ...]]:
    words = text.split(" ")
    return frozenset(zip(*(words[k:] for k in range(_SIZE)), strict=False))


def alike(texts: list[str], pairs: Iterable[Pair]) -> set[Pair]:
    """Of these pairs those that resemble each other enough."""
    out = set()
    for a, b in pairs:
        one, other = runs(texts[a]), runs(texts[b])
        if one and len(one & other) >= _ALIKE * len(one | other):
            out.add((a, b))
    return out


def ours(texts: list[str]) -> set[Pair]:
    return set(candidates(coded(texts), size=_SIZE, shared=2, part=0.45))


def coded(texts: list[str]) -> Iterator[npt.NDArray[np.int64]]:
    """Each paragraph as numbers."""
    for first in range(0, len(texts), _AT_ONCE):
        batch = texts[first : first + _AT_ONCE]
        text = "".join(f" {one} " for one in batch)
        blank = np.frombuffer(text.encode("utf-32-le"), dtype="<u4") == ord(" ")
        edges = np.flatnonzero(blank[1:] != blank[:-1]) + 1
        starts, ends = edges[::2], edges[1::2]
        behind = np.cumsum([len(one) + 2 for one in batch])
        yield from np.split(numbers(text, starts, ends), np.searchsorted(starts, behind[:-1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--paragraphs", type=int, default=100_000)
    told = parser.parse_args()
    python = peer_python("datasketch==2.0.0", "xxhash")
    texts, planted = paragraphs(told.paragraphs)
    words = sum(text.count(" ") + 1 for text in texts)
    print(f"{len(texts):,} paragraphs, {words / len(texts):.0f} words each, {len(planted):,} edited from another")

    start = time.process_time()
    mine = ours(texts)
    searching = time.process_time() - start
    start = time.process_time()
    mine_alike = alike(texts, mine)
    checking = time.process_time() - start
    answer = ask(python, _PEER, told={"texts": texts, "size": _SIZE, "threshold": _ALIKE})
    theirs = {(a, b) for a, b in answer["pairs"]}
    start = time.process_time()
    theirs_alike = alike(texts, theirs)
    peer_checking = time.process_time() - start

    wanted = alike(texts, planted) | mine_alike | theirs_alike
    print(f"{len(wanted):,} pairs to be found")
    took = {"onrecord": searching + checking, "datasketch": answer["seconds"] + peer_checking}
    for name, found, right in (("onrecord", mine, mine_alike), ("datasketch", theirs, theirs_alike)):
        recall = len(right) / max(1, len(wanted))
        print(f"{name:12} {took[name]:7.2f} s   {len(found):8,} candidates   recall {recall:.4f}")
    print(f"onrecord is {took['datasketch'] / took['onrecord']:.1f} times as fast")
    print(f"without the exact check: {answer['seconds'] / searching:.1f} times")


if __name__ == "__main__":
    main()
