"""The HTTP API, version 1: JSON, one error shape, stable cursors, ETags. Described by its own OpenAPI document."""

from __future__ import annotations

import json
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.archive.browse import find_stories, versions_of
from onrecord.archive.load import article, statements, version_number
from onrecord.archive.people import called
from onrecord.archive.said import said, statements_after
from onrecord.archive.stories import members, story_of
from onrecord.archive.verify import verify
from onrecord.errors import NotInArchive, OptionError
from onrecord.record import to_dict
from onrecord.web import asked, decide
from onrecord.web.answers import json_answer, plain
from onrecord.web.held import opened, record_of
from onrecord.web.openapi import KINDS, document


def routes() -> list[Route]:
    """Every route under `/api/v1`."""
    return [
        Route("/openapi.json", openapi, methods=["GET"]),
        Route("/stories", list_stories, methods=["GET"]),
        Route("/stories/{story}", one_story, methods=["GET"]),
        Route("/records/{story}", one_record, methods=["GET"]),
        Route("/reports/{report}", one_report, methods=["GET"]),
        Route("/statements", list_statements, methods=["GET"]),
        Route("/people", list_people, methods=["GET"]),
        Route("/verify", verify_get, methods=["GET"]),
        Route("/verify", verify_post, methods=["POST"]),
        Route("/decisions", decide.list_decisions, methods=["GET"]),
        Route("/decisions", decide.post_decision, methods=["POST"]),
        Route("/decisions/{number}/undo", decide.post_undo, methods=["POST"]),
    ]


def openapi(request: Request) -> Response:
    return json_answer(request, document())


def list_stories(request: Request) -> Response:
    most = asked.limit(request)
    with opened(request) as held:
        found = find_stories(held, asked.filters(request), limit=most, after=asked.cursor(request))
    return json_answer(request, {"stories": plain(found), "next": asked.next_cursor(found, most)})


def one_story(request: Request) -> Response:
    name = request.path_params["story"]
    with opened(request) as held:
        told = {"story": plain(story_of(held, name)), "reports": list(members(held, name))}
    return json_answer(request, told)


def one_record(request: Request) -> Response:
    record = record_of(request, request.path_params["story"])
    return json_answer(request, to_dict(record))


def one_report(request: Request) -> Response:
    name = request.path_params["report"]
    with opened(request) as held:
        versions = versions_of(held, name)
        with held.reading() as connection:
            shown = name if name in versions else versions[-1]
            source = article(connection, version_number(connection, shown))
            told = {"article": plain(source), "versions": versions, "statements": plain(statements(connection, source))}
    return json_answer(request, told)


def list_statements(request: Request) -> Response:
    kind = asked.text(request, "kind")
    if kind is not None and kind not in KINDS:
        raise OptionError(f"`kind` is {kind!r}.", hint=f"Give one of {', '.join(KINDS)}.")
    with opened(request) as held:
        found, after = statements_after(
            held,
            asked.number(request, "after"),
            limit=asked.limit(request),
            report=asked.text(request, "report"),
            kind=kind,
        )
    return json_answer(request, {"statements": plain(found), "next": None if after is None else str(after)})


def list_people(request: Request) -> Response:
    name = asked.text(request, "name")
    if name is None:
        raise OptionError("No name is given.", hint="Give a full or a last name as `name`.")
    with opened(request) as held:
        found = called(held, name)
        if not found:
            raise NotInArchive(f"Nobody of the name {name!r} speaks in this archive.")
        most = asked.limit(request)
        told = [{"person": plain(one), "statements": plain(said(held, one.persons, limit=most))} for one in found]
    return json_answer(request, {"people": told})


def verify_get(request: Request) -> Response:
    return _verdict(request, {name: asked.text(request, name) for name in _VERIFY})


async def verify_post(request: Request) -> Response:
    try:
        told = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "The body is no JSON.") from error
    if not isinstance(told, dict) or not all(isinstance(told.get(k), str | None) for k in _VERIFY):
        raise HTTPException(400, f"The body is an object of strings: {', '.join(_VERIFY)}.")
    words = {name: asked.plain_text(told.get(name) or "", name, longest=_LONGEST) for name in _VERIFY}
    return await run_in_threadpool(_verdict, request, words)


_VERIFY = ("words", "speaker", "from", "to")
_LONGEST = 10_000


def _verdict(request: Request, told: dict[str, Any]) -> Response:
    first, last = (asked.iso_day(told[name], name) for name in ("from", "to"))
    with opened(request, readonly=False) as held:
        verdict = verify(held, told["words"] or "", speaker=told["speaker"], date_from=first, date_to=last)
    return json_answer(request, plain(verdict))
