"""The critical apparatus: by TEI's own DTD, with the apparatus of chapter 13 added to it."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
import trafilatura
from lxml import etree

from onrecord.export import tei
from onrecord.export.story import Story, content_text
from onrecord.model import StoryRecord
from tests.sample import A, B, record

STANDARDS = Path(__file__).with_name("standards")
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
RELAX_NG = os.environ.get("ONRECORD_TEI_RNG", "")


@cache
def _dtd() -> etree.DTD:
    """The DTD that the TEI makes (P5 4.8), which trafilatura ships, with the module that it leaves out before it."""
    base = Path(trafilatura.__file__).parent / "data" / "tei_corpus.dtd"
    apparatus = (STANDARDS / "textcrit.dtd").read_text(encoding="utf-8")
    return etree.DTD(StringIO(apparatus + base.read_text(encoding="utf-8")))


def _valid(text: str) -> bool:
    return bool(_dtd().validate(etree.fromstring(text.encode())))


def test_the_apparatus_is_valid_tei(told: StoryRecord) -> None:
    assert _valid(tei.dumps(told)), _dtd().error_log


def test_a_record_without_quotations_is_valid_tei() -> None:
    told = record()
    assert _valid(tei.dumps(replace(told, statements=(), utterances=())))


@pytest.mark.parametrize(
    ("broken", "by"),
    [("<lem ", "<lemma "), ("</app>", "<title/></app>"), ("<listWit>", "<listBibl>"), ("parallel", "perpendicular")],
)
def test_the_dtd_refuses_what_tei_has_not(broken: str, by: str) -> None:
    text = tei.dumps(record()).replace(broken, by)
    text = text.replace("</lem>", "</lemma>") if "lemma" in by else text
    text = text.replace("</listWit>", "</listBibl>") if "listBibl" in by else text
    assert not _valid(text)


@pytest.mark.skipif(not Path(RELAX_NG).is_file(), reason="set ONRECORD_TEI_RNG to a copy of TEI's tei_all.rng")
def test_the_apparatus_is_valid_by_tei_all(told: StoryRecord) -> None:
    schema = etree.RelaxNG(etree.parse(RELAX_NG))
    assert schema.validate(etree.fromstring(tei.dumps(told).encode())), schema.error_log


def test_every_pointer_leads_somewhere(told: StoryRecord) -> None:
    root = etree.fromstring(tei.dumps(told).encode())
    ids = [node.get(XML_ID) for node in root.iter() if node.get(XML_ID)]
    assert len(ids) == len(set(ids))
    pointers = {node.get(key) for node in root.iter() for key in ("wit", "who", "source") if node.get(key)}
    assert pointers
    assert {pointer[1:] for pointer in pointers} <= set(ids)


def test_the_readings_come_back(told: StoryRecord) -> None:
    story = Story(told)
    wanted = [[content_text(story.base(u)), *(content_text(r) for r, _ in story.others(u))] for u in told.utterances]
    root = etree.fromstring(tei.dumps(told).encode())
    found = [
        [reading.text for reading in app if reading.tag in (f"{TEI}lem", f"{TEI}rdg")] for app in root.iter(f"{TEI}app")
    ]
    assert found == wanted


def test_a_report_and_a_person_of_one_name_stay_apart() -> None:
    a, b = replace(A, id="ilse-brandvold"), replace(B, id="ilse brandvold")
    text = tei.dumps(_renamed(record(), {"a": a.id, "b": b.id}))
    assert _valid(text), _dtd().error_log


def _renamed(told: StoryRecord, names: dict[str, str]) -> StoryRecord:
    from onrecord.record import dumps, loads

    text = dumps(told)
    for old, new in names.items():
        text = text.replace(f'"article": "{old}"', f'"article": "{new}"').replace(f'"id": "{old}"', f'"id": "{new}"')
        text = text.replace(f'"{old}"\n', f'"{new}"\n').replace(f'"a": "{old}"', f'"a": "{new}"')
        text = text.replace(f'"b": "{old}"', f'"b": "{new}"')
    return loads(text)


def test_tei_survives_what_xml_cannot_hold() -> None:
    assert _valid(tei.dumps(record(a=replace(A, outlet="\x00\x1b]<&\ufffe"))))
