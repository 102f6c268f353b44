"""The record as JSON: its schema, its laws, and what breaks them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from onrecord.record import check, dumps, schema, to_dict
from tests.sample import A, record


def test_a_record_keeps_its_own_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema()).validate(json.loads(dumps(record())))


@pytest.mark.parametrize("key", ["articles", "statements", "witnesses", "schema"])
def test_the_schema_misses_a_key(key: str) -> None:
    told = to_dict(record())
    del told[key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate(told)


def test_the_keys_are_those_of_the_contract() -> None:
    told = to_dict(record())
    assert list(told)[:4] == ["schema", "maker", "notices", "articles"]
    assert {"from", "to"} <= told["timeline"][0].keys()
    assert told["facts"][0]["differs"][0]["kind"] == "number"
    assert told["statements"][0]["content"] == [
        {"article": "a", "start": 1, "end": 31, "text": "We will not gamble with lives,"}
    ]


def test_a_span_that_no_longer_fits_is_refused() -> None:
    whole = record()
    moved = replace(A, text="x" + A.text[1:31] + "!" + A.text[32:])
    with pytest.raises(ValueError, match="does not fit"):
        dumps(replace(whole, articles=(replace(moved, text=" " + A.text), whole.articles[1])))


def _sound() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(dumps(record()))
    return told


def test_check_finds_nothing_in_a_sound_record() -> None:
    assert check(_sound()) == ()


def test_check_finds_each_fault() -> None:
    faults = []
    for break_it in (
        lambda told: told["statements"][0]["content"][0].update(start=2),
        lambda told: told["statements"][0].update(speaker="nobody"),
        lambda told: told["utterances"][0]["versions"].pop(),
        lambda told: told["witnesses"].pop(),
        lambda told: told["utterances"][1].update(fullest="no such"),
    ):
        told = _sound()
        break_it(told)
        faults.append(len(check(told)))
    assert all(faults), faults
