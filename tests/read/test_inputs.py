"""What is named on the command line, and what each kind of bad input says."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest

from onrecord.errors import OptionError
from onrecord.limits import Limits
from onrecord.read import read, read_bytes, read_rows

TEXT = "“The ferry will sail again in May,” Marta Oyelaran said on Tuesday.\r\n\r\nNobody was hurt.\n"


def codes(reading) -> list[str]:  # type: ignore[no-untyped-def]
    return [notice.code for notice in reading.notices]


def test_a_text_file_is_kept_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "ferry.txt"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    reading = read([str(file)])
    (article,) = reading.articles
    assert article.text == TEXT
    assert (article.id, article.input, article.encoding, article.language) == ("ferry", str(file), "utf-8", None)
    assert article.outlet is article.title is article.url is article.published is None
    assert reading.notices == ()


def test_a_folder_gives_its_reports_sorted_and_counts_the_rest(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.html").write_text(f"<html><body><p>{TEXT}</p></body></html>")
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "c.jsonl").write_text(json.dumps({"id": "three", "text": TEXT}) + "\n")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text(TEXT)
    reading = read([tmp_path])
    assert [article.id for article in reading.articles] == ["a", "two", "three"]
    assert {article.input for article in reading.articles} == {str(tmp_path)}
    assert codes(reading) == ["other-files"]
    assert "picture.png" in reading.notices[0].message


def test_standard_input(tmp_path: Path) -> None:
    reading = read(["-"], stdin=io.BytesIO(TEXT.encode()))
    assert [(a.id, a.input, a.text) for a in reading.articles] == [("stdin", "-", TEXT)]
    with pytest.raises(OptionError):
        read(["-"])


BAD = {
    "empty.txt": (b"", "E102", "empty"),
    "blank.txt": (b" \n\t ", "E102", "empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(60), "E103", "PNG"),
    "paper.txt": (b"%PDF-1.7 and so on", "E103", "PDF"),
    "office.txt": (b"PK\x03\x04" + bytes(40), "E103", "office document"),
    "photo.html": (b"\xff\xd8\xff\xe0" + bytes(40), "E103", "JPEG"),
    "noise.txt": (bytes(range(256)) * 4, "E103", "binary"),
    "broken.json": (b'{"text": "x", ', "E106", "does not parse"),
    "number.json": (b"17", "E106", "neither an object nor a list"),
    "textless.json": (b'{"title": "A"}', "E106", "no text"),
    "deep.json": (b"[" * 100_000, "E106", "nested too deep"),
    "none.json": (b"[]", "E102", "no articles"),
    "blank.html": (b"<html><head><title>T</title></head><body></body></html>", "E105", "no text"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_input_is_named_and_the_others_go_on(tmp_path: Path, name: str) -> None:
    data, code, words = BAD[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(TEXT)
    reading = read([tmp_path / name, tmp_path / "good.txt"])
    assert [article.id for article in reading.articles] == ["good"]
    (notice,) = reading.notices
    assert notice.code == code and notice.article is None
    assert words in notice.message and name in notice.message


def test_what_is_not_there_or_must_not_be_read(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    reading = read([tmp_path / "no.txt", empty, "a\0b"])
    assert codes(reading) == ["E101", "E105", "E101"]
    assert "no.txt" in reading.notices[0].message and "no report" in reading.notices[1].message


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "locked.txt"
    file.write_text(TEXT)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (notice,) = read([file]).notices
    assert notice.code == "E100" and "permission" in notice.message and "locked.txt" in notice.message


def test_loops_of_links_end(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.txt").write_text(TEXT)
    (tmp_path / "inner" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    reading = read([tmp_path])
    assert [article.id for article in reading.articles] == ["a"]
    assert sorted(codes(reading)) == ["E101", "other-files"]


def test_the_caps(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("a long report " * 100)
    limits = Limits(input_bytes=1_000)
    assert codes(read([file], limits=limits)) == ["E104"]
    assert codes(read(["-"], stdin=io.BytesIO(b"x" * 1_001), limits=limits)) == ["E104"]
    assert codes(read([file], limits=Limits(article_chars=1_000))) == ["E104"]
    assert codes(read([file], limits=Limits(input_bytes=1_400, article_chars=1_400))) == []


def test_a_file_named_twice_is_read_once_and_equal_files_are_both_kept(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(TEXT)
    reading = read([tmp_path / "one.txt", tmp_path, tmp_path / "one.txt"])
    assert [article.id for article in reading.articles] == ["one", "two"]
    assert codes(reading) == ["named-twice", "named-twice"]


def test_ids_do_not_depend_on_the_order(tmp_path: Path) -> None:
    files = []
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
        file = tmp_path / folder / "report.txt"
        file.write_text("The same words. " if folder != "c" else "Other words. ")
        files.append(file)
    ids = {a.input: a.id for a in read(files).articles}
    assert len(set(ids.values())) == 3
    assert all(i.startswith("report-") for i in ids.values())
    assert ids == {a.input: a.id for a in read(files[::-1]).articles}


def test_ids_are_safe_names(tmp_path: Path) -> None:
    rows = [{"id": "../../etc/passwd", "text": "x y"}, {"id": "a\0b", "text": "x"}, {"id": "x" * 300, "text": "x"}]
    for article in read_rows(rows).articles:
        assert "/" not in article.id and "\0" not in article.id and not article.id.startswith(".")
        assert len(article.id) <= 64


def test_options_by_name_stem_path_and_row(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "rows.jsonl").write_text('{"id": "r7", "text": "Seven."}\n{"id": "r8", "text": "Eight."}\n')
    files = [tmp_path / name for name in ("one.txt", "two.txt", "rows.jsonl")]
    reading = read(
        files,
        outlets={"one": "Almery Courier", str(files[1]): "Coastal Tribune", "rows.jsonl": "Wire", "r8": "Agency"},
        published={"two.txt": "2026-03-03T10:00+01:00"},
    )
    assert [a.outlet for a in reading.articles] == ["Almery Courier", "Coastal Tribune", "Wire", "Agency"]
    published = reading.articles[1].published
    assert published and (published.value, published.basis, published.evidence) == (
        "2026-03-03T10:00+01:00",
        "given",
        None,
    )


@pytest.mark.parametrize(
    ("outlets", "published"),
    [({"three.txt": "X"}, {}), ({}, {"one.txt": "yesterday"}), ({}, {"one.txt": "2026-02-30"}), ({"one.txt": " "}, {})],
)
def test_wrong_options(tmp_path: Path, outlets: dict[str, str], published: dict[str, str]) -> None:
    (tmp_path / "one.txt").write_text(TEXT)
    with pytest.raises(OptionError):
        read([tmp_path / "one.txt"], outlets=outlets, published=published)


def test_an_option_that_names_two_inputs_or_one_that_failed(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.txt").write_text(TEXT)
    with pytest.raises(OptionError, match="2 inputs"):
        read([tmp_path / "a", tmp_path / "b"], outlets={"report.txt": "X"})
    (tmp_path / "bad.txt").write_bytes(b"")
    assert codes(read([tmp_path / "bad.txt"], outlets={"bad.txt": "X"})) == ["E102"]


def test_read_bytes_believes_the_content_not_the_name() -> None:
    assert read_bytes(b'{"text": "A report in a row."}', name="a.txt").articles[0].text == "A report in a row."
    assert read_bytes(b"<!doctype html><p>A page.</p>", name="a.txt").articles[0].text == "A page."
    assert read_bytes(b"Plain words only.", name="a.html").articles[0].text == "Plain words only."
    assert read_bytes(b"[Editor's note: this was changed.]", name="a.txt").articles[0].text.startswith("[Editor")
    assert read_bytes(b"{sic} they wrote", name="a.txt").articles[0].text == "{sic} they wrote"
    reading = read_bytes(b"Words.", name="a.txt", outlet="Almery Courier", published="2026-03-03")
    assert reading.articles[0].outlet == "Almery Courier"
    assert reading.articles[0].published is not None


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    whole = gzip.compress(TEXT.encode())
    (tmp_path / "ferry.txt.gz").write_bytes(whole)
    (article,) = read([tmp_path]).articles
    assert (article.id, article.text) == ("ferry", TEXT)
    (tmp_path / "ferry.txt.gz").write_bytes(whole[:-9])
    assert codes(read([tmp_path])) == ["E107"]
    (tmp_path / "ferry.txt.gz").write_bytes(gzip.compress(whole))
    assert codes(read([tmp_path])) == ["E103"]
    (tmp_path / "ferry.txt.gz").write_bytes(gzip.compress(bytes(5_000)))
    assert codes(read([tmp_path], limits=Limits(input_bytes=1_000))) == ["E104"]
