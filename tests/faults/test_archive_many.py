"""Many reports and one page of 50 MB in one folder: streamed, the page refused with a code. Figure: 10,000 reports in
under 1.5 GB; ONRECORD_REPORTS=10000 makes them that many."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

REPORTS = int(os.environ.get("ONRECORD_REPORTS", "400"))
_CHILD = """
import json, sys
from onrecord.archive import inputs
from onrecord.archive.ingest import ingest
from onrecord.archive.search import Search
from onrecord.archive.settle import settle
from onrecord.archive.store import Archive
from onrecord.limits import Limits
from tests.archive.standin import setup
from tests.peak import peak
with Archive.open(sys.argv[2], create=True) as archive:
    planned = inputs.plan([sys.argv[1]], limits=Limits())
    done = ingest(archive, inputs.items(archive, planned, limits=Limits()), setup=setup, maker="standin")
    settle(archive)
    Search.open(archive)
print(json.dumps([done.new, done.left_out, peak()]))
"""


def test_many_reports_and_a_page_of_fifty_megabytes(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    padding = "It went on raining over the estuary, and the boats stayed in. " * 60  # as long as a report is
    for part in range(4):
        with (folder / f"{part}.jsonl").open("w", encoding="utf-8") as lines:
            for n in range(part, REPORTS, 4):
                text = f'"We will keep the light of pier {n} burning," Mara Ellwood said.\n\n{padding}'
                row = {"text": text, "url": f"https://a.example/{n}", "date": f"2031-{1 + n % 12:02}-{1 + n % 28:02}"}
                lines.write(json.dumps(row) + "\n")
    with (folder / "large.html").open("wb") as out:
        out.write(b"<html><body><p>")
        out.seek(50_000_000)
        out.write(b"</p></body></html>")
    command = [sys.executable, "-c", _CHILD, str(folder), str(tmp_path / "a.db")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=True)
    new, left_out, megabytes = json.loads(done.stdout.splitlines()[-1])
    assert (new, left_out) == (REPORTS, [["E104", 1]])
    assert megabytes < 1_500
