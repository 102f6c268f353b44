"""Versions into utterances: the same words, said on the same occasion, by the same speaker.

Long quotations are joined first, best link first, while their speakers agree. A fragment then joins the one
utterance whose words and surroundings support it, and never joins two utterances with each other.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from onrecord.collate.index import candidates, is_fragment
from onrecord.collate.link import Shared, shared_words
from onrecord.collate.versions import Version
from onrecord.model import Person, Statement

Voices = Literal["same", "open", "body", "unsure", "other"]


@dataclass
class Cluster:
    """An utterance in the making: the numbers of its versions, and those of its statements whose speaker is known."""

    members: list[int]
    speaking: list[Statement] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def ground(self) -> tuple[str, float]:
        """What joins the versions ("alone", "wording", "fragment", …) and how sure that is: its weakest link."""
        if not self.links:
            return "alone", 1.0
        weakest = min(self.links, key=lambda link: (link.confidence, link.a, link.b))
        return weakest.basis, weakest.confidence


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


def group(versions: Sequence[Version], people: Mapping[str, Person], names: frozenset[str]) -> list[Cluster]:
    """The versions in clusters, each version in exactly one, clusters in the order of their first version."""
    links = find_links(versions, people, names)
    home = _join_passages(versions, links, people)
    _attach_fragments(versions, links, home)
    clusters = {id(cluster): cluster for cluster in home}
    for cluster in clusters.values():
        cluster.members.sort()
    return sorted(clusters.values(), key=lambda cluster: cluster.members[0])


def find_links(versions: Sequence[Version], people: Mapping[str, Person], names: frozenset[str]) -> list[Link]:
    """Every link between two versions, strongest first."""
    found = []
    for i, j in candidates(versions):
        a, b = versions[i], versions[j]
        voices = how_voices(a.statement, b.statement, people)
        link = _link(i, j, shared_words(a, b, names), voices, is_fragment(a) or is_fragment(b))
        if link is not None:
            found.append(link)
    return sorted(found, key=lambda link: (-link.strength, link.a, link.b))


# How a speaker is known where the source names a person: any other way is an inference that wording can overrule.
_NAMED = "name"


def how_voices(a: Statement, b: Statement, people: Mapping[str, Person]) -> Voices:
    """How the speakers of two statements go together.

    `open`: one is not known. `body`: they differ, but an organisation, document or role may speak through a person.
    `unsure`: two persons, one of them inferred (from a pronoun, a role). `other`: two persons, both by name.
    """
    if a.speaker is None or b.speaker is None:
        return "open"
    if a.speaker == b.speaker:
        return "same"
    if any(speaker in people and people[speaker].type != "person" for speaker in (a.speaker, b.speaker)):
        return "body"
    return "other" if a.speaker_basis == b.speaker_basis == _NAMED else "unsure"


# What two passages must share to be linked, by how their speakers go together: an unbroken stretch of so many words
# and so much mass that is so much of the shorter one; or so much of the shorter one in all, of which half unbroken.
_STRETCH: dict[Voices, tuple[int, float, float]] = {
    "same": (6, 8.0, 0.4),
    "open": (6, 8.0, 0.4),
    "body": (6, 8.0, 0.5),
    "unsure": (8, 11.0, 0.6),
    "other": (10, 14.0, 0.6),
}
_LONG_STRETCH: dict[Voices, tuple[int, float]] = {
    "same": (9, 14.0),
    "open": (10, 16.0),
    "body": (12, 18.0),
    "unsure": (14, 21.0),
    "other": (16, 24.0),
}
_COVER: dict[Voices, tuple[float, float]] = {
    "same": (0.6, 5.0),
    "open": (0.65, 5.0),
    "body": (0.8, 6.0),
    "unsure": (0.9, 9.0),
    "other": (0.95, 12.0),
}
# What a fragment must share: so much of it, with so many content words.
_FRAGMENT: dict[Voices, tuple[float, int]] = {
    "same": (0.75, 0),
    "open": (0.85, 1),
    "body": (0.85, 2),
    "unsure": (0.95, 2),
    "other": (2.0, 0),
}


def _link(i: int, j: int, shared: Shared, voices: Voices, fragment: bool) -> Link | None:
    strength = shared.mass + shared.run + 5 * shared.cover
    if fragment:
        cover, content = _FRAGMENT[voices]
        if shared.words and shared.cover >= cover and shared.content >= content and shared.unbroken >= 0.5:
            return Link(i, j, "fragment", strength, voices, shared)
        return None
    run, mass, part = _STRETCH[voices]
    long_run, long_mass = _LONG_STRETCH[voices]
    stretch = (shared.run >= run and shared.mass >= mass and shared.unbroken >= part) or (
        shared.run >= long_run and shared.mass >= long_mass
    )
    cover, least = _COVER[voices]
    if stretch or (shared.cover >= cover and shared.unbroken >= 0.35 and shared.mass >= least):
        return Link(i, j, "passage", strength, voices, shared)
    return None


# passages --------------------------------------------------------------------------------------
def _join_passages(versions: Sequence[Version], links: Sequence[Link], people: Mapping[str, Person]) -> list[Cluster]:
    """One cluster a version to begin with; those that a passage links become one, strongest first."""
    home = [
        Cluster([n], [version.statement] if version.statement.speaker else []) for n, version in enumerate(versions)
    ]
    for link in links:
        one, other = home[link.a], home[link.b]
        if link.kind == "passage" and one is not other and _agree(one, other, link, people):
            _merge(home, one, other, link)
    return home


def _agree(one: Cluster, other: Cluster, link: Link, people: Mapping[str, Person]) -> bool:
    """Whether the speakers of two clusters can be one: a version without a speaker does not join two speakers."""
    if link.voices not in ("same", "open"):
        return True
    return not any(how_voices(a, b, people) in ("other", "unsure") for a in one.speaking for b in other.speaking)


def _merge(home: list[Cluster], one: Cluster, other: Cluster, link: Link) -> None:
    one.members.extend(other.members)
    one.speaking.extend(other.speaking)
    one.links.extend([*other.links, link])
    for member in other.members:
        home[member] = one


# fragments -------------------------------------------------------------------------------------
def _attach_fragments(versions: Sequence[Version], links: Sequence[Link], home: list[Cluster]) -> None:
    """Put each fragment, the fullest first, with the one cluster that supports it most."""
    by_fragment: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        if link.kind == "fragment":
            by_fragment[link.a].append(link)
            by_fragment[link.b].append(link)
    rarity = _rarity(versions)
    fragments = [n for n in by_fragment if is_fragment(versions[n])]
    order = sorted(fragments, key=lambda n: (-versions[n].weight, n))
    rank = {n: place for place, n in enumerate(order)}
    for n in order:
        hosts: dict[int, list[Link]] = defaultdict(list)
        for link in by_fragment[n]:
            other = link.b if link.a == n else link.a
            # A fragment joins what is longer, or an equal one that was placed before it.
            if is_fragment(versions[other]) and rank.get(other, -1) > rank[n]:
                continue
            if home[other] is not home[n]:
                hosts[home[other].members[0]].append(link)
        best = _best_host(versions, n, hosts, home, rarity)
        if best is not None:
            cluster = home[best]
            _merge(home, cluster, home[n], max(hosts[best], key=lambda link: (link.strength, -link.a, -link.b)))


def _best_host(
    versions: Sequence[Version],
    n: int,
    hosts: Mapping[int, Sequence[Link]],
    home: Sequence[Cluster],
    rarity: Mapping[str, float],
) -> int | None:
    """The cluster (by its first member) that a fragment belongs to, None where that cannot be told."""
    scored = []
    for host, links in sorted(hosts.items()):
        support = max(_support(versions[n], versions[m], rarity) for m in home[host].members)
        known = any(link.voices == "same" for link in links)
        content = max(link.shared.content for link in links)
        if not known and content < 2 and support <= 0:
            continue
        scored.append((known, max(link.strength for link in links) + support, host))
    if not scored:
        return None
    scored.sort(reverse=True)
    return scored[0][2]


def _rarity(versions: Sequence[Version]) -> dict[str, float]:
    """How much a word says about what is being told: the logarithm of the inverse of its share of the versions."""
    count = Counter(key for version in versions for key in {*version.content, *version.context})
    return {key: math.log((len(versions) + 1) / (n + 0.5)) for key, n in sorted(count.items())}


def _support(fragment: Version, host: Version, rarity: Mapping[str, float]) -> float:
    """How much the words around a fragment and the host's have in common, 0 to some 5."""
    around = fragment.context - set(fragment.content)
    common = around & ({*host.content} | host.context)
    total = math.fsum(sorted(rarity.get(key, 0.0) for key in common))
    norm = math.fsum(sorted(rarity.get(key, 0.0) for key in around)) or 1.0
    return 5 * max(total, 0.0) / max(norm, 1.0)
