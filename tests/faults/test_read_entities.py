"""XML entities: none is resolved, nothing is fetched, nothing grows. Figure: 0 leaks."""

from __future__ import annotations

import socket
import tracemalloc
from pathlib import Path

import pytest

from onrecord.read import read_bytes

BODY = "<nitf><body><body.content><p>Before &{}; after.</p></body.content></body></nitf>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def attempts(tmp_path: Path) -> dict[str, str]:
    secret = tmp_path / "secret.txt"
    secret.write_text("leaked words")
    dtd = tmp_path / "evil.dtd"
    dtd.write_text('<!ENTITY e "leaked words">')
    attribute = '<nitf><head><pubdata name="&e;"/></head>' + BODY[6:].format("amp")
    many = BODY.format("e;" + "&e;" * 5_000 + "&e")
    return {
        "internal": f'<!DOCTYPE nitf [<!ENTITY e "leaked words">]>{BODY.format("e")}',
        "file": f'<!DOCTYPE nitf [<!ENTITY e SYSTEM "file://{secret}">]>{BODY.format("e")}',
        "path": f'<!DOCTYPE nitf [<!ENTITY e SYSTEM "{secret}">]>{BODY.format("e")}',
        "network": f'<!DOCTYPE nitf [<!ENTITY e SYSTEM "http://127.0.0.1:9/e">]>{BODY.format("e")}',
        "parameter": f'<!DOCTYPE nitf [<!ENTITY % d SYSTEM "file://{dtd}"> %d;]>{BODY.format("e")}',
        "outer dtd": f'<!DOCTYPE nitf SYSTEM "file://{dtd}">{BODY.format("e")}',
        "attribute": f'<!DOCTYPE nitf [<!ENTITY e "leaked words">]>{attribute}',
        "xinclude": "<nitf><body><body.content><p>Before</p><x:include xmlns:x='http://www.w3.org/2001/XInclude' "
        f"href='file://{secret}' parse='text'/></body.content></body></nitf>",
        "laughs": f'<!DOCTYPE nitf [<!ENTITY l0 "leaked words">{LAUGHS}]>{BODY.format("l11")}',
        "quadratic": f'<!DOCTYPE nitf [<!ENTITY e "{"leaked words" * 5_000}">]>{many}',
    }


def test_no_entity_is_resolved(tmp_path: Path) -> None:
    tracemalloc.start()
    for name, xml in attempts(tmp_path).items():
        for head in ('<?xml version="1.0"?>', ""):
            reading = read_bytes((head + xml).encode(), name="a.xml")
            assert reading.articles or reading.notices, name
            for article in reading.articles:
                fields = (article.text, article.title or "", article.outlet or "", article.byline or "")
                assert not any("leaked" in field for field in fields), name
            assert not any("leaked" in notice.message for notice in reading.notices), name
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()
