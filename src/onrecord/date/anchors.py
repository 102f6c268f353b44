"""What the text has spoken of so far, and so what the next expression counts from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

from onrecord.date.found import Found
from onrecord.date.meaning import Context, Resolved
from onrecord.date.periods import RANK, Period, containing

# "until 1976", "before 1976" bound what is told; the story does not move there. Nor does it leap so many years.
_BOUNDS: Final = frozenset({"until", "till", "to", "through", "before", "since", "than", "after"})
_LEAP: Final = 12
# A quarter is what later sentences compare with for so long.
_QUARTER_SENTENCES: Final = 8


@dataclass(slots=True)
class Memory:
    """The times last spoken of, as reading goes on. `now` is the day of publication as a day number."""

    now: int | None
    narrative: bool
    reference: Period | None = None
    quarter: Period | None = None
    quarter_sentence: int = 0
    day: Period | None = None
    said: list[tuple[int, int, int]] = field(default_factory=list)

    def context(self, found: Found) -> Context:
        """What this expression resolves against."""
        near = found.sentence - self.quarter_sentence <= _QUARTER_SENTENCES
        quarter = self.quarter if near else None
        return Context(self._spoken(found), self.reference, quarter, self.day, found.direction, self.narrative)

    def _spoken(self, found: Found) -> int | None:
        """The day from which its words count: in a quotation, the day it was said."""
        index = bisect_right(self.said, (found.start, found.start)) - 1
        for start, end, day in self.said[max(0, index) : index + 2]:
            if start <= found.start < end:
                return day
        return self.now

    def note(self, found: Found, resolved: Resolved, before: str) -> None:
        """Remember a resolved expression; `before` is the word that leads it in."""
        period = resolved.period
        if period is None or resolved.aside or resolved.type not in ("DATE", "TIME"):
            return
        if period.unit == "quarter":
            self.quarter, self.quarter_sentence = period, found.sentence
        if period.unit == "day":
            self.day = period
        if self._moves(period, before):
            self.reference = period

    def _moves(self, period: Period, before: str) -> bool:
        """Whether the story goes on from this period."""
        if self.reference is None:
            return True
        wide = RANK[period.unit] >= RANK["year"]
        if wide and self.narrative:
            if before in _BOUNDS:
                return False
            if containing("year", self.reference.first) == period:
                return False
            years = abs(containing("year", period.first).index - containing("year", self.reference.first).index)
            return years <= _LEAP
        return True
