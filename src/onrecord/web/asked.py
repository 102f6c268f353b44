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
from onrecord.web.view import Wanted

PAGE = 50
_MOST = 200
_LONGEST = 2_000


def text(request: Request, name: str) -> str | None:
    """A query value without space at its ends; None where it is missing or empty. Raises OptionError where too long."""
    return plain_text(request.query_params.get(name, ""), name)


def plain_text(value: object, name: str, *, longest: int = _LONGEST) -> str | None:
    """`value` without space at its ends; None where that is empty. Raises OptionError where it is no text that can be
    stored: too long, with a NUL or half a character."""
    if not isinstance(value, str):
        raise OptionError(f"`{name}` is no text.")
    if len(value) > longest:
        raise OptionError(f"`{name}` is over {longest} characters.", hint="Shorten it.")
    if "\x00" in value or any("\ud800" <= each <= "\udfff" for each in value):
        raise OptionError(f"`{name}` holds a NUL or half a character.", hint="Leave it out.")
    return value.strip() or None


def day(request: Request, name: str) -> str | None:
    """A query value that is an ISO day. Raises OptionError where it is none."""
    return iso_day(text(request, name), name)


def iso_day(value: str | None, name: str) -> str | None:
    """`value` as an ISO day. Raises OptionError where it is none."""
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


def number(request: Request, name: str) -> int:
    """A count that a page before ended at; 0 where none is given. Raises OptionError where it is no number."""
    value = text(request, name) or "0"
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise OptionError(f"`{name}` is {value!r}.", hint="Take it from `next` of the page before.")
    return int(value)


def mark(request: Request, length: int) -> tuple[int, int] | None:
    """The code points to mark in a text of `length`: `mark=120-161`. Raises OptionError where they are not in it."""
    value = text(request, "mark")
    if value is None:
        return None
    start, _, end = value.partition("-")
    if not all(one.isascii() and one.isdigit() and len(one) < 10 for one in (start, end)):
        raise OptionError(f"`mark` is {value!r}.", hint="Give it as 120-161.")
    if not int(start) < int(end) <= length:
        raise OptionError(f"`mark` {value!r} is not in this text.", hint=f"It has {length} characters.")
    return int(start), int(end)


def wanted(request: Request) -> Wanted:
    """What of a story is shown, and how. What is no kind, relation or look of ours shows nothing or the first look."""
    view = text(request, "view")
    return Wanted(
        speaker=text(request, "speaker"),
        kind=text(request, "kind"),
        relation=text(request, "relation"),
        witness=text(request, "witness"),
        view="side" if view == "side" else "all" if view == "all" else "inline",
        base=text(request, "base"),
    )


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
