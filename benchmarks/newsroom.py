"""Invented news: events in invented places, a few reports of each, in plain English about things that never were.

The same number gives the same report. Reports of one event share its place, its people, its subject and most of what
was said; outlets, order and the rest are their own. As pages they carry the markup that pages carry.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from html import escape
from math import sqrt

from onrecord import lexicon
from onrecord.model import Article, Published

REPORTS_AN_EVENT = 4
EVENTS_A_DAY = 25
_ROLES = (
    "mayor",
    "police chief",
    "harbour master",
    "head teacher",
    "engineer",
    "council leader",
    "nurse",
    "shop owner",
)
_OUTLETS = ("Courier", "Post", "Tribune", "Herald", "Examiner", "Gazette", "Observer", "Ledger", "Chronicle", "Times")
_TOLD = (
    "The {a} {n} in {place} will stay shut while crews {v} the {m} beside it.",
    "Residents of {place} have waited for the {n} since the {m} failed in the spring.",
    "Officials put the cost of the {a} {n} at {number} million crowns, more than the {m} had cost.",
    "Nobody was hurt when the {n} gave way, but {number} families had to leave the {m} by evening.",
    "The council of {place} will meet on {weekday} to decide whether to {v} the {a} {n}.",
    "Work on the {n} began {number} days ago, after a {a} dispute over who should {v} the {m}.",
)
_SAID = (
    "We will not {v} the {n} before every family in {place} has a {a} answer",
    "The {m} cost twice what the council was told, and nobody has explained the {a} {n}",
    "I have walked past the {n} for {number} years and never saw a {a} {m} like it",
    "If they {v} the {m} on {weekday}, the {n} will be {a} for a year",
    "There is no {a} reason to {v} the {n}, and the people of {place} know it",
)
_FRAMES = (
    "“{said},” {name} said.",
    "“{said},” said {name}, the {role}.",
    "{last} told reporters: “{said}.”",
    "{name}, the {role} of {place}, said that {lower}.",
    "According to {last}, {lower}.",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SOUNDS = [a + b + c for a in "bdfghklmnprstvw" for b in "aeiou" for c in ("", "l", "n", "r", "st")]


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Words of news, and how often each is drawn: by the square root of its frequency, so that events differ."""
    found = [(word, float(count)) for word, count in lexicon.rows("background_words.tsv")]
    kept = [(word, count) for word, count in found if len(word) > 3 and word.isalpha() and count < 60]
    return [word for word, _ in kept], [sqrt(count) for _, count in kept]


@dataclass(frozen=True, slots=True)
class Event:
    """What the reports of an event have in common. `said` are (words, name, role)."""

    day: date
    place: str
    told: tuple[str, ...]
    said: tuple[tuple[str, str, str], ...]


def _named(chance: random.Random) -> str:
    return "".join(chance.choices(_SOUNDS, k=chance.choice((2, 2, 3)))).capitalize()


def _filled(pattern: str, chance: random.Random, place: str, subjects: Sequence[str]) -> str:
    return pattern.format(
        n=chance.choice(subjects[:4]),
        m=chance.choice(subjects[4:14]),
        a=chance.choice(subjects[14:22]),
        v=chance.choice(subjects[22:]),
        number=chance.randint(2, 90),
        weekday=chance.choice(_WEEKDAYS),
        place=place,
    )


@lru_cache(maxsize=500)
def event(number: int) -> Event:
    chance = random.Random(f"event {number}")
    words, weights = _vocabulary()
    place, subjects = _named(chance), chance.choices(words, weights, k=30)
    people = [(f"{_named(chance)} {_named(chance)}", chance.choice(_ROLES)) for _ in range(4)]
    said = tuple((_filled(chance.choice(_SAID), chance, place, subjects), *chance.choice(people)) for _ in range(14))
    told = tuple(_filled(chance.choice(_TOLD), chance, place, subjects) for _ in range(24))
    return Event(date(2031, 1, 1) + timedelta(number // EVENTS_A_DAY), place, told, said)


def report(number: int, *, words: int = 600) -> Article:
    """The report of this number, of about so many words."""
    about, chance = event(number // REPORTS_AN_EVENT), random.Random(f"report {number}")
    outlet = f"{_named(random.Random(number % 97))} {_OUTLETS[number % len(_OUTLETS)]}"
    paragraphs: list[str] = []
    length = 0
    while length < words:
        paragraphs.append(_paragraph(about, chance))
        length += paragraphs[-1].count(" ") + 1
    day = about.day + timedelta(number % 2)
    return Article(
        id=f"n{number}",
        text="\n\n".join([f"{about.place.upper()} — {paragraphs[0]}", *paragraphs[1:]]),
        outlet=outlet,
        title=f"{about.place}: {about.told[number % 5].rstrip('.')}",
        url=f"https://{outlet.split()[0].lower()}.example/{day:%Y/%m/%d}/{number}.html",
        language="en",
        published=Published(day.isoformat(), "given"),
    )


def _paragraph(about: Event, chance: random.Random) -> str:
    if chance.random() < 0.5:
        return " ".join(chance.choices(about.told, k=2))
    said, name, role = chance.choice(about.said)
    frame = chance.choice(_FRAMES).format(
        said=said, lower=said[0].lower() + said[1:], name=name, last=name.split()[1], role=role, place=about.place
    )
    return frame if chance.random() < 0.5 else f"{frame} {chance.choice(about.told)}"


def page(article: Article) -> str:
    """The report as a page of its outlet: menus, a sidebar, a footer, and scripts around the text."""
    assert article.published
    menu = "".join(f'<li><a href="/{noun}">{noun.capitalize()}</a></li>' for noun in _vocabulary()[0][:30])
    teasers = "".join(
        f'<div class="teaser"><a href="/t{n}">More about the {_vocabulary()[0][n]}</a></div>' for n in range(25)
    )
    body = "".join(f"<p>{escape(line, quote=False)}</p>\n" for line in article.text.split("\n\n"))
    title, outlet = escape(article.title or ""), escape(article.outlet or "")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | {outlet}</title>'
        f'<meta property="og:site_name" content="{outlet}"><link rel="canonical" href="{article.url}">'
        f'<meta property="article:published_time" content="{article.published.value}T09:00:00Z">'
        f"<script>{'var measured = [];' * 200}</script><style>{'.teaser{margin:1px}' * 150}</style></head>"
        f"<body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1>\n{body}</article></main>"
        f"<aside>{teasers}</aside><footer><ul>{menu}</ul><p>All rights reserved.</p></footer></body></html>"
    )
