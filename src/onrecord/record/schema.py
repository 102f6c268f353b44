"""The JSON Schema (2020-12) of a story record, made from the types of `model`."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from onrecord import model
from onrecord.record.write import SCHEMA

_RENAMED = {("TimelineEntry", "first"): "from", ("TimelineEntry", "last"): "to"}
_PROBABILITY = {"type": "number", "minimum": 0, "maximum": 1}


def schema() -> dict[str, Any]:
    """The schema as a dict. `$defs` has one entry a type of the model, named as in the code."""
    defs: dict[str, Any] = {}
    top = _object(model.StoryRecord, defs)
    top["properties"] = {"schema": {"const": SCHEMA}, **top["properties"]}
    top["required"] = ["schema", *top["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "onrecord story record, version 1",
        **top,
        "$defs": dict(sorted(defs.items())),
    }


def schema_of(cls: type, defs: dict[str, Any]) -> dict[str, Any]:
    """The schema of one dataclass as `record.write.plain` writes it; what it refers to is added to `defs`."""
    return _of(cls, defs)


def _object(cls: type, defs: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    properties: dict[str, Any] = {}
    for item in fields(cls):
        name = _RENAMED.get((cls.__name__, item.name), item.name)
        properties[name] = _of(hints[item.name], defs)
    for name in {"confidence", "share_a", "share_b"} & properties.keys():
        properties[name] = _PROBABILITY
    if cls is model.Fact:
        properties["differs"] = {"anyOf": [{"type": "null"}, properties["differs"]]}
    description = (cls.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")
    required = list(properties)
    return {"type": "object", "description": description, "properties": properties, "required": required}


def _of(hint: Any, defs: dict[str, Any]) -> dict[str, Any]:
    simple = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
    if hint in simple:
        return {"type": simple[hint]}
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if get_origin(hint) in (Union, types.UnionType):
        return {"anyOf": [_of(part, defs) for part in get_args(hint)]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _of(get_args(hint)[0], defs)}
    if get_origin(hint) is Mapping:
        return {"type": "object"}
    if is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in defs:
            defs[hint.__name__] = {}
            defs[hint.__name__] = _object(hint, defs)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    raise TypeError(f"no schema for {hint!r}")
