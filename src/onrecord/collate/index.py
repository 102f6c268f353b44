"""Candidates for a link, from an inverted index of rare runs of words: never all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.collate.versions import Version

# A version of up to so many words is a fragment: it is looked up by its rarest word, longer ones by runs of words.
FRAGMENT_WORDS = 4
_RUN = 2
# A run of words in more versions than this says nothing by itself; one text printed everywhere is found by rarer ones.
_MAX_POSTINGS = 400


def candidates(versions: Sequence[Version]) -> list[tuple[int, int]]:
    """Pairs (i, j), i < j, of versions worth aligning, in order: they share a run of two words with a content word
    in it, or one is a fragment and the other has its rarest word."""
    by_word: dict[str, list[int]] = defaultdict(list)
    by_run: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, version in enumerate(versions):
        for key in dict.fromkeys(version.words.keys):
            by_word[key].append(number)
        for run in dict.fromkeys(_runs(version)):
            by_run[run].append(number)
    found: set[tuple[int, int]] = set()
    for postings in by_run.values():
        if len(postings) <= _MAX_POSTINGS:
            found.update((i, j) for n, i in enumerate(postings) for j in postings[n + 1 :])
    for number, version in enumerate(versions):
        if 0 < len(version.words.units) <= FRAGMENT_WORDS:
            found.update(_of_fragment(number, version, by_word))
    return sorted(found)


def _of_fragment(number: int, version: Version, by_word: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    keys = version.content or version.words.keys
    rarest = min(keys, key=lambda key: (len(by_word[key]), key))
    for other in by_word[rarest]:
        if other != number:
            yield min(number, other), max(number, other)


def _runs(version: Version) -> Iterator[tuple[str, ...]]:
    units = version.words.units
    for at in range(len(units) - _RUN + 1):
        run = units[at : at + _RUN]
        if any(unit.cls == "content" for unit in run):
            yield tuple(unit.key for unit in run)
