"""The record's own JSON: by its JSON Schema, and read back."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from onrecord.errors import RecordError
from onrecord.export.formats import TEXTS
from onrecord.model import StoryRecord
from onrecord.record import dumps, loads, schema
from tests.sample import record


def test_the_json_keeps_its_schema(told: StoryRecord) -> None:
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(json.loads(TEXTS["json"](told)))


def test_a_record_read_back_is_the_same_record(told: StoryRecord) -> None:
    assert loads(TEXTS["json"](told)) == told


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"schema": "onrecord/story-record/1"}', dumps(record()).replace('"start": 1,', '"start": 2,', 1)],
)
def test_what_is_no_sound_record_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        loads(text)
