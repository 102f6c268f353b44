"""An archive of invented reports, read by a simple reader in place of the encoder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord import collate, copies
from onrecord.archive.ingest import ingest
from onrecord.archive.search import Search
from onrecord.archive.settle import settle
from onrecord.archive.store import Archive
from onrecord.model import Article, Maker, Person, StoryRecord, Surface
from tests.archive.standin import extract, setup


def compare(articles: Sequence[Article]) -> StoryRecord:
    """A record without facts and timeline; a person is a name."""
    read = [extract(article) for article in articles]
    documents = [each.document for each in read]
    names = {one.id: one.name for each in read for one in each.people}
    statements = tuple(replace(one, speaker=names[one.speaker or ""]) for each in read for one in each.statements)
    people = tuple(Person(name, "person", name, (Surface(name, 1),), (), ()) for name in sorted(set(names.values())))
    copying = copies.find_copies(documents, statements)
    return StoryRecord(
        maker=Maker("0", "standin", "none"),
        notices=(),
        articles=tuple(articles),
        people=people,
        statements=statements,
        utterances=tuple(collate.collate(documents, statements, people)),
        copying=copying,
        witnesses=copies.witnesses(articles, copying),
        facts=(),
        timeline=(),
    )


def archive_of(path: Path, articles: Iterable[Article]) -> Path:
    """An archive of these articles, settled into stories and indexed."""
    with Archive.open(path, create=True) as held:
        ingest(held, articles, setup=setup, maker="standin")
        settle(held)
        Search.open(held)
    return path
