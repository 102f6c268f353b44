"""Peers in environments of their own, so that none of them becomes a dependency of onrecord."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HOME = Path(__file__).parents[1] / "runs" / "peers"


def peer_python(*requirements: str) -> Path:
    """The Python of an environment that holds these packages (pip's requirement syntax); made where it is missing."""
    folder = HOME / hashlib.sha256("\n".join(sorted(requirements)).encode()).hexdigest()[:12]
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        print(f"setting up {', '.join(requirements)}", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *requirements], check=True)
        (folder / "ready").touch()
    return python


def ask(python: Path, script: str, *, told: Any, arguments: Sequence[str] = ()) -> Any:
    """Run `script` with that Python: `told` goes in as JSON on standard input, its last line is the JSON answer."""
    command = [str(python), "-c", script, *arguments]
    done = subprocess.run(command, input=json.dumps(told), capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(f"the peer failed: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])
