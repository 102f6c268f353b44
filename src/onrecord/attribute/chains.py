"""One article read left to right: each pronoun and description is given its person, or nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from onrecord.attribute import frames as reporting
from onrecord.attribute import wordlists as lists
from onrecord.attribute.mentions import Mention
from onrecord.attribute.nominals import Described, modifiers, resolve, wider
from onrecord.attribute.people import Someone
from onrecord.attribute.ranker import NOBODY, Context, Known, candidates, rank, weights
from onrecord.attribute.view import View

CONFIDENT = 0.5  # least probability of a pronoun's person
MARGIN = 0.15  # least lead over the next candidate

Observer = Callable[[Mention, dict[int, dict[str, float]], Sequence[Known]], int | None]


@dataclass(slots=True)
class Reading:
    """One article's mentions, sorted by place, with their owners; what was too doubtful keeps its candidates."""

    view: View
    mentions: list[Mention]
    clauses: tuple[reporting.Frame, ...] = ()
    quoted: tuple[reporting.Attribution, ...] = ()
    doubtful: dict[int, tuple[int, ...]] = field(
        default_factory=dict
    )  # first word of a mention → owners, likeliest first


def read(
    view: View,
    mentions: Sequence[Mention],
    people: Sequence[Someone],
    *,
    unnamed: Callable[[Mention], Someone],
    observe: Observer | None = None,
) -> Reading:
    """Resolves the pronouns and descriptions of one article.

    `mentions` hold names and roles with their owners; `unnamed` makes a new person for a description that means
    nobody named. `observe` sees each pronoun's candidates and may overrule the choice (training uses it).
    """
    reading = Reading(view, sorted(mentions, key=lambda m: (m.first, -m.end)))
    reading.clauses = reporting.frames(view, reading.mentions)
    reading.quoted = reporting.quoted(view, reading.mentions, reading.clauses)
    _Reader(reading, people, unnamed, observe).run()
    return reading


class _Reader:
    def __init__(
        self,
        reading: Reading,
        people: Sequence[Someone],
        unnamed: Callable[[Mention], Someone],
        observe: Observer | None,
    ) -> None:
        self.reading, self.unnamed, self.observe = reading, unnamed, observe
        self.view = reading.view
        self.known: dict[int, Known] = {}
        self.described: dict[int, Described] = {}
        self.people = {person.number: person for person in people}
        sources = [None if q.source is None else reading.mentions[q.source] for q in reading.quoted]
        self.context = Context(
            view=self.view,
            reported={reading.mentions[frame.subject].first: frame.verb for frame in reading.clauses},
            quoted_by=tuple(None for _ in sources),
            quote_source=tuple(sources),
        )
        self._describe()

    def _describe(self) -> None:
        """Nouns and role words of every named person, from the whole article: a role may follow its description."""
        for mention in self.reading.mentions:
            if mention.owner is None:
                continue
            one = self.described.setdefault(mention.owner, Described())
            if mention.form == "role":
                one.words.update(word for word in self.view.lower[mention.first : mention.end] if word[0].isalnum())
                if mention.noun:
                    one.nouns.add(mention.noun)
        for owner, one in self.described.items():
            one.nouns |= self.people[owner].nouns

    def run(self) -> None:
        for mention in self.reading.mentions:
            if mention.form == "pronoun":
                self._pronoun(mention)
            elif mention.form == "nominal":
                self._nominal(mention)
            if mention.owner is not None:
                self._met(mention)

    def _met(self, mention: Mention) -> None:
        owner = mention.owner
        assert owner is not None
        one = self.known.get(owner)
        if one is None:
            person = self.people[owner]
            one = Known(owner, person.gender, person.guess, person.plural, bool(person.forms))
            self.known[owner] = one
        if mention.gender != "-" and one.gender == "-":
            one.gender = mention.gender
        if mention.form == "role" and one.mentions:
            return
        one.mentions.append(mention)
        self._speakers(mention)

    def _speakers(self, mention: Mention) -> None:
        """A mention that is a source now tells who speaks its quotations."""
        if mention in self.context.quote_source:
            self.context.quoted_by = tuple(
                mention.owner if source is mention else owner
                for source, owner in zip(self.context.quote_source, self.context.quoted_by, strict=True)
            )

    def _nominal(self, mention: Mention) -> None:
        if mention.definite:
            owner, _ = resolve(self.view, mention, self.known.values(), self.described)
            if owner is not None:
                mention.owner, mention.basis = owner, "role"
                return
            owner = self._said_before(mention)
            if owner is not None:
                mention.owner, mention.basis = owner, "nominal"
                return
        person = self.unnamed(mention)
        self.people[person.number] = person
        self.described[person.number] = Described(set(wider(mention.noun)), modifiers(self.view, mention))
        mention.owner, mention.basis = person.number, "nominal"

    def _said_before(self, mention: Mention) -> int | None:
        """The unnamed person last described by the same noun, if nothing in the words speaks against it."""
        if self.view.lower[mention.first] in ("his", "her", "their", "its") or self.view.possessive[mention.first]:
            return None
        for one in sorted(self.known.values(), key=lambda one: (-one.mentions[-1].first, one.owner)):
            if one.named or one.plural != mention.plural:
                continue
            described = self.described[one.owner]
            if mention.noun in described.nouns and modifiers(self.view, mention) <= described.words | {mention.noun}:
                return one.owner
        return None

    def _pronoun(self, mention: Mention) -> None:
        word = self.view.lower[mention.first]
        if word in lists.I | lists.WE:
            return  # after the speakers are known: see `first_persons`
        if mention.plural:
            return
        known = list(self.known.values())
        features = candidates(self.context, mention, known)
        if self.observe is not None:
            mention.owner = self.observe(mention, features, known)
            return
        ranked = rank(features, weights())
        if not ranked:
            return
        best, owner = ranked[0]
        lead = best - (ranked[1][0] if len(ranked) > 1 else 0.0)
        if owner != NOBODY and best >= CONFIDENT and lead >= MARGIN:
            mention.owner, mention.basis = owner, "pronoun"
            one = self.known[owner]
            if one.gender == "-":
                one.gender = mention.gender
                mention.basis = "pronoun" if one.guess == "-" else "pronoun, gender guessed from the first name"
        else:
            listed = tuple(number for share, number in ranked if number != NOBODY and share >= 0.1)
            self.reading.doubtful[mention.first] = listed


def first_persons(reading: Reading) -> None:
    """ "I", "me", "my" inside a quotation mean its speaker."""
    for mention in reading.mentions:
        if mention.form != "pronoun" or reading.view.lower[mention.first] not in lists.I:
            continue
        inside = reading.view.quotation[mention.first]
        if inside >= 0 and (number := reading.quoted[inside].source) is not None:
            mention.owner, mention.basis = reading.mentions[number].owner, "pronoun"
