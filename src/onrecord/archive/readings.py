"""From hits to readings: the same printed words put together, each with its relation, its reports and witnesses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import apsw

from onrecord.archive.match import Held, Printed, Query, Score, rows
from onrecord.archive.speakers import may_be, name_words
from onrecord.archive.verdict import Appearance, Earliest, Reading
from onrecord.archive.when import first_of, interval
from onrecord.archive.witness import Witnesses
from onrecord.collate.bounds import coded
from onrecord.collate.coding import Vocabulary
from onrecord.collate.relate import relate
from onrecord.collate.tokens import read_words
from onrecord.model import Edit, Published, Relation, Span

READINGS = 30  # shown of one question
APPEARANCES = 100  # shown of one reading


@dataclass(frozen=True, slots=True)
class Hit:
    """Printed words that fit those asked for. `by_speaker`: nobody was asked for, or it may be theirs."""

    printed: Printed
    held: Held
    speaker: str | None
    by_speaker: bool

    @property
    def score(self) -> Score:
        return self.held.score


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
        printed.setdefault((hit.held.folded, hit.printed.quoted), []).append(hit)
    groups = [group for same in printed.values() for group in _by_speaker(same)]
    best = sorted(groups, key=_rank)[:READINGS]
    sources = _sources(connection, {hit.printed.version for group in best for hit in group})
    asked = _Asked(query.text.strip())
    return sorted((_found(sources, asked, group) for group in best), key=_closest)


def with_witnesses(connection: apsw.Connection, readings: Sequence[Reading]) -> list[Reading]:
    """These readings, each with how many independent witnesses its reports are."""
    told = Witnesses(connection)
    return [
        replace(one, witnesses=told.count(sorted({place.version for place in one.appearances}), one.reports))
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
    full: dict[str, list[str]] = {}  # the names that stand for themselves, by their last word
    for name in names:
        last = (name_words(name) or [""])[-1]
        known = [other for other in full.get(last, ()) if name and may_be(name, [other])]
        bearers[name] = known[0] if len(known) == 1 else name
        if len(known) != 1:
            full.setdefault(last, []).append(name)
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


def _found(sources: Mapping[int, Appearance], asked: _Asked, group: Sequence[Hit]) -> Found:
    places = sorted((_appearance(sources[hit.printed.version], hit) for hit in group), key=_printed_when)
    best = group[0]
    relation, edits = asked.compare(best.printed)
    reading = Reading(
        words=best.printed.text,
        speaker=max((hit.speaker for hit in group if hit.speaker), key=len, default=None),
        quoted=best.printed.quoted,
        relation=relation,
        edits=edits,
        share=round(best.score.share, 3),
        reports=len({place.report for place in places}),
        witnesses=None,
        appearances=tuple(places[:APPEARANCES]),
    )
    return Found(reading, _whole(relation, edits), any(hit.by_speaker for hit in group))


class _Asked:
    """The words asked for, read once for all the wordings that they are compared with."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = read_words([Span("", 0, len(text), text)])

    def compare(self, printed: Printed) -> tuple[Relation, tuple[Edit, ...]]:
        """How the words asked for and those printed differ."""
        if self._text == printed.text:
            return "identical", ()
        vocabulary = Vocabulary()
        words = read_words(printed.spans)
        wording = relate(self._words, words, coded(self._words, vocabulary), coded(words, vocabulary))
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


_SOURCES = """
SELECT v.number, r.id, v.id, v.outlet, v.title, v.url, v.published, v.published_basis,
       v.published_start, v.published_end,
       CASE WHEN v.published_start IS NOT NULL
         THEN substr(v.text, v.published_start + 1, v.published_end - v.published_start) END
FROM versions v JOIN reports r ON r.number = v.report WHERE v.number IN ({})
"""


def _sources(connection: apsw.Connection, versions: Iterable[int]) -> dict[int, Appearance]:
    """The versions of these numbers, as places without words yet."""
    found: dict[int, Appearance] = {}
    for number, report, version, outlet, title, url, value, basis, start, end, text in rows(
        connection, _SOURCES, versions
    ):
        evidence = None if start is None else Span(version, start, end, text)
        published = None if value is None else Published(value, basis, evidence)
        found[number] = Appearance(None, report, version, outlet, title, url, published, speaker=None, spans=())
    return found


def _appearance(source: Appearance, hit: Hit) -> Appearance:
    name = None if hit.printed.n is None else f"{source.version}-s{hit.printed.n}"
    return replace(source, id=name, speaker=hit.speaker, spans=hit.printed.spans)
