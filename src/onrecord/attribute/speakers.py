"""Who speaks each statement: the person, body, document or group that its source names."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from onrecord.attribute import wordlists as lists
from onrecord.attribute.cast import Cast, Party
from onrecord.attribute.chains import Reading
from onrecord.attribute.mentions import Mention, person_noun
from onrecord.attribute.nametypes import Run
from onrecord.attribute.view import View
from onrecord.model import PersonType, Span, Statement

Key = tuple[str, str] | int  # a party's key, or a person's number


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a statement is given to, on what basis; `candidates` where nobody is."""

    key: Key | None
    basis: str | None
    candidates: tuple[Key, ...] = ()


NO_ONE = Speaker(None, None)


@dataclass(slots=True)
class Speakers:
    """Finds the speakers of one article's statements, in text order: a "they" can mean the last party that spoke."""

    reading: Reading
    runs: tuple[Run, ...]
    cast: Cast
    last: Key | None = None

    def of(self, statement: Statement) -> Speaker:
        """The speaker of one statement, by its source, else by its quotation marks."""
        found = self._by_source(statement.source) if statement.source is not None else self._by_marks(statement)
        if found.key is not None:
            self.last = found.key
        return found

    def _by_source(self, source: Span) -> Speaker:
        view = self.reading.view
        first, end = view.covering(source.start, source.end)
        while first < end and not view.words[first][0].isalnum():
            first += 1
        if first >= end:
            return NO_ONE
        stop = _phrase_end(view, first, end)
        mention = self._head(first, stop)
        if mention is not None:
            return self._by_mention(mention)
        return self._by_words(first, stop)

    def _head(self, first: int, end: int) -> Mention | None:
        """The mention that is the head of the source `first`..`end`: its last name, else description, else pronoun."""
        inside = [m for m in self._between(first, end) if m.head < end and not _modifies(self.reading.view, m, end)]
        for form in ("name", "role", "nominal", "pronoun"):
            fitting = [m for m in inside if m.form == form]
            if fitting:
                return fitting[-1] if form in ("name", "pronoun") else max(fitting, key=lambda m: (m.head, m.first))
        return None

    def _between(self, first: int, end: int) -> list[Mention]:
        mentions = self.reading.mentions
        at = bisect_left(mentions, first, key=lambda m: m.first)
        while at > 0 and mentions[at - 1].end > first:
            at -= 1
        found = []
        while at < len(mentions) and mentions[at].first < end:
            if mentions[at].end > first:
                found.append(mentions[at])
            at += 1
        return found

    def _by_mention(self, mention: Mention) -> Speaker:
        view = self.reading.view
        if mention.owner is not None:
            basis = {"name": "name", "pronoun": mention.basis or "pronoun", "role": "role"}.get(
                mention.form, mention.basis
            )
            return Speaker(mention.owner, basis or "nominal")
        if mention.form == "pronoun" and mention.plural and view.lower[mention.first] not in lists.WE:
            return Speaker(self.last, "pronoun") if isinstance(self.last, tuple) else NO_ONE
        return Speaker(None, None, tuple(self.reading.doubtful.get(mention.first, ())))

    def _by_words(self, first: int, end: int) -> Speaker:
        """A body, document or group by the head noun of the source."""
        view = self.reading.view
        span = Span(
            view.article, view.starts[first], view.ends[end - 1], view.text[view.starts[first] : view.ends[end - 1]]
        )
        low = view.lower[end - 1]
        run = next((r for r in self.runs if r.name < end and r.end > end - 1 and r.name < r.end), None)
        if run is not None and run.end == end and low not in lists.lowered("document_nouns.txt"):
            return self._party(span, "organisation", shared=True)
        if low in lists.lowered("document_nouns.txt") or low in lists.document_plurals():
            return self._party(span, "document", shared=False)
        if low in lists.lowered("group_nouns.txt") or low in lists.demonyms():
            return self._party(span, "group" if low in lists.demonyms() else "organisation", shared=True)
        if low in lists.person_plurals() or (low.endswith("s") and not low.endswith("ss")):
            return self._party(span, "group", shared=False)
        if low in lists.person_nouns():
            return self._party(span, "role", shared=False)
        if lists.word_class().get(low) or not view.words[end - 1][0].isalnum():
            return NO_ONE
        return self._party(span, "role", shared=False)

    def _party(self, span: Span, kind: PersonType, *, shared: bool) -> Speaker:
        party: Party = self.cast.party(span, kind, shared=shared)
        return Speaker(party.key, {"organisation": "name", "document": "document", "group": "group"}.get(kind, "role"))

    def _by_marks(self, statement: Statement) -> Speaker:
        """A quotation with no source of its own: the clause beside it, or the speaker carried over."""
        start = statement.content[0].start
        quotations = self.reading.view.layout.quotations
        number = bisect_left(quotations, start + 1, key=lambda q: q.start) - 1
        for at in (number, number + 1):
            if (
                0 <= at < len(quotations)
                and quotations[at].start < statement.content[-1].end
                and start < quotations[at].end
            ):
                told = self.reading.quoted[at]
                if told.source is None:
                    return NO_ONE
                found = self._by_mention(self.reading.mentions[told.source])
                carried = told.basis in ("carried", "paragraph") and found.key is not None
                return Speaker(found.key, "carried", ()) if carried else found
        return NO_ONE


def _phrase_end(view: View, first: int, end: int) -> int:
    """Where the head's own noun phrase ends: before the first preposition, relative clause or mark in the source."""
    at = first
    while at < end and lists.word_class().get(view.lower[at]) in ("prep", "det"):
        at += 1
    while at < end:
        kind = lists.word_class().get(view.lower[at])
        mark = not view.words[at][0].isalnum() and view.words[at] not in ".-&'’"
        if kind in ("prep", "rel") or (mark and at > first) or view.lower[at] == "that":
            break
        at += 1
    return max(at, first + 1)


def _modifies(view: View, mention: Mention, end: int) -> bool:
    """Whether a mention only modifies the head that follows it ("Mr. Hale's spokesman", "Hale campaign")."""
    if mention.end >= end:
        return False
    if view.possessive[mention.end - 1]:
        return True
    if mention.form == "pronoun":
        return mention.slot == "possessive"
    return mention.form == "name" and (
        view.lower[mention.end] in lists.lowered("name_followers.txt") or person_noun(view, mention.end)[0] > 0
    )
