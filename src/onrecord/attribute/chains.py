"""One article read left to right: each pronoun and description is given its person, or nobody."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from onrecord.attribute import frames as reporting
from onrecord.attribute import wordlists as lists
from onrecord.attribute.context import Context, Known
from onrecord.attribute.discourse import goes_on, varied
from onrecord.attribute.mentions import Mention
from onrecord.attribute.nominals import Described, fit, modifiers, resolve, wider
from onrecord.attribute.people import Someone
from onrecord.attribute.ranker import NOBODY, candidates, rank, weights
from onrecord.attribute.view import View

CONFIDENT = 0.4  # least probability of a pronoun's person
MARGIN = 0.1  # least lead over the next candidate
_REACH = 40  # sentences back to which a pronoun can reach
_LEAD = 4  # sentences in which a person can be described before being named
_NAMED_WITHIN = 12  # sentences until the name
_SAME_NOUN = 2.8

Observer = Callable[[Context, Mention, dict[int, dict[str, float]], Sequence[Known]], int | None]


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
        self.met: list[tuple[int, int]] = []  # first words of the mentions so far, with their owners
        self.described: dict[int, Described] = {}
        self.people = {person.number: person for person in people}
        sources = tuple(None if q.source is None else reading.mentions[q.source] for q in reading.quoted)
        reported = {reading.mentions[frame.subject].first: frame.verb for frame in reading.clauses}
        self.context = Context.of(self.view, reading.mentions, sources, reported)
        self.first_of: dict[int, int] = {}
        self._describe()

    def _describe(self) -> None:
        """Nouns and role words of every named person, from the whole article: a role may follow its description."""
        for mention in self.reading.mentions:
            if mention.owner is None:
                continue
            one = self.described.setdefault(mention.owner, Described())
            self.first_of.setdefault(mention.owner, mention.first)
            if mention.form == "role":
                one.words.update(word for word in self.view.lower[mention.first : mention.end] if word[0].isalnum())
                if mention.noun:
                    one.nouns.add(mention.noun)
        for owner, one in self.described.items():
            one.nouns |= self.people[owner].nouns

    def run(self) -> None:
        """First what the reporter says, then the pronouns inside quotation marks, whose speakers are known by then."""
        later = []
        for mention in self.reading.mentions:
            if mention.form == "pronoun" and self.view.quotation[mention.first] >= 0:
                later.append(mention)
            else:
                self._resolve(mention)
        for mention in later:
            self._resolve(mention)

    def _resolve(self, mention: Mention) -> None:
        if mention.form == "pronoun":
            self._pronoun(mention)
        elif mention.form == "nominal" and mention.owner is None:
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
        insort(one.mentions, mention, key=_first)
        insort(self.met, (mention.first, owner))
        if self.view.quotation[mention.first] < 0 or self._nickname(mention):
            insort(one.told, mention, key=_first)
        if mention.first in self.context.reported:
            insort(self.context.reporters, (mention.first, owner))
        for number in self.context.introduces.get(mention.first, ()):
            if self.context.quote_source[number] is mention:
                self.context.quoted_by[number] = owner

    def _nickname(self, mention: Mention) -> bool:
        """Whether a quotation holds nothing but this name: marks around a nickname quote nobody."""
        quotation = self.view.layout.quotations[self.view.quotation[mention.first]]
        first, end = self.view.within(quotation.start, quotation.end)
        return end - first <= mention.end - mention.first + 1

    def _nominal(self, mention: Mention) -> None:
        if mention.definite:
            owner, _ = resolve(self.view, mention, self.known.values(), self.described)
            if owner is not None:
                mention.owner, mention.basis = owner, "role"
                return
            owner = self._said_before(mention)
            if owner is None:
                owner = varied(self.context, self._recent(mention), mention)
            if owner is not None:
                mention.owner, mention.basis = owner, "nominal"
                return
        owner = self._named_later(mention)
        if owner is not None:
            mention.owner, mention.basis = owner, "role"
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
            described = self.described.get(one.owner, Described())
            if mention.noun in described.nouns and modifiers(self.view, mention) <= described.words | {mention.noun}:
                return one.owner
        return None

    def _named_later(self, mention: Mention) -> int | None:
        """Delayed identification: a lead's "an envoy" who is named further down as "envoy Ann Hale"."""
        sentence = self.view.sentence[mention.first]
        if sentence >= _LEAD or mention.plural or mention.noun in lists.words("anybody"):
            return None
        if self.view.lower[mention.first] in lists.words("owners") or lists.word_class().get(
            self.view.lower[mention.first]
        ) not in ("det",):
            return None
        fitting = []
        for owner, described in self.described.items():
            if owner in self.known or not self.people[owner].forms:
                continue
            where = self.first_of.get(owner, 0)
            if (
                self.view.sentence[where] - sentence <= _NAMED_WITHIN
                and fit(self.view, mention, described) >= _SAME_NOUN
            ):
                fitting.append(owner)
        return fitting[0] if len(fitting) == 1 else None

    def _named_beside(self, mention: Mention) -> int | None:
        """ "him (Hale)": the person that the reporter puts in brackets beside the pronoun."""
        if mention.end >= len(self.view) or self.view.words[mention.end] not in "([":
            return None
        at = bisect_left(self.reading.mentions, mention.end, key=_first)
        beside = self.reading.mentions[at] if at < len(self.reading.mentions) else None
        if beside is None or beside.form != "name" or beside.first != mention.end + 1:
            return None
        closed = beside.end < len(self.view) and self.view.words[beside.end] in ")]"
        return beside.owner if closed else None

    def _reflexive(self, mention: Mention) -> int | None:
        """ "Hale himself", "Hale hurt himself": the name right before, else the last subject of the sentence."""
        here = self.view.sentence[mention.first]
        fitting = [
            (other.end == mention.first, other.slot == "subject", other.first, one.owner)
            for one in self.known.values()
            if one.plural == mention.plural and mention.gender in (one.gender, "-")
            for other in one.before(mention.first, told=False)[-3:]
            if self.view.sentence[other.first] == here
        ]
        best = max(fitting, default=(False, False, 0, 0))
        return best[3] if best[0] or best[1] else None

    def _recent(self, mention: Mention) -> list[Known]:
        """Whoever was met within reach before the mention: in a long text not everybody can be meant."""
        here = self.view.sentence[mention.first]
        owners: dict[int, None] = {}
        for at in range(bisect_left(self.met, (mention.first, -1)) - 1, -1, -1):
            first, owner = self.met[at]
            if here - self.view.sentence[first] > _REACH:
                break
            owners[owner] = None
        return [self.known[owner] for owner in sorted(owners)]

    def _pronoun(self, mention: Mention) -> None:
        word = self.view.lower[mention.first]
        if word in lists.I | lists.WE:
            return  # after the speakers are known: see `first_persons`
        if mention.plural:
            return
        known = self._recent(mention)
        if (named := self._named_beside(mention)) is not None:
            mention.owner, mention.basis = named, "name"
            return
        if self.view.lower[mention.first].endswith("self") and (owner := self._reflexive(mention)) is not None:
            mention.owner, mention.basis = owner, "pronoun"
            return
        if self.observe is None and (owner := goes_on(self.context, known, mention)) is not None:
            mention.owner, mention.basis = owner, "pronoun"
            return
        features = candidates(self.context, mention, known)
        if self.observe is not None:
            mention.owner = self.observe(self.context, mention, features, known)
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


def _first(mention: Mention) -> int:
    return mention.first


def first_persons(reading: Reading) -> None:
    """ "I", "me", "my" inside a quotation mean its speaker."""
    for mention in reading.mentions:
        if mention.form != "pronoun" or reading.view.lower[mention.first] not in lists.I:
            continue
        inside = reading.view.quotation[mention.first]
        if inside >= 0 and (number := reading.quoted[inside].source) is not None:
            mention.owner, mention.basis = reading.mentions[number].owner, "pronoun"
