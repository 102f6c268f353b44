"""What a request asks for, read from its address: bounded, and refused where it is malformed."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import date

from starlette.requests import Request

from onrecord.archive.browse import Cursor, Filters
from onrecord.archive.stories import Story
from onrecord.errors import OptionError

PAGE = 50
_MOST = 200
_LONGEST = 2_000


def text(request: Request, name: str) -> str | None:
    """A query value without space at its ends; None where it is missing or empty. Raises OptionError where too long."""
    value = request.query_params.get(name, "").strip()
    if len(value) > _LONGEST:
        raise OptionError(f"`{name}` is over {_LONGEST} characters.", hint="Shorten it.")
    if "\x00" in value:
        raise OptionError(f"`{name}` holds a NUL character.", hint="Leave it out.")
    return value or None


def day(request: Request, name: str) -> str | None:
    """A query value that is an ISO day. Raises OptionError where it is none."""
    value = text(request, name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise OptionError(f"`{name}` {value!r} is no day.", hint="Give it as 2025-11-20.") from error


def limit(request: Request) -> int:
    """How many rows: 1 to 200. Raises OptionError otherwise."""
    value = text(request, "limit") or str(PAGE)
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= _MOST):
        raise OptionError(f"`limit` is {value!r}.", hint=f"Give a number from 1 to {_MOST}.")
    return int(value)


def filters(request: Request) -> Filters:
    """The filters of a page of stories."""
    return Filters(text(request, "q"), text(request, "outlet"), text(request, "person"), day(request, "day"))


def cursor(request: Request) -> Cursor | None:
    """Where the page before ended. Raises OptionError where the cursor is not one of ours."""
    value = text(request, "after")
    if value is None:
        return None
    try:
        last, story = json.loads(base64.urlsafe_b64decode(value.encode("ascii")))
        if not (isinstance(last, str) and isinstance(story, str)):
            raise ValueError
    except (ValueError, TypeError, binascii.Error) as error:
        raise OptionError("`after` is no cursor of ours.", hint="Take it from `next` of the page before.") from error
    return Cursor(last, story)


def next_cursor(found: tuple[Story, ...], most: int) -> str | None:
    """The cursor of the page that follows; None after the last."""
    if len(found) < most:
        return None
    return base64.urlsafe_b64encode(json.dumps([found[-1].last or "", found[-1].id]).encode()).decode()
