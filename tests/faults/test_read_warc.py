"""Web archives: cut off, damaged, bombs. Figures: 100 % of cuts flagged; a bomb under 300 MB and in seconds."""

from __future__ import annotations

import gzip
import io
import random
import zlib
from pathlib import Path

import pytest

from onrecord.limits import Limits
from onrecord.model import Article, Notice
from onrecord.read import read_many
from onrecord.read.unpack import Unpacked

pytest.importorskip("fastwarc", reason="web archives need fastwarc")

LINES = [f"The company runs {n} ferries to the islands, and all of them were checked last week." for n in range(6)]
PAGE = ("<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>").encode()


def record(number: int, body: bytes = PAGE, *, kind: str = "response", http: str = "200 OK", more: str = "") -> bytes:
    head = f"HTTP/1.1 {http}\r\nContent-Type: text/html; charset=utf-8\r\n{more}\r\n".encode()
    block = head + body
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://courier.example/{number}\r\n"
        f"WARC-Date: 2026-03-03T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:08}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


def split(path: Path, **caps: int) -> tuple[list[Article], list[Notice]]:
    found = list(read_many(path, limits=Limits(**caps)))
    return [a for a in found if isinstance(a, Article)], [n for n in found if isinstance(n, Notice)]


def archive(records: list[bytes], *, packed: bool) -> bytes:
    return b"".join(gzip.compress(r, mtime=0) for r in records) if packed else b"".join(records)


@pytest.mark.parametrize("packed", [True, False])
def test_a_whole_archive(tmp_path: Path, packed: bool) -> None:
    gone = record(8, http="404 Not Found")
    chunked = record(9, b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE), more="Transfer-Encoding: chunked\r\n")
    squeezed = record(10, gzip.compress(PAGE), more="Content-Encoding: gzip\r\n")
    records = [record(1), record(2, kind="request"), gone, chunked, squeezed]
    file = tmp_path / ("a.warc.gz" if packed else "a.warc")
    file.write_bytes(archive(records, packed=packed))
    articles, notices = split(file)
    assert [a.url for a in articles] == [f"https://courier.example/{n}" for n in (1, 9, 10)]
    assert all(LINES[0] in a.text and a.outlet == "courier.example" for a in articles)
    assert len({a.id for a in articles}) == 3 and not notices


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_cut_anywhere_is_flagged(tmp_path: Path, packed: bool) -> None:
    records = [record(n, PAGE + b"x" * 40 * n) for n in range(3)]
    whole = archive(records, packed=packed)
    borders = {sum(len(archive([r], packed=packed)) for r in records[:n]) for n in range(4)}
    file = tmp_path / ("a.warc.gz" if packed else "a.warc")
    step = len(whole) / 100
    for cut in sorted({round(n * step) for n in range(1, 100)} - borders):
        file.write_bytes(whole[:cut])
        articles, notices = split(file)
        assert {"E107", "E103"} & {n.code for n in notices}, f"cut at {cut} of {len(whole)}: {notices}"
        assert all(len(a.text.split("\n\n")) >= 6 for a in articles)  # and what is given is whole


def test_a_damaged_archive_keeps_what_came_before(tmp_path: Path) -> None:
    whole = bytearray(archive([record(n) for n in range(3)], packed=True))
    at = whole.rindex(b"\x1f\x8b\x08") + 60
    whole[at : at + 20] = bytes(20)
    (tmp_path / "a.warc.gz").write_bytes(bytes(whole))
    articles, notices = split(tmp_path / "a.warc.gz")
    assert len(articles) == 2 and "E107" in [n.code for n in notices]


def test_one_bad_record_does_not_stop_the_others(tmp_path: Path) -> None:
    broken = record(2).replace(b"HTTP/1.1 200 OK", b"\x00\xff garbage   ")
    picture = record(3, b"\x89PNG\r\n\x1a\n" + bytes(50))
    large = record(4, PAGE + b"x" * 200_000)
    (tmp_path / "a.warc").write_bytes(archive([record(1), broken, picture, large, record(5)], packed=False))
    articles, notices = split(tmp_path / "a.warc", input_bytes=100_000)
    assert [a.url[-1] for a in articles if a.url] in (["1", "5"], ["1", "2", "5"])
    assert {"E103", "E104"} <= {n.code for n in notices}
    assert all("record" in n.message for n in notices if n.article is None)


def test_no_archive_at_all(tmp_path: Path) -> None:
    for data in (b"", b"not an archive", gzip.compress(b"nor this"), b"\x1f\x8b broken", bytes(5_000)):
        (tmp_path / "a.warc.gz").write_bytes(data)
        articles, notices = split(tmp_path / "a.warc.gz")
        assert not articles and {n.code for n in notices} <= {"E103", "E107", "E102"} and notices


def bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


def test_bombs(tmp_path: Path) -> None:
    import tracemalloc

    packed = bomb(60)
    inside = record(1, packed, more="Content-Encoding: gzip\r\n")
    cases = {
        "a.warc.gz": packed,
        "b.warc.gz": gzip.compress(record(1)[:-4] + bytes(1_000)) + packed,
        "c.warc": inside + record(2),
        "d.jsonl.gz": packed,
        "e.csv.gz": gzip.compress(b"id,text\n") + packed,
        "f.html.gz": packed,
    }
    for name, data in cases.items():
        (tmp_path / name).write_bytes(data)
        tracemalloc.start()
        articles, notices = split(tmp_path / name, input_bytes=2_000_000)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert notices and len(articles) <= 1, name
        assert peak < 60_000_000, f"{name}: {peak}"


def test_unpacking_tells_how_a_file_ends() -> None:
    data = gzip.compress(b"one ") + gzip.compress(b"two") + bytes(7)
    for size in (1, 3, 100):
        stream = Unpacked(io.BytesIO(data))
        parts = b"".join(iter(lambda: stream.read(size), b""))  # noqa: B023
        assert parts == b"one two" and stream.whole and stream.tell() == 7
    for cut in range(1, len(data) - 8):
        stream = Unpacked(io.BytesIO(data[:cut]))
        while stream.read():
            pass
        assert stream.whole == (cut == len(gzip.compress(b"one ")))


def test_fuzzed_archives(tmp_path: Path) -> None:
    chance = random.Random(7)
    for number in range(60):
        packed = bool(number % 2)
        data = bytearray(archive([record(n, b"<p>It sails in May.</p>") for n in range(3)], packed=packed))
        for _ in range(chance.randint(1, 5)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        file = tmp_path / ("a.warc.gz" if packed else "a.warc")
        file.write_bytes(bytes(data))
        assert split(file)
