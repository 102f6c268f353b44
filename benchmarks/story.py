"""A whole `compare`, from texts to record, for stories of 10, 30 and 100 reports: time, peak memory, and how they grow.

    python -m benchmarks.story [--reports 10,30,100] [--stages]

The reports are invented: one event, told by outlets that draw on the same sixty things said and hundred facts. A
quotation is printed whole, cut, with a word changed, as a fragment, or told without marks; a fact in the same words or
with some changed; one report in six is an edited copy of another. Some 450 words each. Every story is compared in a
process of its own, so that its peak memory can be told; the time to load the weights is left out. There is no peer to
measure against: the figure is the growth, and the bound of the project (100 reports in a minute and a gigabyte).
`--stages` prints the CPU seconds of each stage too.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.invented import Speech
from onrecord import attribute, collate, copies, date, facts, pipeline
from onrecord.model import Article, Published
from onrecord.tag.runtime import default_tagger

_SAID, _FACTS, _SPEAKERS = 60, 100, 12
_ROLES = ["Mayor", "Senator", "Police Chief", "Governor", "Judge", "Captain"]
_DAYS = ["on Monday", "late on Tuesday", "early on Wednesday", "last week", "on March 3", "this month"]


@dataclass(frozen=True, slots=True)
class Event:
    """What was said, by whom, and what happened: sentences that every report draws on."""

    said: list[tuple[str, str]]
    facts: list[str]


def event(speech: Speech) -> Event:
    rng = speech.rng
    people = [f"{rng.choice(_ROLES)} {name}" for name in sorted(set(speech.names))[:_SPEAKERS]]
    said = [(rng.choice(people), speech.sentence()) for _ in range(_SAID)]
    told = [
        f"{speech.sentence()[:-1]} {rng.choice(_DAYS)}, and {rng.randint(2, 900)} {speech.any.next()}s were counted."
        for _ in range(_FACTS)
    ]
    return Event(said, told)


def report(speech: Speech, of: Event) -> list[str]:
    """The paragraphs of one report."""
    rng = speech.rng
    out = [changed(speech, fact, 0.1) for fact in rng.sample(of.facts, 12)]
    for speaker, words in rng.sample(of.said, 9):
        out.insert(rng.randrange(1, len(out) + 1), quoted(speech, speaker, words))
    return out


def quoted(speech: Speech, speaker: str, words: str) -> str:
    """A thing said, in one of the ways in which outlets print it."""
    rng = speech.rng
    name = speaker if rng.random() < 0.5 else speaker.split()[-1]
    cut = words[:-1].split()
    form = rng.randrange(6)
    if form == 0:
        return f"{name} said that {words[0].lower()}{words[1:]}"
    if form == 1:
        return f"{name} called it “{' '.join(cut[2:6])}” {rng.choice(_DAYS)}."
    if form == 2:
        return f"“{' '.join(cut[: max(4, len(cut) // 2)])},” {name} said {rng.choice(_DAYS)}."
    if form == 3:
        return f"“{changed(speech, words[:-1], 0.1)},” said {name}."
    return f"“{words[:-1]},” {name} said."


def changed(speech: Speech, sentence: str, part: float) -> str:
    """The sentence with this part of its words replaced, its first left alone."""
    first, *words = sentence.split()
    return " ".join([first, *(speech.any.next() if speech.rng.random() < part else word for word in words)])


def story(reports: int) -> list[Article]:
    """The reports of one event."""
    speech = Speech(23, vocabulary=8_000)
    rng, of = speech.rng, event(speech)
    texts: list[list[str]] = []
    for number in range(reports):
        if number and rng.random() < 1 / 6:
            texts.append([changed(speech, paragraph, 0.02) for paragraph in rng.choice(texts) if rng.random() < 0.9])
        else:
            texts.append(report(speech, of))
    return [
        Article(
            id=f"r{number:03d}",
            text="\n\n".join(paragraphs or of.facts[:1]),
            outlet=f"Outlet {number}",
            published=Published(f"2026-03-{3 + number % 3:02d}", "given"),
        )
        for number, paragraphs in enumerate(texts)
    ]


# measuring -------------------------------------------------------------------------------------
def timed(stages: dict[str, float]) -> None:
    """Have each stage of the pipeline count its CPU seconds in `stages`."""

    def watch(owner: Any, name: str) -> None:
        plain: Callable[..., Any] = getattr(owner, name)

        def counted(*args: Any, **options: Any) -> Any:
            start = time.process_time()
            try:
                return plain(*args, **options)
            finally:
                stages[name] = stages.get(name, 0.0) + time.process_time() - start

        setattr(owner, name, counted)

    watch(pipeline, "document")
    for owner, name in (
        (attribute, "statements"),
        (attribute, "resolve"),
        (collate, "collate"),
        (date, "document_timexes"),
        (copies, "find_copies"),
        (facts, "find_facts"),
    ):
        watch(owner, name)


def one(reports: int) -> None:
    """Compare one story, and print what it took as JSON."""
    articles = story(reports)
    default_tagger()
    stages: dict[str, float] = {}
    timed(stages)
    wall, cpu = time.monotonic(), time.process_time()
    record = pipeline.compare(articles)
    told = {
        "words": sum(len(article.text.split()) for article in articles),
        "utterances": len(record.utterances),
        "pairs": sum(len(utterance.pairs) for utterance in record.utterances),
        "facts": len(record.facts),
        "wall": time.monotonic() - wall,
        "cpu": time.process_time() - cpu,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "stages": stages,
    }
    print(json.dumps(told))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", default="10,30,100", help="how many, with commas")
    parser.add_argument("--stages", action="store_true")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.one:
        one(told.one)
        return
    before: tuple[int, dict[str, Any]] | None = None
    for reports in map(int, told.reports.split(",")):
        command = [sys.executable, "-m", "benchmarks.story", "--one", str(reports)]
        took = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
        grown = ""
        if before:
            more, by = reports / before[0], took["cpu"] / before[1]["cpu"]
            grown = f"   {by:.1f}× the CPU time and {took['mb'] / before[1]['mb']:.1f}× the memory for {more:.1f}×"
        print(
            f"{reports:4} reports, {took['words']:,} words, {took['pairs']:,} pairs of wordings, "
            f"{took['facts']:,} facts: {took['wall']:.1f} s, {took['cpu']:.1f} s of CPU, {took['mb']:.0f} MB{grown}"
        )
        if told.stages:
            print("     " + ", ".join(f"{name} {seconds:.1f}" for name, seconds in took["stages"].items()))
        before = reports, took


if __name__ == "__main__":
    main()
