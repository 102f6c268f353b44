"""Who speaks each statement: the person, body, document or group that its source names."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from onrecord.attribute import wordlists as lists
from onrecord.attribute.authors import author_of
from onrecord.attribute.cast import Cast
from onrecord.attribute.chains import Reading
from onrecord.attribute.mentions import Mention, complement_end
from onrecord.attribute.nametypes import Run
from onrecord.attribute.parties import kind_of, taken_up
from onrecord.attribute.phrases import apposed, modifies, only_described, phrase_end, several, source_words
from onrecord.attribute.view import View
from onrecord.model import PersonType, Span, Statement

_ISSUED = 2000  # words back to what "the statement" was
Key = tuple[str, str] | int  # a party's key, or a person's number


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a statement is given to, on what basis; `candidates` where nobody is."""

    key: Key | None
    basis: str | None
    candidates: tuple[Key, ...] = ()


NO_ONE = Speaker(None, None)
_RELATIVE = 14  # words between a person and the "who" that tells more of them


@dataclass(slots=True)
class Speakers:
    """Finds the speakers of one article's statements, in text order: "the statement" is whose the last one was."""

    reading: Reading
    runs: tuple[Run, ...]
    cast: Cast
    issuer: Key | None = None
    source_end: int = 0  # where the words of the source in hand end

    def _names(self, first: int, end: int) -> list[Run]:
        """The names of bodies and other things among the words `first`..`end`."""
        found = []
        at = bisect_left(self.runs, first + 1, key=lambda run: run.end)
        while at < len(self.runs) and self.runs[at].first < end:
            run = self.runs[at]
            if run.name < run.end and run.type in ("organisation", "other"):
                found.append(run)
            at += 1
        return found

    def of(self, statement: Statement) -> Speaker:
        """The speaker of one statement, by its source, else by its quotation marks."""
        found = NO_ONE if statement.source is None else self._by_source(statement.source)
        if found is NO_ONE and (statement.source is None or self._no_noun(statement.source)):
            found = self._by_marks(statement)
        if found.key is not None and found.basis != "document" and self._issues(statement):
            self.issuer = found.key
        return found

    def _by_source(self, source: Span) -> Speaker:
        view = self.reading.view
        first, end = source_words(view, source.start, source.end)
        self.source_end = end
        if first >= end:
            return NO_ONE
        if first > 1 and (view.lower[first] in ("who", "which") or view.lower[first:end] == ("that",)):
            return self._antecedent(first)
        if several(self.runs, view, first, end):
            listed = self.cast.party(view.span(first, end), "group", shared=False, listed=True)
            return Speaker(listed.key, "group")
        stop = phrase_end(view, self._names(first, end), first, end)
        mention = self._head(first, stop)
        if mention is None or (mention.form != "name" and not mention.plural):
            mention = apposed(view, self._between(stop, end), stop, end) or mention
        return self._by_words(first, stop) if mention is None else self._by_mention(mention)

    def _no_noun(self, source: Span) -> bool:
        """Whether a source is no noun phrase at all: a verb that the tagger took for one."""
        first, end = self.reading.view.covering(source.start, source.end)
        return end - first == 1 and lists.verb_like(self.reading.view.lower[first])

    def _antecedent(self, relative: int) -> Speaker:
        """Whom or what the relative pronoun at word `relative` takes up: for "who" a person before a place or body."""
        view = self.reading.view
        before = relative - 2 if view.words[relative - 1] == "," else relative - 1
        if view.lower[relative] == "who":
            start = max(view.sentence_bounds[view.sentence[relative]][0], relative - _RELATIVE)
            persons = [m for m in self._between(start, relative) if m.form in ("name", "nominal", "role")]
            nearest = max(persons, key=lambda m: (m.end, m.first), default=None)
            if nearest is not None and only_described(view, nearest.end, before + 1):
                return self._by_mention(nearest)
        first = max(0, before - 1)
        found = self._whole(first + (lists.word_class().get(view.lower[first]) == "prep"), before + 1)
        return NO_ONE if view.lower[relative] == "which" and isinstance(found.key, int) else found

    def _whole(self, first: int, stop: int) -> Speaker:
        mention = self._head(first, stop)
        return self._by_words(first, stop) if mention is None else self._by_mention(mention)

    def _head(self, first: int, end: int) -> Mention | None:
        """The mention that is the head of the source `first`..`end`: its last name, else description, else pronoun."""
        inside = [m for m in self._between(first, end) if m.head < end and not modifies(self.reading.view, m, end)]
        together = [m for m in inside if m.noun == "and" and m.first >= first]
        if together:
            return together[-1]
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
        if mention.noun == "and":
            return self._party(mention.first, mention.end, "group", shared=False)
        if mention.form == "thing":
            return self._by_words(mention.first, mention.end)
        if mention.owner is not None:
            basis = {"name": "name", "role": "role"}.get(mention.form, mention.basis)
            return Speaker(mention.owner, basis or "nominal")
        if mention.form == "pronoun" and view.lower[mention.first] in lists.THEY:
            return self._again(mention, "pronoun")
        return Speaker(None, None, tuple(self.reading.doubtful.get(mention.first, ())))

    def _again(self, source: Mention | int, basis: str) -> Speaker:
        """The body or group that a pronoun or a bare noun takes up."""
        before = taken_up(self.reading.view, self.reading.mentions, self.runs, source)
        if before is None:
            return NO_ONE
        found = self._by_mention(before)
        return Speaker(found.key, basis) if found.key is not None else NO_ONE

    def _by_words(self, first: int, end: int) -> Speaker:
        """A body, document or group by the head noun of the source."""
        view = self.reading.view
        low = view.lower[end - 1]
        if low in ("it", "both"):
            return self._again(end - 1, "pronoun")
        while end - first > 1 and _told_of(view, end - 1):
            end -= 1  # "a statement released" by the ministry
        low = view.lower[end - 1]
        other = any(view.words[i][0].isupper() for i in range(first + 1, end - 1))
        if view.lower[first] == "the" and low in lists.words("bodies again") and not (other or self._named(end)):
            found = self._again(end - 1, "nominal")
            if found.key is not None:
                return found
        kind, shared = kind_of(view, first, end, self.runs)
        common = view.words[end - 1][0].islower() and view.lower[end : end + 1] in (("of",), ("for",))
        if kind in ("group", "role") or (kind == "organisation" and common):
            end = complement_end(view, end)  # "the Brooklyn chapter | of the Free Riders"
        if kind == "document":
            found = self._issuer(first, end) if low in lists.words("issued") else NO_ONE
            author = author_of(view, self.reading.mentions, first, end) if found.key is None else None
            if author is not None:
                found = Speaker(author.owner, "role")
            if found.key is not None:
                return found
        return NO_ONE if kind is None else self._party(first, end, kind, shared=shared)

    def _named(self, end: int) -> bool:
        """Whether the word before `end` belongs to a body's name."""
        return any(run.name < end <= run.end and run.name < run.end for run in self.runs)

    def _party(self, first: int, end: int, kind: PersonType, *, shared: bool) -> Speaker:
        view = self.reading.view
        party = self.cast.party(view.span(first, end), kind, shared=shared)
        return Speaker(party.key, {"organisation": "name", "document": "document", "group": "group"}.get(kind, "role"))

    def _issuer(self, first: int, end: int) -> Speaker:
        """Who issued a statement or a letter: whoever it is "from", whose it is, or who issued the last before."""
        view = self.reading.view
        by = _by(view, end)
        if by is not None:
            found = self._named_issuer(by)
            self.issuer = found.key if found.key is not None else self.issuer
            return found
        owner = next((m for m in self._between(first, end) if m.slot == "possessive" and m.owner is not None), None)
        if owner is not None:
            return Speaker(owner.owner, "role")
        if view.lower[first] != "the":
            return NO_ONE
        before = (i for i in range(first - 1, max(-1, first - _ISSUED), -1) if view.lower[i] == view.lower[end - 1])
        by = next((at for i in before if (at := _by(view, i + 1)) is not None), None)
        if by is not None and (found := self._named_issuer(by)).key is not None:
            return Speaker(found.key, "carried")
        return Speaker(self.issuer, "carried") if self.issuer is not None else NO_ONE

    def _named_issuer(self, by: int) -> Speaker:
        """Who stands after the "by" or "from" at word `by`."""
        view = self.reading.view
        limit = self.source_end if by < self.source_end else min(len(view), by + 12)
        stop = phrase_end(view, self._names(by + 1, limit), by + 1, limit)
        source = self._head(by + 1, stop)
        found = self._by_mention(source) if source is not None else self._by_words(by + 1, stop)
        return Speaker(found.key, "role") if found.key is not None else NO_ONE

    def _issues(self, statement: Statement) -> bool:
        """Whether a statement was made in something issued: "… said in a statement"."""
        view = self.reading.view
        at, _ = view.covering(statement.content[-1].end - 1, statement.content[-1].end)
        first, end = view.sentence_bounds[view.sentence[min(at, len(view) - 1)]]
        return any(
            view.lower[i] in lists.words("issued") and view.lower[i - 1] in ("a", "news", "press", "written")
            for i in range(first + 1, end)
        )

    def _by_marks(self, statement: Statement) -> Speaker:
        """A quotation with no source of its own: the clause beside it, or the speaker carried over."""
        start, end = statement.content[0].start, statement.content[-1].end
        quotations = self.reading.view.layout.quotations
        number = bisect_left(quotations, start + 1, key=lambda q: q.start) - 1
        for at in (number, number + 1):
            if 0 <= at < len(quotations) and quotations[at].start < end and start < quotations[at].end:
                told = self.reading.quoted[at]
                if told.source is None:
                    return NO_ONE
                found = self._by_mention(self.reading.mentions[told.source])
                carried = told.basis in ("carried", "paragraph") and found.key is not None
                return Speaker(found.key, "carried") if carried else found
        return NO_ONE


def _told_of(view: View, at: int) -> bool:
    """Whether a word is no head but a participle that tells of it: "a statement | released"."""
    word = view.lower[at]
    return view.words[at][0].islower() and lists.verb_like(word) and not word.endswith("s")


def _by(view: View, end: int) -> int | None:
    """The "by" or "from" right after a document: "a statement released by …"; None where there is none."""
    limit = min(len(view) - 1, end + 3, view.sentence_bounds[view.sentence[end - 1]][1])
    return next((i for i in range(end, limit) if view.lower[i] in ("from", "by")), None)
