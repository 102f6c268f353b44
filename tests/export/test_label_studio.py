"""Label Studio tasks: their regions select their text, in the units that a browser counts."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from onrecord.export import label_studio
from onrecord.model import StoryRecord
from tests.sample import A, record


def _regions(task: dict[str, Any]) -> list[dict[str, Any]]:
    return [r for r in task["predictions"][0]["result"] if r["type"] == "labels"]


def test_regions_select_their_text(told: StoryRecord) -> None:
    tasks = json.loads(label_studio.dumps(told))
    assert [task["data"]["id"] for task in tasks] == [article.id for article in told.articles]
    for task in tasks:
        units = task["data"]["text"].encode("utf-16-le")
        assert _regions(task)
        for region in _regions(task):
            value = region["value"]
            assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]


def test_offsets_count_as_a_browser_does() -> None:
    # The first report's spans all move by one code point, which is two units.
    told = record()
    text = "\U0001f30a" + A.text
    moved = replace(A, text=text)
    statement = replace(
        told.statements[0],
        content=(moved.span(2, 32),),
        cue=None,
        source=None,
    )
    empty = replace(told, articles=(moved,), people=(), statements=(replace(statement, speaker=None),), utterances=())
    bare = replace(empty, copying=(), facts=(), timeline=(), notices=(), witnesses=(("a",),))
    region = _regions(json.loads(label_studio.dumps(bare))[0])[0]
    assert (region["value"]["start"], region["value"]["end"]) == (3, 33)


def test_the_interface_knows_every_label(told: StoryRecord) -> None:
    interface = ElementTree.fromstring(label_studio.INTERFACE)
    labels = {label.get("value") for label in interface.iter("Label")}
    shown = {tag.get("name"): tag for tag in interface.iter() if tag.get("name")}
    for task in json.loads(label_studio.dumps(told)):
        assert shown["text"].get("value") == "$text"
        for region in _regions(task):
            assert set(region["value"]["labels"]) <= labels
            assert {region["from_name"], region["to_name"]} <= set(shown)


def test_relations_lead_to_regions(told: StoryRecord) -> None:
    for task in json.loads(label_studio.dumps(told)):
        ids = [region["id"] for region in _regions(task)]
        assert len(ids) == len(set(ids))
        relations = [r for r in task["predictions"][0]["result"] if r["type"] == "relation"]
        assert {end for r in relations for end in (r["from_id"], r["to_id"])} <= set(ids)


def test_label_studio_takes_the_predictions(told: StoryRecord) -> None:
    interface = pytest.importorskip("label_studio_sdk.label_interface", reason="label-studio-sdk is not installed")
    held = interface.LabelInterface(label_studio.INTERFACE)
    for task in json.loads(label_studio.dumps(told)):
        assert held.validate_prediction(task["predictions"][0], return_errors=True) == []
