"""The wordings of a record as a TEI critical apparatus: `<app>` with a `<rdg wit>` a witness.

TEI P5, chapter 13 (Critical Apparatus): https://tei-c.org/release/doc/tei-p5-doc/en/html/TC.html
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from onrecord.export.story import Story, content_text
from onrecord.export.visible import visible
from onrecord.model import Statement, StoryRecord, Utterance

_NS = "http://www.tei-c.org/ns/1.0"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_NOT_A_NAME = re.compile(r"[^A-Za-z0-9_.-]")


def dumps(record: StoryRecord) -> str:
    """A TEI document: the reports as witnesses, an apparatus entry an utterance, the base reading as lemma."""
    story = Story(record)
    root = Element("TEI", {"xmlns": _NS})
    _header(root, story)
    body = SubElement(SubElement(root, "text"), "body")
    for number, utterance in enumerate(record.utterances, 1):
        _entry(body, story, utterance, number)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _header(root: Element, story: Story) -> None:
    description = SubElement(SubElement(root, "teiHeader"), "fileDesc")
    SubElement(SubElement(description, "titleStmt"), "title").text = "Readings of what was said"
    SubElement(SubElement(description, "publicationStmt"), "p").text = f"Made by onrecord {story.record.maker.version}."
    witnesses = SubElement(SubElement(description, "sourceDesc"), "listWit")
    for article in story.record.articles:
        witness = SubElement(witnesses, "witness", {_XML_ID: _name(article.id)})
        published = f", {article.published.value}" if article.published else ""
        witness.text = visible(f"{article.outlet or article.id}{published}")


def _entry(body: Element, story: Story, utterance: Utterance, number: int) -> None:
    division = SubElement(body, "ab", {_XML_ID: f"u{number}"})
    base = story.base(utterance)
    said = SubElement(division, "said", {"who": f"#{_name(utterance.speaker)}"} if utterance.speaker else {})
    app = SubElement(said, "app")
    _reading(app, "lem", base, None)
    for reading, pair in story.others(utterance):
        _reading(app, "rdg", reading, pair.relation if pair else None)


def _reading(app: Element, tag: str, statement: Statement, relation: str | None) -> None:
    attributes = {"wit": f"#{_name(statement.article)}"}
    if relation:
        attributes["type"] = relation
    SubElement(app, tag, attributes).text = visible(content_text(statement))


def _name(text: str) -> str:
    """`text` as an XML name: ids may hold what a name may not."""
    return "x-" + _NOT_A_NAME.sub(lambda match: f"_{ord(match.group()):x}_", text)
