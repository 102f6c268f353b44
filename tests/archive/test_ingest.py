"""Taking reports in: the same archive whatever the order, the batches, the processes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.archive import dump, inputs, load
from onrecord.archive.counts import Progress
from onrecord.archive.ingest import ingest
from onrecord.archive.rows import Begun, Ended, Ingested, Item
from onrecord.archive.store import Archive
from onrecord.limits import Limits
from onrecord.model import Article, Notice
from onrecord.read.pieces import Piece

from .standin import report, reports, setup


def take_in(path: Path, items: Iterable[Item], **options: object) -> Ingested:
    with Archive.open(path, create=True) as archive:
        return ingest(archive, items, setup=setup, maker="standin", **options)  # type: ignore[arg-type]


def taken(path: Path, piece: Piece) -> Ingested | None:
    with Archive.open(path, readonly=True) as archive:
        return inputs.done(archive, piece)


def digest(path: Path) -> str:
    with Archive.open(path, readonly=True) as archive:
        return dump.digest(archive)


def test_what_comes_out_is_what_was_read(tmp_path: Path) -> None:
    take_in(tmp_path / "a.db", [report(1)])
    with Archive.open(tmp_path / "a.db") as archive:
        article = load.article(archive.connection, 1)
        assert replace(article, id="input-1") == report(1)
        direct, indirect = load.statements(archive.connection, article)
        assert direct.content[0].text.startswith("The bridge cost twice")
        assert (direct.kind, indirect.kind) == ("direct", "indirect")
        (person,) = load.people(archive.connection, article)
        assert person.name == "Tobin Okafor"
        assert direct.speaker == indirect.speaker == person.id
        spans = [direct.content[0], direct.cue, direct.source, *person.mentions]
        assert all(span is not None and article.text[span.start : span.end] == span.text for span in spans)
        assert [timex.span.text for timex in load.timexes(archive.connection, article)] == ["Monday", "Friday"]
        assert archive.connection.execute("SELECT speaker, words FROM said WHERE kind = 'direct'").get == (
            "Tobin Okafor",
            direct.content[0].text,
        )


def test_twice_is_once(tmp_path: Path) -> None:
    first = take_in(tmp_path / "a.db", reports(30))
    before = digest(tmp_path / "a.db")
    again = take_in(tmp_path / "a.db", reports(30))
    assert (first.new, first.known) == (30, 0)
    assert (again.new, again.known) == (0, 30)
    assert digest(tmp_path / "a.db") == before


def test_order_batches_and_parts_make_no_difference(tmp_path: Path) -> None:
    items: list[Article | Notice] = [*reports(40), *(report(n, changed=True) for n in range(0, 40, 7))]
    items += [Notice("E105", "page-9", "no article in it"), replace(report(3), input="other.jsonl", encoding="cp1252")]
    take_in(tmp_path / "a.db", items)
    shuffled = list(items)
    random.Random(7).shuffle(shuffled)
    take_in(tmp_path / "b.db", shuffled, batch=3)
    for part in (shuffled[25:], shuffled[:30]):
        take_in(tmp_path / "c.db", part, batch=1)
    assert digest(tmp_path / "a.db") == digest(tmp_path / "b.db") == digest(tmp_path / "c.db")


def test_a_changed_page_is_a_new_version_of_the_same_report(tmp_path: Path) -> None:
    shared = replace(report(5), url=f"{report(5).url}?utm_source=letter#top")
    done = take_in(tmp_path / "a.db", [report(5), report(5, changed=True), shared])
    assert (done.new, done.changed, done.known) == (1, 1, 1)
    with Archive.open(tmp_path / "a.db") as archive:
        assert archive.connection.execute("SELECT count(*), count(DISTINCT report) FROM versions").get == (2, 1)


def test_the_same_words_from_two_outlets_are_two_reports(tmp_path: Path) -> None:
    bare = replace(report(5), url=None)
    done = take_in(tmp_path / "a.db", [bare, replace(bare, outlet="Another Paper"), replace(bare, input="elsewhere")])
    assert (done.new, done.known) == (2, 1)


def test_a_report_that_cannot_be_read_is_named_and_the_rest_stored(tmp_path: Path) -> None:
    bad = replace(report(2), text="EXPLODE", title="The bad one", url=None)
    done = take_in(tmp_path / "a.db", [report(1), bad, Notice("E107", None, "cut short"), report(3)], source="day.warc")
    assert (done.new, done.left_out) == (2, (("E107", 1), ("E900", 1)))
    with Archive.open(tmp_path / "a.db") as archive:
        rows = archive.connection.execute("SELECT input, item, code FROM left_out ORDER BY code").fetchall()
    assert rows == [("day.warc", "", "E107"), ("day0.jsonl", "The bad one", "E900")]


def test_a_notice_about_a_report_stays_with_it(tmp_path: Path) -> None:
    done = take_in(tmp_path / "a.db", [report(1), Notice("replaced", "input-1", "3 characters")])
    assert done == Ingested(1, 0, 0, ())
    with Archive.open(tmp_path / "a.db") as archive:
        assert archive.connection.execute("SELECT version, code FROM notices").get == (1, "replaced")


def test_progress_counts_what_is_on_the_disk(tmp_path: Path) -> None:
    seen: list[Progress] = []

    def note(progress: Progress) -> None:
        with Archive.open(tmp_path / "a.db", readonly=True) as reader:
            stored: int = reader.connection.execute("SELECT count(*) FROM versions").get
        assert stored == progress.new
        seen.append(progress)

    first, second = Piece("a", size=30), Piece("b", size=10)
    items: list[Item] = [
        Begun(first),
        *reports(2),
        Ended(first),
        Begun(second),
        *(report(n) for n in range(2, 9)),
        Ended(second),
    ]
    take_in(tmp_path / "a.db", items, batch=4, size=40, progress=note)
    assert [progress.done for progress in seen] == [2, 5, 9, 9]
    assert seen[0].left is not None and seen[0].left < seen[0].seconds
    assert seen[-1].left == 0


def test_several_processes_give_the_same_archive(tmp_path: Path) -> None:
    bad = [replace(report(90 + n), text=text) for n, text in enumerate(("KILL ME", "EXPLODE"))]
    good = [*reports(25), *(report(n) for n in range(30, 40))]
    done = take_in(tmp_path / "two.db", [*good[:20], *bad, *good[20:]], workers=2)
    assert (done.new, done.left_out) == (35, (("E900", 2),))
    take_in(tmp_path / "one.db", good)
    with Archive.open(tmp_path / "two.db") as archive, archive.writing() as connection:
        numbered = connection.execute("SELECT id FROM versions ORDER BY number").fetchall()
        messages = [row[0] for row in connection.execute("SELECT message FROM left_out ORDER BY message")]
        connection.execute("DELETE FROM left_out")
    assert "an invented fault" in messages[0]
    assert "process that read it died" in messages[1]
    assert digest(tmp_path / "two.db") == digest(tmp_path / "one.db")
    with Archive.open(tmp_path / "one.db") as archive:
        assert archive.connection.execute("SELECT id FROM versions ORDER BY number").fetchall() == numbered


def test_a_piece_read_to_its_end_is_not_opened_again(tmp_path: Path) -> None:
    piece = Piece("day.jsonl", size=10, fingerprint="10-1")

    def broken() -> Iterator[Item]:
        yield Begun(piece)
        yield from reports(5)
        raise RuntimeError("cut off")

    with pytest.raises(RuntimeError):
        take_in(tmp_path / "a.db", broken(), batch=2)
    assert taken(tmp_path / "a.db", piece) is None
    items: list[Item] = [Begun(piece), *reports(6), Notice("E107", None, "cut short"), Ended(piece)]
    done = take_in(tmp_path / "a.db", items, batch=2)
    assert done.new + done.known == 6
    before = taken(tmp_path / "a.db", piece)
    assert before == Ingested(0, 0, 6, (("E107", 1),))
    again = take_in(tmp_path / "a.db", [Ended(piece, before)])
    assert again == Ingested(0, 0, 6, (("E107", 1),))
    assert taken(tmp_path / "a.db", replace(piece, fingerprint="11-2")) is None
    assert taken(tmp_path / "a.db", Piece("https://example.org/a")) is None


def test_a_piece_with_a_report_that_failed_is_read_again(tmp_path: Path) -> None:
    piece = Piece("day.jsonl", fingerprint="10-1")
    take_in(tmp_path / "a.db", [Begun(piece), replace(report(2), text="EXPLODE"), Ended(piece)])
    assert taken(tmp_path / "a.db", piece) is None


def test_a_folder_goes_on_file_by_file(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(f"Nobody was hurt on the {n}th day, and the ferry sails again.", "utf-8")
    limits, path = Limits(), tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        planned = inputs.plan([str(folder)], limits=limits)
        sizes = [one.size for _, one in planned if isinstance(one, Piece)]
        assert inputs.left(archive, planned) == sum(sizes) > 0
        first = ingest(archive, inputs.items(archive, planned[:2], limits=limits), setup=setup, maker="standin")
        assert first.new == 2 and inputs.left(archive, planned) == sizes[2]
        (folder / "0.txt").write_text("Another text altogether, about the harbour and its masters.", "utf-8")
        planned = inputs.plan([str(folder)], limits=limits)
        opened = [item.piece.name[-5:] for item in inputs.items(archive, planned, limits=limits) if type(item) is Begun]
        assert opened == ["0.txt", "2.txt"]


def test_a_note_about_a_folder_is_filed_under_the_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "photo.png").write_bytes(b"x")
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        planned = inputs.plan([str(tmp_path / "in")], limits=Limits())
        ingest(archive, inputs.items(archive, planned, limits=Limits()), setup=setup, maker="standin")
        rows = archive.connection.execute("SELECT input, code FROM left_out").fetchall()
        assert rows == [(str(tmp_path / "in"), "other-files")]
