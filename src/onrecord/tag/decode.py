"""From the encoder's states to statements: cues, then what each cue says, then which of them to believe.

Roles of words are decoded as a chain by paragraph. Each cue found is then read once more: the words of its paragraph
are tagged as its own source and content, so that linking needs no rules (as arguments are found in
semantic role labelling: He et al., "Jointly predicting predicates and arguments", 2018).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log, log1p

import numpy as np

from onrecord.model import Proposal, Range
from onrecord.tag.calibration import FEATURES, Calibration
from onrecord.tag.chain import Chain, Floats, marginals, spans, viterbi
from onrecord.tag.heads import Heads, distance_classes
from onrecord.tag.inputs import Ints

SOURCE, CUE, CONTENT = 0, 1, 2
B_CUE, I_CUE = 1 + 2 * CUE, 2 + 2 * CUE
BEFORE, AFTER = 128, 160  # words around a cue in which its arguments are looked for
AT_END = 3  # a cue that starts so few words before its paragraph's end may speak of the next paragraph
LONGEST = 512  # words of a sequence; a longer paragraph is read in pieces
AT_ONCE = 64  # cues read together: bounds the memory
LIKELY = 0.2  # a cue whose best reading has no source takes one that is so probable
DOUBTFUL = 0.1  # a cue that the best reading leaves out is still tried from this probability on


@dataclass(frozen=True, slots=True)
class _Words:
    """What the roles and the marks say of each word: how likely it is of a cue, a source, a content; in quotation."""

    opens_cue: Floats
    cue: Floats
    source: Floats
    content: Floats
    quoted: Floats

    @classmethod
    def of(cls, sure: Floats, quote: Ints) -> _Words:
        cue, source, content = (sure[:, 1 + 2 * kind : 3 + 2 * kind].sum(1) for kind in (CUE, SOURCE, CONTENT))
        return cls(sure[:, B_CUE], cue, source, content, (quote > 0).astype(np.float32))


@dataclass(frozen=True, slots=True)
class Found:
    """A statement in word numbers, before it is believed: see `calibration.FEATURES` for what is known of it."""

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    features: tuple[float, ...]


def decode(states: Floats, paragraphs: Sequence[Range], quote: Ints, heads: Heads) -> list[Found]:
    """Every statement worth a look, in the order of the cues: `states` (words, width), paragraphs in word numbers."""
    if not len(states):
        return []
    scores = heads.role_scores(states)
    chains = list(_pieces(paragraphs))
    tags, sure = _roles(scores, chains, heads)
    cues = _cues(tags, sure, chains)
    features = heads.word_features(states, scores)
    words = _Words.of(sure, quote)
    found: list[Found] = []
    for at in range(0, len(cues), AT_ONCE):
        found += _read(cues[at : at + AT_ONCE], states, features, words, paragraphs, heads)
    return found


def proposals(
    found: Sequence[Found], words: Sequence[Range], calibration: Calibration, *, least: float
) -> tuple[Proposal, ...]:
    """What to believe: scored, the weaker of two that claim the same words left out, in text order."""
    scores = calibration.probabilities([item.features for item in found])
    taken: set[int] = set()
    kept: list[tuple[int, Proposal]] = []
    for number in sorted(range(len(found)), key=lambda n: (-scores[n], n)):
        item = found[number]
        claimed = {word for start, end in item.content for word in range(start, end)}
        if scores[number] < least or 2 * len(claimed & taken) > len(claimed):
            continue
        taken |= claimed
        kept.append((number, _proposal(item, words, scores[number])))
    return tuple(proposal for _, proposal in sorted(kept, key=lambda pair: pair[0]))


def _proposal(item: Found, words: Sequence[Range], score: float) -> Proposal:
    def characters(span: Range) -> Range:
        return words[span[0]][0], words[span[1] - 1][1]

    source = characters(item.source) if item.source else None
    return Proposal(tuple(map(characters, item.content)), characters(item.cue), source, round(score, 4))


def _pieces(paragraphs: Sequence[Range]) -> Iterator[Range]:
    for start, end in paragraphs:
        for at in range(start, end, LONGEST):
            yield at, min(at + LONGEST, end)


def _padded(chains: Sequence[Range]) -> tuple[Ints, Ints]:
    starts, ends = np.array(chains, np.int64).T
    lengths = ends - starts
    index = starts[:, None] + np.arange(int(lengths.max()))
    return np.minimum(index, int(ends.max()) - 1), lengths


def _roles(scores: Floats, chains: Sequence[Range], heads: Heads) -> tuple[Ints, Floats]:
    """The role tag of each word and the probability of every tag (words, 7)."""
    tags, sure = np.zeros(len(scores), np.int64), np.zeros_like(scores)
    order = sorted(chains, key=lambda chain: chain[1] - chain[0])
    for at in range(0, len(order), AT_ONCE):
        some = order[at : at + AT_ONCE]
        index, lengths = _padded(some)
        emissions = scores[index]
        best, _ = viterbi(emissions, lengths, heads.role_chain)
        each, _ = marginals(emissions, lengths, heads.role_chain)
        inside = np.arange(index.shape[1])[None, :] < lengths[:, None]
        tags[index[inside]], sure[index[inside]] = best[inside], each[inside]
    return tags, sure


def _cues(tags: Ints, sure: Floats, chains: Sequence[Range]) -> list[Range]:
    """The cues of the best reading, and what may be one: it starts with a likely B and goes on while I is likelier."""
    found = [cue for start, end in chains for cue in spans(tags[start:end], CUE, base=start)]
    taken = {word for start, end in found for word in range(start, end)}
    for word in np.flatnonzero(sure[:, B_CUE] > DOUBTFUL).tolist():
        if word not in taken:
            end = word + 1
            while end < len(tags) and end not in taken and sure[end, I_CUE] > 0.5 * sure[word, B_CUE]:
                end += 1
            found.append((word, end))
    return sorted(found)


def _read(
    cues: Sequence[Range],
    states: Floats,
    features: tuple[Floats, Floats, Floats],
    words: _Words,
    paragraphs: Sequence[Range],
    heads: Heads,
) -> Iterator[Found]:
    """The arguments of each cue, by the chain over the words near it."""
    first, last = np.array(cues, np.int64).T - np.array([[0], [1]])
    start, end = _near(first, paragraphs)
    lengths = end - start
    near = [slice(*bounds) for bounds in zip(start.tolist(), end.tolist(), strict=True)]
    place = start[:, None] + np.arange(int(lengths.max()))
    offsets = np.minimum(place - first[:, None], 0) + np.maximum(place - last[:, None], 0)
    classes = [row[:size] for row, size in zip(distance_classes(offsets), lengths.tolist(), strict=True)]
    vectors = np.concatenate([states[first], states[last]], 1)
    emissions = np.zeros((*place.shape, heads.arguments.shape[1]), np.float32)
    for number, scores in enumerate(heads.argument_scores(features, vectors, near, classes)):
        emissions[number, : len(scores)] = scores
    tags, best = viterbi(emissions, lengths, heads.argument_chain)
    each, total = marginals(emissions, lengths, heads.argument_chain)
    held = each[:, :, 3:].sum(2)
    ends = [stop for _, stop in paragraphs]
    for number, cue in enumerate(cues):
        base, row = int(start[number]), tags[number, : lengths[number]]
        content, sources = _reached(spans(row, 1, base=base), cue, ends), spans(row, 0, base=base)
        if not content:
            continue
        odds = each[number, : lengths[number]]
        source = max(sources, key=lambda span: float(odds[span[0] - base, 1]), default=_likely_source(odds, base))
        nothing = _silence(emissions[number, : len(odds)], heads.argument_chain)
        path = float(best[number] - total[number]), nothing - float(best[number])
        known = _features(cue, source, content, path, odds, held[number], base, words)
        yield Found(cue, source, tuple(content), known)


def _likely_source(odds: Floats, base: int) -> Range | None:
    """The likeliest source of a cue whose best reading has none; None where all are unlikely."""
    first = int(odds[:, 1].argmax())
    if odds[first, 1] < LIKELY:
        return None
    end = first + 1
    while end < len(odds) and odds[end, 2] > 0.5 * odds[first, 1]:
        end += 1
    return base + first, base + end


def _reached(content: Sequence[Range], cue: Range, ends: Sequence[int]) -> list[Range]:
    """The pieces in the paragraph of the cue, and in the next only one that goes on where this paragraph stops."""
    stop = ends[bisect_right(ends, cue[0])]
    own = [piece for piece in content if piece[0] < stop]
    until = max((piece[1] for piece in (*own, cue) if piece[1] <= stop), default=stop)
    return own + [piece for piece in content if piece[0] == stop and stop - until <= 1]


def _near(first: Ints, paragraphs: Sequence[Range]) -> tuple[Ints, Ints]:
    """The paragraph of each cue, with the next one where the cue ends its own ("she said:"), as word numbers."""
    starts, ends = np.array(paragraphs, np.int64).T
    at = np.searchsorted(starts, first, side="right") - 1
    stop, further = ends[at], ends[np.minimum(at + 1, len(ends) - 1)]
    high = np.where(stop - first <= AT_END, further, stop)
    return np.maximum(starts[at], first - BEFORE), np.minimum(high, first + AFTER)


def _features(
    cue: Range,
    source: Range | None,
    content: Sequence[Range],
    path: tuple[float, float],
    odds: Floats,
    held: Floats,
    base: int,
    words: _Words,
) -> tuple[float, ...]:
    size = sum(end - start for start, end in content)
    quoted = _total(words.quoted, content) / size
    own = [held[start - base : end - base] for start, end in content]
    values = {
        "path": path[0],
        "none": path[1],
        "closes": _logit(1.0 - max(_goes_on(odds, end - base) for _, end in content)),
        "gap": log1p(_gap(cue, content)),
        "source_gap": log1p(_gap(cue, [source])) if source else 0.0,
        "source_closes": _logit(1.0 - _goes_on(odds, source[1] - base, tag=2)) if source else 0.0,
        "cue": _logit(float(words.opens_cue[cue[0]])),
        "cue_rest": _total(words.cue, [cue]) / (cue[1] - cue[0]),
        "opens": _logit(float(min(odds[start - base, 3] for start, _ in content))),
        "holds": _logit(min(float(piece.min()) for piece in own)),
        "mean": _logit(sum(float(piece.sum()) for piece in own) / size),
        "flat": _logit(_total(words.content, content) / size),
        "source": _logit(float(odds[source[0] - base, 1])) if source else 0.0,
        "source_flat": _total(words.source, [source]) / (source[1] - source[0]) if source else 0.0,
        "no_source": 0.0 if source else 1.0,
        "quoted": quoted,
        "all_quoted": float(quoted == 1.0),
        "length": log(size),
        "parts": float(len(content)),
    }
    return tuple(values[name] for name in FEATURES)


def _total(values: Floats, ranges: Sequence[Range]) -> float:
    return sum(float(values[start:end].sum()) for start, end in ranges)


def _silence(emissions: Floats, chain: Chain) -> float:
    """The score of the reading by which a cue has no arguments at all."""
    return float(chain.starts[0] + chain.transitions[0, 0] * (len(emissions) - 1) + emissions[:, 0].sum())


def _goes_on(odds: Floats, word: int, *, tag: int = 4) -> float:
    return float(odds[word, tag]) if word < len(odds) else 0.0


def _gap(cue: Range, spans: Sequence[Range]) -> int:
    """Words between the cue and the nearest of the spans."""
    return min(max(start - cue[1], cue[0] - end, 0) for start, end in spans)


def _logit(probability: float) -> float:
    inside = min(max(probability, 1e-4), 1 - 1e-4)
    return log(inside / (1 - inside))
