"""Sources of any size as streams: tables, feeds, folders, packed files."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from onrecord.limits import Limits
from onrecord.model import Article, Notice
from onrecord.read import read, read_bytes, read_many

WORDS = "“The ferry will sail again in May,” Marta Oyelaran said, and nobody was hurt. "
HEAD = "id;Title;Body;publish_date\n"


def split(source: Path, **caps: int) -> tuple[list[Article], list[Notice]]:
    found = list(read_many(source, limits=Limits(**caps)))
    return [a for a in found if isinstance(a, Article)], [n for n in found if isinstance(n, Notice)]


def test_json_lines_packed_or_not(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"r{n}", "text": WORDS, "date": "2026-03-03"}) for n in range(5)]
    data = "\n".join([*lines, "{", '{"id": "x"}']).encode()
    (tmp_path / "a.jsonl").write_bytes(data)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(data))
    for name in ("a.jsonl", "b.jsonl.gz"):
        articles, notices = split(tmp_path / name)
        assert [a.id for a in articles] == ["r0", "r1", "r2", "r3", "r4"]
        assert [(n.code, n.article) for n in notices] == [("E106", None), ("E106", None)]
        assert "ine 6" in notices[0].message and "ine 7" in notices[1].message


def test_csv(tmp_path: Path) -> None:
    rows = f'1;Ferry;"{WORDS}\nSecond line; with a mark.";2026-03-03\n2;Short\n3;Bridge;{WORDS};2026-03-04\n'
    for name, data in (
        ("a.csv", (HEAD + rows).encode()),
        ("b.csv.gz", gzip.compress(("\ufeff" + HEAD + rows).encode())),
    ):
        (tmp_path / name).write_bytes(data)
        articles, notices = split(tmp_path / name)
        assert [(a.id, a.title) for a in articles] == [("1", "Ferry"), ("3", "Bridge")]
        assert articles[0].text.endswith("\nSecond line; with a mark.")
        assert articles[0].published and articles[0].published.value == "2026-03-03"
        assert [n.code for n in notices] == ["E106"] and "2 cells" in notices[0].message
    assert [a.id for a in read([tmp_path / "a.csv"]).articles] == ["1", "3"]


def test_csv_without_a_text_column(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,size\na,1\n")
    articles, notices = split(tmp_path / "a.csv")
    assert not articles and [n.code for n in notices] == ["E106"] and "name, size" in notices[0].message


def test_a_long_cell_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n1," + "word " * 100_000 + "\n")
    articles, notices = split(tmp_path / "a.csv")
    assert len(articles[0].text) == 500_000 and not notices


def test_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    columns = {
        "id": ["a", "b", "c"],
        "maintext": [WORDS, None, WORDS],
        "junk": [1, 2, 3],
        "date_publish": ["2026-03-03"] * 3,
    }
    parquet.write_table(pa.table(columns), tmp_path / "a.parquet")
    articles, notices = split(tmp_path / "a.parquet")
    assert [a.id for a in articles] == ["a", "c"] and [n.code for n in notices] == ["E106"]
    assert articles[0].published and articles[0].published.value == "2026-03-03"
    (tmp_path / "b.parquet").write_bytes((tmp_path / "a.parquet").read_bytes()[:-40])
    assert [n.code for n in split(tmp_path / "b.parquet")[1]] == ["E103"]


def test_a_folder_of_all_kinds_and_equal_ids_for_equal_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "b.txt").write_text(WORDS)
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(f"<html><body><p>{WORDS}</p>".encode()))
    (tmp_path / "d.jsonl").write_text(json.dumps({"text": WORDS + "More."}))
    (tmp_path / "e.png").write_bytes(b"\x89PNG")
    articles, notices = split(tmp_path)
    assert len(articles) == 4 and articles[0].id == articles[1].id != articles[3].id
    assert [Path(a.input).name for a in articles] == ["a.txt", "b.txt", "c.html.gz", "d.jsonl"]
    assert [n.code for n in notices] == ["other-files"]
    assert [a.id for a in split(tmp_path)[0]] == [a.id for a in articles]


def test_what_is_not_there(tmp_path: Path) -> None:
    assert [n.code for n in split(tmp_path / "no.jsonl")[1]] == ["E100"]
    assert [n.code for n in split(tmp_path / "no.txt")[1]] == ["E101"]


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Almery Courier</title><item><title>Ferry back</title><link>https://courier.example/ferry</link>
<pubDate>Tue, 03 Mar 2026 10:15:00 +0100</pubDate><content:encoded><![CDATA[{}]]></content:encoded></item>
<item><title>Bridge shut</title><link>https://courier.example/bridge</link><description>In short.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Almery Courier</title><entry><title>Ferry back</title>
<link href="https://courier.example/ferry"/><published>2026-03-03T09:15:00Z</published><updated>2026-03-04T09:00:00Z</updated>
<author><name>Ann Ito</name></author><content type="html">{}</content></entry></feed>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://courier.example/a?b=1&amp;c=2</loc>
<lastmod>2026-03-04</lastmod><news:news><news:publication><news:name>Almery Courier</news:name></news:publication>
<news:publication_date>2026-03-03</news:publication_date><news:title><![CDATA[Ferry back]]></news:title></news:news>
</url><url><loc> file:///etc/passwd </loc></url><url><loc>https://courier.example/d</loc></url></urlset>"""


def test_rss_gives_what_stands_in_it_whole() -> None:
    reading = read_bytes(RSS.format(f"<p>{WORDS}</p>" * 12).encode(), name="feed.xml")
    (article,) = reading.articles
    assert (article.title, article.outlet, article.url) == (
        "Ferry back",
        "Almery Courier",
        "https://courier.example/ferry",
    )
    assert article.published and article.published.value == "2026-03-03T09:15:00Z"
    assert WORDS.strip() in article.text and "<p>" not in article.text
    (notice,) = [n for n in reading.notices if n.article is None]
    assert notice.code == "E105" and "https://courier.example/bridge" in notice.message


def test_atom() -> None:
    body = f"<p>{WORDS}</p>".replace("<", "&lt;") * 12
    (article,) = read_bytes(ATOM.format(body).encode(), name="feed.xml").articles
    assert article.byline == "Ann Ito" and article.modified and article.modified.value == "2026-03-04T09:00:00Z"


def test_a_sitemap_s_entries() -> None:
    from onrecord.read.feed import entries

    first, second = entries(SITEMAP)
    assert (first.url, first.title, first.outlet) == (
        "https://courier.example/a?b=1&c=2",
        "Ferry back",
        "Almery Courier",
    )
    assert (first.published, first.modified, second.url) == ("2026-03-03", "2026-03-04", "https://courier.example/d")


def test_a_feed_s_title_is_never_taken_for_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed that is nothing but an address must not be fetched."""
    import socket

    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection was tried"))
    reading = read_bytes(b"<rss>http://127.0.0.1:9/feed</rss>", name="feed.xml")
    assert not reading.articles
