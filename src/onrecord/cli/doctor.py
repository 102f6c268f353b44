"""`onrecord doctor`."""

from __future__ import annotations

import platform
from dataclasses import fields

from rich.console import Console
from rich.table import Table

from onrecord import pipeline
from onrecord.cli.app import DONE
from onrecord.limits import Limits


def run() -> int:
    """Print what is installed and in force."""
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
    return DONE
