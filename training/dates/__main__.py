"""Count how long before or after a report's publication the days that it names lie.

    python -m training.dates GOLD_FOLDER

GOLD_FOLDER holds PolNeAR's `train/text/*.txt`, whose names carry the day of publication. Writes
`lexicon/date_distances.tsv`: for each class of mention the share of each distance, in percent with add-one smoothing.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from onrecord.date.evidence import PLACES, mentions
from onrecord.date.periods import parse_day
from onrecord.model import Article
from onrecord.segment import segment

_DATED = re.compile(r"_(\d{4}-\d\d-\d\d)_")
_OUT = Path(__file__).parents[2] / "src" / "onrecord" / "lexicon" / "date_distances.tsv"
_HEAD = """# How many days a mentioned day lies before a report's publication, in percent; counted on PolNeAR's training
# part by `python -m training.dates`. Columns: kind, class of mention, distance, percent.
#   weekday: the distance is (weekday of publication - weekday named) modulo 7
#   month: the distance is (month of publication - month named) modulo 12
#   day: a day of the month, the distance as a bin of days, named by its least (negative: still to come)
#   period: a month or year with its number; 1 where publication lies before it begins
"""


def count(folder: Path) -> dict[tuple[str, str], Counter[int]]:
    """Distances by kind and class of mention, over all texts whose name has a date."""
    counts: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for path in sorted(folder.glob("*.txt")):
        dated = _DATED.search(path.name)
        published = parse_day(dated[1]) if dated else None
        if published is None:
            continue
        article = Article(path.stem, path.read_text(encoding="utf-8"))
        for mention in mentions(article.text, segment(article)):
            place = mention.place(published)
            if place is not None:
                counts[mention.kind, mention.told][place] += 1
    return counts


def main() -> None:
    counts = count(Path(sys.argv[1]) / "train" / "text")
    lines: list[str] = []
    for (kind, tense), found in sorted(counts.items()):
        places = PLACES[kind]
        total = sum(found.values()) + len(places)
        lines.extend(f"{kind}\t{tense}\t{place}\t{100 * (found[place] + 1) / total:.2f}\n" for place in places)
    _OUT.write_text(_HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
