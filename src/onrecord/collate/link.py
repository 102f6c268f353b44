"""What two wordings share, and what that says for their being one utterance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

from onrecord.collate.align import best_blocks
from onrecord.collate.anchors import anchors, core, unbroken_runs
from onrecord.collate.coding import in_order
from onrecord.collate.index import candidates, is_fragment
from onrecord.collate.versions import WEIGHTS, Version, weight
from onrecord.collate.voices import Voices, how_voices
from onrecord.model import Person


@dataclass(frozen=True, slots=True)
class Shared:
    """The words that two versions share.

    `words`: how many; `content`: how many content words, names of the story's people not counted; `run`: the words
    of the longest unbroken stretch; `mass`: what that stretch weighs (a content word 3); `cover`: the part of the
    shorter version's weight that is shared, 0 to 1; `unbroken`: the part of it that the longest stretch has.
    """

    words: int
    content: int
    run: int
    mass: float
    cover: float
    unbroken: float


def shared_words(a: Version, b: Version, names: frozenset[str]) -> Shared:
    """What two versions share, by their best alignment."""
    if not in_order(a.coded, b.coded):
        a, b = b, a
    aligned = core(a.words, b.words, anchors(a.words, b.words, best_blocks(a.coded, b.coded)))
    found = [anchor for anchor in aligned if anchor.kind != "inflection"]
    runs = [[unit for x in run for unit in a.words.units[x.i0 : x.i1]] for run in unbroken_runs(found)]
    units = [unit for run in runs for unit in run]
    longest = max(runs, key=weight, default=[])
    shorter = min(a.weight, b.weight) or 1.0
    return Shared(
        words=len(units),
        content=sum(unit.cls == "content" and unit.key not in names for unit in units),
        run=max(map(len, runs), default=0),
        mass=sum(WEIGHTS["light" if unit.key in names else unit.cls] for unit in longest),
        cover=weight(units) / shorter,
        unbroken=weight(longest) / shorter,
    )


@dataclass(frozen=True, slots=True)
class Link:
    """Two versions that may be one utterance. `strength` orders the links, `kind` says how far it carries."""

    a: int
    b: int
    kind: Literal["passage", "fragment"]
    strength: float
    voices: Voices
    shared: Shared

    @property
    def basis(self) -> str:
        """What the link rests on, in words."""
        words = "wording" if self.kind == "passage" else "a fragment and its surroundings"
        return words + _BASIS[self.voices]

    @property
    def confidence(self) -> float:
        """How sure the link is, as counted on the development set."""
        if self.kind == "passage":
            return _SURE[self.voices]
        return _SURE[self.voices] - (0.05 if self.shared.content > 1 else 0.15)


_BASIS: dict[Voices, str] = {
    "same": ", one speaker",
    "open": ", one speaker not named",
    "body": ", a body and a person",
    "unsure": ", speakers inferred",
    "other": ", two speakers named",
}
_SURE: dict[Voices, float] = {"same": 0.98, "open": 0.92, "body": 0.9, "unsure": 0.85, "other": 0.7}


# What two passages must share to be linked, by how their speakers go together: an unbroken stretch of so many words
# and so much mass that is so much of the shorter one; or so much of the shorter one in all, of which half unbroken.
_STRETCH: dict[Voices, tuple[int, float, float]] = {
    "same": (6, 8.0, 0.4),
    "open": (6, 8.0, 0.4),
    "body": (6, 8.0, 0.45),
    "unsure": (8, 11.0, 0.6),
    "other": (10, 14.0, 0.6),
}
_LONG_STRETCH: dict[Voices, tuple[int, float]] = {
    "same": (8, 6.0),
    "open": (9, 9.0),
    "body": (10, 16.0),
    "unsure": (14, 21.0),
    "other": (16, 24.0),
}
_COVER: dict[Voices, tuple[float, float]] = {
    "same": (0.6, 5.0),
    "open": (0.65, 5.0),
    "body": (0.7, 5.5),
    "unsure": (0.9, 9.0),
    "other": (0.95, 12.0),
}
# Of what is shared so much must be unbroken, unless it holds so many content words.
_UNBROKEN, _MANY = 0.45, 6
# What a fragment must share: so much of it, with so many content words; one of these.
_FRAGMENT: dict[Voices, tuple[tuple[float, int], ...]] = {
    "same": ((0.75, 0),),
    "open": ((0.97, 1), (0.85, 2), (0.7, 3)),
    "body": ((0.97, 1), (0.7, 3)),
    "unsure": ((0.97, 1),),
    "other": (),
}


def find_links(versions: Sequence[Version], people: Mapping[str, Person], names: frozenset[str]) -> list[Link]:
    """Every link between two versions, strongest first."""
    found = []
    made: dict[tuple[str, str], Shared | None] = {}
    for i, j in candidates(versions):
        a, b = versions[i], versions[j]
        key = (a.printed, b.printed)
        if key not in made:
            made[key] = shared_words(a, b, names) if _may_link(a, b) else None
        shared = made[key]
        if shared is not None:
            voices = how_voices(a.statement, b.statement, people)
            link = _link(i, j, shared, voices, is_fragment(a) or is_fragment(b))
            if link is not None:
                found.append(link)
    return sorted(found, key=lambda link: (-link.strength, link.a, link.b))


# The weight of shared words below which no link is made, and the part of the shorter version that makes up for less.
_LEAST_SHARED, _LEAST_PART = 8, 0.5


def _may_link(a: Version, b: Version) -> bool:
    """Whether two versions share enough at best, whatever its order: cheaper to tell than by aligning them."""
    most = LCSseq.similarity(a.coded.weighed, b.coded.weighed)
    return most >= min(_LEAST_SHARED, _LEAST_PART * min(len(a.coded.weighed), len(b.coded.weighed)))


def _link(i: int, j: int, shared: Shared, voices: Voices, fragment: bool) -> Link | None:
    strength = shared.mass + shared.run + 5 * shared.cover
    if fragment:
        enough = any(shared.cover >= cover and shared.content >= content for cover, content in _FRAGMENT[voices])
        whole = enough and shared.words and shared.unbroken >= 0.5
        return Link(i, j, "fragment", strength, voices, shared) if whole else None
    run, mass, part = _STRETCH[voices]
    long_run, long_mass = _LONG_STRETCH[voices]
    stretch = (shared.run >= run and shared.mass >= mass and shared.unbroken >= part) or (
        shared.run >= long_run and shared.mass >= long_mass
    )
    cover, least = _COVER[voices]
    joined = (shared.unbroken >= _UNBROKEN and shared.mass >= least) or shared.content >= _MANY
    if stretch or (shared.cover >= cover and joined):
        return Link(i, j, "passage", strength, voices, shared)
    return None
