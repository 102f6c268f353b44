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
_NOT_A_NAME = re.compile(r"[^A-Za-z0-9.-]")


def dumps(record: StoryRecord) -> str:
    """A TEI document: the reports as witnesses, an apparatus entry an utterance, the base reading as lemma.

    Statements of the same in other words are notes to the entry. Raises RecordError where a span does not fit its text.
    """
    story = Story(record)
    root = Element("TEI", {"xmlns": _NS})
    _header(root, story)
    body = SubElement(SubElement(root, "text"), "body")
    for number, utterance in enumerate(record.utterances, 1):
        _entry(body, story, utterance, number)
    if not record.utterances:
        SubElement(body, "p").text = "Nothing in quotation marks."
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _header(root: Element, story: Story) -> None:
    header = SubElement(root, "teiHeader")
    description = SubElement(header, "fileDesc")
    SubElement(SubElement(description, "titleStmt"), "title").text = "Readings of what was said"
    SubElement(SubElement(description, "publicationStmt"), "p").text = f"Made by onrecord {story.record.maker.version}."
    witnesses = SubElement(SubElement(description, "sourceDesc"), "listWit")
    for article in story.record.articles:
        witness = SubElement(witnesses, "witness", {_XML_ID: _name("w", article.id)})
        published = f", {article.published.value}" if article.published else ""
        witness.text = visible(f"{article.outlet or article.id}{published}")
    encoding = SubElement(header, "encodingDesc")
    SubElement(encoding, "variantEncoding", {"method": "parallel-segmentation", "location": "internal"})
    _speakers(header, story)


def _speakers(header: Element, story: Story) -> None:
    """Everybody who speaks in the apparatus, so that each `who` leads somewhere."""
    speaking = {utterance.speaker for utterance in story.record.utterances}
    people = [person for person in story.record.people if person.id in speaking]
    if people:
        listed = SubElement(SubElement(SubElement(header, "profileDesc"), "particDesc"), "listPerson")
    for person in people:
        one = SubElement(listed, "person", {_XML_ID: _name("p", person.id), "role": person.type})
        SubElement(one, "persName").text = visible(person.name)


def _entry(body: Element, story: Story, utterance: Utterance, number: int) -> None:
    division = SubElement(body, "ab", {_XML_ID: f"u{number}"})
    base = story.base(utterance)
    said = SubElement(division, "said", {"who": f"#{_name('p', utterance.speaker)}"} if utterance.speaker else {})
    app = SubElement(said, "app")
    _reading(app, "lem", base, None)
    for reading, pair in story.others(utterance):
        _reading(app, "rdg", reading, pair.relation if pair else None)
    for paraphrase in utterance.paraphrases:
        told = story.statements[paraphrase]
        note = SubElement(app, "note", {"type": "paraphrase", "source": f"#{_name('w', told.article)}"})
        note.text = visible(content_text(told))


def _reading(app: Element, tag: str, statement: Statement, relation: str | None) -> None:
    attributes = {"wit": f"#{_name('w', statement.article)}"}
    if relation:
        attributes["type"] = relation
    SubElement(app, tag, attributes).text = visible(content_text(statement))


def _name(kind: str, text: str) -> str:
    """`text` as an XML name of its own among the names of all kinds: ids may hold what a name may not."""
    return f"{kind}-" + _NOT_A_NAME.sub(lambda match: f"_{ord(match.group()):x}_", text)
