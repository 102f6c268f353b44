"""The record of a stored story, and what editors decided in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from onrecord import pipeline
from onrecord.archive import load, vectors
from onrecord.archive.decisions import decide, undo
from onrecord.archive.ingest import ingest
from onrecord.archive.settle import settle
from onrecord.archive.store import Archive
from onrecord.archive.stories import stories
from onrecord.archive.story_record import stale_stories
from onrecord.archive.story_record import story_record as record
from onrecord.archive.verify import verify
from onrecord.model import Article, Document, Published, StoryRecord
from onrecord.record import dumps

from .lock import OTHER, TEXTS, compare
from .standin import setup


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    articles = [
        Article(
            f"a{n}",
            text,
            outlet=f"Outlet {n}",
            url=f"https://o{n}.example/lock",
            published=Published("2031-09-02", "given"),
        )
        for n, text in enumerate(TEXTS)
    ]
    with Archive.open(tmp_path / "a.db", create=True) as opened:
        ingest(opened, articles, setup=setup, maker="standin")
        settle(opened)
        yield opened


def _story(archive: Archive) -> str:
    (story,) = stories(archive)
    return story.id


def _statement(archive: Archive, words: str) -> str:
    row = archive.connection.execute(
        "SELECT v.id || '-s' || s.n FROM statements s JOIN versions v ON v.number = s.version"
        " WHERE s.words LIKE ? ORDER BY v.id LIMIT 1",
        (words + "%",),
    ).get
    assert isinstance(row, str)
    return row


def test_a_record_is_made_once_and_kept_until_something_changes(archive: Archive) -> None:
    made: list[int] = []

    def counted(articles: Sequence[Article]) -> StoryRecord:
        made.append(len(articles))
        return compare(articles)

    assert stale_stories(archive) == (_story(archive),)
    first = record(archive, _story(archive), compare=counted)
    assert dumps(record(archive, _story(archive), compare=counted)) == dumps(first)
    assert made == [3]
    assert stale_stories(archive) == ()
    assert archive.connection.execute("SELECT count(*) FROM witnesses").get == 3
    relations = archive.connection.execute("SELECT speaker, relation FROM utterances ORDER BY n").fetchall()
    assert ("Mara Ellwood", "altered") in relations
    decide(archive, "base", {"statement": _statement(archive, "The east lock may")}, editor="ada")
    record(archive, _story(archive), compare=counted)
    assert made == [3, 3]


def test_the_stored_witnesses_are_those_that_verify_tells(archive: Archive) -> None:
    record(archive, _story(archive), compare=compare)
    archive.connection.execute("UPDATE witnesses SET witness = 7")  # as if all were copies of one
    assert verify(archive, OTHER).readings[0].witnesses == 1


def test_another_speaker_is_kept_and_found_and_taken_back(archive: Archive) -> None:
    name = _statement(archive, OTHER)
    assert not verify(archive, OTHER, speaker="Petra Lindqvist").found
    done = decide(archive, "speaker", {"statement": name, "name": "Petra Lindqvist"}, editor="ada", reason="the tape")
    assert verify(archive, OTHER, speaker="Lindqvist").found
    made = record(archive, _story(archive), compare=compare)
    people = {person.id: person.name for person in made.people}
    said = [
        (people[one.speaker], one.speaker_basis)
        for one in made.statements
        if one.speaker and one.content[0].text.startswith(OTHER)
    ]
    assert sorted(said) == [("Jory Vance", "name"), ("Petra Lindqvist", "editor")]
    undo(archive, done.number, editor="ada")
    assert not verify(archive, OTHER, speaker="Lindqvist").found
    assert "editor" not in dumps(record(archive, _story(archive), compare=compare))
    decide(archive, "speaker", {"statement": name, "name": None}, editor="ada")
    assert record(archive, _story(archive), compare=compare).statements


def test_utterances_split_and_merged_again(archive: Archive) -> None:
    before = record(archive, _story(archive), compare=compare)
    name = _statement(archive, "The east lock may")
    decide(archive, "split", {"statements": [name]}, editor="ada")
    split = record(archive, _story(archive), compare=compare)
    assert len(split.utterances) == len(before.utterances) + 1
    assert all(one.relation != "altered" for one in split.utterances)
    decide(archive, "merge", {"statements": [name, _statement(archive, "The east lock will")]}, editor="bo")
    merged = record(archive, _story(archive), compare=compare)
    assert len(merged.utterances) == len(before.utterances)
    (whole,) = [one for one in merged.utterances if one.relation == "altered"]
    assert (whole.basis, len(whole.versions)) == ("editor", 2)
    assert all(
        sum(one.id in utterance.versions for utterance in merged.utterances) == 1
        for one in merged.statements
        if one.kind != "indirect"
    )


def test_a_story_is_made_of_what_was_tagged_when_it_came_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [
        Article(f"a{n}", text, url=f"https://a{n}.example/lock", published=Published("2031-04-02", "given"))
        for n, text in enumerate(TEXTS)
    ]
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        ingest(archive, articles, setup=pipeline.reader, maker=pipeline.made_by())
        settle(archive)
        (story,) = stories(archive)
        stored = [load.article(archive.connection, number) for number in load.numbers(archive.connection)]
        wanted = dumps(pipeline.compare(stored))

        def never(*_: object) -> None:
            raise AssertionError("tagged again")

        monkeypatch.setattr("onrecord.tag.tag", never)
        monkeypatch.setattr(pipeline, "default_tagger", never)
        assert dumps(record(archive, story.id, compare=pipeline.compare)) == wanted
        with archive.writing() as connection:  # as if other weights had read one of them
            connection.execute("UPDATE vectors SET maker = 'older' WHERE version = 1")
            connection.execute("UPDATE stories SET stale = 1")
        kinds = []

        def seen(given: Sequence[Article | Document]) -> StoryRecord:
            kinds.extend(type(one) for one in given)
            return record_of_articles(given)

        def record_of_articles(given: Sequence[Article | Document]) -> StoryRecord:
            return compare([one.article if isinstance(one, Document) else one for one in given])

        record(archive, story.id, compare=seen)
        assert sorted(kind.__name__ for kind in kinds) == ["Article", "Document", "Document"]


def test_only_the_latest_vectors_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "KEPT", 2)
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        texts = [Article(f"a{n}", text, url=f"https://a{n}.example/") for n, text in enumerate(TEXTS)]
        ingest(archive, texts, setup=pipeline.reader, maker="w")
        assert archive.connection.execute("SELECT version FROM vectors").fetchall() == [(2,), (3,)]
        kinds = [type(vectors.tagged(archive.connection, n, maker="w")) for n in (1, 2, 3)]
        assert kinds == [Article, Document, Document]


def test_what_is_kept_is_what_the_tagger_gave(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "b.db", create=True) as opened:
        ingest(opened, [Article("a", TEXTS[0], url="https://a.example/")], setup=pipeline.reader, maker="w")
        kept = vectors.tagged(opened.connection, 1, maker="w")
        assert isinstance(kept, Document)
        made = pipeline.document(kept.article).tags
        for held, given in ((kept.tags.vectors, made.vectors), (kept.tags.words, made.words)):
            assert held is not None and given is not None
            assert held.dtype == given.dtype
            assert (held == given).all()
        cut = vectors._packed(made.vectors, made.words[1:])
        opened.connection.execute("UPDATE vectors SET vectors = ?", (cut,))
        assert isinstance(vectors.tagged(opened.connection, 1, maker="w"), Article)
