"""The two real reports that the project started from: how many of an editor's findings are in their record."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
FLOOR = 61


@pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the sample reports are not at {SEEDS}")
def test_the_ledger_does_not_fall(tmp_path: Path) -> None:
    reading = onrecord.read([str(path) for path in sorted(SEEDS.glob("*.txt"))])
    record = tmp_path / "record.json"
    record.write_text(onrecord.dumps(onrecord.compare(reading.articles, notices=reading.notices)), encoding="utf-8")
    ledger = ROOT / "evaluation" / "scorers" / "seed_ledger.py"
    told = subprocess.run([sys.executable, str(ledger), str(record)], capture_output=True, text=True, check=False)
    found = re.search(r"ledger: (\d+) of", told.stdout)
    assert found is not None, told.stderr
    assert int(found[1]) >= FLOOR, told.stdout
