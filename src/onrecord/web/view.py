"""A record as the story page lays it out: cards, lanes, a matrix. Only rearranges what the record says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from onrecord.export.story import Piece, Story, content_text, in_short, marks, pieces, shortened
from onrecord.model import Article, Pair, Range, Statement, TimelineEntry, Utterance


@dataclass(frozen=True, slots=True)
class Row:
    """One witness's reading in the apparatus of a card."""

    statement: Statement
    outlet: str
    pieces: tuple[Piece, ...]
    marks: tuple[str, str]
    relation: str
    short: str
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One utterance: its speaker, how that is known, the base reading and the others under it."""

    utterance: Utterance
    speaker: str
    basis: str
    base: Row
    others: tuple[Row, ...]
    paraphrases: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days in a lane of the timeline, in percent of the lane's width."""

    left: float
    width: float
    label: str
    days: str
    target: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A run of an article's text under the same marks; `target` is the card it belongs to."""

    text: str
    roles: tuple[str, ...]
    anchors: tuple[str, ...]
    target: str | None


def cards(
    story: Story, *, speaker: str | None = None, kind: str | None = None, relation: str | None = None
) -> list[Card]:
    """The cards in reading order (most said first), filtered where a filter is given."""
    out = []
    for person, utterances in story.by_speaker():
        if speaker is not None and person != speaker:
            continue
        out += [_card(story, u) for u in utterances if _wanted(story, u, kind=kind, relation=relation)]
    return out


def _wanted(story: Story, utterance: Utterance, *, kind: str | None, relation: str | None) -> bool:
    kinds = {story.statements[v].kind for v in utterance.versions}
    return (kind is None or kind in kinds) and (relation is None or utterance.relation == relation)


def _card(story: Story, utterance: Utterance) -> Card:
    base = story.base(utterance)
    folded = _folded(story, utterance)
    others = tuple(
        _row(story, reading, _run(base, reading, pair), pair, folded.get(reading.id, ()))
        for reading, pair in story.others(utterance)
        if reading.id not in {c for ids in folded.values() for c in ids}
    )
    told = [story.statements[p] for p in utterance.paraphrases]
    return Card(
        utterance,
        story.speaker(utterance.speaker),
        base.speaker_basis or "nobody is named",
        _row(story, base, _plain(base), None, folded.get(base.id, ())),
        others,
        tuple(_row(story, statement, _plain(statement), None, ()) for statement in told),
    )


def _folded(story: Story, utterance: Utterance) -> dict[str, tuple[str, ...]]:
    """Versions that stand in a copy of another version's report, with the same words, under that version."""
    witness = {article: number for number, group in enumerate(story.record.witnesses) for article in group}
    first: dict[tuple[int | None, str], str] = {}
    out: dict[str, tuple[str, ...]] = {}
    for version in (story.base(utterance).id, *utterance.versions):
        statement = story.statements[version]
        key = (witness.get(statement.article), content_text(statement))
        holder = first.setdefault(key, version)
        if holder != version and story.statements[holder].article != statement.article:
            out[holder] = (*out.get(holder, ()), version)
    return out


def _row(story: Story, statement: Statement, run: tuple[Piece, ...], pair: Pair | None, copies: tuple[str, ...]) -> Row:
    outlets = tuple(story.outlet(story.statements[copy].article) for copy in copies)
    relation = pair.relation if pair else ""
    return Row(
        statement,
        story.outlet(statement.article),
        run,
        marks(statement),
        relation,
        in_short(pair) if pair else "",
        outlets,
    )


def _run(base: Statement, reading: Statement, pair: Pair | None) -> tuple[Piece, ...]:
    return tuple(shortened(pieces(base, reading, pair))) if pair else _plain(reading)


def _plain(statement: Statement) -> tuple[Piece, ...]:
    return (Piece(content_text(statement), "same"),)


def lanes(story: Story) -> list[tuple[str, list[Bar]]]:
    """The timeline in three lanes: said, happened, published. Empty where nothing is dated."""
    entries = [entry for entry in story.record.timeline if entry.type in ("DATE", "TIME")]
    published = [a for a in story.record.articles if a.published]
    days = [_day(d) for entry in entries for d in (entry.first, entry.last)]
    days += [_day(a.published.value) for a in published if a.published]
    if not days:
        return []
    first, width = min(days), max((max(days) - min(days)).days + 1, 1)
    said = [entry for entry in entries if _is_saying(story, entry)]
    rest = [entry for entry in entries if not _is_saying(story, entry)]
    return [
        ("said", [_bar(entry, first, width) for entry in said]),
        ("happened", [_bar(entry, first, width) for entry in rest]),
        ("published", [_published_bar(story, article, first, width) for article in published]),
    ]


def _is_saying(story: Story, entry: TimelineEntry) -> bool:
    cues = [s.cue for s in story.record.statements if s.cue]
    return any(
        cue.article == event.article and event.start <= cue.start and cue.end <= event.end
        for event in entry.events
        for cue in cues
    )


def _day(value: str) -> date:
    return date.fromisoformat(value[:10])


def _bar(entry: TimelineEntry, first: date, width: int) -> Bar:
    start, end = _day(entry.first), _day(entry.last)
    days = entry.first if entry.first == entry.last else f"{entry.first} to {entry.last}"
    worded = ", ".join(dict.fromkeys(span.text for span in entry.expressions))
    span = entry.expressions[0]
    return Bar(
        100 * (start - first).days / width,
        100 * ((end - start).days + 1) / width,
        worded,
        days,
        f"t-{span.article}-{span.start}",
    )


def _published_bar(story: Story, article: Article, first: date, width: int) -> Bar:
    assert article.published is not None
    day = _day(article.published.value)
    label = f"{story.outlet(article.id)} ({article.published.basis})"
    return Bar(100 * (day - first).days / width, 100 / width, label, article.published.value, f"a-{article.id}")


def matrix(story: Story) -> list[tuple[Utterance, list[str]]]:
    """Witness × utterance: for each report "only here", a relation, "base", or "" where it leaves it out."""
    out = []
    for utterance in story.record.utterances:
        base = story.base(utterance)
        held = {story.statements[v].article for v in utterance.versions}
        worst = {
            story.statements[s.id].article: pair.relation if pair else "quoted" for s, pair in story.others(utterance)
        }
        told = {story.statements[p].article for p in utterance.paraphrases}
        row = []
        for article in story.record.articles:
            if held == {article.id}:
                row.append("only here")
            elif article.id == base.article:
                row.append("base")
            else:
                row.append(worst.get(article.id, "in other words" if article.id in told else ""))
        out.append((utterance, row))
    return out


def marked_text(story: Story, article: Article) -> list[list[Marked]]:
    """An article's text, a list a line, cut where a mark begins or ends."""
    found = _marks(story, article)
    lines, at = [], 0
    for line in article.text.split("\n"):
        if line.strip():
            lines.append(_runs(article.text, (at, at + len(line)), found))
        at += len(line) + 1
    return lines


def _marks(story: Story, article: Article) -> list[tuple[Range, str, str, str | None]]:
    card = {v: u.id for u in story.record.utterances for v in (*u.paraphrases, *u.versions)}
    out: list[tuple[Range, str, str, str | None]] = []
    for s in story.record.statements:
        if s.article != article.id:
            continue
        out += [(span.range, "content", s.id if n == 0 else "", card.get(s.id)) for n, span in enumerate(s.content)]
        out += [(s.cue.range, "cue", "", None)] if s.cue else []
        out += [(s.source.range, "source", "", None)] if s.source else []
    for entry in story.record.timeline:
        for span in entry.expressions:
            if span.article == article.id:
                out.append((span.range, "timex", f"t-{span.article}-{span.start}", None))
    return sorted(out, key=lambda mark: (mark[0], mark[1]))


def _runs(text: str, line: Range, marks: list[tuple[Range, str, str, str | None]]) -> list[Marked]:
    here = [mark for mark in marks if mark[0][0] < line[1] and line[0] < mark[0][1]]
    cuts = sorted({*line, *(max(m[0][0], line[0]) for m in here), *(min(m[0][1], line[1]) for m in here)})
    out = []
    for start, end in pairwise(cuts):
        over = [mark for mark in here if mark[0][0] <= start and end <= mark[0][1]]
        anchors = tuple(mark[2] for mark in over if mark[2] and mark[0][0] == start)
        targets = [mark[3] for mark in over if mark[3]]
        roles = tuple(dict.fromkeys(mark[1] for mark in over))
        out.append(Marked(text[start:end], roles, anchors, targets[0] if targets else None))
    return out
