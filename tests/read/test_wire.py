"""NITF and NewsML, and what their XML may not do."""

from __future__ import annotations

import pytest

from onrecord.read import read_bytes

NITF = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE nitf SYSTEM "http://entities.example/nitf-3-4.dtd">
<nitf><head><title>Ferry</title><docdata management-status="{status}"><doc-id id-string="agency-20260303-1"/>
<date.issue norm="20260303T101500+0100"/></docdata><pubdata type="print" name="Coast Wire"/></head>
<body><body.head><hedline><hl1>Ferry back in <em>May</em></hl1></hedline><byline>By Ann Ito</byline>
<dateline><location>ALMERY</location></dateline></body.head>
<body.content><block><p>“The ferry will sail again in May,”
 Zoë <person>Oyelaran</person> said.</p><media><media-caption><p>A boat.</p></media-caption></media>
<bq><p>Set apart.</p></bq></block></body.content>
<body.end><tagline>Additional reporting by Bo Lind</tagline></body.end></body></nitf>"""

G2 = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:wire.example:1" xml:lang="en">
<itemMeta><provider literal="Coast Wire"/><versionCreated>2026-03-04T09:00:00Z</versionCreated>
<firstCreated>2026-03-03T10:15:00Z</firstCreated><pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><headline>Ferry back in May</headline><by>Ann Ito</by></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>The ferry sails.</p><p>Nobody was hurt.</p></body></html></inlineXML></contentSet></newsItem>"""


def test_nitf() -> None:
    (article,) = read_bytes(NITF.format(encoding="UTF-8", status="usable").encode(), name="a.xml").articles
    assert article.text.split("\n\n") == [
        "“The ferry will sail again in May,” Zoë Oyelaran said.",
        "Set apart.",
        "Additional reporting by Bo Lind",
    ]
    assert (article.id, article.outlet, article.byline) == ("agency-20260303-1", "Coast Wire", "By Ann Ito")
    assert article.title == "Ferry back in May"
    assert article.published and article.published.value == "2026-03-03T10:15:00+01:00"
    assert [span.text for span in article.credits] == ["Additional reporting by Bo Lind"]


def test_its_declared_encoding_is_used() -> None:
    data = NITF.format(encoding="windows-1252", status="usable").encode("cp1252")
    (article,) = read_bytes(data, name="a.xml").articles
    assert "Zoë" in article.text and article.encoding == "cp1252 (declared)"


def test_newsml_g2() -> None:
    (article,) = read_bytes(G2.format(status="usable").encode(), name="a.xml").articles
    assert article.text == "The ferry sails.\n\nNobody was hurt."
    assert (article.title, article.outlet, article.byline, article.language) == (
        "Ferry back in May",
        "Coast Wire",
        "Ann Ito",
        "en",
    )
    assert article.published and article.published.value == "2026-03-03T10:15:00Z"
    assert article.modified and article.modified.value == "2026-03-04T09:00:00Z"


@pytest.mark.parametrize("item", [NITF.format(encoding="UTF-8", status="canceled"), G2.format(status="canceled")])
def test_a_killed_item_says_so(item: str) -> None:
    reading = read_bytes(item.encode(), name="a.xml")
    assert [notice.code for notice in reading.notices] == ["killed"]


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ("<?xml version='1.0'?><recipe><p>Salt.</p></recipe>", "E105"),
        ("<?xml version='1.0'?><nitf><body>", "E103"),
        ("<nitf><body><body.content/></body></nitf>", "E105"),
    ],
)
def test_other_xml(xml: str, code: str) -> None:
    assert [notice.code for notice in read_bytes(xml.encode(), name="a.xml").notices] == [code]
