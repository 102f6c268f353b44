"""The corpus of injections (the browser's part is tests/browser) in terminals and in CSV: text, never run."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from onrecord.cli.table import show
from onrecord.export import rows, table_csv
from onrecord.model import StoryRecord
from tests.sample import A, record
from tests.web.hostile import ALL

# What steers a terminal, but line feeds and the colours that rich itself sets (here: none).
_STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")


def _hostile(evil: str) -> StoryRecord:
    whole = record(a=replace(A, outlet=evil, title=evil, byline=evil, url=evil, input=evil))
    return replace(whole, people=(replace(whole.people[0], name=evil),))


@pytest.mark.parametrize("evil", ALL)
def test_nothing_steers_the_terminal(evil: str) -> None:
    out = io.StringIO()
    show(_hostile(evil), console=Console(file=out, width=100, force_terminal=False, no_color=True))
    assert not _STEERS.search(out.getvalue())


@pytest.mark.parametrize("evil", ALL)
def test_no_cell_of_any_table_is_a_formula(evil: str) -> None:
    for table in rows.TABLES:
        out = io.StringIO(newline="")
        table_csv.write(rows.rows(_hostile(evil), table), table, out)
        for row in csv.DictReader(io.StringIO(out.getvalue(), newline="")):
            for cell in row.values():
                assert not cell.startswith(("=", "@", "\t", "\r", "\n")), (table, cell)
                assert not cell.startswith(("+", "-")) or re.fullmatch(r"[+-]?[\d.]+", cell), (table, cell)
