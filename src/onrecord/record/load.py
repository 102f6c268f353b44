"""A story record read back from its JSON."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from onrecord.errors import RecordError
from onrecord.model import Fact, StoryRecord, TimelineEntry
from onrecord.record.check import check
from onrecord.record.write import SCHEMA

_RENAMED = {"first": "from", "last": "to"}


def loads(text: str) -> StoryRecord:
    """The record that `dumps` wrote. Keys it does not know are passed over: later versions add some.

    Raises RecordError where the text is no story record, or one whose spans do not fit its texts.
    """
    try:
        told = json.loads(text)
    except ValueError as error:
        raise RecordError(f"This is no JSON: {error}.") from error
    if not isinstance(told, Mapping) or told.get("schema") != SCHEMA:
        raise RecordError(f"This is no story record: its `schema` is not {SCHEMA!r}.")
    try:
        record: StoryRecord = _build(StoryRecord, told)
        faults = check(told)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise RecordError(f"A key of the record is missing or of the wrong kind ({error}).") from error
    if faults:
        raise RecordError(f"The record breaks its own laws: {faults[0]} (and {len(faults) - 1} more).")
    return record


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _build(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin is tuple:
        return tuple(_build(get_args(hint)[0], item) for item in _a_list(value))
    if origin in (Union, types.UnionType):
        parts = [part for part in get_args(hint) if part is not type(None)]
        return None if value is None else _build(parts[0], value)
    if origin is Literal:
        if value not in get_args(hint):
            raise TypeError(f"{value!r} is none of {get_args(hint)}")
        return value
    if is_dataclass(hint) and isinstance(hint, type):
        return _object(hint, value)
    wanted = (int, float) if hint is float else hint
    if not isinstance(value, wanted) or (hint is int and isinstance(value, bool)):
        raise TypeError(f"{value!r} is no {hint.__name__}")
    return value


def _a_list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return value


def _object(cls: type, value: Mapping[str, Any]) -> Any:
    built = {}
    for item in fields(cls):
        name = _RENAMED.get(item.name, item.name) if cls is TimelineEntry else item.name
        empty: Any = [] if cls is Fact and item.name == "differs" and value[name] is None else value[name]
        built[item.name] = _build(_hints(cls)[item.name], empty)
    return cls(**built)
