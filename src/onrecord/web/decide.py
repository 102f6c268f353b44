"""Editors' decisions, by form and by API. They are added to the archive's log; nothing in it is ever changed."""

from __future__ import annotations

import json
import re
from typing import Any, cast, get_args

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from onrecord.archive import decisions as log
from onrecord.errors import OptionError
from onrecord.web import asked, forms
from onrecord.web.answers import json_answer, plain
from onrecord.web.desk import entries
from onrecord.web.held import opened
from onrecord.web.render import page

_LONGEST = 200  # characters of an editor's name
_MOST = 200  # ids in a subject
_ID = re.compile(r"[A-Za-z0-9]{1,100}(?:-[sp][0-9]{1,9})?")
_KINDS = frozenset(get_args(log.Kind)) - {"undo"}


def decisions_page(request: Request) -> HTMLResponse:
    """The whole log, the latest first, each with a button that takes it back."""
    with opened(request) as held:
        told = entries(log.decisions(held), archive=held)
    return page("decisions.html", log=told, token=request.app.state.form_token, editor=forms.editor(request))


async def decide_form(request: Request) -> Response:
    """A decision out of a form; back to the page it came from."""
    form = await forms.read(request)
    who = _editor(form.one("editor"))
    kind, subject = _subject(form)
    await run_in_threadpool(_decide, request, kind, subject, who, form.one("reason"))
    return forms.back(form, who)


async def undo_form(request: Request) -> Response:
    """A decision taken back by a form."""
    form = await forms.read(request)
    who = _editor(form.one("editor"))
    await run_in_threadpool(_undo, request, _number(request), who, form.one("reason"))
    return forms.back(form, who)


def _subject(form: forms.Form) -> tuple[str, dict[str, Any]]:
    """The decision of a form. Raises OptionError where nothing is chosen."""
    kind, chosen = form.one("kind"), form.all("statement")
    if kind in ("same", "distinct"):
        return kind, {"persons": form.all("person")}
    if not chosen:
        raise OptionError("No reading is chosen.", hint="Tick the readings that are meant.")
    if kind in ("speaker", "base") and len(chosen) > 1:
        raise OptionError("More than one reading is chosen.", hint="Tick the one that is meant.")
    if kind == "speaker" and not form.one("name"):
        raise OptionError("No speaker is named.", hint="Give a name, or choose that nobody knows.")
    match kind:
        case "speaker":
            return kind, {"statement": chosen[0], "name": form.one("name")}
        case "unnamed":
            return "speaker", {"statement": chosen[0], "name": None}
        case "base":
            return kind, {"statement": chosen[0]}
        case _:
            return kind, {"statements": chosen}


def list_decisions(request: Request) -> Response:
    """The log from the beginning, a page at a time."""
    most, after = asked.limit(request), asked.number(request, "after")
    with opened(request) as held:
        found = [one for one in log.decisions(held) if one.number > after]
    more = str(found[most - 1].number) if len(found) > most else None
    return json_answer(request, {"decisions": plain(tuple(found[:most])), "next": more})


async def post_decision(request: Request) -> Response:
    told = await _body(request)
    kind, subject = told.get("kind"), told.get("subject")
    if not isinstance(kind, str) or not isinstance(subject, dict):
        raise HTTPException(400, "The body is an object with `kind`, `subject`, `editor` and, if wanted, `reason`.")
    made = await run_in_threadpool(_decide, request, kind, subject, _editor(told.get("editor")), _reason(told))
    return json_answer(request, plain(made), 201)


async def post_undo(request: Request) -> Response:
    told = await _body(request)
    who, why = _editor(told.get("editor")), _reason(told)
    made = await run_in_threadpool(_undo, request, _number(request), who, why)
    return json_answer(request, plain(made), 201)


def _decide(request: Request, kind: str, subject: dict[str, Any], who: str, reason: str) -> log.Decision:
    if kind not in _KINDS:
        raise OptionError(f"There is no decision of kind {kind!r}.", hint=f"There are {', '.join(sorted(_KINDS))}.")
    with opened(request, readonly=False) as held:
        return log.decide(held, cast(log.Kind, kind), _sound(subject), editor=who, reason=reason)


def _sound(subject: dict[str, Any]) -> dict[str, Any]:
    """`subject`, its ids of the form that ids have; which keys it needs is the log's to check. Raises OptionError."""
    for key, value in subject.items():
        if key == "name" and value is not None:
            subject[key] = asked.plain_text(value, "name", longest=_LONGEST) or None
            continue
        named = value if isinstance(value, list) else [] if value is None else [value]
        if len(named) > _MOST or not all(isinstance(one, str) and _ID.fullmatch(one) for one in named):
            raise OptionError(f"`{key}` holds what is no id.", hint=f"Give ids, at most {_MOST}.")
    return subject


def _undo(request: Request, number: int, who: str, reason: str) -> log.Decision:
    with opened(request, readonly=False) as held:
        return log.undo(held, number, editor=who, reason=reason)


async def _body(request: Request) -> dict[str, Any]:
    try:
        told = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "The body is no JSON.") from error
    if not isinstance(told, dict):
        raise HTTPException(400, "The body is no object.")
    return told


def _editor(value: object) -> str:
    name = asked.plain_text(value, "editor", longest=_LONGEST)
    if not name:
        raise OptionError("Nobody signs the decision.", hint="Give a name as `editor`.")
    return name


def _reason(told: dict[str, Any]) -> str:
    return asked.plain_text(told.get("reason") or "", "reason") or ""


def _number(request: Request) -> int:
    value: str = request.path_params["number"]
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise HTTPException(404, f"There is no decision {value!r}.")
    return int(value)
