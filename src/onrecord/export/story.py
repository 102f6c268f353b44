"""A record looked at the way a reader asks for it: by id, by speaker, by report. No new findings are made here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from onrecord.export.sound import refuse_unsound
from onrecord.export.visible import one_line
from onrecord.model import Article, Fact, Pair, Person, Statement, StoryRecord, TimelineEntry, Utterance
from onrecord.segment.words import words

Mark = Literal["same", "base", "reading"]
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a reading: in both, only in the base, or only in this reading."""

    text: str
    mark: Mark


@dataclass(frozen=True)
class Story:
    """A record with its parts found by id. Raises RecordError where a span does not fit its text."""

    record: StoryRecord
    articles: dict[str, Article] = field(init=False)
    people: dict[str, Person] = field(init=False)
    statements: dict[str, Statement] = field(init=False)

    def __post_init__(self) -> None:
        refuse_unsound(self.record)
        for name in ("articles", "people", "statements"):
            object.__setattr__(self, name, {item.id: item for item in getattr(self.record, name)})

    def outlet(self, article: str) -> str:
        """What a report is called: its outlet, else its id."""
        return self.articles[article].outlet or article

    def speaker(self, person: str | None) -> str:
        return self.people[person].name if person else "speaker not named"

    def by_speaker(self) -> list[tuple[str | None, list[Utterance]]]:
        """The utterances by speaker: most said first, then by name; those of nobody last."""
        groups: dict[str | None, list[Utterance]] = {}
        for utterance in self.record.utterances:
            groups.setdefault(utterance.speaker, []).append(utterance)
        return sorted(groups.items(), key=lambda item: (item[0] is None, -len(item[1]), self.speaker(item[0])))

    def base(self, utterance: Utterance) -> Statement:
        """The reading the others are laid against: a transcript's, else the earliest, else the fullest."""
        spoken = [v for v in utterance.versions if self.articles[self.statements[v].article].role == "transcript"]
        return self.statements[spoken[0] if spoken else utterance.earliest or utterance.fullest]

    def others(self, utterance: Utterance) -> list[tuple[Statement, Pair | None]]:
        """The other readings, each with its pair against the base, in the record's order."""
        base = self.base(utterance).id
        pairs = {frozenset((pair.a, pair.b)): pair for pair in utterance.pairs}
        rest = [version for version in utterance.versions if version != base]
        return [(self.statements[version], pairs.get(frozenset((base, version)))) for version in rest]

    def shared(self) -> list[Utterance]:
        """The utterances that more than one report quotes."""
        return [u for u in self.record.utterances if len({self.statements[v].article for v in u.versions}) > 1]

    def alone(self, article: str) -> list[Utterance]:
        """The utterances that only this report quotes."""
        return [u for u in self.record.utterances if {self.statements[v].article for v in u.versions} == {article}]

    def indirect_only(self) -> list[Statement]:
        """The statements without quotation marks that are no paraphrase of a quoted utterance."""
        told = {p for utterance in self.record.utterances for p in utterance.paraphrases}
        return [s for s in self.record.statements if s.kind == "indirect" and s.id not in told]

    def worded(self, entry: TimelineEntry) -> str:
        """The expressions of a dated thing, each wording once, with the reports that print it."""
        outlets: dict[str, list[str]] = {}
        for span in entry.expressions:
            held = outlets.setdefault(one_line(span.text), [])
            if self.outlet(span.article) not in held:
                held.append(self.outlet(span.article))
        return "; ".join(f"“{words}” ({one_line(', '.join(names))})" for words, names in outlets.items())

    def facts(self, status: str) -> list[Fact]:
        return [fact for fact in self.record.facts if fact.status == status]


def content_text(statement: Statement) -> str:
    """The statement's words; an interruption by the reporter shows as […]."""
    return " […] ".join(span.text for span in statement.content)


def marks(statement: Statement) -> tuple[str, str]:
    """The quotation marks to print around the statement's words: none where its words bring their own, or had none."""
    own = statement.kind == "indirect" or (statement.kind == "partial" and _QUOTED.search(content_text(statement)))
    return ("", "") if own else ("“", "”")


def printed(statement: Statement) -> str:
    """The statement's words as a reader expects them, in quotation marks where they were."""
    return content_text(statement).join(marks(statement))


def in_short(pair: Pair) -> str:
    """What differs, in words: "altered: Democratic | Democrat". No arrow: a difference has no direction."""
    wanted = {"altered": ("replace", "insert", "delete"), "edited": ("replace", "insert", "delete")}
    ops = wanted.get(pair.relation, ())
    shown = [edit for edit in pair.edits if edit.op in ops]
    words_ = [f"{edit.a.text if edit.a else '–'} | {edit.b.text if edit.b else '–'}" for edit in shown]
    short = [text for text in words_ if len(text) <= 60][:4]
    cut = ", cut short with a full stop" if pair.cut else ""
    return f"{pair.relation}{': ' + '; '.join(short) if short else ''}{cut}"


def pieces(base: Statement, reading: Statement, pair: Pair) -> list[Piece]:
    """The reading as a run of pieces, with what only the base has put in where it is missing.

    The words that no edit touches are the same, in the same order, on both sides: the n-th of one stands
    against the n-th of the other, which places what the reading lacks.
    """
    flip = pair.a != base.id
    edits = [(edit.b, edit.a) if flip else (edit.a, edit.b) for edit in pair.edits]
    ours = [(theirs.start, theirs.end) for _, theirs in edits if theirs]
    kept_base = _untouched(base, [(mine.start, mine.end) for mine, _ in edits if mine])
    kept_reading = _untouched(reading, ours)
    marks: list[tuple[int, int, str]] = [(start, end, "") for start, end in ours]
    for mine, theirs in edits:
        if mine is None:
            continue
        at = theirs.start if theirs else _place(mine.start, kept_base, kept_reading)
        marks.append((at, at, mine.text))
    return _run(reading, sorted(marks))


def _untouched(statement: Statement, edits: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words in quotation marks that no edit covers, as ranges of the article's text."""
    out = []
    for span in statement.content:
        stretches = [(m.start(1), m.end(1)) for m in _QUOTED.finditer(span.text)] if statement.kind == "partial" else []
        for first, last in stretches or [(0, len(span.text))]:
            out += [
                (span.start + first + start, span.start + first + end) for start, end in words(span.text[first:last])
            ]
    return [word for word in out if not any(start < word[1] and word[0] < end for start, end in edits)]


def _place(at: int, kept_base: list[tuple[int, int]], kept_reading: list[tuple[int, int]]) -> int:
    number = sum(start < at for start, _ in kept_base)
    if number < len(kept_reading):
        return kept_reading[number][0]
    return kept_reading[-1][1] if kept_reading else 0


def _run(reading: Statement, marks: list[tuple[int, int, str]]) -> list[Piece]:
    out: list[Piece] = []
    for number, span in enumerate(reading.content):
        if number:
            out.append(Piece(" […] ", "same"))
        inside = [m for m in marks if span.start <= m[0] and m[1] <= span.end] if len(reading.content) > 1 else marks
        at = span.start
        for start, end, lacking in inside:
            start, end = max(start, at), min(max(end, at), span.end)
            out.append(Piece(span.text[at - span.start : start - span.start], "same"))
            out.append(
                Piece(lacking, "base")
                if lacking
                else Piece(span.text[start - span.start : end - span.start], "reading")
            )
            at = end
        out.append(Piece(span.text[at - span.start :], "same"))
    return [piece for piece in out if piece.text]


def shortened(run: list[Piece], *, longest: int = 80) -> list[Piece]:
    """The run with long stretches that only one side has cut to their ends, so that the difference stands out."""
    return [
        Piece(f"{piece.text[: longest // 2].rstrip()} … {piece.text[-longest // 2 :].lstrip()}", piece.mark)
        if piece.mark != "same" and len(piece.text) > longest
        else piece
        for piece in run
    ]


def marked(run: Sequence[Piece]) -> str:
    """The run as plain text: what only the base has as [-words-], what only the reading has as {+words+}."""
    forms = {"same": "{}", "base": "[-{}-]", "reading": "{{+{}+}}"}
    out = [forms[piece.mark].format(piece.text) for piece in run]
    gaps = [
        " " if left.mark == "base" and right.mark == "same" and not right.text[:1].isspace() else ""
        for left, right in pairwise(run)
    ]
    return "".join(text + gap for text, gap in zip(out, [*gaps, ""], strict=True))
