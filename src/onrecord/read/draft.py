"""What the readers of the single formats hand back: an article before it has its id, its dates and its credits."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One report as a format gives it.

    `published` and `modified` are as the metadata has them, not yet checked. `key` is the id of the row or page itself,
    `number` its place in its file (from 1) where the file holds several. `replaced` counts the
    characters that decoding could not read. `notices` are (code, message) pairs.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    encoding: str | None = None
    role: Role = "report"
    published: str | None = None
    modified: str | None = None
    key: str | None = None
    number: int | None = None
    replaced: int = 0
    notices: tuple[tuple[str, str], ...] = ()
