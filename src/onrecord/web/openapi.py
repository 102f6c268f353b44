"""The OpenAPI 3.1 document of the API, its schemas made from the types."""

from __future__ import annotations

from functools import cache
from typing import Any

from onrecord import __version__
from onrecord.record.schema import schema

_TEXT = {"type": "string"}
_ERROR = {
    "description": "What went wrong, with a stable code and the next step.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
}
_REFUSALS = dict.fromkeys(("400", "401", "403", "404", "413", "421", "503"), _ERROR)


@cache
def document() -> dict[str, Any]:
    """The document, as JSON-ready dicts."""
    record = schema()
    defs = record.pop("$defs")
    schemas = _moved({"StoryRecord": record, **defs})
    schemas["Error"] = {
        "type": "object",
        "required": ["error"],
        "properties": {"error": {"type": "object", "properties": {"code": _TEXT, "message": _TEXT}}},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord",
            "version": __version__,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "paths": _paths(),
        "components": {"schemas": schemas},
    }


def _moved(node: Any) -> Any:
    """References to `$defs` made references to the document's components."""
    if isinstance(node, dict):
        return {
            k: v.replace("#/$defs/", "#/components/schemas/") if k == "$ref" else _moved(v) for k, v in node.items()
        }
    return [_moved(item) for item in node] if isinstance(node, list) else node


def _paths() -> dict[str, Any]:
    days = [_query("from", "first day, ISO 8601"), _query("to", "last day, ISO 8601")]
    listed = [
        _query(n, h)
        for n, h in (("q", "words of the title"), ("outlet", "outlet"), ("person", "person"), ("day", "day"))
    ]
    paging = [_query("limit", "1 to 200"), _query("after", "cursor from `next`")]
    body = {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["words"],
                    "properties": {name: {"type": ["string", "null"]} for name in ("words", "speaker", "from", "to")},
                }
            }
        },
    }
    verify = [_query("words", "the words in question", required=True), _query("speaker", "a last name will do"), *days]
    return {
        "/openapi.json": {"get": _operation("openapi", "This document")},
        "/stories": {"get": _operation("stories", "Stories, newest first", [*listed, *paging])},
        "/stories/{story}": {
            "get": _operation("story", "The record of one story", [_path("story")], ref="StoryRecord")
        },
        "/reports/{report}": {"get": _operation("report", "A report and its versions", [_path("report")])},
        "/people": {
            "get": _operation(
                "person", "What a person said", [_query("name", "the full name", required=True), paging[0]]
            )
        },
        "/verify": {
            "get": _operation("verify", "Whether words were reported", verify),
            "post": {**_operation("verifyPost", "Whether words were reported"), "requestBody": body},
        },
    }


def _query(name: str, help_text: str, *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "description": help_text, "schema": _TEXT}


def _path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": _TEXT}


def _operation(
    name: str, summary: str, parameters: list[Any] | None = None, *, ref: str | None = None
) -> dict[str, Any]:
    told = {"$ref": f"#/components/schemas/{ref}"} if ref else {"type": "object"}
    done = {"description": summary, "content": {"application/json": {"schema": told}}}
    responses = {"200": done, "304": {"description": "Not changed"}, **_REFUSALS}
    return {"operationId": name, "summary": summary, "parameters": parameters or [], "responses": responses}
