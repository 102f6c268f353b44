"""A record as the story page lays it out: cards, families, a matrix. Only rearranges what the record says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Literal
from urllib.parse import urlsplit

from onrecord.export.story import Piece, Story, content_text, in_short, marks, pieces, printed, shortened
from onrecord.model import Copying, Pair, Span, Statement, Utterance
from onrecord.web.links import anchor
from onrecord.web.text import Mark, Run, marked, statement_marks

Look = Literal["inline", "side", "all"]


@dataclass(frozen=True)
class Laid(Story):
    """A story whose readings are laid against the base that was chosen, by an editor or the reader, if one was."""

    bases: frozenset[str] = field(default=frozenset(), kw_only=True)

    def outlet(self, article: str) -> str:
        """What a report is called: its outlet, else the host of its address, the name of its file, its id."""
        told = self.articles[article]
        host = urlsplit(told.url).hostname if told.url and told.url.startswith(("https://", "http://")) else None
        return told.outlet or host or PurePath(told.input).stem or article

    def base(self, utterance: Utterance) -> Statement:
        chosen = [version for version in utterance.versions if version in self.bases]
        return self.statements[chosen[0]] if chosen else super().base(utterance)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a story is shown, and how: a speaker's id, a kind, a relation, only what one witness has; the readings
    as one run, side by side with the base or all in full; the statement to lay the others against."""

    speaker: str | None = None
    kind: str | None = None
    relation: str | None = None
    witness: str | None = None
    view: Look = "inline"
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One witness's reading in the apparatus of a card. `against` is the base with what this reading lacks or changes
    marked in it; `copies` are the readings of copies that say the same."""

    statement: Statement
    outlet: str
    pieces: tuple[Piece, ...]
    against: tuple[Piece, ...]
    marks: tuple[str, str]
    relation: str
    short: str
    copies: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One utterance: its speaker, how that is known, the base reading and the others under it."""

    utterance: Utterance
    speaker: str
    basis: str
    base: Row
    others: tuple[Row, ...]
    paraphrases: tuple[Row, ...]

    @property
    def statements(self) -> list[Statement]:
        """Every reading, the base first, each before its copies."""
        return [one for row in (self.base, *self.others) for one in (row.statement, *row.copies)]


def cards(story: Story, wanted: Wanted) -> list[Card]:
    """The cards in reading order (most said first), those that are wanted."""
    out = []
    for person, utterances in story.by_speaker():
        if wanted.speaker is None or person == wanted.speaker:
            out += [_card(story, u, wanted.view) for u in utterances if _is_wanted(story, u, wanted)]
    return out


def _is_wanted(story: Story, utterance: Utterance, wanted: Wanted) -> bool:
    told = (*utterance.versions, *utterance.paraphrases)
    kinds = {story.statements[name].kind for name in told}
    return (
        (wanted.kind is None or wanted.kind in kinds)
        and (wanted.relation is None or utterance.relation == wanted.relation)
        and (wanted.witness is None or len({_witness(story, story.statements[name].article) for name in told}) == 1)
    )


def _witness(story: Story, article: str) -> str:
    return next((group[0] for group in story.record.witnesses if article in group), article)


def _card(story: Story, utterance: Utterance, look: Look) -> Card:
    base = story.base(utterance)
    folded = {} if look == "all" else _folded(story, utterance)
    hidden = {copy for ids in folded.values() for copy in ids}
    others = [
        _row(story, base, reading, pair, folded.get(reading.id, ()), look)
        for reading, pair in story.others(utterance)
        if reading.id not in hidden
    ]
    told = [story.statements[p] for p in utterance.paraphrases]
    return Card(
        utterance,
        story.speaker(utterance.speaker),
        base.speaker_basis or "nobody is named",
        _row(story, base, base, None, folded.get(base.id, ()), look),
        tuple(others),
        tuple(_row(story, base, statement, None, (), look) for statement in told),
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


def _row(
    story: Story, base: Statement, reading: Statement, pair: Pair | None, copies: tuple[str, ...], look: Look
) -> Row:
    run: list[Piece] = [Piece(content_text(reading), "same")]
    against: list[Piece] = []
    if pair is not None and look != "all":
        run = pieces(base, reading, pair)
        against = [
            Piece(piece.text, "base" if piece.mark == "reading" else "same")
            for piece in pieces(reading, base, pair)
            if piece.mark != "base"
        ]
    if look == "side":
        run = [piece for piece in run if piece.mark != "base"]
    return Row(
        reading,
        story.outlet(reading.article),
        tuple(shortened(run) if look == "inline" else run),
        tuple(against),
        marks(reading),
        pair.relation if pair else "",
        in_short(pair) if pair else "",
        tuple(story.statements[copy] for copy in copies),
    )


def citation(story: Story, statement: Statement) -> str:
    """The words with speaker, outlet, title, date, address and offsets: what "copy with citation" gives."""
    article = story.articles[statement.article]
    parts = (
        story.outlet(article.id),
        f"“{article.title}”" if article.title else None,
        article.published.value if article.published else "undated",
        article.url,
        f"characters {statement.content[0].start} to {statement.content[-1].end}",
    )
    where = ", ".join(part for part in parts if part)
    words = f"“{content_text(statement)}”" if statement.kind == "indirect" else printed(statement)
    return f"{words} ({story.speaker(statement.speaker)}; {where})"


def families(story: Story) -> tuple[list[tuple[tuple[str, ...], list[Copying]]], list[Copying]]:
    """The families of copies, each with the pairs that prove it, and the pairs that share text but count apart."""
    groups = [group for group in story.record.witnesses if len(group) > 1]
    inside = [(group, [c for c in story.record.copying if c.a in group and c.b in group]) for group in groups]
    proven = {(c.a, c.b) for _, pairs in inside for c in pairs}
    return inside, [c for c in story.record.copying if (c.a, c.b) not in proven]


def matrix(story: Story) -> list[tuple[Utterance, list[str]]]:
    """Witness × utterance: for each report "only here", a relation, "base", or "" where it leaves it out."""
    out = []
    for utterance in story.record.utterances:
        base = story.base(utterance)
        held = {story.statements[v].article for v in utterance.versions}
        told = {story.statements[p].article for p in utterance.paraphrases}
        cells = dict.fromkeys(told, "in other words")
        cells |= {s.article: pair.relation if pair else "quoted" for s, pair in story.others(utterance)}
        cells[base.article] = "only here" if held == {base.article} else "base"
        out.append((utterance, [cells.get(article.id, "") for article in story.record.articles]))
    return out


def marked_texts(story: Story) -> list[tuple[str, list[list[Run]]]]:
    """Every report's text (by its id) with all that the page points at marked in it, each content linked to its card.

    For the page that holds the texts itself.
    """
    card = {v: u.id for u in story.record.utterances for v in (*u.paraphrases, *u.versions)}
    found: dict[str, list[Mark]] = {article.id: [] for article in story.record.articles}
    for one in story.record.statements:
        found[one.article] += statement_marks(one, anchor=anchor(one.content[0]), target=card.get(one.id))
    for role, span in _pointed_at(story):
        found[span.article].append(Mark(span.range, role, anchor(span)))
    return [(article.id, marked(article.text, found[article.id])) for article in story.record.articles]


def _pointed_at(story: Story) -> list[tuple[str, Span]]:
    out = [("timex", span) for entry in story.record.timeline for span in entry.expressions]
    out += [("fact", span) for fact in story.record.facts for span in fact.reports]
    out += [("fact", span) for fact in story.record.facts for d in fact.differs for span in (d.a, d.b)]
    return out + [("passage", side) for c in story.record.copying for p in c.passages for side in (p.a, p.b)]


def chosen_bases(story: Story, decided: Mapping[str, int], reader: str | None) -> frozenset[str]:
    """One base an utterance: the reader's choice before the latest of the editors' (`decided`, by statement)."""
    out = set()
    for utterance in story.record.utterances:
        if reader in utterance.versions:
            out.add(reader)
            continue
        named = [version for version in utterance.versions if version in decided]
        out |= {max(named, key=lambda version: decided[version])} if named else set()
    return frozenset(one for one in out if one is not None)
