"""What is stored of one version, and what makes it: the types between reading a report and its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from onrecord.model import Article, Document, Notice, Person, Statement, Timex


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
