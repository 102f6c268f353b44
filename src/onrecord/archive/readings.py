"""From hits to readings: the same printed words put together, each with its relation, its reports and witnesses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import apsw

from onrecord.archive.match import Printed, Query, Score
from onrecord.archive.speakers import may_be, name_words
from onrecord.archive.terms import fold_words
from onrecord.archive.verdict import Appearance, Earliest, Reading
from onrecord.archive.when import first_of, interval
from onrecord.archive.witness import witnesses
from onrecord.collate import compare_wordings
from onrecord.model import Edit, Published, Relation, Span

READINGS = 30  # shown of one question
APPEARANCES = 100  # shown of one reading


@dataclass(frozen=True, slots=True)
class Hit:
    """Printed words that fit those asked for. `by_speaker`: nobody was asked for, or it may be theirs."""

    printed: Printed
    score: Score
    speaker: str | None
    by_speaker: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A reading, with what decides which outcome it bears out. `whole`: it has all the words asked for, unchanged."""

    reading: Reading
    whole: bool
    by_speaker: bool


def readings_of(connection: apsw.Connection, query: Query, hits: Sequence[Hit]) -> list[Found]:
    """The readings of these hits, the closest first."""
    printed: dict[tuple[object, ...], list[Hit]] = {}
    for hit in hits:
        printed.setdefault((tuple(fold_words(hit.printed.text)), hit.printed.quoted), []).append(hit)
    groups = [group for same in printed.values() for group in _by_speaker(same)]
    best = sorted(groups, key=_rank)[:READINGS]
    return sorted((_found(connection, query, group) for group in best), key=_closest)


def with_witnesses(connection: apsw.Connection, readings: Sequence[Reading]) -> list[Reading]:
    """These readings, each with how many independent witnesses its reports are."""
    return [
        replace(one, witnesses=witnesses(connection, sorted({place.version for place in one.appearances}), one.reports))
        for one in readings
    ]


def earliest(appearances: Sequence[Appearance]) -> Earliest | None:
    """Which of these was first, and how certain that is. None for none."""
    if not appearances:
        return None
    ordered = sorted(appearances, key=_printed_when)
    values = [interval(one.published.value if one.published else None) for one in ordered]
    first, certain = first_of(values)
    at = first[0] if first else 0
    rivals = [n for n in range(len(ordered)) if n != at and (n in first or values[n] is None)]
    return Earliest(ordered[at], certain or len(ordered) == 1, tuple(ordered[n] for n in rivals))


def _by_speaker(hits: Sequence[Hit]) -> list[list[Hit]]:
    """The hits of one wording, those of one speaker together: where a report gives only a last name, with the one
    speaker who has it, if there is just one."""
    names = sorted({hit.speaker or "" for hit in hits}, key=lambda name: (-len(name_words(name)), name))
    bearers: dict[str, str] = {}
    for name in names:
        known = [other for other in dict.fromkeys(bearers.values()) if name and may_be(name, [other])]
        bearers[name] = known[0] if len(known) == 1 else name
    groups: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: (bearers[hit.speaker or ""], hit.printed.spans)):
        groups.setdefault(bearers[hit.speaker or ""], []).append(hit)
    return list(groups.values())


def _rank(group: Sequence[Hit]) -> tuple[object, ...]:
    best = group[0]
    return (
        not any(hit.by_speaker for hit in group),
        not best.printed.quoted,
        -best.score.share,
        -best.score.fit,
        best.printed.spans,
    )


def _found(connection: apsw.Connection, query: Query, group: Sequence[Hit]) -> Found:
    places = sorted((_appearance(connection, hit) for hit in group), key=_printed_when)
    best = group[0]
    relation, edits = _compare(query, best.printed)
    reports = sorted({place.report for place in places})
    reading = Reading(
        words=best.printed.text,
        speaker=max((hit.speaker for hit in group if hit.speaker), key=len, default=None),
        quoted=best.printed.quoted,
        relation=relation,
        edits=edits,
        share=round(best.score.share, 3),
        reports=len(reports),
        witnesses=None,
        appearances=tuple(places[:APPEARANCES]),
    )
    return Found(reading, _whole(relation, edits), any(hit.by_speaker for hit in group))


def _compare(query: Query, printed: Printed) -> tuple[Relation, tuple[Edit, ...]]:
    asked = query.text.strip()
    if asked == printed.text:
        return "identical", ()
    wording = compare_wordings([Span("", 0, len(asked), asked)], printed.spans)
    return wording.relation, wording.edits


def _whole(relation: Relation, edits: Sequence[Edit]) -> bool:
    """Whether the words asked for stand in the reading unchanged, be it as a part of it."""
    if relation in ("identical", "typographic"):
        return True
    return relation == "subset" and not any(edit.op in ("delete", "replace") for edit in edits)


def _closest(found: Found) -> tuple[object, ...]:
    ranks: dict[Relation, int] = {"identical": 0, "typographic": 1, "subset": 2, "edited": 3, "altered": 4}
    reading = found.reading
    return (
        not reading.quoted,
        not found.whole,
        -reading.share,
        ranks[reading.relation],
        len(reading.words),
        reading.words,
        reading.speaker or "",
    )


def _printed_when(appearance: Appearance) -> tuple[object, ...]:
    when = interval(appearance.published.value if appearance.published else None)
    return (when is None, when.first if when else 0, appearance.version, appearance.spans)


_APPEARANCE = """
SELECT r.id, v.id, v.outlet, v.title, v.url, v.published, v.published_basis, v.published_start, v.published_end,
       substr(v.text, v.published_start + 1, v.published_end - v.published_start)
FROM versions v JOIN reports r ON r.number = v.report WHERE v.number = ?
"""


def _appearance(connection: apsw.Connection, hit: Hit) -> Appearance:
    row: Any = connection.execute(_APPEARANCE, (hit.printed.version,)).fetchone()
    report, version, outlet, title, url, value, basis, start, end, text = row
    evidence = None if start is None else Span(version, start, end, text)
    return Appearance(
        id=None if hit.printed.n is None else f"{version}-s{hit.printed.n}",
        report=report,
        version=version,
        outlet=outlet,
        title=title,
        url=url,
        published=None if value is None else Published(value, basis, evidence),
        speaker=hit.speaker,
        spans=hit.printed.spans,
    )
