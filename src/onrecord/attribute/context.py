"""What reading an article left to right has made known: the persons met, who reports, who speaks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.attribute import wordlists as lists
from onrecord.attribute.mentions import Gender, Mention
from onrecord.attribute.view import View

_CLAUSE = 8  # words of one clause that are looked at


@dataclass(slots=True)
class Known:
    """A person as the article makes them known: gender, mentions in text order, whether named.

    `told` are the mentions outside quotation marks: what the reporter says, which a reporter's pronoun takes up.
    """

    owner: int
    gender: Gender = "-"
    guess: Gender = "-"
    plural: bool = False
    named: bool = True
    mentions: list[Mention] = field(default_factory=list)
    told: list[Mention] = field(default_factory=list)

    def before(self, first: int, *, told: bool) -> list[Mention]:
        """The mentions before word `first`; only those outside quotation marks where `told` and there are any."""
        outside = self.told[: bisect_left(self.told, first, key=_first)] if told else []
        return outside or self.mentions[: bisect_left(self.mentions, first, key=_first)]


def _first(mention: Mention) -> int:
    return mention.first


@dataclass(slots=True)
class Context:
    """What the ranker asks about the text around.

    `reported`: first word of a mention → the reporting verb that it is subject of. `reporters`: these subjects met so
    far, as (first word, owner). `quote_source`, `quoted_by`: quotation → the mention, and person, it is given to.
    `introduces`: first word of a mention → the quotations given to it. `named_in`: quotation → persons named in it.
    `steps`: sentence → how many sentences before it are not wholly quoted. `apart`: first word of a pronoun → the
    persons named after it in its own clause, whom it cannot mean ("He told Hale").
    """

    view: View
    reported: dict[int, int]
    quote_source: tuple[Mention | None, ...]
    quoted_by: list[int | None]
    named_in: dict[int, set[int]]
    steps: tuple[int, ...]
    introduces: dict[int, list[int]]
    apart: dict[int, set[int]] = field(default_factory=dict)
    reporters: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def of(
        cls, view: View, mentions: Sequence[Mention], sources: tuple[Mention | None, ...], reported: dict[int, int]
    ) -> Context:
        """The context of one article at its beginning; `sources`: quotation → the mention it is given to."""
        return cls(
            view=view,
            reported=reported,
            quote_source=sources,
            quoted_by=[None] * len(sources),
            named_in=_named_in(view, mentions),
            steps=_steps(view),
            introduces=_introduces(sources),
            apart=_apart(view, mentions),
        )

    def last_reporters(self, first: int) -> list[int]:
        """The owners of the reporting clauses before word `first`, the last one first, two at most."""
        at = bisect_left(self.reporters, (first, -2))
        found: list[int] = []
        for _, owner in reversed(self.reporters[max(0, at - 6) : at]):
            if owner not in found:
                found.append(owner)
        return found[:2]


def _introduces(sources: Sequence[Mention | None]) -> dict[int, list[int]]:
    """First word of a mention → the quotations that are given to it."""
    found: dict[int, list[int]] = {}
    for number, source in enumerate(sources):
        if source is not None:
            found.setdefault(source.first, []).append(number)
    return found


def _apart(view: View, mentions: Sequence[Mention]) -> dict[int, set[int]]:
    """First word of a pronoun in the subject → owners of the names that follow in its clause (binding, principle C)."""
    found: dict[int, set[int]] = {}
    subject: Mention | None = None
    for mention in mentions:
        if mention.form == "pronoun" and mention.slot == "subject":
            subject = mention
        elif mention.form == "name" and mention.owner is not None and subject is not None:
            same = view.sentence[mention.first] == view.sentence[subject.first]
            same = same and view.quotation[mention.first] == view.quotation[subject.first]
            if same and mention.first - subject.end <= _CLAUSE and one_clause(view, subject.end, mention.first):
                found.setdefault(subject.first, set()).add(mention.owner)
    return found


def one_clause(view: View, first: int, end: int) -> bool:
    """Whether nothing in the words `first`..`end` opens another clause."""
    breaks = lists.words("clause breaks")
    return not any(word in breaks or not word[0].isalnum() or word.endswith("ing") for word in view.lower[first:end])


def _named_in(view: View, mentions: Sequence[Mention]) -> dict[int, set[int]]:
    """Quotation → the persons named in it."""
    found: dict[int, set[int]] = {}
    for mention in mentions:
        if mention.form == "name" and mention.owner is not None and view.quotation[mention.first] >= 0:
            found.setdefault(view.quotation[mention.first], set()).add(mention.owner)
    return found


def _steps(view: View) -> tuple[int, ...]:
    """For each sentence how many sentences stand before it, those wholly in quotation marks left out."""
    steps, count = [], 0
    for first, end in view.sentence_bounds:
        steps.append(count)
        count += any(view.quotation[i] < 0 and view.words[i][0].isalnum() for i in range(first, end))
    return tuple(steps)
