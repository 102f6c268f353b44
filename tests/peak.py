"""How much memory this process has needed so far, what the process that started it needed left out."""

from __future__ import annotations

import resource
from pathlib import Path


def peak() -> float:
    """Megabytes at the peak. Linux counts what stood in memory before a program was started towards `ru_maxrss`."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
