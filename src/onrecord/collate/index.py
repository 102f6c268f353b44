"""Candidates for a link, from an inverted index of rare runs of words: never all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.collate.versions import Version

# A shorter or lighter version is a fragment: it is looked up by each of its words, longer ones by runs of words.
_PASSAGE_WORDS, _PASSAGE_WEIGHT = 6, 8.0
_RUN = 2
# A run of words in more versions than this says nothing by itself; one text printed everywhere is found by rarer ones.
_MAX_POSTINGS = 400


def candidates(versions: Sequence[Version]) -> list[tuple[int, int]]:
    """Pairs (i, j), i < j, of versions worth aligning, in order: they share a run of two words with a content word
    in it, or one is a fragment and the other has one of its content words."""
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
        if is_fragment(version):
            for key in version.content or version.words.keys:
                found.update((min(number, other), max(number, other)) for other in by_word[key] if other != number)
    return sorted(found)


def is_fragment(version: Version) -> bool:
    """Whether a version is too short to hold an utterance together by itself."""
    return version.weight < _PASSAGE_WEIGHT or len(version.words.units) < _PASSAGE_WORDS


def _runs(version: Version) -> Iterator[tuple[str, ...]]:
    units = version.words.units
    for at in range(len(units) - _RUN + 1):
        run = units[at : at + _RUN]
        if any(unit.cls == "content" for unit in run):
            yield tuple(unit.key for unit in run)
