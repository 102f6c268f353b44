"""`export`: a finished run as the files that the package ships, quantised, calibrated and checked."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from onrecord.tag.inputs import Wordpieces
from onrecord.tag.runtime import Settings, Tagger
from training import graph
from training.base import base_folder
from training.calibrate import fit, reliability, threshold
from training.evaluate import head_arrays, headline, read_all, score
from training.gold import Labelled
from training.network import Tagger as Network

POSITIONS = 256


def export(
    model: Network,
    wordpieces: Wordpieces,
    held: Sequence[Labelled],
    out: Path,
    *,
    most: int,
    context: int,
    int8: bool = True,
    calibration: Mapping[str, float] | None = None,
    least: float = 0.4,
) -> dict[str, Any]:
    """Write the weights of `model` into `out` and say what they reach on the held-out articles.

    The calibration is fitted on `held` with the very files that ship, unless one is given: a network that learned from
    the held-out articles takes that of the run that did not.
    """
    out.mkdir(parents=True, exist_ok=True)
    graph.write(model.encoder, out / "encoder.onnx", positions=POSITIONS, int8=int8)
    np.savez_compressed(out / "heads.npz", **{k: v.astype(np.float16) for k, v in head_arrays(model).items()})
    shutil.copyfile(base_folder() / "tokenizer.json", out / "tokenizer.json")
    (out / "tokenizer.json").chmod(0o644)
    settings = Settings(name_of(out), most, context, least, dict(calibration or {}))
    _settings(out, settings)
    report: dict[str, Any] = {"name": settings.name, "onnxruntime": onnxruntime.__version__}
    if calibration is None:
        tagger = Tagger.load(out)
        readings, speed = read_all(tagger, wordpieces, held)
        fitted = fit(readings)
        least, figures = threshold(readings, fitted)
        settings = Settings(settings.name, most, context, least, fitted.table())
        _settings(out, settings)
        report |= {"held_out": headline(score(readings, fitted, least)), "thresholds": figures, "words_s": round(speed)}
        report["reliability"] = reliability(readings, fitted)
    return report | {"least": least, "bytes": sum(path.stat().st_size for path in out.iterdir())}


def name_of(folder: Path) -> str:
    """What records call the weights in this folder: it holds their digest."""
    digest = hashlib.sha256((folder / "encoder.onnx").read_bytes() + (folder / "heads.npz").read_bytes()).hexdigest()
    return f"onrecord-en {digest[:12]}"


def _settings(out: Path, settings: Settings) -> None:
    (out / "settings.json").write_text(json.dumps(asdict(settings), indent=1) + "\n", encoding="utf-8")
