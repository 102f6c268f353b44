"""What changed between the versions of one report, classified like wordings: quotations first, the worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from onrecord import segment
from onrecord.archive import load
from onrecord.archive.ids import address
from onrecord.archive.store import Archive
from onrecord.archive.terms import fold_words
from onrecord.archive.when import interval
from onrecord.collate import compare_wordings
from onrecord.errors import NotInArchive
from onrecord.model import Article, Edit, Published, Relation, Span

What = Literal["quotation", "speaker", "title", "text", "byline", "published", "modified"]

ALIKE = 50  # of 100: quotations or sentences with a lower likeness are two, one gone and one new
_ORDER: tuple[What, ...] = ("quotation", "speaker", "title", "text", "byline", "published", "modified")
_WORST: tuple[Relation | None, ...] = (None, "altered", "edited", "subset", "typographic", "identical")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs. `before` None: it is new; `after` None: it is gone; both: `relation` says how they
    differ and `edits` lead from one to the other. Spans are of the two versions' texts, empty for what is not in
    the text (the title, the byline, dates, a speaker's name)."""

    what: What
    before: str | None
    after: str | None
    relation: Relation | None
    edits: tuple[Edit, ...] = ()
    before_spans: tuple[Span, ...] = ()
    after_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionDiff:
    """Two versions of a report, one right after the other, and all that changed."""

    report: str
    before: Article
    after: Article
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A quotation of one version: its words, and who the version says said them."""

    spans: tuple[Span, ...]
    speaker: str | None

    @property
    def text(self) -> str:
        return " … ".join(span.text for span in self.spans)

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(span.text for span in self.spans)


def diff(archive: Archive, report: str) -> tuple[VersionDiff, ...]:
    """The changes from each version of a report to the next, oldest first; empty where there is only one.

    `report` is the id of the report or of one of its versions, or its address. Raises NotInArchive.
    """
    with archive.reading() as connection:
        number, name = _report(connection, report)
        articles = [load.article(connection, version) for version in _versions(connection, number)]
        said = [_quotations(connection, article) for article in articles]
    return tuple(
        VersionDiff(name, articles[at], articles[at + 1], _changes(articles[at : at + 2], said[at : at + 2]))
        for at in range(len(articles) - 1)
    )


def changed_reports(archive: Archive) -> tuple[str, ...]:
    """The ids of the reports that have more than one version, in order."""
    sql = (
        "SELECT r.id FROM versions v JOIN reports r ON r.number = v.report"
        " GROUP BY v.report HAVING count(*) > 1 ORDER BY r.id"
    )
    rows: list[Any] = archive.connection.execute(sql).fetchall()
    return tuple(name for (name,) in rows)


def _report(connection: Any, asked: str) -> tuple[int, str]:
    sql = (
        "SELECT number, id FROM reports WHERE id = ?1 OR address = ?2"
        " OR number = (SELECT report FROM versions WHERE id = ?1)"
    )
    row: Any = connection.execute(sql, (asked, address(asked))).fetchone()
    if row is None:
        raise NotInArchive(f"There is no report {asked!r}.")
    return row[0], row[1]


def _versions(connection: Any, report: int) -> list[int]:
    """The versions of a report, oldest first: by when each was modified or published, then by when it was taken in."""
    sql = "SELECT number, coalesce(modified, published), ingested, id FROM versions WHERE report = ?"
    rows: list[Any] = connection.execute(sql, (report,)).fetchall()
    dated = [(interval(value), ingested, name, number) for number, value, ingested, name in rows]
    if all(when is not None for when, *_ in dated):
        return [number for *_, number in sorted(dated, key=lambda row: (row[0].first, *row[1:3]))]  # type: ignore[union-attr]
    return [number for *_, number in sorted(dated, key=lambda row: row[1:3])]


def _quotations(connection: Any, article: Article) -> list[_Said]:
    names = {person.id: person.name for person in load.people(connection, article)}
    return [
        _Said(statement.content, names.get(statement.speaker or ""))
        for statement in load.statements(connection, article)
        if statement.kind != "indirect"
    ]


def _changes(articles: Sequence[Article], said: Sequence[Sequence[_Said]]) -> tuple[Change, ...]:
    before, after = articles
    quoted = [*_said_changes(*said)]
    inside = (
        {span.range for change in quoted for span in change.before_spans},
        {span.range for change in quoted for span in change.after_spans},
    )
    found = [*quoted, *_text_changes(before, after, inside), *_head_changes(before, after)]
    return tuple(sorted(found, key=lambda change: (_ORDER.index(change.what), _WORST.index(change.relation))))


def _said_changes(before: Sequence[_Said], after: Sequence[_Said]) -> Iterator[Change]:
    """The same words are the same quotation; what is left over is paired by likeness, the likest first."""
    old, new = list(before), list(after)
    for one in before:
        same = next((other for other in new if other.key == one.key), None)
        if same is not None:
            old.remove(one)
            new.remove(same)
            if one.speaker != same.speaker:
                yield Change("speaker", one.speaker, same.speaker, None, (), one.spans, same.spans)
    for one, other in _pairs(old, new):
        old.remove(one)
        new.remove(other)
        wording = compare_wordings(one.spans, other.spans)
        yield Change("quotation", one.text, other.text, wording.relation, wording.edits, one.spans, other.spans)
        if one.speaker != other.speaker:
            yield Change("speaker", one.speaker, other.speaker, None, (), one.spans, other.spans)
    yield from (Change("quotation", one.text, None, None, (), one.spans) for one in old)
    yield from (Change("quotation", None, one.text, None, (), (), one.spans) for one in new)


def _pairs(old: Sequence[_Said], new: Sequence[_Said]) -> list[tuple[_Said, _Said]]:
    scored = sorted(
        (
            (fuzz.ratio(fold_words(a.text), fold_words(b.text)), i, j)
            for i, a in enumerate(old)
            for j, b in enumerate(new)
        ),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    pairs: list[tuple[int, int]] = []
    for score, i, j in scored:
        if score >= ALIKE and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return [(old[i], new[j]) for i, j in sorted(pairs)]


def _text_changes(
    before: Article, after: Article, inside: tuple[set[tuple[int, int]], set[tuple[int, int]]]
) -> Iterator[Change]:
    """Sentence by sentence, but for those that differ only by the quotations in them, which are told already."""
    old, new = _sentences(before), _sentences(after)
    i = j = 0
    blocks = LCSseq.opcodes([span.text for span in old], [span.text for span in new])
    ends = [(len(old), len(old), len(new), len(new))]
    same = [(op.src_start, op.src_end, op.dest_start, op.dest_end) for op in blocks if op.tag == "equal"]
    for first_a, last_a, first_b, last_b in same + ends:
        a, b = old[i:first_a], new[j:first_b]
        for k in range(max(len(a), len(b))):
            yield from _sentence_change(a[k : k + 1], b[k : k + 1], inside)
        i, j = last_a, last_b


def _sentence_change(
    a: Sequence[Span], b: Sequence[Span], inside: tuple[set[tuple[int, int]], set[tuple[int, int]]]
) -> Iterator[Change]:
    if a and b and fuzz.ratio(fold_words(a[0].text), fold_words(b[0].text)) < ALIKE:
        yield from _sentence_change(a, (), inside)
        yield from _sentence_change((), b, inside)
        return
    rest_a, rest_b = _without(a, inside[0]), _without(b, inside[1])
    told = rest_a != "".join(span.text for span in a) or rest_b != "".join(span.text for span in b)
    if rest_a == rest_b or (told and not (a and b)):
        return
    wording = compare_wordings(a, b) if a and b else None
    yield Change(
        "text",
        a[0].text if a else None,
        b[0].text if b else None,
        wording.relation if wording else None,
        wording.edits if wording else (),
        tuple(a),
        tuple(b),
    )


def _without(sentence: Sequence[Span], ranges: set[tuple[int, int]]) -> str:
    """A sentence without those parts of it that are told as changed quotations."""
    if not sentence:
        return ""
    span = sentence[0]
    kept, at = [], span.start
    for start, end in sorted(ranges):
        if start < span.end and span.start < end:
            kept.append(span.text[at - span.start : max(start, at) - span.start])
            at = max(at, min(end, span.end))
    return "".join([*kept, span.text[at - span.start :]])


def _sentences(article: Article) -> list[Span]:
    return [article.span(*sentence) for sentence in segment.segment(article).sentences]


def _head_changes(before: Article, after: Article) -> Iterator[Change]:
    dates = [(_value(one.published), _value(one.modified)) for one in (before, after)]
    pairs: tuple[tuple[What, str | None, str | None], ...] = (
        ("title", before.title, after.title),
        ("byline", before.byline, after.byline),
        ("published", dates[0][0], dates[1][0]),
        ("modified", dates[0][1], dates[1][1]),
    )
    for what, old, new in pairs:
        if old == new:
            continue
        if what == "title" and old and new:
            wording = compare_wordings([Span("before", 0, len(old), old)], [Span("after", 0, len(new), new)])
            yield Change(what, old, new, wording.relation, wording.edits)
        else:
            yield Change(what, old, new, None)


def _value(published: Published | None) -> str | None:
    return None if published is None else published.value
