"""Invented reports by the thousand, four an event: quotations altered, cut and said again by other outlets."""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.invented import Speech
from onrecord.model import Article, Published

OUTLETS = ("Alder Post", "Quay Courier", "Fenland Wire", "The Wold Examiner", "Tarn Valley News")
_A_STORY = 4


def articles(count: int, *, seed: int = 7) -> Iterator[Article]:
    """`count` reports, four an event, a day or so apart; the same seed gives the same ones."""
    speech, rng = Speech(seed, vocabulary=6_000), random.Random(seed)
    for event in range(-(-count // _A_STORY)):
        words: dict[str, None] = {}
        while len(words) < 12:
            words |= {word: None for word in (speech.any.next(),) if len(word) > 4}
        place, *things = words
        names = rng.sample(speech.names, 2)
        said = [speech.sentence() for _ in range(3)]
        for n in range(min(_A_STORY, count - event * _A_STORY)):
            yield _report(event * _A_STORY + n, place.capitalize(), things, names, said, n, rng)


def _report(
    number: int, place: str, things: list[str], names: list[str], said: list[str], n: int, rng: random.Random
) -> Article:
    event = number // _A_STORY
    first = said[0]
    if n == 1:  # a word silently changed
        words = first.split()
        words[len(words) // 2] = "never"
        first = " ".join(words)
    if n == 2:  # cut short
        first = " ".join(first.split()[: max(4, len(first.split()) // 2)]) + "."
    lead = f"{place} saw its {things[0]}, {things[1]} and {things[2]} {things[3]} the {things[4]} of {things[5]}."
    text = (
        f'{lead}\n\n"{first[:-1]}," {names[0]} said. "{said[1][:-1]}," {names[1]} said.\n\n'
        f"{names[0]} said that the {rng.choice(things)} would stay in {place}.\n"
    )
    day = 1 + event % 28
    return Article(
        id=f"n{number}",
        text=text,
        outlet=OUTLETS[(event + n) % len(OUTLETS)],
        title=f"{place} and the {things[n]}",
        url=f"https://outlet{(event + n) % len(OUTLETS)}.example/{number}",
        published=Published(f"20{30 + event // 336}-{1 + event // 28 % 12:02d}-{day:02d}", "given"),
    )
