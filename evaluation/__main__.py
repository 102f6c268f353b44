"""`python -m evaluation predict TASK GOLD OUT`, `… score [TASK…] [--raise-floors]` and `… reliability`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evaluation import reliability, score
from evaluation.tasks import TASKS, gold_folder, predictor


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    predict = commands.add_parser("predict", help="write predictions for one labelled set")
    predict.add_argument("task", choices=TASKS)
    predict.add_argument("gold", type=Path)
    predict.add_argument("out", type=Path)
    scored = commands.add_parser("score", help="score the labelled sets, and hold the floors")
    scored.add_argument("tasks", nargs="*", metavar="TASK", help=f"of {', '.join(TASKS)}; all where none is named")
    scored.add_argument("--raise-floors", action="store_true", help="write the floors that were beaten")
    commands.add_parser("reliability", help="of the statements at each confidence, how many are right")
    told = parser.parse_args()
    if told.command == "reliability":
        return reliability.main(gold_folder() / "attribution" / "dev")
    if told.command == "predict":
        if not told.gold.exists():
            parser.error(f"no such file or folder: {told.gold}")
        predictor(told.task)(told.gold, told.out)
        return 0
    unknown = sorted(set(told.tasks) - set(TASKS))
    if unknown:
        parser.error(f"no such task: {', '.join(unknown)}")
    return score.main(told.tasks or TASKS, raise_floors=told.raise_floors)


if __name__ == "__main__":
    sys.exit(main())
