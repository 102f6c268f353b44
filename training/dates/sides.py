"""On which side of its publication a report's weekdays lie, by the tense of their clause.

    python -m training.dates.sides GOLD_FOLDER

PolNeAR (see `training.dates`) gives the distance of each weekday only modulo 7. It is taken as a mixture of two
distributions that all tenses share, days past and days to come, and each tense's own weights; expectation and
maximisation find them. Prints for each tense and distance (0: the day itself, 1: a day past or six to come, …) how
likely it is that the day is past.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from training.dates.__main__ import count

_ROUNDS = 500
# Where it starts: few past weekdays are over three days old, few coming ones over three days away.
_PAST = (0.30, 0.35, 0.18, 0.08, 0.05, 0.03, 0.01)
_COMING = (0.45, 0.02, 0.03, 0.04, 0.06, 0.13, 0.27)


def estimate(counts: dict[str, Counter[int]]) -> dict[str, list[float]]:
    """For each tense the probability that a weekday at each distance is past."""
    past, coming = list(_PAST), list(_COMING)
    weights = dict.fromkeys(sorted(counts), 0.5)
    shares: dict[str, list[float]] = {}
    for _ in range(_ROUNDS):
        shares = {
            tense: [w * past[k] / (w * past[k] + (1 - w) * coming[k]) for k in range(7)] for tense, w in weights.items()
        }
        gone = [1e-3 + sum(counts[t][k] * share[k] for t, share in shares.items()) for k in range(7)]
        ahead = [1e-3 + sum(counts[t][k] * (1 - share[k]) for t, share in shares.items()) for k in range(7)]
        past, coming = [n / sum(gone) for n in gone], [n / sum(ahead) for n in ahead]
        weights = {
            tense: (1 + sum(counts[tense][k] * share[k] for k in range(7))) / (2 + sum(counts[tense].values()))
            for tense, share in shares.items()
        }
    return shares


def main() -> None:
    found = count(Path(sys.argv[1]) / "train" / "text")
    grouped: dict[str, Counter[int]] = {}
    for (kind, told), distances in found.items():
        if kind == "weekday" and told != "quoted":
            grouped.setdefault(told, Counter()).update(distances)
    for tense, shares in estimate(grouped).items():
        print(f"{tense:<16}", *(f"{share:.2f}" for share in shares))


if __name__ == "__main__":
    main()
