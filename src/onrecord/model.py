"""The types that pass between the stages. Frozen, small, and nothing else.

Offsets everywhere are Unicode code points into `Article.text`, half-open: `text[start:end]`.
A `Range` is a bare pair of them where the article is known from the context; a `Span` names its
article and carries its words, so that whatever leaves the pipeline can be checked against the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np

Range = tuple[int, int]

Kind = Literal["direct", "partial", "indirect"]
Role = Literal["report", "transcript"]
DateBasis = Literal["given", "stated", "inferred"]
NameType = Literal["person", "organisation", "place", "other"]
PersonType = Literal["person", "organisation", "role", "document", "group"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Relation = Literal["identical", "typographic", "subset", "edited", "altered"]
Op = Literal["replace", "delete", "insert", "case", "punctuation", "spelling"]
CopyLabel = Literal["copy", "reworked"]
FactStatus = Literal["corroborated", "single", "conflicting"]
DifferKind = Literal["number", "date", "time", "name", "place", "who", "polarity", "other"]
DifferReading = Literal["disagree", "update"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one article: `article.text[start:end] == text`, always. Made by `Article.span`."""

    article: str
    start: int
    end: int
    text: str = field(compare=False)

    @property
    def range(self) -> Range:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must know: what was left out, replaced or doubtful, and why."""

    code: str
    article: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date: ISO 8601 date or time, how it is known, and the words that show it.

    `evidence` is None only where the basis is "given" (metadata or an option).
    """

    value: str
    basis: DateBasis
    evidence: Span | None = None


# read ------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Article:
    """One report as read. `text` is never changed after reading; every offset points into it."""

    id: str
    text: str
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    url: str | None = None
    input: str = ""
    language: str | None = None
    encoding: str | None = None
    role: Role = "report"
    published: Published | None = None
    modified: Published | None = None
    credits: tuple[Span, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The span of these code points. ValueError where it is empty or leaves the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span {start}-{end} outside article {self.id!r} of {len(self.text)} code points")
        return Span(self.id, start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a set of inputs gave: the articles, and a notice for whatever was left out."""

    articles: tuple[Article, ...]
    notices: tuple[Notice, ...] = ()


# segment ---------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks, inside one paragraph; `start`..`end` leaves the marks out.

    `opened`/`closed` say whether the mark itself stands in the text; a quotation that runs on from
    the paragraph before has `continues` set. A quotation inside a quotation is part of the outer one.
    `block` marks a quotation set off as a block, without marks of its own.
    """

    start: int
    end: int
    opened: bool = True
    closed: bool = True
    continues: bool = False
    block: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is cut: words (punctuation marks are words too), sentences, paragraphs, quotations.

    All in text order. Words never cross a sentence, sentences never cross a paragraph.
    """

    words: tuple[Range, ...]
    sentences: tuple[Range, ...]
    paragraphs: tuple[Range, ...]
    quotations: tuple[Quotation, ...]


# tag -------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Name:
    """A name as tagged: who or what, where, and how sure (a probability)."""

    start: int
    end: int
    type: NameType
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """One statement as tagged: content (one range or more, in text order), cue and source, and how sure."""

    content: tuple[Range, ...]
    cue: Range | None
    source: Range | None
    score: float


@dataclass(frozen=True, slots=True)
class Tags:
    """All that one pass of the tagger says of one article.

    `vectors` is a float32 array, one unit vector a sentence of the layout, or None where the tagger has none;
    `words` an int8 array, one a word: what it means where it stands, as 127 times three unit vectors.
    """

    proposals: tuple[Proposal, ...]
    names: tuple[Name, ...]
    vectors: np.ndarray | None = field(default=None, compare=False)
    words: np.ndarray | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """One article with what `segment` and `tag` made of it: what the later stages take."""

    article: Article
    layout: Layout
    tags: Tags


# attribute -------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Statement:
    """One reported statement: PARC's source, cue and content, and the speaker that the source names."""

    id: str
    article: str
    kind: Kind
    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None
    speaker_basis: str | None = None
    candidates: tuple[str, ...] = ()
    confidence: float = 0.0
    stance: str | None = None


@dataclass(frozen=True, slots=True)
class Surface:
    """A form in which a name stands in the reports, and how often."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker or person across the reports of a story. `mentions` holds pronouns too."""

    id: str
    type: PersonType
    name: str
    names: tuple[Surface, ...]
    roles: tuple[Span, ...]
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The people of a story, and its statements with their speakers filled in."""

    people: tuple[Person, ...]
    statements: tuple[Statement, ...]


# date ------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression by ISO-TimeML's TIMEX3.

    `value` None where it cannot be resolved. `first`/`last` are ISO days, both included, None where the
    value names none (durations, sets). `anchor` is the ISO date it was resolved against, None where it
    needed none. `event` is the clause that tells what happened then.
    """

    span: Span
    type: TimexType
    value: str | None
    mod: str | None = None
    anchor: str | None = None
    first: str | None = None
    last: str | None = None
    event: Span | None = None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One dated thing, with every expression of every report that means it."""

    type: TimexType
    value: str
    first: str
    last: str
    expressions: tuple[Span, ...]
    events: tuple[Span, ...]
    anchor: str | None


# collate ---------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Edit:
    """One difference between two versions; a side is None where that version has nothing there."""

    op: Op
    a: Span | None
    b: Span | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions of one utterance in different articles that share words."""

    a: str
    b: str
    relation: Relation
    edits: tuple[Edit, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing said on one occasion, in every version that was reported (ids are of statements)."""

    id: str
    speaker: str | None
    versions: tuple[str, ...]
    paraphrases: tuple[str, ...]
    pairs: tuple[Pair, ...]
    relation: Relation | None
    basis: str
    confidence: float
    fullest: str
    earliest: str | None


# copies ----------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in two articles."""

    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Copying:
    """What one article shares with another, quotations of one speaker and furniture left out.

    `share_a`/`share_b`: the part (0 to 1) of each one's own words that the passages cover. `direction`
    is the id of the article that came first, None where the dates do not decide.
    """

    a: str
    b: str
    share_a: float
    share_b: float
    passages: tuple[Passage, ...]
    label: CopyLabel
    direction: str | None
    basis: str


# facts -----------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Difference:
    """Two values of one slot that cannot both hold."""

    kind: DifferKind
    a: Span
    b: Span
    reading: DifferReading


@dataclass(frozen=True, slots=True)
class Fact:
    """One reported fact: the clauses that report it, one or more an article."""

    id: str
    status: FactStatus
    reports: tuple[Span, ...]
    differs: tuple[Difference, ...] = ()


# record ----------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Maker:
    """What made a record: the same versions, weights and runtime give the same bytes."""

    version: str
    tagger: str
    runtime: str


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """All that onrecord says of one story."""

    maker: Maker
    notices: tuple[Notice, ...]
    articles: tuple[Article, ...]
    people: tuple[Person, ...]
    statements: tuple[Statement, ...]
    utterances: tuple[Utterance, ...]
    copying: tuple[Copying, ...]
    witnesses: tuple[tuple[str, ...], ...]
    facts: tuple[Fact, ...]
    timeline: tuple[TimelineEntry, ...]
