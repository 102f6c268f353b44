"""Temporal expressions: speed and value F1 against `dateparser.search` and `recognizers-text-date-time`.

    python -m benchmarks.timex GOLD.jsonl [--documents N]

GOLD is a labelled set in the form that `evaluation/scorers/score_timex.py` takes (`text`, `dct`, `timexes`). All on
the same documents in the same run, one process and one thread each; loading is left out. Both peers know the day of
the document; what they answer is put into TIMEX3 as kindly as their answers allow. The ratios are the figures.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.peers import ask, peer_python
from onrecord.date import timexes

sys.path.insert(0, str(Path(__file__).parents[1] / "evaluation" / "scorers"))

_LOOP = """
import json, sys, time
from datetime import datetime
documents = json.load(sys.stdin)
def day(document):
    return datetime.fromisoformat(document["dct"][:10])
find({"text": "Yesterday warms it up.", "dct": "2020-01-01"})
start = time.process_time()
found = [find(document) for document in documents]
print(json.dumps({"seconds": time.process_time() - start, "found": found}))
"""
# dateparser gives a moment and no offsets: they are looked up in order; a bare year or month keeps its size.
_DATEPARSER = (
    r"""
import re
from dateparser.search import search_dates
MONTH = re.compile(r"(?i)jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")
DAY, YEAR = re.compile(r"\b\d\d?\b"), re.compile(r"\D*(1[0-9]|20)\d\d")
def find(document):
    text, at, out = document["text"], 0, []
    settings = {"RELATIVE_BASE": day(document)}
    for words, moment in search_dates(text, languages=["en"], settings=settings) or []:
        start = text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        value = f"{moment:%Y-%m-%d}"
        if YEAR.fullmatch(words):
            value = value[:4]
        elif MONTH.search(words) and not DAY.search(words):
            value = value[:7]
        out.append({"start": start, "end": at, "type": "DATE", "value": value})
    return out
"""
    + _LOOP
)
# Microsoft's recognizers give ranges by their first day, off which a month, quarter or year is read; of two readings
# the past one comes first.
_RECOGNIZERS = (
    """
from recognizers_date_time import recognize_datetime, Culture
KINDS = {"duration": "DURATION", "set": "SET", "time": "TIME", "datetime": "TIME"}
def value_of(told):
    timex, start = told.get("timex", ""), told.get("start", "")
    if timex.endswith("P3M)") and start[5:7] in ("01", "04", "07", "10"):
        return f"{start[:4]}-Q{(int(start[5:7]) + 2) // 3}"
    if told.get("type") == "daterange" and start:
        if len(timex) == 4:
            return start[:4]
        if "-W" in timex:
            return timex
        return start[:7] if len(timex) == 7 else timex
    if told.get("type") == "date":
        return told.get("value")
    return timex
def find(document):
    out = []
    for one in recognize_datetime(document["text"], Culture.English, reference=day(document)):
        told = (one.resolution or {}).get("values") or [{}]
        kind = one.type_name.rpartition(".")[2]
        kind, value = KINDS.get(kind, "DATE"), value_of(told[0])
        out.append({"start": one.start, "end": one.end + 1, "type": kind, "value": value})
    return out
"""
    + _LOOP
)
_PEERS = {
    "dateparser.search": (_DATEPARSER, ("dateparser",)),
    "recognizers-text-date-time": (_RECOGNIZERS, ("recognizers-text-date-time", "emoji<2")),
}


def ours(documents: list[dict[str, Any]]) -> tuple[float, list[list[dict[str, Any]]]]:
    """CPU-seconds for all documents in this process, and what was found in each."""
    timexes("Yesterday warms it up.", published="2020-01-01")
    start = time.process_time()
    found = [
        [
            {"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value}
            for t in timexes(document["text"], published=document["dct"])
        ]
        for document in documents
    ]
    return time.process_time() - start, found


def value_f1(documents: list[dict[str, Any]], found: list[list[dict[str, Any]]]) -> float:
    """The scorer's value F1."""
    from score_timex import score  # type: ignore[import-not-found]

    predicted = [{"id": d["id"], "timexes": each} for d, each in zip(documents, found, strict=True)]
    figures, _ = score(documents, predicted)
    return float(figures["value"]["f1"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--documents", type=int, default=20, help="how many documents, evenly taken (20)")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    documents = rows[:: max(1, len(rows) // options.documents)][: options.documents]
    own, found = ours(documents)
    best = value_f1(documents, found)
    print(f"{len(documents)} documents, {sum(len(d['timexes']) for d in documents)} expressions")
    print(f"{'onrecord':<28} {len(documents) / own:9.2f} documents/s  value F1 {best:.3f}")
    told = [{"text": document["text"], "dct": document["dct"]} for document in documents]
    for name, (script, requirements) in _PEERS.items():
        answer = ask(peer_python(*requirements), script, told=told)
        figure = value_f1(documents, answer["found"])
        speed = len(documents) / answer["seconds"]
        print(f"{name:<28} {speed:9.2f} documents/s  value F1 {figure:.3f}  onrecord is {answer['seconds'] / own:.0f}×")


if __name__ == "__main__":
    main()
