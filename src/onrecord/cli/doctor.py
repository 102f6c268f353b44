"""`onrecord doctor`."""

from __future__ import annotations

import platform
from dataclasses import fields
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord import pipeline
from onrecord.cli.app import DONE, NOT_FOUND
from onrecord.export.visible import one_line
from onrecord.limits import Limits


def run(archive: Path | None) -> int:
    """Print what is installed and in force. The exit status: 1 where the archive is not sound."""
    maker, limits = pipeline.maker(), Limits.from_environment()
    console = Console(highlight=False)
    facts = Table.grid(padding=(0, 2))
    for name, value in (
        ("onrecord", maker.version),
        ("tagger", maker.tagger),
        ("runtime", maker.runtime),
        ("Python", platform.python_version()),
    ):
        facts.add_row(name, value)
    console.print(facts)
    settings = Table("setting", "value", "what it caps", title="Settings", title_justify="left")
    for setting in fields(limits):
        name = f"ONRECORD_{setting.name.upper()}"
        settings.add_row(name, f"{getattr(limits, setting.name):,}", setting.metadata["help"])
    console.print(settings)
    return DONE if archive is None else _examine(archive, console)


def _examine(path: Path, console: Console) -> int:
    from onrecord.archive.doctor import check
    from onrecord.archive.store import Archive

    with Archive.open(path, readonly=True) as archive:
        health = check(archive)
    counts = Table.grid(padding=(0, 2))
    for item in fields(health):
        if item.name != "findings":
            counts.add_row(item.name.replace("_", " "), f"{getattr(health, item.name):,}")
    console.print(counts)
    for finding in health.findings:
        console.print(Text(one_line(f"{finding.where}: {finding.message} {finding.hint}")))
    console.print("sound" if health.sound else "not sound")
    return DONE if health.sound else NOT_FOUND
