"""The cast of a story: persons, and the bodies, documents, roles and groups that are quoted as sources."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.attribute.mentions import Mention, complement_end
from onrecord.attribute.people import Someone
from onrecord.attribute.personname import folded
from onrecord.attribute.view import View
from onrecord.model import Person, PersonType, Span, Surface


@dataclass(slots=True)
class Party:
    """One of the cast who is no named person: kept by `key`, the spans in which it stands."""

    key: tuple[str, str]
    type: PersonType
    spans: list[Span] = field(default_factory=list)
    listed: bool = False

    @property
    def name(self) -> str:
        """The most frequent form, the longest of these; without a leading article or number, a list with its commas."""
        counts = Counter(" ".join(span.text.split()) if self.listed else plain(span.text) for span in self.spans)
        return max(counts, key=lambda text: (counts[text], len(text), text))


@dataclass(slots=True)
class Cast:
    """Who is who: owners of mentions → persons, other sources by their key."""

    views: dict[str, View]
    people: list[Someone]
    parties: dict[tuple[str, str], Party] = field(default_factory=dict)

    def party(self, span: Span, kind: PersonType, *, shared: bool, listed: bool = False) -> Party:
        """The party that this span names: one for the story where `shared`, else one for the article.

        `listed` where the span is a list of bodies, whose commas belong to it.
        """
        words = " ".join(folded(word) for word in (span.text if listed else plain(span.text)).split())
        key = ("" if shared else span.article, f"{kind} {words}")
        party = self.parties.setdefault(key, Party(key, kind, listed=listed))
        if span not in party.spans:
            party.spans.append(span)
        return party


def plain(text: str) -> str:
    """A source without its article and what follows a comma: "the White House" → "White House"."""
    text = re.split(r",(?!\d)|\s[—–]\s|\swho\s|\sthat\s|\swhich\s", text, maxsplit=1)[0].strip(" \"'“”‘’()")
    text = re.sub(r"(?:'s|’s)$", "", " ".join(text.split()))
    return re.sub(r"^(?:the|an?|one|this|that|his|her|their|its)\s+(?!of\b)(?=\S)", "", text, flags=re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Member:
    """A person or party with all of their mentions, before ids are given."""

    key: tuple[str, str]
    type: PersonType
    name: str
    names: tuple[Surface, ...]
    roles: tuple[Span, ...]
    mentions: tuple[Span, ...]


def span_of(view: View, mention: Mention) -> Span:
    """The words of a mention, without a possessive ending."""
    return view.span(mention.first, mention.end)


def person_member(person: Someone, mentions: Sequence[tuple[View, Mention]]) -> Member:
    """A named person, or an unnamed one that speaks, with every span of theirs."""
    spans: dict[str, set[Span]] = defaultdict(set)
    for view, mention in mentions:
        spans[mention.form].add(span_of(view, mention))
    surfaces = Counter(" ".join(span.text.split()) for span in spans["name"])
    named = bool(person.forms)
    if not named:
        surfaces = Counter(" ".join(span.text.split()) for span in spans["thing"] or spans["nominal"] | spans["role"])
    name = _fullest(person, mentions) if named else _told(person, mentions, surfaces)
    return Member(
        key=(" ".join(folded(word) for word in name.split()), "person" if named else "role"),
        type="person" if named else ("group" if person.plural else "role"),
        name=name if named else plain(name),
        names=tuple(Surface(text, surfaces[text]) for text in sorted(surfaces, key=lambda t: (-surfaces[t], t))),
        roles=tuple(sorted(spans["role"])),
        mentions=tuple(sorted(spans["name"] | spans["nominal"] | spans["pronoun"] | spans["thing"])),
    )


def _told(person: Someone, mentions: Iterable[tuple[View, Mention]], surfaces: Counter[str]) -> str:
    """Somebody unnamed as described most fully: "a spokesman for Ann Hale", later "the spokesman"."""
    if person.gathered:
        return max(surfaces, key=lambda text: (surfaces[text], len(text), text))
    told = Counter[str]()
    for view, mention in mentions:
        if mention.form == "nominal":
            told[
                " ".join(
                    view.text[view.starts[mention.first] : view.ends[complement_end(view, mention.end) - 1]].split()
                )
            ] += 1
    return max(told or surfaces, key=lambda text: (told[text] if told else surfaces[text], len(text), text))


def _fullest(person: Someone, mentions: Iterable[tuple[View, Mention]]) -> str:
    """The fullest name as printed, titles left out; of equal ones the most frequent."""
    written: Counter[str] = Counter()
    wanted = person.name.parts + ((person.name.suffix,) if person.name.suffix else ())
    for view, mention in mentions:
        if mention.form == "name":
            for first in range(mention.first, mention.end):
                words = [folded(w) for w in view.words[first : mention.end]]
                if tuple(part for word in words for part in word.split() if part) == tuple(" ".join(wanted).split()):
                    text = view.text[view.starts[first] : view.ends[mention.end - 1]]
                    written[" ".join(text.split())] += 1
    if not written:
        return " ".join(part.title() for part in wanted)
    return max(written, key=lambda text: (not text.isupper(), written[text], text))


def party_member(party: Party) -> Member:
    """A body, document, role or group with every span of it."""
    surfaces = Counter(" ".join(span.text.split()) for span in party.spans)
    return Member(
        key=party.key,
        type=party.type,
        name=party.name,
        names=tuple(Surface(text, surfaces[text]) for text in sorted(surfaces, key=lambda t: (-surfaces[t], t))),
        roles=(),
        mentions=tuple(sorted(party.spans)),
    )


def numbered(members: Sequence[Member]) -> list[Person]:
    """The persons with their ids: a slug of the name, with a number where several share it.

    Independent of the order of `members`: ties go by type, then by where they are first mentioned.
    """
    by_slug: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        by_slug[slug(member.name)].append(member)
    people: list[Person] = []
    for base in sorted(by_slug):
        ranked = sorted(
            by_slug[base], key=lambda m: (m.type != "person", m.type, -len(m.mentions), m.mentions, m.roles)
        )
        for number, member in enumerate(ranked, 1):
            people.append(
                Person(
                    id=base if number == 1 else f"{base}-{number}",
                    type=member.type,
                    name=member.name,
                    names=member.names,
                    roles=member.roles,
                    mentions=member.mentions,
                )
            )
    return people


def slug(name: str) -> str:
    """Lower-case letters, digits and hyphens: "Ana Peña" → "ana-pena"."""
    return "-".join(part for word in re.split(r"[\s\-]+", name) if (part := folded(word).strip("-"))) or "unnamed"
