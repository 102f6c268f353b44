"""Makes `lexicon/first_names.tsv` from the first-name files of the 1990 US census (public domain).

    python training/speakers/first_names.py dist.male.first dist.female.first > src/onrecord/lexicon/first_names.tsv

Each input line is `NAME  share-in-percent  cumulated  rank`. A name is given a gender where at least 95% of its
bearers have it. Names that are far more often another word ("See", "Man", "Young") are left out. Names that the
census has too few of are added from `first_names_more.tsv`, collected by hand from names in the news.
"""

from __future__ import annotations

import sys
from pathlib import Path

SURE = 0.95
LEAST = 0.002  # percent of bearers
ROOT = Path(__file__).resolve().parents[2]
OTHER_WORDS = {"so", "an", "see", "man", "love", "lan", "young", "soo", "in", "my", "long", "mi", "ok", "hung"}
OTHER_WORDS |= {
    "china",
    "america",
    "india",
    "london",
    "paris",
    "asia",
    "israel",
    "kenya",
    "ireland",
    "houston",
    "dallas",
}
OTHER_WORDS |= {"state", "house", "white", "major", "king", "prince", "judge", "general", "sunday", "august", "march"}
OTHER_WORDS |= {"golden", "star", "fair", "page", "see", "hue", "era", "exie", "dean", "royal", "chase", "price"}


def shares(path: Path) -> dict[str, float]:
    rows = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return {row[0].lower(): float(row[1]) for row in rows}


def main() -> None:
    male, female = shares(Path(sys.argv[1])), shares(Path(sys.argv[2]))
    never = set((ROOT / "src/onrecord/lexicon/capitalised_words.txt").read_text("utf-8").split())
    never -= {"will", "mark", "april", "june", "may", "jan", "art", "sue", "grant"}
    found: dict[str, str] = {}
    for name in male.keys() | female.keys():
        m, f = male.get(name, 0.0), female.get(name, 0.0)
        if m + f >= LEAST and name not in never | OTHER_WORDS:
            found[name] = "m" if m / (m + f) >= SURE else "f" if f / (m + f) >= SURE else "-"
    more = Path(__file__).with_name("first_names_more.tsv").read_text(encoding="utf-8")
    for line in more.splitlines():
        if line and not line.startswith("#"):
            gender, names = line.split("\t")
            found.update(dict.fromkeys(names.split(), gender))
    print("# First names, lower case, and the gender of nearly all who bear them.")
    print("# Made by training/speakers/first_names.py from the 1990 US census and a list collected by hand.")
    print("# name\tgender (m, f or -)")
    for name in sorted(found):
        print(f"{name}\t{found[name]}")


if __name__ == "__main__":
    main()
