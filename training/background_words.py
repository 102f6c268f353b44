"""Counts in how many training texts each word stands: `python -m training.background_words`.

Writes `src/onrecord/lexicon/background_words.tsv`: stems in at least three texts, a thousand documents' worth.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from onrecord.stories.words import SENTENCE_START, WORD, stem

GOLD = Path(os.environ.get("ONRECORD_GOLD", Path(__file__).parents[2] / "shared" / "gold"))
OUT = Path(__file__).parents[1] / "src" / "onrecord" / "lexicon" / "background_words.tsv"
_FEWEST = 3
_NAME_SHARE = 0.8  # capitalised inside sentences so often: a name
_NAME_CEILING = 50.0  # of a thousand documents
_HEAD = """\
# How common words are in news: stem, documents of a thousand that have it. Counted over training texts by
# training/background_words.py; names are held to a ceiling, since one year's are not another's.
"""


def texts() -> Iterator[str]:
    """The training texts."""
    for path in sorted((GOLD / "attribution" / "train" / "text").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    for line in (GOLD / "timex" / "timebank.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["text"]


def main() -> None:
    documents = 0
    found: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts():
        documents += 1
        seen: set[str] = set()
        for match in WORD.finditer(text):
            one = stem(match.group())
            seen.add(one)
            start = match.start()
            if start and not SENTENCE_START.search(text, max(0, start - 2), start):
                inside[one] += 1
                capital[one] += text[start].isupper()
        found.update(seen)
    lines = []
    for one, count in sorted(found.items()):
        if count < _FEWEST or len(one) < 2 or not re.fullmatch(r"[\w'\-]+", one):
            continue
        share = 1000 * count / documents
        if inside[one] >= _FEWEST and capital[one] > _NAME_SHARE * inside[one]:
            share = min(share, _NAME_CEILING)
        lines.append(f"{one}\t{share:.1f}\n")
    OUT.write_text(_HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} words of {documents} texts")


if __name__ == "__main__":
    main()
