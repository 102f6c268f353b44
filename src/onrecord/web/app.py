"""The pages and the HTTP API over one archive. Every request opens the archive for itself."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from onrecord import pipeline
from onrecord.archive.story_record import Compare
from onrecord.errors import NotInArchive, OnrecordError, OptionError
from onrecord.web import api, decide, pages
from onrecord.web.guard import Guard, Rules, problem
from onrecord.web.render import page


def application(archive: Path, *, rules: Rules | None = None, compare: Compare = pipeline.compare) -> Guard:
    """The ASGI application over the archive at `archive`; `rules` say who may ask (default: this machine only).

    `compare` makes a record out of a story's reports, where the archive has none that still holds.
    """
    routes = [
        Route("/", pages.stories),
        Route("/stories/{story}", pages.story),
        Route("/reports/{report}", pages.report),
        Route("/people", pages.person),
        Route("/verify", pages.verify),
        Route("/decisions", decide.decisions_page, methods=["GET"]),
        Route("/decisions", decide.decide_form, methods=["POST"]),
        Route("/decisions/{number}/undo", decide.undo_form, methods=["POST"]),
        Mount("/api/v1", routes=api.routes()),
        Mount("/static", StaticFiles(packages=[("onrecord.web", "static")])),
    ]
    handlers: dict[Any, Callable[[Request, Exception], Response]] = {
        OnrecordError: _refused,
        HTTPException: _http,
        Exception: _failed,
    }
    app = Starlette(routes=routes, exception_handlers=handlers)
    app.state.archive = archive
    app.state.compare = compare
    app.state.form_token = secrets.token_urlsafe(24)  # what only our own pages know: forms carry it
    return Guard(app, rules=rules or Rules())


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, OnrecordError)
    status = 404 if isinstance(error, NotInArchive) else 400 if isinstance(error, OptionError) else 503
    return _answer(request, status, error.code, f"{error.message} {error.hint}".strip())


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = _answer(request, error.status_code, f"http-{error.status_code}", str(error.detail))
    answer.headers.update(error.headers or {})
    return answer


def _failed(request: Request, error: Exception) -> Response:
    return _answer(request, 500, "internal", "Something went wrong here; the log of `onrecord serve` has it.")


def _answer(request: Request, status: int, code: str, message: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse(problem(code, message), status)
    return page("problem.html", status=status, code=code, message=message)
