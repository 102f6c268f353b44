"""Cold starts: `onrecord --help`, and two short reports compared. The peer is Python's own start.

python -m benchmarks.startup [--runs N]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

EXAMPLE = Path(__file__).parents[1] / "examples" / "bridge"
_REPORTS = [str(EXAMPLE / "almery-courier.txt"), str(EXAMPLE / "northbank-now.json")]


def seconds(command: list[str], runs: int) -> float:
    """The median wall clock of `runs` runs of a command, after one that warms the disk."""
    taken = []
    for _ in range(runs + 1):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - started)
    return median(taken[1:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    onrecord = str(Path(sys.executable).with_name("onrecord"))
    bare = seconds([sys.executable, "-c", "pass"], runs)
    print(f"{'command':42} {'seconds':>8} {'× Python start':>15}")
    for name, command in (
        ("python -c pass", [sys.executable, "-c", "pass"]),
        ("onrecord --help", [onrecord, "--help"]),
        ("onrecord compare (two short reports)", [onrecord, "compare", *_REPORTS, "--format", "json"]),
    ):
        taken = seconds(command, runs)
        print(f"{name:42} {taken:8.3f} {taken / bare:15.1f}")


if __name__ == "__main__":
    main()
