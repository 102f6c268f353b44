"""schema.org: only types and properties that it has, where it has them, and never a rating."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from pyld import jsonld

from onrecord.export import schema_org
from onrecord.model import StoryRecord
from tests.sample import A, record

STANDARDS = Path(__file__).with_name("standards")
_KNOWN: dict[str, dict[str, str]] = json.loads((STANDARDS / "schema_org.json").read_text(encoding="utf-8"))
_IS_A = {"NewsArticle": "CreativeWork", "Quotation": "CreativeWork", "Claim": "CreativeWork"}


def _local(url: str, options: object = None) -> dict[str, Any]:
    """The context of schema.org in one line: every term is one of its own."""
    assert url == "https://schema.org"
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": {"@vocab": "https://schema.org/"}}}


def _faults(graph: list[dict[str, Any]]) -> list[str]:
    types = {node["@id"]: node["@type"] for node in graph}
    return [fault for node in graph for fault in _node_faults(node, types)]


def _node_faults(node: dict[str, Any], types: dict[str, str]) -> list[str]:
    found = []
    for key, value in node.items():
        if key.startswith("@"):
            continue
        wanted = _KNOWN.get(node["@type"], {}).get(key)
        if wanted is None:
            found.append(f"{key} on {node['@type']}")
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                kind = types.get(one.get("@id", "")) or one.get("@type", "nothing")
                if kind not in wanted and _IS_A.get(kind) != wanted:
                    found.append(f"{key} holds a {kind}")
                if "@type" in one:
                    found += _node_faults(one, types)
            elif wanted not in ("Text", "URL", "Date"):
                found.append(f"{key} holds a text")
    return found


def test_only_what_schema_org_has(told: StoryRecord) -> None:
    graph = json.loads(schema_org.dumps(told))["@graph"]
    assert _faults(graph) == []
    assert {node["@type"] for node in graph} >= {"NewsArticle", "Person", "Quotation", "Claim"}


def test_the_check_finds_what_schema_org_has_not() -> None:
    graph = json.loads(schema_org.dumps(record()))["@graph"]
    quotation = next(node for node in graph if node["@type"] == "Quotation")
    quotation |= {"speaker": "x", "spokenByCharacter": {"@id": graph[0]["@id"]}}
    assert _faults(graph) == ["spokenByCharacter holds a NewsArticle", "speaker on Quotation"]


def test_nothing_is_rated(told: StoryRecord) -> None:
    text = schema_org.dumps(told).lower()
    assert "rating" not in text
    assert "claimreview" not in text


def test_json_ld_has_every_node(told: StoryRecord) -> None:
    nodes = jsonld.flatten(json.loads(schema_org.dumps(told)), None, {"documentLoader": _local})
    quotations = [node for node in nodes if node["@type"] == ["https://schema.org/Quotation"]]
    named = [node for node in quotations if not node["@id"].startswith("_:")]
    assert len(named) == len(told.utterances)
    assert all(node["https://schema.org/isPartOf"] for node in quotations)


def test_no_tag_closes_in_a_page() -> None:
    told = record(a=replace(A, outlet="</script><script>alert(1)</script><!--"))
    text = schema_org.dumps(told)
    assert "<" not in text
    assert json.loads(text)["@graph"][0]["publisher"]["name"] == "</script><script>alert(1)</script><!--"
