"""A simple reader of invented reports, in place of the encoder: `"…" NAME said.` and `NAME said that ….`"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.archive.rows import Process
from onrecord.model import (
    Article,
    Document,
    Layout,
    Name,
    Person,
    Published,
    Quotation,
    Statement,
    Surface,
    Tags,
    Timex,
)
from onrecord.segment.words import words

_NAME = r"(?P<name>[A-Z][\w’]+(?: [A-Z][\w’]+)*)"
_DIRECT = re.compile(r'"(?P<content>[^"\n]+)" ' + _NAME + r" (?P<cue>said|told \w+)")
_INDIRECT = re.compile(_NAME + r" (?P<cue>said) that (?P<content>[^.\n]+)")
_QUOTED = re.compile(r'"([^"\n]+)"')


@dataclass(frozen=True, slots=True)
class Extraction:
    document: Document
    statements: tuple[Statement, ...]
    people: tuple[Person, ...]
    timexes: tuple[Timex, ...]


def extract(article: Article) -> Extraction:
    """Statements by two patterns; fails on "EXPLODE", dies on "KILL ME"."""
    if "EXPLODE" in article.text:
        raise ValueError("an invented fault")
    if "KILL ME" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    matches = sorted(
        [("direct", m) for m in _DIRECT.finditer(article.text)]
        + [("indirect", m) for m in _INDIRECT.finditer(article.text)],
        key=lambda pair: pair[1].start(),
    )
    quotations = tuple(Quotation(*m.span(1)) for m in _QUOTED.finditer(article.text))
    names = tuple(Name(*m.span("name"), "person") for _, m in matches)
    people = tuple(_people(article, [m for _, m in matches]))
    by_name = {person.name: person.id for person in people}
    statements = tuple(
        Statement(
            id=f"{article.id}-{n}",
            article=article.id,
            kind="direct" if kind == "direct" else "indirect",
            content=(article.span(*m.span("content")),),
            cue=article.span(*m.span("cue")),
            source=article.span(*m.span("name")),
            speaker=by_name[m["name"]],
            speaker_basis="name",
            confidence=0.9,
        )
        for n, (kind, m) in enumerate(matches)
    )
    timexes = tuple(
        Timex(article.span(*m.span()), "DATE", None) for m in re.finditer(r"Monday|Tuesday|Friday", article.text)
    )
    layout = Layout(words(article.text), (), (), quotations)
    return Extraction(Document(article, layout, Tags((), names)), statements, people, timexes)


def setup() -> Process:
    return extract


def _people(article: Article, matches: list[re.Match[str]]) -> Iterator[Person]:
    for name in sorted({m["name"] for m in matches}):
        spans = tuple(article.span(*m.span("name")) for m in matches if m["name"] == name)
        yield Person(f"{article.id}-{name}", "person", name, (Surface(name, len(spans)),), (), spans)


_PEOPLE = ("Mara Ellwood", "Tobin Okafor", "Ines Quillfeather", "Jory Vance", "Petra Lindqvist-Hale")
_THINGS = ("bridge", "harbour", "school roof", "ferry timetable", "water main", "library", "tram line")
_SAYINGS = (
    "We will not close the {} before every family has somewhere to go",
    "The {} cost twice what the council was told, and nobody has explained why",
    "I have walked past the {} every day for thirty years",
    "Nobody warned us that the {} could fail in the first storm of the winter",
)


def report(n: int, *, changed: bool = False) -> Article:
    """The n-th invented report; `changed` is a later version of its page."""
    person, thing = _PEOPLE[n % len(_PEOPLE)], _THINGS[n // 3 % len(_THINGS)]
    saying = _SAYINGS[n % len(_SAYINGS)].format(thing)
    if changed:
        saying = saying.replace("the ", "the old ", 1)
    text = (
        f"PORT ALDER — The {thing} was on the table again on Monday, for the {n}th time.\n\n"
        f'"{saying}," {person} said. {person} said that the work would take {n} weeks.\n\n'
        f"A “naïve” plan — 🏗️ — was put off until Friday.\n"
    )
    return Article(
        id=f"input-{n}",
        text=text,
        outlet=("Alder Post", "Quay Courier", "Fenland Wire")[n % 3],
        title=f"The {thing}, day {n}",
        url=f"https://news{n % 3}.example/{n}",
        input=f"day{n // 10}.jsonl",
        language="en",
        published=Published(f"2031-03-{1 + n % 28:02d}", "given"),
    )


def reports(count: int) -> Iterator[Article]:
    return (report(n) for n in range(count))
