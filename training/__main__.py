"""`python -m training COMMAND`: prepare, train, export, evaluate, compare. Each says what it takes with `--help`."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
from pathlib import Path

import numpy as np
import tokenizers
import torch

from onrecord.tag.calibration import Calibration
from onrecord.tag.inputs import Wordpieces
from onrecord.tag.runtime import Tagger
from training import prepare as preparing
from training.base import base_folder
from training.calibrate import reliability
from training.compare import compare, counts
from training.evaluate import headline, read_all, score, scorer, write_predictions
from training.examples import Example, example, hold_out
from training.export import export
from training.gold import Labelled
from training.sides import side_scores
from training.teachers import unlabelled
from training.train import Recipe, load, train

DEFAULT_DATA = Path(os.environ.get("ONRECORD_GOLD", "../shared/gold")) / "attribution"
DEFAULT_RUNS = Path(os.environ.get("ONRECORD_RUNS", "runs/training"))
HELD_OUT, HELD_OUT_SEED = 0.08, 20


def wordpieces() -> Wordpieces:
    """The base model's wordpieces."""
    return Wordpieces(tokenizers.Tokenizer.from_file(str(base_folder() / "tokenizer.json")))


def split(prepared: Path, pieces: Wordpieces, *, everything: bool = False) -> tuple[list[Example], list[Example]]:
    """Examples to train on and examples held out of them, by article."""
    examples = {a.id: example(a, pieces, vectors) for a, vectors in preparing.load(prepared, "train")}
    kept, held = hold_out(list(examples), share=HELD_OUT, seed=HELD_OUT_SEED)
    return [examples[i] for i in (sorted(examples) if everything else kept)], [examples[i] for i in held]


def _train(options: argparse.Namespace) -> None:
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    pieces = wordpieces()
    examples, _ = split(options.prepared, pieces, everything=options.everything)
    if options.unlabelled:
        examples += unlabelled(options.unlabelled, pieces)
    changed = {f.name: getattr(options, f.name) for f in dataclasses.fields(Recipe) if f.name != "weights"}
    train(examples, pieces, options.runs / options.run, Recipe(**changed))


def _held(prepared: Path) -> list[tuple[Labelled, np.ndarray]]:
    articles = {article.id: (article, vectors) for article, vectors in preparing.load(prepared, "train")}
    _, held = hold_out(list(articles), share=HELD_OUT, seed=HELD_OUT_SEED)
    return [articles[i] for i in held]


def _export(options: argparse.Namespace) -> None:
    model = load(options.runs / options.run / options.file)
    calibration, least = None, 0.4
    if options.calibration:
        settings = json.loads((options.calibration / "settings.json").read_text(encoding="utf-8"))
        calibration, least = settings["calibration"], settings["least"]
    out = options.out or options.runs / options.run / "weights"
    sizes = {"most": options.most, "context": options.context, "int8": not options.float32}
    held = [article for article, _ in _held(options.prepared)]
    report = export(model, wordpieces(), held, out, calibration=calibration, least=least, **sizes)
    (options.runs / options.run / "export.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    print(json.dumps(report))


def _evaluate(options: argparse.Namespace) -> None:
    tagger = Tagger.load(options.weights)
    calibration = Calibration.of(tagger.settings.calibration)
    pairs = _held(options.prepared) if options.part == "held" else list(preparing.load(options.prepared, options.part))
    readings, speed = read_all(tagger, wordpieces(), [article for article, _ in pairs])
    report = score(readings, calibration, tagger.settings.least, bootstrap=options.bootstrap)
    print(scorer.table(report))
    print(json.dumps({"weights": tagger.settings.name, "words_s": round(speed), **headline(report)}))
    print(json.dumps(side_scores(tagger, pairs)))
    for row in reliability(readings, calibration):
        print(json.dumps(row))
    if options.predictions:
        write_predictions(readings, calibration, tagger.settings.least, options.predictions)


def _compare(options: argparse.Namespace) -> None:
    pairs = _held(options.prepared) if "held" in options.parts else []
    for part in sorted(set(options.parts) - {"held"}):
        pairs += list(preparing.load(options.prepared, part))
    articles = [article for article, _ in pairs]
    one, other = (counts(Tagger.load(folder), articles) for folder in (options.one, options.other))
    print(f"{len(articles)} articles of {', '.join(options.parts)}")
    for name, row in compare(one, other).items():
        print(json.dumps({"figure": name, **row}))


def _train_options(one: argparse.ArgumentParser) -> None:
    one.add_argument("run", help="name of the run: its folder under RUNS")
    one.add_argument("--threads", type=int, default=2)
    one.add_argument("--everything", action="store_true", help="learn from the held-out articles as well")
    one.add_argument("--unlabelled", type=Path, help="JSON lines (id, text) that the teachers alone label")
    kinds = {"int": int, "float": float, "str": str}
    for option in dataclasses.fields(Recipe):
        flag = f"--{option.name.replace('_', '-')}"
        if option.type == "bool":
            one.add_argument(flag, action=argparse.BooleanOptionalAction, default=option.default)
        elif option.name != "weights":
            one.add_argument(flag, type=kinds[str(option.type)], default=option.default)
    one.set_defaults(run_command=_train)


def _export_options(one: argparse.ArgumentParser) -> None:
    one.add_argument("run")
    one.add_argument("--file", default="model.pt", help="which weights of the run (model.pt, or checkpoint.pt)")
    one.add_argument("--out", type=Path, help="folder to write (default: RUNS/RUN/weights)")
    one.add_argument("--most", type=int, default=192, help="pieces a window")
    one.add_argument("--context", type=int, default=0, help="pieces of the paragraph before that a window repeats")
    one.add_argument("--float32", action="store_true", help="do not quantise")
    one.add_argument("--calibration", type=Path, help="take calibration and threshold from these weights")
    one.set_defaults(run_command=_export)


def _evaluate_options(one: argparse.ArgumentParser) -> None:
    one.add_argument("weights", type=Path, nargs="?", help="folder of weights (default: the package's)")
    one.add_argument("--part", choices=("held", "dev"), default="held")
    one.add_argument("--bootstrap", type=int, default=0)
    one.add_argument("--predictions", type=Path, help="also write them as JSON lines")
    one.set_defaults(run_command=_evaluate)


def _compare_options(one: argparse.ArgumentParser) -> None:
    one.add_argument("one", type=Path)
    one.add_argument("other", type=Path)
    one.add_argument("--parts", nargs="+", choices=("held", "dev"), default=["held", "dev"])
    one.set_defaults(run_command=_compare)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(required=True)
    parser.add_argument("--runs", type=Path, default=DEFAULT_RUNS, help="folder of runs and prepared data")
    parser.add_argument("--prepared", type=Path, help="prepared data (default: RUNS/prepared)")

    one = commands.add_parser("prepare", help="labelled text to one file a part, with the teacher's sentence vectors")
    one.add_argument("--polnear", type=Path, default=DEFAULT_DATA, help=f"folder with train/ and dev/ ({DEFAULT_DATA})")
    one.set_defaults(run_command=lambda o: preparing.prepare(o.polnear, o.prepared))
    _train_options(commands.add_parser("train", help="one run; called again, it goes on where it stopped"))
    _export_options(
        commands.add_parser("export", help="a finished run as the package's weights: int8, calibrated on held-out")
    )
    _evaluate_options(commands.add_parser("evaluate", help="score exported weights"))
    _compare_options(
        commands.add_parser("compare", help="two sets of exported weights, by a paired bootstrap over articles")
    )

    options = parser.parse_args()
    options.prepared = options.prepared or options.runs / "prepared"
    options.run_command(options)


if __name__ == "__main__":
    main()
