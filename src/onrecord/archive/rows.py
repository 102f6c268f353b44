"""What is stored of one version, and what makes it: the types between reading a report and its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from onrecord.archive import ids
from onrecord.model import Article, Document, Notice, Person, Published, Statement, Timex
from onrecord.read.pieces import Piece


class Extracted(Protocol):
    """What one report yields by itself (`pipeline.Extraction`)."""

    @property
    def document(self) -> Document: ...
    @property
    def statements(self) -> tuple[Statement, ...]: ...
    @property
    def people(self) -> tuple[Person, ...]: ...
    @property
    def timexes(self) -> tuple[Timex, ...]: ...


# Reads one article; a Notice where that failed.
Process = Callable[[Article], Extracted | Notice]


@dataclass(frozen=True, slots=True)
class Version:
    """A version that is ready to be stored: its ids, the report as it came in, and what was read in it."""

    id: str
    report: str
    address: str | None
    article: Article
    extracted: Extracted


@dataclass(frozen=True, slots=True)
class Ready:
    """A report that was read elsewhere: `article` under its version's id, and what was read in it, by `maker`."""

    article: Article
    extracted: Extracted
    maker: str


@dataclass(frozen=True, slots=True)
class Told:
    """A notice of reading `input` elsewhere: about the version that it names, or about what was left out."""

    input: str
    notice: Notice


@dataclass(frozen=True, slots=True)
class Ingested:
    """What an ingest did: reports opened, versions added to reports that were there, versions that were there
    already, and what was left out, counted by code and in order of it."""

    new: int
    changed: int
    known: int
    left_out: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Begun:
    """In a stream of reports: a piece of input begins here."""

    piece: Piece


@dataclass(frozen=True, slots=True)
class Ended:
    """In a stream of reports: all of a piece came since it began; or nothing, since it was read `before`."""

    piece: Piece
    before: Ingested | None = None


# What an ingest takes in.
Item = Article | Notice | Ready | Told | Begun | Ended


def as_version(article: Article) -> Article:
    """The article under the id of its version, wherever its words are pointed at."""
    version = ids.version_id(article)
    return replace(
        article,
        id=version,
        credits=tuple(replace(span, article=version) for span in article.credits),
        published=_renamed(article.published, version),
        modified=_renamed(article.modified, version),
    )


def _renamed(published: Published | None, version: str) -> Published | None:
    if published is None or published.evidence is None:
        return published
    return replace(published, evidence=replace(published.evidence, article=version))
