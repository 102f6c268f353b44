"""How alike two reports' sentences are, in the ways that the alignment weighs.

Everything is computed for one report against all later ones at once, as matrices of (its sentences, theirs): a story of
a hundred reports takes a hundred such steps and not five thousand, and no more memory than a few of its rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from onrecord.facts.tables import Floats, Ints, Story, Table
from onrecord.facts.vocabulary import nearness

_LIGHT = 6.0  # a clause of less weight than this tells less
FEATURES = (
    "words", "soft", "clause_soft", "shared", "numbers", "meaning", "meaning_lead", "meaning_lead_either",
    "part_soft_lead", "content_lead", "amounts", "same_day", "other_day", "place",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A report against all later ones: `found` is (its sentences, theirs, FEATURES).

    `first` is its first sentence, `second` the first of theirs, `starts` the first column of each later report.
    """

    first: int
    second: int
    starts: Ints
    found: Floats


@dataclass(frozen=True, slots=True)
class _Sides:
    """A report's rows of a table, and all later reports' (as columns), over the same terms.

    `owner` holds the first row of each sentence, `size` the lengths of the rows, of either side.
    """

    mine: Floats
    theirs: Floats
    owner: tuple[Ints, Ints]
    size: tuple[Floats, Floats]

    def cosine(self, near: Floats | None = None, sizes: Floats | None = None) -> Floats:
        """Cosine of the rows; soft where terms are as near as `near` says, by lengths of all rows that count it too."""
        between = self.mine if near is None else self.mine[:, : len(near)] @ near
        if sizes is None:
            outer = np.outer(*self.size)
        else:
            outer = np.outer(*np.split(sizes[-sum(map(len, self.size)) :], [len(self.mine)]))
        return np.asarray((between @ self.theirs) / np.where(outer > 0, outer, 1.0), np.float32)


def blocks(story: Story) -> Iterator[Block]:
    """Each report but the last against all later ones."""
    soft = _soft_sizes(story, story.whole), _soft_sizes(story, story.parts)
    for first, second in pairwise(int(start) for start in story.starts[:-1]):
        starts = story.starts[np.searchsorted(story.starts, second) : -1] - second
        alike = {
            **_of_words(story, first, second, starts, soft),
            **_of_meaning(story, first, second, starts),
            "amounts": _amounts(story, first, second),
            **_of_days(story, first, second),
            "place": -np.abs(np.subtract.outer(story.place[first:second], story.place[second:])),
        }
        found = np.stack([alike[name] for name in FEATURES], axis=-1).astype(np.float32)
        yield Block(first, second, starts, found)


def covered(story: Story) -> Floats:
    """How much of each sentence (0 to 1, by weight of its terms) stands anywhere in one of the other reports."""
    rows, count = story.whole.rows, len(story.whole.owner)
    column = np.repeat(np.arange(len(story.weight)), np.diff(story.whole.starts))
    weight = story.weight[column]
    best = np.zeros(count)
    for first, last in pairwise(story.starts):
        known = np.zeros(len(story.weight), np.bool_)
        known[column[(rows >= first) & (rows < last)]] = True
        held = np.bincount(rows, weight * known[column], minlength=count)
        held[first:last] = 0.0
        best = np.maximum(best, held)
    total = np.bincount(rows, weight, minlength=count)
    return np.asarray(best / np.where(total > 0, total, 1.0), np.float32)


def _of_words(story: Story, first: int, second: int, starts: Ints, soft: tuple[Floats, Floats]) -> dict[str, Floats]:
    """The features that rest on terms; `soft` holds the soft lengths of sentences and of clauses."""
    terms = story.whole.columns(first, second)
    near = _near(story, terms, np.arange(len(story.weight)))
    reach = np.concatenate([terms, np.setdiff1d(np.flatnonzero(near.any(axis=0)), terms)])
    whole, parts = _sides(story.whole, reach, first, second), _sides(story.parts, reach, first, second)
    near = near[:, reach]
    light = np.minimum(1.0, np.minimum.outer(*parts.size) / _LIGHT)
    clause = parts.cosine(near, soft[1]) * light
    numbers = story.weight[reach] * story.numbers[reach]
    return {
        "words": whole.cosine(),
        "soft": whole.cosine(near, soft[0]),
        "clause_soft": _best(clause, parts.owner),
        "shared": _best(parts.mine @ (parts.theirs > 0).astype(np.float32), parts.owner) / 10,
        "numbers": ((whole.mine > 0) * numbers) @ (whole.theirs > 0).astype(np.float32) / 5,
        "part_soft_lead": _part_lead(clause, parts.owner, starts),
        "content_lead": _leads(_sides(story.content, terms, first, second).cosine(), starts)[0],
    }


def _of_meaning(story: Story, first: int, second: int, starts: Ints) -> dict[str, Floats]:
    meaning = story.meaning[first:second] @ story.meaning[second:].T
    smaller, larger = _leads(meaning, starts)
    return {"meaning": meaning, "meaning_lead": smaller, "meaning_lead_either": larger}


def _amounts(story: Story, first: int, second: int) -> Floats:
    """How many amounts of one sentence have their like in the other: of one kind, maybe of one value, of one thing."""
    every = story.amounts
    mine, theirs = _parted(every.sentence, first, second)
    fits = (every.kind[mine, None] == every.kind[theirs]) & (every.low[mine, None] <= every.high[theirs])
    fits &= every.low[theirs] <= every.high[mine, None]
    things = every.counted.dense(np.unique(every.counted.columns(first, second)), mine.start)
    size = mine.stop - mine.start
    fits &= ~every.counting[mine, None] | (things[:, :size].T @ things[:, size:] > 0)
    found = np.zeros((second - first, len(story.place) - second), np.float32)
    if fits.size:
        rows, row_at = np.unique(every.sentence[mine] - first, return_index=True)
        columns, column_at = np.unique(every.sentence[theirs] - second, return_index=True)
        met = np.logical_or.reduceat(fits, column_at, axis=1).astype(np.float32)
        found[np.ix_(rows, columns)] = np.add.reduceat(met, row_at, axis=0)
    return found


def _of_days(story: Story, first: int, second: int) -> dict[str, Floats]:
    """Where two sentences name a common day, and where both name days and none in common."""
    every = story.days
    mine, theirs = _parted(every.sentence, first, second)
    meet = (every.first[mine, None] <= every.last[theirs]) & (every.first[theirs] <= every.last[mine, None])
    common, other = np.zeros((2, second - first, len(story.place) - second), np.float32)
    if meet.size:
        rows, row_at = np.unique(every.sentence[mine] - first, return_index=True)
        columns, column_at = np.unique(every.sentence[theirs] - second, return_index=True)
        any_day = np.logical_or.reduceat(np.logical_or.reduceat(meet, column_at, axis=1), row_at, axis=0)
        common[np.ix_(rows, columns)], other[np.ix_(rows, columns)] = any_day, ~any_day
    return {"same_day": common, "other_day": other}


def _parted(sentence: Ints, first: int, second: int) -> tuple[slice, slice]:
    """Which items are of the report whose sentences are `first` to `second`, and which of later ones."""
    start, cut = (int(edge) for edge in np.searchsorted(sentence, (first, second)))
    return slice(start, cut), slice(cut, len(sentence))


def _sides(table: Table, columns: Ints, first: int, second: int) -> _Sides:
    mine, theirs = _parted(table.owner, first, second)
    rows, size = table.dense(columns, mine.start), mine.stop - mine.start
    owner = tuple(np.unique(table.owner[part], return_index=True)[1] for part in (mine, theirs))
    return _Sides(rows[:, :size].T, rows[:, size:], (owner[0], owner[1]), (table.size[mine], table.size[theirs]))


def _near(story: Story, mine: Ints, theirs: Ints) -> Floats:
    """How near in meaning terms are: 1 for a term and itself."""
    near = nearness(story.near[mine], story.near[theirs])
    near[mine[:, None] == theirs] = 1.0
    return near


def _soft_sizes(story: Story, table: Table) -> Floats:
    """Lengths of all rows where words of a row that mean nearly the same count as one direction."""
    sizes = []
    for first, last in pairwise(int(start) for start in story.starts):
        terms = story.whole.columns(first, last)
        own = table.dense(terms, 0)[:, slice(*np.searchsorted(table.owner, (first, last)))].T
        sizes.append(np.sqrt(((own @ _near(story, terms, terms)) * own).sum(axis=1)))
    return np.concatenate(sizes)


# the best of a sentence, and by how much
def _best(clauses: Floats, owner: tuple[Ints, Ints]) -> Floats:
    """The best clause pair of each sentence pair."""
    by_row = np.maximum.reduceat(clauses, owner[0], axis=0)
    return np.asarray(np.maximum.reduceat(by_row, owner[1], axis=1), np.float32)


def _leads(alike: Floats, starts: Ints) -> tuple[Floats, Floats]:
    """By how much a pair is ahead of the next best of its row and of its column: the smaller lead, the larger."""
    by_row, by_column = _ahead(alike, starts), _ahead(alike.T, _ONE_REPORT).T
    return np.minimum(by_row, by_column), np.maximum(by_row, by_column)


def _part_lead(clauses: Floats, owner: tuple[Ints, Ints], starts: Ints) -> Floats:
    """The smaller lead for clauses: a long sentence has one partner for each of its clauses."""
    by_row = _ahead(np.maximum.reduceat(clauses, owner[1], axis=1), starts)
    by_column = _ahead(np.maximum.reduceat(clauses, owner[0], axis=0).T, _ONE_REPORT)
    return np.minimum(np.maximum.reduceat(by_row, owner[0], axis=0), np.maximum.reduceat(by_column, owner[1], axis=0).T)


_ONE_REPORT: Ints = np.zeros(1, np.intp)


def _ahead(alike: Floats, starts: Ints) -> Floats:
    """By how much each value is ahead of the best other one of its row, report by report (`starts`: first columns).

    A value that has no other beside it is ahead by itself.
    """
    widths = np.diff(starts, append=alike.shape[1])
    report = np.repeat(np.arange(len(starts)), widths)
    best = np.maximum.reduceat(alike, starts, axis=1)
    leading = alike >= best[:, report]
    tied = np.add.reduceat(leading.astype(np.intp), starts, axis=1) > 1
    second = np.where(tied, best, np.maximum.reduceat(np.where(leading, -np.inf, alike), starts, axis=1))
    second[:, widths == 1] = 0.0
    return np.asarray(alike - np.where(leading, second[:, report], best[:, report]), np.float32)
