"""What `verify` answers with. Offsets are Unicode code points, half-open, into the text of the version they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model import Edit, Published, Relation, Span

Outcome = Literal["same", "changed", "speaker-unknown", "other-speaker", "paraphrase", "not-found"]


@dataclass(frozen=True, slots=True)
class Appearance:
    """One place where the words were printed. `id` is the statement's, None for a quotation without one."""

    id: str | None
    report: str
    version: str
    outlet: str | None
    title: str | None
    url: str | None
    published: Published | None
    speaker: str | None
    spans: tuple[Span, ...]

    @property
    def citation(self) -> str:
        """The words with their source, to copy."""
        words = " … ".join(span.text for span in self.spans)
        where = ", ".join(
            part
            for part in (
                self.outlet,
                f"“{self.title}”" if self.title else None,
                self.published.value if self.published else "undated",
                self.url,
                f"characters {self.spans[0].start} to {self.spans[-1].end}",
            )
            if part
        )
        return f"“{words}” ({self.speaker or 'speaker not named'}; {where})"


@dataclass(frozen=True, slots=True)
class Reading:
    """One printed wording of the words asked for, with every report that has it.

    `quoted`: in quotation marks. `relation` and `edits` lead from the words asked for (`a`, of article "") to those
    printed (`b`). `share` is the part (0 to 1) of the words asked for that stands in it. `witnesses` counts the
    independent ones among its reports, None where that cannot be told.
    """

    words: str
    speaker: str | None
    quoted: bool
    relation: Relation
    edits: tuple[Edit, ...]
    share: float
    reports: int
    witnesses: int | None
    appearances: tuple[Appearance, ...]


@dataclass(frozen=True, slots=True)
class Earliest:
    """The report that had the words first. Where the dates do not decide, `certain` is false and `rivals` names the
    others that may have been first: those whose dates overlap, and those without one."""

    report: Appearance
    certain: bool
    rivals: tuple[Appearance, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the words were reported.

    `same`: in these words, or as a part of a longer quotation; `changed`: the readings say how; `speaker-unknown`:
    printed, but no report that has them says by whom; `other-speaker`: printed as somebody else's; `paraphrase`:
    only outside quotation marks; `not-found`: not in these `reports` reports. `readings` bear the outcome out, the
    closest first; `further` are what else was found.
    """

    words: str
    speaker: str | None
    outcome: Outcome
    reports: int
    earliest: Earliest | None
    readings: tuple[Reading, ...]
    further: tuple[Reading, ...]
    notices: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether the words were reported, in the same or in changed wording, of the speaker asked for."""
        return self.outcome in ("same", "changed")


@dataclass(frozen=True, slots=True)
class Checked:
    """One quotation of a document: where it stands there, the speaker the document gives it, and the verdict."""

    start: int
    end: int
    speaker: str | None
    verdict: Verdict
