"""Web Annotations: by a schema after the W3C's model, as JSON-LD, and back to the words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from pyld import jsonld

from onrecord.export import annotation
from onrecord.export.names import record_digest, urn
from onrecord.model import StoryRecord
from tests.sample import A, record

STANDARDS = Path(__file__).with_name("standards")
OA = "http://www.w3.org/ns/oa#"


def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads((STANDARDS / "web_annotation.schema.json").read_text(encoding="utf-8")))


def _from_disk(url: str, options: object = None) -> dict[str, Any]:
    """A document loader that knows one address and asks no network."""
    assert url == "http://www.w3.org/ns/anno.jsonld"
    context = json.loads((STANDARDS / "web_annotation.context.json").read_text(encoding="utf-8"))
    return {"contextUrl": None, "documentUrl": url, "document": context}


def _target(item: dict[str, Any]) -> dict[str, Any]:
    return item[f"{OA}hasTarget"][0]  # type: ignore[no-any-return]


def test_the_page_keeps_the_model(told: StoryRecord) -> None:
    _validator().validate(json.loads(annotation.dumps(told)))


@pytest.mark.parametrize("key", ["id", "type", "target"])
def test_the_schema_refuses_an_annotation_without(key: str) -> None:
    page = json.loads(annotation.dumps(record()))
    del page["items"][0][key]
    with pytest.raises(ValidationError):
        _validator().validate(page)


def test_json_ld_keeps_every_term(told: StoryRecord) -> None:
    expanded = jsonld.expand(json.loads(annotation.dumps(told)), {"documentLoader": _from_disk})
    items = expanded[0]["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert [item["@id"] for item in items] == [urn(record_digest(told), "statement", s.id) for s in told.statements]
    for item, statement in zip(items, told.statements, strict=True):
        assert item["@type"] == [f"{OA}Annotation"]
        position, quote = _target(item)[f"{OA}hasSelector"]
        assert position[f"{OA}start"][0]["@value"] == statement.content[0].start
        assert quote[f"{OA}exact"][0]["@value"] == statement.content[0].text
        units = position["urn:onrecord:utf16"][0]
        assert units[f"{OA}end"][0]["@value"] >= units[f"{OA}start"][0]["@value"]
    # What a context does not know is dropped in silence: nothing of ours may be.
    assert jsonld.compact(expanded, _from_disk("http://www.w3.org/ns/anno.jsonld")["document"])["startIndex"] == 0


def test_annotations_lead_back_to_the_words(told: StoryRecord) -> None:
    digest = record_digest(told)
    texts = {urn(digest, "article", a.id): a.text for a in told.articles}
    contents = [[span.text for span in s.content] for s in told.statements]
    found = []
    for item in json.loads(annotation.dumps(told))["items"]:
        words = []
        for target in item["target"]:
            text = texts[target.get("state", {}).get("cached", target["source"])]
            position, quote = target["selector"]
            words.append(text[position["start"] : position["end"]])
            assert text.startswith(
                quote["prefix"] + quote["exact"] + quote["suffix"], position["start"] - len(quote["prefix"])
            )
        found.append(words)
    assert found == contents


def test_annotations_count_utf16_units_too() -> None:
    article = replace(A, text="\U0001f30a " + A.text)
    units = annotation.target(article, article.span(3, 33), digest="0")["selector"][0]["onrecord:utf16"]
    assert units == {"start": 4, "end": 34}


def test_offsets_are_of_the_text_as_read_where_there_is_an_address() -> None:
    article = replace(A, url="https://courier.example/a")
    target = annotation.target(article, article.span(1, 5), digest="0")
    assert target["source"] == "https://courier.example/a"
    assert target["state"]["cached"] == "urn:onrecord:0:article:a"


def test_two_records_share_no_name() -> None:
    one, other = record(), record(a=replace(A, text=A.text + " More."))
    ids = [{item["id"] for item in json.loads(annotation.dumps(told))["items"]} for told in (one, other)]
    assert not ids[0] & ids[1]


def test_an_id_that_is_no_iri_is_encoded() -> None:
    assert urn("0", "article", "a b/ü:1") == "urn:onrecord:0:article:a%20b%2F%C3%BC:1"
