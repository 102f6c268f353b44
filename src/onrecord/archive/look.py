"""Every printed wording that has the words asked for: found in the index, held against them, told whose it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import apsw

from onrecord.archive.match import Held, Printed, Query, Wording, neighbours, printed, rows, wordings
from onrecord.archive.passages import Key
from onrecord.archive.readings import Hit
from onrecord.archive.retold import retells
from onrecord.archive.search import Search
from onrecord.archive.speakers import may_be, name_words

AT_ONCE = (50, 400, 2_000)  # passages looked at; more where as many come near
SHARE, FIT = 0.55, 0.5  # of the words asked for that stand in a reading, and of the printed stretch they make up
PART, PART_RARE = 0.8, 2  # a printed fragment of which so much, and so many rarer words, are of those asked for
NEAR = 0.25  # readings that have this much less of the words than the best one are of something else
SHORT = 4  # words; of so few all must stand there
WHOLE = 0.97  # of the words asked for: a reading that has as many needs no neighbours
JOINED = 0.05  # more of the words asked for must a neighbour bring

Accept = Callable[[bool, Held], bool]


@dataclass(frozen=True, slots=True)
class Looked:
    """Hits; `bounded` where as many passages came near as are looked at."""

    hits: tuple[Hit, ...]
    bounded: bool = False

    def __add__(self, other: Looked) -> Looked:
        return Looked(self.hits + other.hits, self.bounded or other.bounded)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A wording held against the words asked for; `printed` where it is known where it stands."""

    key: Key
    quoted: bool
    held: Held
    printed: Printed | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One question, with all it takes to answer it."""

    connection: apsw.Connection
    search: Search
    query: Query
    speaker: str | None
    days: tuple[int | None, int | None]

    def hits(self) -> Looked:
        """Every printed wording that has the words asked for, whoever's it is."""
        found = self._look(self._fits, who=None)
        if self.speaker is not None and not any(hit.by_speaker for hit in found.hits):
            # A sentence that many say can leave no room for the one who was asked for.
            found += self._look(self._fits, who=self._last_name())
        return found

    def retold(self) -> Looked:
        """Statements that share enough of the rarer words, in any order."""
        found = self._look(self._retells, who=None)
        if self.speaker is not None:
            found += self._look(self._retells, who=self._last_name())
            found = replace(found, hits=tuple(hit for hit in found.hits if hit.by_speaker))
        return found

    def _last_name(self) -> str:
        return (name_words(self.speaker or "") or [""])[-1]

    def _look(self, accept: Accept, *, who: str | None) -> Looked:
        seen: set[Key] = set()
        hits: list[Hit] = []
        for limit in AT_ONCE:
            keys = self.search.find(self.query.words, limit=limit, who=who, days=self.days)
            new = [key for key in keys if key not in seen]
            seen.update(new)
            whole = any(hit.held.score.share >= WHOLE for hit in hits)
            fitting = list(self._accepted(new, accept, join=not whole))
            hits += fitting
            if len(keys) < limit or len(near(fitting, among=hits)) < len(new) // 2:
                return Looked(tuple(hits))
        return Looked(tuple(hits), bounded=True)

    def _accepted(self, keys: Sequence[Key], accept: Accept, *, join: bool) -> Iterator[Hit]:
        held = [_Candidate(one.key, one.quoted, self.query.hold(one.text)) for one in wordings(self.connection, keys)]
        if join and max((one.held.score.share for one in held), default=1.0) < WHOLE:
            held = self._joined(held)
        taken: list[_Candidate] = []
        marked: set[Key] = set()
        for one in held:
            # What fits in quotation marks is not looked at again with the words around them.
            if one.key not in marked and accept(one.quoted, one.held):
                taken.append(one)
                if one.quoted:
                    marked.add(one.key)
        yield from self._hits(taken)

    def _hits(self, taken: Sequence[_Candidate]) -> Iterator[Hit]:
        """What was taken, each place once, with whose words it is."""
        places = self._places([one for one in taken if one.printed is None])
        kept: dict[object, tuple[Printed, Held]] = {}
        for one in taken:
            place = one.printed or places[one.key, one.quoted]
            kept.setdefault(place.spans, (place, one.held))
        names = speakers(self.connection, {one.speaker for one, _ in kept.values() if one.speaker is not None})
        for place, held in kept.values():
            name, forms = names.get(place.speaker, (None, [])) if place.speaker is not None else (None, [])
            if place.decided is not None:
                name, forms = (place.decided or None), [place.decided]
            yield Hit(place, held, name, self.speaker is None or may_be(self.speaker, forms))

    def _places(self, candidates: Sequence[_Candidate]) -> dict[tuple[Key, bool], Printed]:
        found = printed(self.connection, [one.key for one in candidates])
        return {(one.key, one.quoted): one for one in found}

    def _joined(self, held: list[_Candidate]) -> list[_Candidate]:
        """Each with the quotations of the same speaker before and behind it, where they have more of the words."""
        apt = [one for one in held if one.quoted and one.held.score.rare and one.held.score.fit >= PART]
        near_by = neighbours(self.connection, [one.key for one in apt])
        around = {key for keys in near_by.values() for key in keys}
        words = {one.key: one for one in wordings(self.connection, sorted(around)) if one.quoted}
        promising = [one for one in apt if self._gains(one, near_by.get(one.key, ()), words)]
        wanted = {one.key for one in promising} | {key for one in promising for key in near_by[one.key] if key in words}
        places = {one.key: one for one in printed(self.connection, sorted(wanted)) if one.quoted}
        longer = {one.key: self._longer(one, places, near_by[one.key]) for one in promising}
        return [longer.get(one.key, one) if one.quoted else one for one in held]

    def _gains(self, one: _Candidate, near_by: Collection[Key], words: dict[Key, Wording]) -> bool:
        """Whether the words around can add anything: only then is it looked up where they stand."""
        around = [self.query.hold(words[key].text).folded for key in near_by if key in words]
        return bool(around) and self.query.most(one.held.folded, *around) > one.held.score.share + JOINED

    def _longer(self, one: _Candidate, places: dict[Key, Printed], near_by: Sequence[Key]) -> _Candidate:
        place, held = places[one.key], one.held
        for other in (places[key] for key in near_by if key in places):
            longer = replace(place, spans=tuple(sorted({*place.spans, *other.spans})))
            further = self.query.hold(longer.text)
            if further.score.share > held.score.share + JOINED:
                place, held = longer, further
        return _Candidate(one.key, one.quoted, held, place)

    def _fits(self, quoted: bool, held: Held) -> bool:
        score = held.score
        if len(self.query.words) < SHORT or not score.rare:
            return score.share == 1.0 and score.fit == 1.0
        part = score.fit >= PART and score.rare >= PART_RARE and quoted
        return part or (score.share >= SHARE and score.fit >= FIT)

    def _retells(self, quoted: bool, held: Held) -> bool:
        return not quoted and retells(self.query.words, held.folded)


def near(hits: Sequence[Hit], *, among: Sequence[Hit]) -> list[Hit]:
    """The hits that come near the best one among all; for the speaker asked for, the best one of theirs."""
    kept: list[Hit] = []
    for by_speaker in (True, False):
        best = max((hit.held.score.share for hit in among if hit.by_speaker == by_speaker), default=0.0)
        kept += [hit for hit in hits if hit.by_speaker == by_speaker and hit.held.score.share >= best - NEAR]
    return kept


def speakers(connection: apsw.Connection, numbers: Collection[int]) -> dict[int, tuple[str, list[str]]]:
    """For each person its name and every form of it."""
    names: list[Any] = rows(connection, "SELECT number, name FROM persons WHERE number IN ({})", numbers)
    found: dict[int, tuple[str, list[str]]] = {number: (name, [name]) for number, name in names}
    for number, form in rows(connection, "SELECT person, text FROM names WHERE person IN ({})", numbers):
        found[number][1].append(form)
    return found
