"""Versions into utterances: the same words, said on the same occasion, by the same speaker.

Long quotations are joined first, best link first, while their speakers agree. A fragment then joins the one
utterance whose words and surroundings support it, and never joins two utterances with each other. All this is done
stretch by stretch; a statement of several quoted stretches then goes where its strongest one belongs.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.collate.index import is_fragment
from onrecord.collate.link import Link, find_links
from onrecord.collate.occasion import Days, apart
from onrecord.collate.versions import Version
from onrecord.collate.voices import how_voices
from onrecord.model import Person, Statement


@dataclass
class Cluster:
    """An utterance in the making: the numbers of its versions, those of its statements whose speaker is known, and the
    days on which it was said as far as they are."""

    members: list[int]
    speaking: list[Statement] = field(default_factory=list)
    said: list[Days] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def ground(self) -> tuple[str, float]:
        """What joins the versions ("alone", "wording", "fragment", …) and how sure that is: its weakest link."""
        if not self.links:
            return "alone", 1.0
        weakest = min(self.links, key=lambda link: (link.confidence, link.a, link.b))
        return weakest.basis, weakest.confidence


def group(
    parts: Sequence[Version], people: Mapping[str, Person], names: frozenset[str], stock: frozenset[int] = frozenset()
) -> list[Cluster]:
    """The statements of these versions in clusters, each statement (by its `order`) in exactly one.

    `parts` are single quoted stretches, several of one statement perhaps; those in `stock` are phrases that the story
    uses anyway, and join
    nothing. Clusters come in the order of their first statement.
    """
    links = [link for link in find_links(parts, people, names) if not (link.a in stock or link.b in stock)]
    home = _join_passages(parts, links, people)
    _attach_fragments(parts, links, home, people)
    return _settle(parts, home)


# passages --------------------------------------------------------------------------------------
def _join_passages(versions: Sequence[Version], links: Sequence[Link], people: Mapping[str, Person]) -> list[Cluster]:
    """One cluster a version to begin with; those that a passage links become one, strongest first."""
    home = [
        Cluster([n], [version.statement] if version.statement.speaker else [], [version.said] if version.said else [])
        for n, version in enumerate(versions)
    ]
    for link in links:
        one, other = home[link.a], home[link.b]
        if link.kind == "passage" and one is not other and _agree(one, other, link, people):
            _merge(home, one, other, link)
    return home


def _agree(one: Cluster, other: Cluster, link: Link, people: Mapping[str, Person]) -> bool:
    """Whether two clusters can be one: a version without a speaker, or a day, does not join two speakers or days."""
    if _apart(one, other):
        return False
    if link.voices not in ("same", "open"):
        return True
    return not any(how_voices(a, b, people) in ("other", "unsure") for a in one.speaking for b in other.speaking)


def _apart(one: Cluster, other: Cluster) -> bool:
    """Whether two clusters tell of different occasions."""
    return any(apart(a, b) for a in one.said for b in other.said)


def _merge(home: list[Cluster], one: Cluster, other: Cluster, *links: Link) -> None:
    one.members.extend(other.members)
    one.speaking.extend(other.speaking)
    one.said.extend(day for day in other.said if day not in one.said)
    one.links.extend([*other.links, *links])
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
            if home[other] is not home[n] and not _apart(home[other], home[n]):
                hosts[home[other].members[0]].append(link)
        best = _best_host(versions, n, hosts, home, rarity, people)
        if best is not None:
            cluster = home[best]
            _merge(home, cluster, home[n], max(hosts[best], key=lambda link: (link.strength, -link.a, -link.b)))


def _best_host(
    versions: Sequence[Version],
    n: int,
    hosts: Mapping[int, Sequence[Link]],
    home: Sequence[Cluster],
    rarity: Mapping[str, float],
    people: Mapping[str, Person],
) -> int | None:
    """The cluster (by its first member) that a fragment belongs to, None where that cannot be told.

    Where the speaker is the same its words decide. Where that is not known, one word alone is enough only if nobody
    else said it, or the words around it point there.
    """
    scored: list[tuple[bool, float, int]] = []
    for host, links in sorted(hosts.items()):
        voices = {how_voices(versions[n].statement, other, people) for other in home[host].speaking}
        if "other" in voices and "same" not in voices:
            continue
        support = max(_support(versions[n], versions[m], rarity) for m in home[host].members)
        content = max(link.shared.content for link in links)
        inferred = all(link.voices == "unsure" for link in links)
        alone = len(hosts) == 1 and not inferred
        if "same" in voices or content > 1 or alone or support >= (_FIRM_SUPPORT if inferred else _SOME_SUPPORT):
            scored.append(("same" in voices, max(link.strength for link in links) + support, host))
    return max(scored)[2] if scored else None


# How much of what is told around a fragment its host must tell too, of 5.
_SOME_SUPPORT, _FIRM_SUPPORT = 0.2, 1.5


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


# statements ------------------------------------------------------------------------------------
def _settle(parts: Sequence[Version], home: list[Cluster]) -> list[Cluster]:
    """Clusters of statements out of clusters of stretches."""
    _join_by_statement(parts, home)
    chosen: dict[int, tuple[float, Cluster]] = {}
    for n, part in enumerate(parts):
        strength = max((link.strength for link in _outside(parts, n, home[n])), default=0.0)
        if part.order not in chosen or strength > chosen[part.order][0]:
            chosen[part.order] = (strength, home[n])
    made: dict[int, Cluster] = {}
    for order, (_, cluster) in sorted(chosen.items()):
        made.setdefault(id(cluster), Cluster([])).members.append(order)
    for _, cluster in chosen.values():
        settled = made[id(cluster)]
        held = set(settled.members)
        settled.links = [x for x in cluster.links if parts[x.a].order in held and parts[x.b].order in held]
    return sorted(made.values(), key=lambda cluster: cluster.members[0])


def _join_by_statement(parts: Sequence[Version], home: list[Cluster]) -> None:
    """Join the clusters that two long stretches of one statement are in: what it tells at once is one passage."""
    strong: dict[int, list[int]] = defaultdict(list)
    for n, part in enumerate(parts):
        if any(link.kind == "passage" for link in _outside(parts, n, home[n])):
            strong[part.order].append(n)
    for order in sorted(strong):
        first, *others = strong[order]
        for n in others:
            if home[n] is not home[first] and not _apart(home[n], home[first]):
                _merge(home, home[first], home[n])


def _outside(parts: Sequence[Version], n: int, cluster: Cluster) -> list[Link]:
    """The links of a stretch with other statements."""
    return [x for x in cluster.links if n in (x.a, x.b) and parts[x.a].order != parts[x.b].order]
