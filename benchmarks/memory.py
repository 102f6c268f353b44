"""Peak memory of `onrecord extract` over a long stream of reports, and whether it grows with their number.

    python -m benchmarks.memory [--reports N] [--quotations N]

Invented reports (`benchmarks/invented.py`) as JSON Lines, read by the command in a process of its own; the peak is the
largest resident set of that process. A tenth of the reports are measured first: what grows would show.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.invented import Speech

_COMMAND = "from onrecord.cli import main; main()"
_TOLD = "{} reports of {:.0f} words: {:,.0f} MB at the peak, {:.1f} CPU-seconds"


def write_reports(path: Path, count: int, quotations: int) -> float:
    """Write `count` invented reports, one JSON object a line. The mean number of words of one."""
    speech = Speech(7)
    said = speech.quotations(count * quotations)
    words = 0
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            paragraphs = [speech.sentence()]
            for name in speech.rng.choices(speech.names, k=quotations):
                paragraphs.append(f"{speech.sentence()} “{next(said)[:-1]},” said {name}.")
                paragraphs.append(f"{name} said that {speech.sentence()[:-1].lower()}.")
            text = "\n\n".join(paragraphs)
            words += len(text.split())
            row = {"id": f"r{number}", "outlet": f"Outlet {number % 40}", "date": "2026-01-05", "text": text}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    return words / count


def peak(path: Path, out: Path) -> tuple[float, float]:
    """Megabytes at the peak and CPU-seconds of `onrecord extract` on a file, in a process of its own."""
    command = [sys.executable, "-c", _COMMAND, "extract", str(path), "--out", str(out)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"extract ended with status {process.returncode}")
    return used.ru_maxrss / 1024, used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--quotations", type=int, default=2, help="direct and indirect statements a report")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in (max(1, told.reports // 10), told.reports):
            path = Path(folder) / f"{count}.jsonl"
            words = write_reports(path, count, told.quotations)
            megabytes, seconds = peak(path, path.with_suffix(".out.jsonl"))
            print(_TOLD.format(f"{count:,}", words, megabytes, seconds), flush=True)


if __name__ == "__main__":
    main()
