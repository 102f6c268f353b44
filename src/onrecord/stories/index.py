"""Stories as they arrive: each report joins the story of its event or opens one, never compared with all.

Single-pass clustering (Allan, Papka, Lavrenko 1998) over weighted words: candidates come out of an inverted index of
the topics' rarest words; the nearest topic takes the report where they are alike enough for the time between them. The
stories of a topic are found by contrast among its reports (`contrast.py`), anew whenever it has grown: so they split,
and come together again, as evidence comes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from heapq import nsmallest
from math import sqrt

from onrecord.model import Article
from onrecord.stories.contrast import halves
from onrecord.stories.rarity import scaled
from onrecord.stories.words import weights

# Calibrated on labelled stories of news5w, BASIL and ECB+: lower joins reports of different events, higher tears
# stories apart (contrast repairs the first, nothing the second).
ALIKE = 0.10
LATER = 0.08  # more is asked of a report that comes later: all of it after a month
_MONTH = 30
_KEYS = 40  # a story is found by so many of its heaviest words
_ASKED = 40  # a report looks for so many of its own
_CROWDED = 400  # a word in more stories than this finds none
_TRIED = 30  # stories compared with one report
_KEPT = 400  # words kept of a story
_CONTRASTED = 96  # reports of a topic that are held against each other: a larger one is cut up, or one event for good


Group = tuple[str, ...]


@dataclass(slots=True)
class Topic:
    """Reports alike enough to be of one event, or of events of one kind: their ids, words and days."""

    id: int
    members: list[str] = field(default_factory=list)
    vectors: list[dict[str, float]] = field(default_factory=list)
    days: list[int | None] = field(default_factory=list)
    centre: dict[str, float] = field(default_factory=dict)
    length: float = 0.0  # of the centre, under the rarities when it was last changed

    @property
    def last(self) -> int | None:
        return max((day for day in self.days if day is not None), default=None)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What grouping looks at in a report: its words with their weights (of length 1 together), and its day."""

    id: str
    words: dict[str, float]
    day: int | None


def weigh(article: Article) -> Weighed:
    """The report of this article as grouping sees it: the costliest part of adding one, and always the same."""
    return Weighed(article.id, _normal(weights(article)), _day(article))


class Stories:
    """The stories so far. `add` takes reports in order of time; `groups` gives them all."""

    def __init__(self) -> None:
        self._topics: dict[int, Topic] = {}
        self._holders: Counter[str] = Counter()  # topics that have a word
        self._found_by: dict[str, set[int]] = defaultdict(set)
        self._keys: dict[int, tuple[str, ...]] = {}
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
        if report.id in self._of:
            raise ValueError(f"article {report.id!r} is in a story already")
        topic = self._nearest(report.words, report.day) or self._open()
        self._put(topic, report.id, report.words, report.day)
        if len(topic.members) == _CONTRASTED:
            self._cut(topic)

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
            self._parts[number] = tuple(tuple(topic.members[at] for at in part) for part in _events(topic))
        return self._parts[number]

    def _open(self) -> Topic:
        topic = Topic(self._next)
        self._topics[topic.id] = topic
        self._next += 1
        return topic

    def _nearest(self, vector: dict[str, float], day: int | None) -> Topic | None:
        heavy = scaled(vector, self._holders)
        size = sqrt(sum(weight * weight for weight in heavy.values()))
        if not size:
            return None
        twice = scaled(heavy, self._holders)  # the rarity of both sides
        best: tuple[float, int] | None = None
        for number in self._candidates(heavy):
            topic = self._topics[number]
            over = _alike(twice, size, topic) - threshold(day, topic.last)
            if over >= 0 and (best is None or (over, -number) > best):
                best = over, -number
        return None if best is None else self._topics[-best[1]]

    def _candidates(self, heavy: dict[str, float]) -> list[int]:
        """The topics that share the most of a report's heaviest words."""
        met: Counter[int] = Counter()
        for _, word in nsmallest(_ASKED, ((-weight, word) for word, weight in heavy.items())):
            numbers = self._found_by.get(word, ())
            if len(numbers) <= _CROWDED:
                for number in numbers:
                    met[number] += 1
        return sorted(met, key=lambda number: (-met[number], number))[:_TRIED]

    def _put(self, topic: Topic, article: str, vector: dict[str, float], day: int | None) -> None:
        self._of[article] = topic.id
        self._parts.pop(topic.id, None)
        topic.members.append(article)
        topic.vectors.append(vector)
        topic.days.append(day)
        for word, weight in vector.items():
            if word not in topic.centre:
                self._holders[word] += 1
            topic.centre[word] = topic.centre.get(word, 0.0) + weight
        self._index(topic)

    def _index(self, topic: Topic) -> None:
        """Keep the heaviest words of a topic, and let the heaviest of those find it."""
        ranked = sorted([(-weight, word) for word, weight in scaled(topic.centre, self._holders).items()])
        topic.length = sqrt(sum(weight * weight for weight, _ in ranked[:_KEPT]))
        for _, word in ranked[_KEPT:]:
            del topic.centre[word]
            self._holders[word] -= 1
        for word in self._keys.get(topic.id, ()):
            self._found_by[word].discard(topic.id)
        self._keys[topic.id] = tuple(word for _, word in ranked[:_KEYS])
        for word in self._keys[topic.id]:
            self._found_by[word].add(topic.id)

    def _cut(self, topic: Topic) -> None:
        """Make the events of a topic topics of their own."""
        events = _events(topic)
        if len(events) == 1:
            return
        for word in topic.centre:
            self._holders[word] -= 1
        for word in self._keys.pop(topic.id, ()):
            self._found_by[word].discard(topic.id)
        del self._topics[topic.id]
        self._parts.pop(topic.id, None)
        for event in events:
            fresh = self._open()
            for at in event:
                self._put(fresh, topic.members[at], topic.vectors[at], topic.days[at])


def _alike(twice: dict[str, float], size: float, topic: Topic) -> float:
    """Cosine of a report and a topic's centre; `twice` has the report's weights times the rarity of both sides."""
    centre = topic.centre
    dot = sum([weight * centre[word] for word, weight in twice.items() if word in centre])
    return dot / (size * topic.length) if topic.length else 0.0


def _events(topic: Topic) -> list[tuple[int, ...]]:
    """The positions of the reports of each event of a topic."""
    found: list[tuple[int, ...]] = []
    left = [tuple(range(len(topic.members)))]
    while left:
        part = left.pop()
        small = len(part) <= _CONTRASTED
        two = halves([topic.vectors[at] for at in part], [topic.days[at] for at in part]) if small else None
        if two is None:
            found.append(part)
        else:
            left.extend(tuple(part[at] for at in half) for half in two)
    return sorted(found)


def threshold(day: int | None, last: int | None) -> float:
    """How alike a report and a story must be, with so many days between them."""
    if day is None or last is None:
        return ALIKE
    return ALIKE + LATER * min(1.0, max(0, abs(day - last) - 1) / _MONTH)


def _normal(vector: dict[str, float]) -> dict[str, float]:
    size = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {word: weight / size for word, weight in vector.items()}


def _day(article: Article) -> int | None:
    """The day of publication as a number, None where it is not known."""
    if article.published is None:
        return None
    try:
        return date.fromisoformat(article.published.value[:10]).toordinal()
    except ValueError:
        return None
