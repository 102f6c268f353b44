"""Stories as they arrive: each report joins the story of its event or opens one, never compared with all.

Single-pass clustering (Allan, Papka, Lavrenko 1998) over weighted words: candidates come out of an inverted index of
the topics' rarest words; the nearest topic takes the report where they are alike enough for the time between them. The
stories of a topic are found by contrast among its reports (`contrast.py`), anew whenever it has grown: so they split,
and come together again, as evidence comes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from math import sqrt
from operator import neg

import numpy as np

from onrecord.model import Article
from onrecord.stories.topic import CONTRASTED, Report, Topic, heaviest
from onrecord.stories.vocabulary import Floats, Numbers, Vector, Vocabulary
from onrecord.stories.words import weights

# Calibrated on labelled stories of news5w, BASIL and ECB+: lower joins reports of different events, higher tears
# stories apart (contrast repairs the first, nothing the second).
ALIKE = 0.10
LATER = 0.08  # more is asked of a report that comes later: all of it after a month
_MONTH = 30
_ASKED = 30  # a report looks for so many of its own heaviest words
_CROWDED = 400  # a word in more stories than this finds none
_TRIED = 12  # stories compared with one report: with 8 to 30 the labelled stories are found alike


Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What grouping looks at in a report: its words, their weights (of length 1 together), and its day."""

    id: str
    words: tuple[str, ...]
    weights: Floats
    day: int | None


def weigh(article: Article) -> Weighed:
    """The report of this article as grouping sees it: the costliest part of adding one, and always the same."""
    found = weights(article)
    values = np.array(list(found.values()))
    return Weighed(article.id, tuple(found), values / (sqrt(values @ values) or 1.0), _day(article))


class Stories:
    """The stories so far. `add` takes reports in order of time; `groups` gives them all."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._topics: dict[int, Topic] = {}
        self._found_by: dict[int, set[int]] = {}
        self._of: dict[str, int] = {}
        self._parts: dict[int, tuple[Group, ...]] = {}
        self._next = 0

    def add(self, article: Article) -> None:
        """Put a report into the story of its event, or open one.

        ValueError where a report of that id is in already.
        """
        self.add_weighed(weigh(article))

    def add_weighed(self, report: Weighed) -> None:
        """`add`, for a report that was weighed before."""
        one = self._report(report)
        topic = self._nearest(one.vector, one.day) or self._open()
        self._put(topic, [one])
        if len(topic.reports) == CONTRASTED:
            self._cut(topic)

    def open(self, reports: Sequence[Weighed]) -> None:
        """Take these reports, in order of time, as one story, however alike they are. ValueError as from `add`."""
        self._put(self._open(), [self._report(report) for report in reports])

    def story_of(self, article: str) -> Group:
        """The ids of the story that holds the article of this id, itself included. KeyError where none does."""
        return next(group for group in self._groups_of(self._of[article]) if article in group)

    def groups(self) -> tuple[Group, ...]:
        """The ids of each story's reports, in the order they came; stories in the order of their first reports."""
        found = [group for number in self._topics for group in self._groups_of(number)]
        order = {article: at for at, article in enumerate(self._of)}
        return tuple(sorted(found, key=lambda group: order[group[0]]))

    def _groups_of(self, number: int) -> tuple[Group, ...]:
        if number not in self._parts:
            topic = self._topics[number]
            events = topic.events(self._vocabulary.background)
            self._parts[number] = tuple(tuple(topic.reports[at].id for at in event) for event in events)
        return self._parts[number]

    def _open(self) -> Topic:
        topic = Topic(self._next)
        self._topics[topic.id] = topic
        self._next += 1
        return topic

    def _report(self, weighed: Weighed) -> Report:
        if weighed.id in self._of:
            raise ValueError(f"article {weighed.id!r} is in a story already")
        return Report(weighed.id, self._vocabulary.vector(weighed.words, weighed.weights), weighed.day)

    def _nearest(self, vector: Vector, day: int | None) -> Topic | None:
        heavy = self._vocabulary.scaled(vector)
        size = sqrt(heavy @ heavy)
        topics = self._candidates(vector.words, heavy) if size else []
        if not topics:
            return None
        twice = heavy * self._vocabulary.rarity[vector.words]  # the rarity of both sides
        products = self._vocabulary.products(vector.words, twice, [topic.centre for topic in topics])
        alike = products / (size * np.array([topic.length for topic in topics]))
        best, nearest = 0.0, None
        for at in (alike >= ALIKE).nonzero()[0].tolist():
            topic = topics[at]
            over = float(alike[at]) - threshold(day, topic.last)
            if over > best or (over == best and (nearest is None or topic.id < nearest.id)):
                best, nearest = over, topic
        return nearest

    def _candidates(self, words: Numbers, heavy: Floats) -> list[Topic]:
        """The topics that share the most of a report's heaviest words."""
        first = heaviest(heavy)[:_ASKED]
        found = [self._found_by.get(word, ()) for word in words[first[heavy[first] > 0.0]].tolist()]
        met = Counter(chain.from_iterable([numbers for numbers in found if len(numbers) <= _CROWDED]))
        shared = sorted(zip(map(neg, met.values()), met, strict=True))
        return [self._topics[number] for _, number in shared[:_TRIED]]

    def _put(self, topic: Topic, reports: Sequence[Report]) -> None:
        for report in reports:
            self._of[report.id] = topic.id
        self._parts.pop(topic.id, None)
        before = topic.keys.tolist()
        topic.put(reports, self._vocabulary)
        self._index(topic.id, before, topic.keys.tolist())

    def _index(self, topic: int, before: list[int], now: list[int]) -> None:
        """Let a topic be found by these words instead of those before."""
        for word in set(before).difference(now):
            self._found_by[word].discard(topic)
        for word in set(now).difference(before):
            self._found_by.setdefault(word, set()).add(topic)

    def _cut(self, topic: Topic) -> None:
        """Make the events of a topic topics of their own."""
        events = topic.events(self._vocabulary.background)
        if len(events) == 1:
            return
        self._vocabulary.held(topic.centre.words, -1)
        self._index(topic.id, topic.keys.tolist(), [])
        del self._topics[topic.id]
        self._parts.pop(topic.id, None)
        for event in events:
            self._put(self._open(), [topic.reports[at] for at in event])


def threshold(day: int | None, last: int | None) -> float:
    """How alike a report and a story must be, with so many days between them."""
    if day is None or last is None:
        return ALIKE
    return ALIKE + LATER * min(1.0, max(0, abs(day - last) - 1) / _MONTH)


def _day(article: Article) -> int | None:
    """The day of publication as a number, None where it is not known."""
    if article.published is None:
        return None
    try:
        return date.fromisoformat(article.published.value[:10]).toordinal()
    except ValueError:
        return None
