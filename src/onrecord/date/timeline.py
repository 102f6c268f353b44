"""The timeline of a story: what was dated, joined over its reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.date.periods import day_of
from onrecord.model import TimelineEntry, Timex


def timeline(timexes: Mapping[str, Sequence[Timex]]) -> tuple[TimelineEntry, ...]:
    """Expressions that mean the same value, of one report or several, as one entry each.

    `timexes` holds those of each report by its id. An expression stands under its own value only: "this month"
    stays the month where another report names the day. What names no calendar day (durations, sets, "recently")
    is left out. Sorted by day, coarser first.
    """
    grouped: dict[tuple[str, str], list[Timex]] = defaultdict(list)
    for article in sorted(timexes):
        for timex in timexes[article]:
            if timex.value is not None and timex.first is not None and timex.last is not None:
                grouped[timex.type, timex.value].append(timex)
    entries = [_entry(members) for members in grouped.values()]
    return tuple(sorted(entries, key=_place))


def _entry(members: list[Timex]) -> TimelineEntry:
    one = members[0]
    anchors = {timex.anchor for timex in members}
    events = {timex.event for timex in members if timex.event is not None}
    return TimelineEntry(
        type=one.type,
        value=str(one.value),
        first=str(one.first),
        last=str(one.last),
        expressions=tuple(sorted(timex.span for timex in members)),
        events=tuple(sorted(events)),
        anchor=anchors.pop() if len(anchors) == 1 else None,
    )


def _place(entry: TimelineEntry) -> tuple[int, int, str, str]:
    """The longer of two stretches that begin together comes first."""
    return day_of(entry.first), -day_of(entry.last), entry.value, entry.type
