"""The HTTP API, version 1: JSON, one error shape, stable cursors, ETags. Described by its own OpenAPI document."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from onrecord import pipeline
from onrecord.archive.browse import find_stories, said_by, versions_of
from onrecord.archive.load import article, statements, version_number
from onrecord.archive.store import Archive
from onrecord.archive.story_record import story_record
from onrecord.archive.verify import verify
from onrecord.record import to_dict
from onrecord.record.write import plain
from onrecord.web import asked
from onrecord.web.openapi import document


def routes() -> list[Route]:
    """Every route under `/api/v1`."""
    return [
        Route("/openapi.json", openapi),
        Route("/stories", list_stories),
        Route("/stories/{story}", one_story),
        Route("/reports/{report}", one_report),
        Route("/people", one_person),
        Route("/verify", verify_get, methods=["GET"]),
        Route("/verify", verify_post, methods=["POST"]),
    ]


def openapi(request: Request) -> Response:
    return _json(request, document())


def list_stories(request: Request) -> Response:
    most = asked.limit(request)
    with _archive(request) as held:
        found = find_stories(held, asked.filters(request), limit=most, after=asked.cursor(request))
    return _json(request, {"stories": plain(found), "next": asked.next_cursor(found, most)})


def one_story(request: Request) -> Response:
    with _archive(request, readonly=False) as held:
        return _json(request, to_dict(story_record(held, request.path_params["story"], compare=pipeline.compare)))


def one_report(request: Request) -> Response:
    with _archive(request) as held:
        versions = versions_of(held, request.path_params["report"])
        with held.reading() as connection:
            latest = article(connection, version_number(connection, versions[-1]))
            told = {"article": plain(latest), "versions": versions, "statements": plain(statements(connection, latest))}
    return _json(request, told)


def one_person(request: Request) -> Response:
    with _archive(request) as held:
        said = said_by(held, asked.text(request, "name") or "", limit=asked.limit(request))
    return _json(request, {"statements": plain(said)})


def verify_get(request: Request) -> Response:
    words = {name: asked.text(request, name) for name in ("words", "speaker")}
    return _verdict(request, {**words, "from": asked.day(request, "from"), "to": asked.day(request, "to")})


async def verify_post(request: Request) -> Response:
    try:
        told = json.loads(await request.body())
    except ValueError as error:
        raise HTTPException(400, "The body is no JSON.") from error
    if not isinstance(told, dict) or not all(isinstance(told.get(k), str | None) for k in _VERIFY):
        raise HTTPException(400, f"The body is an object of strings: {', '.join(_VERIFY)}.")
    return _verdict(request, told)


_VERIFY = ("words", "speaker", "from", "to")


def _verdict(request: Request, told: dict[str, Any]) -> Response:
    with _archive(request, readonly=False) as held:
        verdict = verify(
            held,
            told.get("words") or "",
            speaker=told.get("speaker"),
            date_from=told.get("from"),
            date_to=told.get("to"),
        )
    return _json(request, plain(verdict))


def _archive(request: Request, *, readonly: bool = True) -> Archive:
    return Archive.open(request.app.state.archive, readonly=readonly)


def _json(request: Request, told: Any) -> Response:
    response = JSONResponse(told)
    tag = f'"{hashlib.sha256(response.body).hexdigest()[:32]}"'
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"etag": tag})
    response.headers["etag"] = tag
    return response
