"""`onrecord verify`: did she say that?"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from onrecord import pipeline
from onrecord.archive.document import verify_document
from onrecord.archive.store import Archive
from onrecord.archive.verdict import Reading, Verdict
from onrecord.archive.verify import verify
from onrecord.cli.app import DONE, NOT_FOUND
from onrecord.errors import NotFound as NoSuchFile
from onrecord.errors import NotText, OptionError
from onrecord.export.visible import one_line
from onrecord.record.write import plain

_OUTCOMES = {
    "same": "found in these words",
    "changed": "found with changes",
    "speaker-unknown": "printed, but no report says by whom",
    "other-speaker": "found from another speaker",
    "paraphrase": "found only in other words",
    "not-found": "not in these {reports} reports",
}


def run(
    words: str | None,
    *,
    archive: Path,
    speaker: str | None,
    days: tuple[str | None, str | None],
    document: str | None,
    shape: str,
) -> int:
    """Print the verdict. The exit status: 0 the same or changed wording, 1 anything else; for a document 0 only where
    every quotation is found in its own words."""
    if (words is None) == (document is None):
        raise OptionError("Give words to verify, or a --document.", hint='onrecord verify "WORDS" --archive FILE')
    with Archive.open(archive) as held:
        if document is not None:
            return _document(held, document, shape)
        verdict = verify(held, words or "", speaker=speaker, date_from=days[0], date_to=days[1])
    if shape == "json":
        print(json.dumps(plain(verdict), ensure_ascii=False, indent=2))
    else:
        _show(verdict, Console(highlight=False))
    return DONE if verdict.found else NOT_FOUND


def _document(held: Archive, document: str, shape: str) -> int:
    try:
        text = sys.stdin.read() if document == "-" else Path(document).read_text(encoding="utf-8")
    except OSError as error:
        raise NoSuchFile(f"{document} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise NotText(f"{document} is no UTF-8 text.") from error
    checked = verify_document(held, text, process=pipeline.reader())
    if shape == "json":
        print(json.dumps(plain(checked), ensure_ascii=False, indent=2))
    else:
        console = Console(highlight=False)
        for one in checked:
            console.print(Text(f"characters {one.start} to {one.end}", style="dim"))
            _show(one.verdict, console)
    return DONE if all(one.verdict.outcome == "same" for one in checked) else NOT_FOUND


def _show(verdict: Verdict, console: Console) -> None:
    outcome = _OUTCOMES[verdict.outcome].format(reports=verdict.reports)
    console.print(Text(f"“{one_line(verdict.words)}”", style="bold"))
    console.print(Text(outcome))
    if verdict.earliest:
        sure = "earliest" if verdict.earliest.certain else "perhaps the earliest"
        console.print(Text(one_line(f"  {sure}: {verdict.earliest.report.citation}")))
    for reading in verdict.readings[:5]:
        console.print(Text(one_line(_reading(reading))))
    for notice in verdict.notices:
        console.print(Text(one_line(f"  {notice}"), style="dim"))


def _reading(reading: Reading) -> str:
    if reading.witnesses is None:
        witnesses = "independence not known"
    else:
        witnesses = f"{reading.witnesses} independent witness{'' if reading.witnesses == 1 else 'es'}"
    reports = f"{reading.reports} report{'' if reading.reports == 1 else 's'}"
    return f"  {reading.relation}: “{reading.words}” ({reading.speaker or 'speaker not named'}; {reports}, {witnesses})"
