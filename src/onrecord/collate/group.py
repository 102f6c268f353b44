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
from onrecord.model import Person

Voices = Literal["same", "open", "body", "other"]


@dataclass
class Cluster:
    """An utterance in the making: the numbers of its versions, and the known speakers of the long ones."""

    members: list[int]
    speakers: set[str] = field(default_factory=set)
    links: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Link:
    """Two versions that may be one utterance. `strength` orders the links, `kind` says how far it carries."""

    a: int
    b: int
    kind: Literal["passage", "fragment"]
    strength: float
    voices: Voices
    shared: Shared


def group(versions: Sequence[Version], people: Mapping[str, Person], names: frozenset[str]) -> list[Cluster]:
    """The versions in clusters, each version in exactly one, clusters in the order of their first version."""
    links = find_links(versions, people, names)
    home = _join_passages(versions, links, people)
    _attach_fragments(versions, links, home, people)
    clusters = {id(cluster): cluster for cluster in home}
    for cluster in clusters.values():
        cluster.members.sort()
    return sorted(clusters.values(), key=lambda cluster: cluster.members[0])


def find_links(versions: Sequence[Version], people: Mapping[str, Person], names: frozenset[str]) -> list[Link]:
    """Every link between two versions, strongest first."""
    found = []
    for i, j in candidates(versions):
        a, b = versions[i], versions[j]
        voices = how_voices(a.statement.speaker, b.statement.speaker, people)
        link = _link(i, j, shared_words(a, b, names), voices, is_fragment(a) or is_fragment(b))
        if link is not None:
            found.append(link)
    return sorted(found, key=lambda link: (-link.strength, link.a, link.b))


def how_voices(a: str | None, b: str | None, people: Mapping[str, Person]) -> Voices:
    """How two speakers go together: `body` where an organisation, document or role may have spoken through a person."""
    if a is None or b is None:
        return "open"
    if a == b:
        return "same"
    types = [people[speaker].type if speaker in people else "person" for speaker in (a, b)]
    return "other" if types == ["person", "person"] else "body"


# What two passages must share to be linked, by how their speakers go together: an unbroken stretch of so many words
# and so much mass that is so much of the shorter one; or so much of the shorter one in all, of which half unbroken.
_STRETCH = {"same": (6, 8.0, 0.4), "open": (6, 8.0, 0.4), "body": (6, 8.0, 0.5), "other": (10, 14.0, 0.6)}
_LONG_STRETCH = {"same": (9, 14.0), "open": (10, 16.0), "body": (12, 18.0), "other": (16, 24.0)}
_COVER = {"same": 0.6, "open": 0.65, "body": 0.8, "other": 0.95}
# What a fragment must share: so much of it, with so many content words.
_FRAGMENT = {"same": (0.75, 0), "open": (0.85, 1), "body": (0.85, 2), "other": (2.0, 0)}


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
    if stretch or (shared.cover >= _COVER[voices] and shared.unbroken >= 0.35 and shared.mass >= 5):
        return Link(i, j, "passage", strength, voices, shared)
    return None


# passages --------------------------------------------------------------------------------------
def _join_passages(versions: Sequence[Version], links: Sequence[Link], people: Mapping[str, Person]) -> list[Cluster]:
    """One cluster a version to begin with; those that a passage links become one, strongest first."""
    home = [Cluster([n], {v.statement.speaker} if v.statement.speaker else set()) for n, v in enumerate(versions)]
    for link in links:
        one, other = home[link.a], home[link.b]
        if link.kind != "passage" or one is other or not _agree(one, other, link, people):
            continue
        _merge(home, one, other, link.strength)
    return home


def _agree(one: Cluster, other: Cluster, link: Link, people: Mapping[str, Person]) -> bool:
    """Whether the speakers of two clusters can be one: a link between unnamed versions does not join two speakers."""
    if link.voices in ("body", "other"):
        return True
    return not any(how_voices(a, b, people) in ("other", "body") for a in one.speakers for b in other.speakers)


def _merge(home: list[Cluster], one: Cluster, other: Cluster, strength: float) -> None:
    one.members.extend(other.members)
    one.speakers |= other.speakers
    one.links.extend([*other.links, strength])
    for member in other.members:
        home[member] = one


# fragments -------------------------------------------------------------------------------------
def _attach_fragments(
    versions: Sequence[Version], links: Sequence[Link], home: list[Cluster], people: Mapping[str, Person]
) -> None:
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
            _merge(home, cluster, home[n], max(link.strength for link in hosts[best]))


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
