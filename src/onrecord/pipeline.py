"""The order of the stages, and the only module that knows it. One story in, one record out."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import TypeVar

from onrecord import attribute, collate, copies, date, facts, segment, stories, tag
from onrecord.errors import NothingToCompare, TaggerError
from onrecord.model import (
    Article,
    Document,
    Maker,
    Notice,
    Person,
    Statement,
    StoryRecord,
    Timex,
)
from onrecord.record.notices import about_articles, about_story
from onrecord.tag.runtime import WEIGHTS, default_tagger

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one report yields by itself."""

    document: Document
    statements: tuple[Statement, ...]
    people: tuple[Person, ...]
    timexes: tuple[Timex, ...]


def document(article: Article) -> Document:
    """Cut and tag one article. Its vectors are those that an archive can keep: of float16's precision."""
    layout = segment.segment(article)
    tags = tag.tag(article, layout)
    if tags.vectors is not None:
        tags = replace(tags, vectors=tags.vectors.astype("float16").astype("float32"))
    return Document(article, layout, tags)


def extract(article: Article) -> Extraction:
    """The statements of one report, with the speakers that this report alone resolves.

    Every span points into `article.text`. Raises TaggerError where the weights are missing.
    """
    doc = document(article)
    resolution = attribute.resolve([doc], _statements(doc))
    return Extraction(doc, resolution.statements, resolution.people, date.document_timexes(doc))


def reader() -> Callable[[Article], Extraction | Notice]:
    """The function that reads one article for an archive: `extract`, guarded. Loads the weights once a process."""
    default_tagger()
    return guarded_extract


def guarded_extract(article: Article) -> Extraction | Notice:
    """`extract`, or a Notice where that failed."""
    return guarded(extract, article)


def extract_many(articles: Iterable[Article]) -> Iterator[Extraction | Notice]:
    """`extract` for a stream of articles, one at a time; an article that fails gives a Notice in its place."""
    for article in articles:
        yield guarded_extract(article)


def guarded(stage: Callable[[Article], T], article: Article) -> T | Notice:
    """`stage(article)`, or a Notice: one bad article never stops the others."""
    try:
        return stage(article)
    except TaggerError:
        raise  # no article is to blame for an installation without weights
    except Exception as error:  # whatever a hostile text provokes, the other articles go on
        message = f"left out: reading it failed ({type(error).__name__}: {error})"
        return Notice("E900", article.id, message)


def compare(articles: Sequence[Article | Document], *, notices: Sequence[Notice] = ()) -> StoryRecord:
    """The record of one story out of its reports; a `Document` is a report that `document` has cut and tagged before.

    The order of `articles` makes no difference. `notices` are those of reading, kept in the record.
    Raises NothingToCompare where no article is given or none could be read, ValueError where two
    share an id.
    """
    given = {(one.article if isinstance(one, Document) else one).id: one for one in articles}
    if len(given) != len(articles):
        raise ValueError("two articles share an id")
    ordered = [one for _, one in sorted(given.items())]
    read = [one if isinstance(one, Document) else guarded(document, one) for one in ordered]
    failed = [outcome for outcome in read if isinstance(outcome, Notice)]
    documents = [outcome for outcome in read if isinstance(outcome, Document)]
    if not documents:
        raise NothingToCompare("No report could be read.")
    dated = date.date_reports([doc.article for doc in documents])
    documents = [replace(doc, article=article) for doc, article in zip(documents, dated, strict=True)]
    found = [statement for doc in documents for statement in _statements(doc)]
    resolution = attribute.resolve(documents, found)
    timexes = {doc.article.id: date.document_timexes(doc) for doc in documents}
    utterances = collate.collate(documents, resolution.statements, resolution.people, timexes=timexes)
    statements = collate.adopt(resolution.statements, utterances)
    copying = copies.find_copies(documents, statements)
    return StoryRecord(
        maker=maker(),
        notices=(*notices, *failed, *about_articles(dated), *about_story(dated, one_event=stories.same_event(dated))),
        articles=tuple(dated),
        people=resolution.people,
        statements=statements,
        utterances=utterances,
        copying=copying,
        witnesses=copies.witnesses(dated, copying),
        facts=facts.find_facts(documents, statements, timexes, copying, people=resolution.people),
        timeline=date.timeline(timexes),
    )


def _statements(doc: Document) -> tuple[Statement, ...]:
    return collate.spoken(doc) if doc.article.role == "transcript" else attribute.statements(doc)


def maker() -> Maker:
    """The version, weights and runtime in use: with these the same input gives the same bytes.

    Raises TaggerError where the weights are missing.
    """
    from onrecord import __version__

    runtime = f"onnxruntime {version('onnxruntime')} on {platform.machine()}"
    return Maker(version=__version__, tagger=_tagger_name(), runtime=runtime)


def _tagger_name() -> str:
    """The name of the weights, told without loading them: a record that needs no tagging does not wait for them."""
    try:
        name = json.loads((WEIGHTS / "settings.json").read_text(encoding="utf-8"))["name"]
    except (OSError, ValueError, KeyError):
        name = default_tagger().settings.name
    return str(name)


def made_by() -> str:
    """`maker` in one line: what an archive says of how a report was read."""
    told = maker()
    return f"onrecord {told.version}, {told.tagger}, {told.runtime}"
