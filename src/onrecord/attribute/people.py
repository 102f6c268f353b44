"""Persons: which names of the articles of one story are one person's, by their words alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.attribute import wordlists as lists
from onrecord.attribute.mentions import Gender, Mention
from onrecord.attribute.personname import PersonName, first_names_agree, misspelt, parse, same_person
from onrecord.attribute.view import View


@dataclass(slots=True)
class Someone:
    """A person of the story under construction. `number` is what `Mention.owner` points to.

    `gender` is what titles and nouns of a gender tell; `guess` what the first name suggests. `gathered` is a list of
    persons that the text speaks of as one.
    """

    number: int
    name: PersonName
    forms: Counter[PersonName] = field(default_factory=Counter)
    gender: Gender = "-"
    guess: Gender = "-"
    nouns: set[str] = field(default_factory=set)
    plural: bool = False
    gathered: bool = False


Named = tuple[int, Mention, PersonName]  # number of the article, mention, parsed name


def parsed(views: Sequence[View], mentions: Sequence[Sequence[Mention]]) -> list[Named]:
    """Every name mention with its parsed name, articles in the order of `views`."""
    found = []
    for number, (view, inside) in enumerate(zip(views, mentions, strict=True)):
        for mention in inside:
            if mention.form == "name":
                first = mention.first
                while first < mention.end - 1 and (view.lower[first] in lists.titles() or view.words[first] == "."):
                    first += 1
                words = tuple(word for word in view.words[first : mention.end] if word[0].isalpha())
                name = parse(words)
                if name is not None:
                    found.append((number, mention, name))
    return found


def group(named: Sequence[Named]) -> list[Someone]:
    """The persons behind these names; each mention's `owner` is set. Independent of the order of articles."""
    people = _full_names(named)
    local: dict[int, list[tuple[Someone, int]]] = defaultdict(list)
    by_form = {form: person for person in people for form in person.forms}
    first_seen: dict[tuple[int, int], int] = {}
    for number, mention, name in named:
        if name.full and name in by_form:
            person = by_form[name]
            mention.owner = person.number
            first_seen.setdefault((number, person.number), mention.first)
            _learn(person, mention, name)
    for (number, owner), at in first_seen.items():
        local[number].append((people[owner], at))
    short = [item for item in named if not item[2].full]
    pools = _Pools(people, {number: [person for person, _ in inside] for number, inside in local.items()})
    for number, mention, name in sorted(
        short, key=lambda item: (item[1].gender == "-", item[2], item[0], item[1].first)
    ):
        person = pools.fitting(number, mention, name, local[number])
        mention.owner = person.number
        _learn(person, mention, name)
    return people


def _full_names(named: Sequence[Named]) -> list[Someone]:
    """One person for each set of full names that can be one person's; the longest and most frequent leads."""
    counts = Counter(name for _, _, name in named if name.full)
    people: list[Someone] = []
    for name in sorted(counts, key=lambda name: (-len(name.parts), -counts[name], name)):
        fitting = [person for person in people if all(same_person(name, form) for form in person.forms)]
        if len(fitting) == 1:
            person = fitting[0]
        else:
            person = Someone(len(people), name)
            people.append(person)
        person.forms[name] += counts[name]
    families = Counter(name.family for _, _, name in named)
    for person in people:
        person.name = max(
            person.forms, key=lambda form: (_weight(form), person.forms[form], families[form.family], form)
        )
    return people


def _weight(form: PersonName) -> int:
    """Words of a name that are more than an initial, three at most: the longer, the fuller."""
    return min(3, sum(len(part) > 1 for part in form.parts))


@dataclass(slots=True)
class _Pools:
    """Who can bear a name of one word: the persons of its article first, then those of the story."""

    people: list[Someone]
    local: dict[int, list[Someone]]
    seen: dict[tuple[int, int, PersonName], list[Someone]] = field(default_factory=dict)

    def fitting(self, number: int, mention: Mention, name: PersonName, places: list[tuple[Someone, int]]) -> Someone:
        """The person of a short name: in the article, else in the story, else a new one."""
        for pool in (number, -1):
            for how in range(len(_WAYS)):
                bearers = [one for one in self._bearers(pool, how, name) if _gender_fits(one, mention)]
                told = [one for one in bearers if mention.gender != "-" and _known(one) == mention.gender]
                if bearers:
                    return _likeliest(told or bearers, places, mention)
        person = Someone(len(self.people), name)
        person.forms[name] += 1
        self.people.append(person)
        self.seen = {key: found for key, found in self.seen.items() if key[0] >= 0}
        return person

    def _bearers(self, pool: int, how: int, name: PersonName) -> list[Someone]:
        key = (pool, how, name)
        if key not in self.seen:
            people = self.people if pool < 0 else self.local.get(pool, [])
            self.seen[key] = [person for person in people if _WAYS[how](person, name)]
        return self.seen[key]


def _by_family(person: Someone, name: PersonName) -> bool:
    return any(_family_is(form, name.family) for form in person.forms)


def _family_is(form: PersonName, family: str) -> bool:
    """Whether a surname used alone is this name's: its last word, both of a double name, or without its particle."""
    if form.family == family or form.family.split()[-1] == family:
        return True
    if family.startswith(tuple(f"{part} " for part in lists.words("particles"))) and form.family == family.split()[-1]:
        return True
    return bool(form.given) and any(
        word == family and word in lists.words("family names first") for word in form.given[:1]
    )


def _by_part(person: Someone, name: PersonName) -> bool:
    """A first name alone ("Bernie"), or a middle part of a long name."""
    forms = person.forms
    return any(name.family in form.given for form in forms) or any(
        form.given and len(form.given[0]) > 1 and first_names_agree(form.given[0], name.family) for form in forms
    )


def _by_spelling(person: Someone, name: PersonName) -> bool:
    return len(name.family) >= 5 and any(misspelt(form.family, name.family) for form in person.forms)


_WAYS = (_by_family, _by_part, _by_spelling)


def _known(person: Someone) -> Gender:
    return person.gender if person.gender != "-" else person.guess


def _gender_fits(person: Someone, mention: Mention) -> bool:
    known = _known(person)
    return mention.gender == "-" or known == "-" or known == mention.gender


def _likeliest(fitting: list[Someone], local: list[tuple[Someone, int]], mention: Mention) -> Someone:
    """Of several bearers of a surname the one whose full name stood last before; else the most frequent."""
    if len(fitting) == 1:
        return fitting[0]
    seen = {person.number: at for person, at in local}
    return max(
        fitting,
        key=lambda person: (
            seen.get(person.number, 1 << 30) <= mention.first,
            sum(person.forms.values()),
            -seen.get(person.number, 1 << 30),
            person.name,
        ),
    )


def _learn(person: Someone, mention: Mention, name: PersonName) -> None:
    """What one mention tells about its person."""
    if not name.full:
        person.forms[name] += 0
    if mention.gender != "-" and person.gender == "-":
        person.gender = mention.gender
    if person.guess == "-":
        for form in person.forms:
            told = lists.first_names().get(form.parts[0], "-") if form.full else "-"
            if told in ("m", "f"):
                person.guess = told  # type: ignore[assignment]
                break
    person.nouns.update(noun for title in mention.titles if (noun := lists.titles()[title][1]) != "-")
