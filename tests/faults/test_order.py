"""Same input, same bytes: whatever the order of the inputs, the hash seed, or what shares the batch."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path

import onrecord

EXAMPLE = Path(__file__).parents[2] / "examples" / "bridge"
REPORTS = [str(path) for path in sorted(EXAMPLE.iterdir())]
SEEDS = [str(seed) for seed in range(int(os.environ.get("ONRECORD_TEST_SEEDS", "3")))]

_COMPARE = """
import sys, onrecord
reading = onrecord.read(sys.argv[1:])
sys.stdout.write(onrecord.dumps(onrecord.compare(reading.articles, notices=reading.notices)))
"""


def test_the_order_of_the_inputs_does_not_show() -> None:
    records = set()
    for order in itertools.permutations(REPORTS):
        reading = onrecord.read(list(order))
        records.add(onrecord.dumps(onrecord.compare(reading.articles, notices=reading.notices)))
    assert len(records) == 1


def test_the_hash_seed_does_not_show() -> None:
    records = set()
    for seed in SEEDS:
        command = [sys.executable, "-c", _COMPARE, *REPORTS]
        done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
        records.add(done.stdout)
    assert len(records) == 1
    assert len(records.pop()) > 1000


def test_an_article_yields_the_same_alone_and_beside_others() -> None:
    articles = onrecord.read(REPORTS).articles
    alone = [onrecord.extract(article) for article in articles]
    beside = list(onrecord.extract_many([*articles, *reversed(articles)]))
    assert beside[: len(alone)] == alone
    assert beside[len(alone) :] == alone[::-1]
