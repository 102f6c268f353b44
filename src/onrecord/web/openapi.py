"""The OpenAPI 3.1 document of the API, its schemas made from the types."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

from onrecord import __version__, model
from onrecord.archive.decisions import Decision
from onrecord.archive.decisions import Kind as DecisionKind
from onrecord.archive.people import Namesake
from onrecord.archive.said import Said
from onrecord.archive.stories import Story
from onrecord.archive.verdict import Verdict
from onrecord.record.schema import schema, schema_of

KINDS: tuple[str, ...] = get_args(model.Kind)
_TEXT = {"type": "string", "maxLength": 2_000}
_DAY = {"type": "string", "format": "date"}
_LIMIT = {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}
_NEXT = {"description": "The cursor of the page that follows; null after the last.", "type": ["string", "null"]}
_REFUSALS = {
    "400": "Something asked for is malformed",
    "401": "The token is missing",
    "403": "A write from a page of another server",
    "404": "There is no such thing in the archive",
    "405": "The address does not take this method",
    "413": "The body is too large",
    "421": "The server does not answer to that host name",
    "503": "The archive cannot be used now",
}


@cache
def document() -> dict[str, Any]:
    """The document, as JSON-ready dicts."""
    record = schema()
    defs: dict[str, Any] = record.pop("$defs")
    for cls in (Story, Said, Namesake, Verdict, Decision, model.Article, model.Statement):
        schema_of(cls, defs)
    schemas = _moved({"StoryRecord": record, **defs})
    del schemas["StoryRecord"]["$schema"]
    schemas["Error"] = _object({"error": _object({"code": {"type": "string"}, "message": {"type": "string"}})})
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "onrecord",
            "version": __version__,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {**_reading(), **_deciding()},
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


def _moved(node: Any) -> Any:
    """References to `$defs` made references to the document's components."""
    if isinstance(node, dict):
        return {
            k: v.replace("#/$defs/", "#/components/schemas/") if k == "$ref" else _moved(v) for k, v in node.items()
        }
    return [_moved(item) for item in node] if isinstance(node, list) else node


def _reading() -> dict[str, Any]:
    filters = [
        _query("q", "words of the title"),
        _query("outlet", "an outlet's name"),
        _query("person", "who speaks; a last name will do"),
        _query("day", "a day on which it was reported", _DAY),
    ]
    limit, after = _query("limit", "how many at most", _LIMIT), _query("after", "cursor: `next` of the page before")
    words = [_query("words", "the words in question", required=True), _query("speaker", "a last name will do")]
    days = [_query("from", "first day", _DAY), _query("to", "last day", _DAY)]
    body = {name: {**schema, "type": [schema["type"], "null"]} for name, schema in _VERIFY.items()}
    body["words"] = _VERIFY["words"]
    report = _object({"article": _ref("Article"), "versions": _list(_STRING), "statements": _list(_ref("Statement"))})
    people = _object({"people": _list(_object({"person": _ref("Namesake"), "statements": _list(_ref("Said"))}))})
    stories = _object({"stories": _list(_ref("Story")), "next": _NEXT})
    said = _object({"statements": _list(_ref("Said")), "next": _NEXT})
    story = _object({"story": _ref("Story"), "reports": _list(_STRING)})
    of_report, of_kind = _query("report", "id of a report or a version"), _query("kind", "a kind", {"enum": KINDS})
    name = _query("name", "a full or a last name", required=True)
    return {
        "/openapi.json": {"get": _operation("openapi", "This document", {"type": "object"})},
        "/stories": {"get": _operation("stories", "Stories, newest first", stories, [*filters, limit, after])},
        "/stories/{story}": {"get": _operation("story", "A story and its reports", story, [_path("story")])},
        "/records/{story}": {
            "get": _operation("record", "The record of a story, as decided", _ref("StoryRecord"), [_path("story")])
        },
        "/reports/{report}": {"get": _operation("report", "A report and its versions", report, [_path("report")])},
        "/statements": {
            "get": _operation("statements", "Statements as taken in", said, [of_report, of_kind, limit, after])
        },
        "/people": {"get": _operation("people", "The people of a name, and what they said", people, [name, limit])},
        "/verify": {
            "get": _operation("verify", "Whether words were reported", _ref("Verdict"), [*words, *days]),
            "post": {
                **_operation("verifyPost", "Whether words were reported", _ref("Verdict")),
                "requestBody": _body(body, ["words"]),
            },
        },
    }


def _deciding() -> dict[str, Any]:
    signed = {
        "editor": {"type": "string", "minLength": 1, "maxLength": 200},
        "reason": {"type": ["string", "null"], "maxLength": 2_000},
    }
    kinds = [kind for kind in get_args(DecisionKind) if kind != "undo"]
    made = {"kind": {"enum": kinds}, "subject": {"type": "object", "description": _SUBJECTS}, **signed}
    listed = _object({"decisions": _list(_ref("Decision")), "next": _NEXT})
    paging = [_query("limit", "how many at most", _LIMIT), _query("after", "cursor: `next` of the page before")]
    return {
        "/decisions": {
            "get": _operation("decisions", "What editors decided, in order", listed, paging),
            "post": {
                **_operation("decide", "Add a decision to the log", _ref("Decision"), done="201"),
                "requestBody": _body(made, ["kind", "subject", "editor"]),
            },
        },
        "/decisions/{number}/undo": {
            "post": {
                **_operation("undo", "Take a decision back", _ref("Decision"), [_path("number")], done="201"),
                "requestBody": _body(signed, ["editor"]),
            }
        },
    }


_SUBJECTS = (
    "By kind: split, merge {statements: [id]}; base {statement: id}; speaker {statement: id, name: string or null}; "
    "story {reports: [id], story: id or null}; same, distinct {persons: [id]}"
)
_STRING = {"type": "string"}
_VERIFY: dict[str, dict[str, Any]] = {
    "words": {"type": "string", "minLength": 1, "maxLength": 10_000},
    "speaker": {"type": "string", "maxLength": 10_000},
    "from": _DAY,
    "to": _DAY,
}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _query(
    name: str, help_text: str, schema: dict[str, Any] | None = None, *, required: bool = False
) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": required,
        "description": help_text,
        "schema": schema or ({**_TEXT, "minLength": 1} if required else _TEXT),
    }


def _path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {**_STRING, "minLength": 1}}


def _body(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    told = {"type": "object", "properties": properties, "required": required}
    return {"required": True, "content": {"application/json": {"schema": told}}}


def _operation(
    name: str, summary: str, told: dict[str, Any], parameters: list[Any] | None = None, *, done: str = "200"
) -> dict[str, Any]:
    etag = {"etag": {"description": "Of this very answer", "schema": _STRING}}
    answer = {"description": summary, "headers": etag, "content": {"application/json": {"schema": told}}}
    unchanged = {"304": {"description": "Not changed since the given ETag"}} if done == "200" else {}
    refusals = {
        status: {"description": text, "content": {"application/json": {"schema": _ref("Error")}}}
        for status, text in _REFUSALS.items()
    }
    responses = {done: answer, **unchanged, **refusals}
    return {"operationId": name, "summary": summary, "parameters": parameters or [], "responses": responses}
