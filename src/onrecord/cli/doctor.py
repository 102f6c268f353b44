"""`onrecord doctor`."""

from __future__ import annotations

import platform
from dataclasses import fields
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord import pipeline
from onrecord.cli.app import DONE, NOT_FOUND
from onrecord.export import json_text
from onrecord.export.visible import one_line
from onrecord.limits import Limits
from onrecord.record.write import plain


def run(archive: Path | None, *, shape: str) -> int:
    """Print what is installed and in force. The exit status: 1 where the archive is not sound."""
    maker, limits = pipeline.maker(), Limits.from_environment()
    told: dict[str, Any] = {
        "onrecord": maker.version,
        "tagger": maker.tagger,
        "runtime": maker.runtime,
        "python": platform.python_version(),
        "settings": {f"ONRECORD_{one.name.upper()}": getattr(limits, one.name) for one in fields(limits)},
    }
    health = None if archive is None else _health(archive)
    if shape == "json":
        print(json_text.dumps({**told, "archive": health and {**plain(health), "sound": health.sound}}), end="")
    else:
        console = Console(highlight=False)
        _show(told, console)
        if health is not None:
            _show_health(health, console)
    return DONE if health is None or health.sound else NOT_FOUND


def _health(path: Path) -> Any:
    from onrecord.archive.doctor import check
    from onrecord.archive.store import Archive

    with Archive.open(path, readonly=True) as archive:
        return check(archive)


def _show(told: dict[str, Any], console: Console) -> None:
    facts = Table.grid(padding=(0, 2))
    for name in ("onrecord", "tagger", "runtime", "python"):
        facts.add_row("Python" if name == "python" else name, told[name])
    console.print(facts)
    settings = Table("setting", "value", "what it caps", title="Settings", title_justify="left")
    for setting in fields(Limits):
        name = f"ONRECORD_{setting.name.upper()}"
        settings.add_row(name, f"{told['settings'][name]:,}", setting.metadata["help"])
    console.print(settings)


def _show_health(health: Any, console: Console) -> None:
    counts = Table.grid(padding=(0, 2))
    for item in fields(health):
        if item.name != "findings":
            counts.add_row(item.name.replace("_", " "), f"{getattr(health, item.name):,}")
    console.print(counts)
    for finding in health.findings:
        console.print(Text(one_line(f"{finding.where}: {finding.message} {finding.hint}")))
    console.print("sound" if health.sound else "not sound")
