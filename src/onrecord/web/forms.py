"""Forms that write: bounded, and taken only from pages that this server made."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse

EDITOR_COOKIE = "onrecord-editor"
_FIELDS = 500
_LONGEST = 2_000
_OWN_PAGE = re.compile(r"/(?:stories/[\w.:-]+|people\?name=[\w.%+-]+|decisions)(?:#[\w.:-]+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Form:
    """A form's fields: every value of a name, in order."""

    fields: dict[str, list[str]]

    def one(self, name: str) -> str:
        """The first value of `name` without space at its ends, "" where there is none."""
        return self.fields.get(name, [""])[0].strip()

    def all(self, name: str) -> list[str]:
        return [value for value in self.fields.get(name, []) if value]


async def read(request: Request) -> Form:
    """The form of a POST. Raises HTTPException: 400 where it is malformed or too long, 403 where it carries no token
    of this server (`app.state.form_token`)."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(400, "A form comes as application/x-www-form-urlencoded.")
    try:
        pairs = parse_qsl(
            (await request.body()).decode("ascii"), keep_blank_values=True, max_num_fields=_FIELDS, errors="strict"
        )
    except ValueError as error:
        raise HTTPException(400, "The form cannot be read.") from error
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        if len(value) > _LONGEST or "\x00" in value:
            raise HTTPException(400, f"A field is at most {_LONGEST} characters, without NUL.")
        fields.setdefault(name, []).append(value)
    form = Form(fields)
    if not hmac.compare_digest(form.one("token").encode(), request.app.state.form_token.encode()):
        raise HTTPException(403, "This form is not from a page of this server as it runs now. Load the page again.")
    return form


def back(form: Form, editor: str) -> RedirectResponse:
    """To the page the form was on (303), where the editor's name will stand in the forms."""
    where = form.one("back")
    answer = RedirectResponse(where if _OWN_PAGE.fullmatch(where) else "/decisions", 303)
    answer.set_cookie(EDITOR_COOKIE, quote(editor), httponly=True, samesite="strict", max_age=31_536_000)
    return answer


def editor(request: Request) -> str:
    """Who decided last in this browser; "" for nobody."""
    return unquote(request.cookies.get(EDITOR_COOKIE, ""))[:200]
