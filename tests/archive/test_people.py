"""Namesakes stay apart until a role, their company or an editor joins them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.archive.decisions import decide, undo
from onrecord.archive.ingest import ingest
from onrecord.archive.people import called
from onrecord.archive.rows import Process
from onrecord.archive.settle import settle
from onrecord.archive.store import Archive
from onrecord.model import Article, Published

from .standin import Extraction, extract

_EVENTS = (
    "A barge with limestone struck the swing bridge at dawn. Divers inspected the cracked pier beneath the control "
    "tower, and tugboats held the wreck against the ebb while engineers measured the tilted girders.",
    "Pupils at Quayside school were evacuated when a boiler burst. Scalding steam filled the gymnasium corridor, and "
    "plumbers shut the valves before paramedics treated teachers for burns in the playground.",
)


def _with_roles(article: Article) -> Extraction:
    """The stand-in, with the words "the …" in brackets behind a name as its role."""
    read = extract(article)
    people = []
    for person in read.people:
        at = article.text.find(f"{person.name} said (the ")
        start = at + len(person.name) + len(" said (the ")
        roles = () if at < 0 else (article.span(start, article.text.index(")", start)),)
        people.append(replace(person, roles=roles))
    return replace(read, people=tuple(people))


def _setup() -> Process:
    return _with_roles


def _report(name: str, event: int, day: str, said: str) -> Article:
    text = f"{_EVENTS[event]}.\n\n{said}\n"
    return Article(name, text, outlet=name, url=f"https://{name}.example/", published=Published(day, "given"))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db", create=True) as opened:
        yield opened


def _fill(archive: Archive, *articles: Article) -> None:
    ingest(archive, articles, setup=_setup, maker="standin")
    settle(archive)


_BARGE = '"The pier will hold until the spring," Mara Ellwood said'
_SCHOOL = '"Every child is safe and warm tonight," Mara Ellwood said'


def test_the_same_name_in_two_stories_is_two_people_until_an_editor_joins_them(archive: Archive) -> None:
    _fill(archive, _report("a", 0, "2031-03-03", _BARGE + "."), _report("b", 1, "2031-05-03", _SCHOOL + "."))
    first, second = called(archive, "Ellwood")
    assert (first.name, len(first.stories), len(second.stories)) == ("Mara Ellwood", 1, 1)
    done = decide(archive, "same", {"persons": [first.persons[0], second.persons[0]]}, editor="ada")
    (one,) = called(archive, "Mara Ellwood")
    assert (len(one.stories), one.basis, one.statements) == (2, ("editor",), 2)
    undo(archive, done.number, editor="ada")
    assert len(called(archive, "Ellwood")) == 2


def test_a_role_joins_them(archive: Archive) -> None:
    role = " (the harbour surveyor)."
    _fill(archive, _report("a", 0, "2031-03-03", _BARGE + role), _report("b", 1, "2031-05-03", _SCHOOL + role))
    (one,) = called(archive, "Ellwood")
    assert (one.basis, one.roles) == (("role",), ("harbour surveyor",))
    decide(archive, "distinct", {"persons": list(one.persons)}, editor="ada")
    assert len(called(archive, "Ellwood")) == 2


def test_their_company_joins_them(archive: Archive) -> None:
    company = ". Tobin Okafor said that it rained. Jory Vance said that it was late."
    _fill(archive, _report("a", 0, "2031-03-03", _BARGE + company), _report("b", 1, "2031-05-03", _SCHOOL + company))
    report = archive.connection.execute("SELECT id FROM reports WHERE address LIKE '%b.example%'").get
    decide(archive, "story", {"reports": [report], "story": None}, editor="ada")
    (one,) = called(archive, "Ellwood")
    assert (len(one.stories), one.basis) == (2, ("company",))


def test_a_last_name_is_its_one_bearer_in_a_story_and_nobody_where_there_are_two(archive: Archive) -> None:
    bare = '"It is only a scratch," Ellwood said.'
    _fill(archive, _report("a", 0, "2031-03-03", _BARGE + "."), _report("b", 0, "2031-03-03", bare))
    (one,) = called(archive, "Ellwood")
    assert (len(one.persons), one.basis) == (2, ("name",))
    brother = '"My sister is wrong about the pier," Aldo Ellwood said.'
    _fill(archive, _report("c", 0, "2031-03-03", brother))
    names = sorted(one.name for one in called(archive, "Ellwood"))
    assert names == ["Aldo Ellwood", "Ellwood", "Mara Ellwood"]
    assert [one.name for one in called(archive, "Aldo Ellwood")] == ["Aldo Ellwood", "Ellwood"]
    assert called(archive, "Nobody") == called(archive, "?") == ()
