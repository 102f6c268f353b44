"""JSON, JSON Lines and CSV → drafts, whatever the tool that wrote them calls its fields."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from io import StringIO
from typing import Any

from onrecord import lexicon
from onrecord.errors import BadRow, EmptyInput, InputError
from onrecord.read.draft import Draft
from onrecord.read.notices import about_status
from onrecord.read.page import host_of, read_page

# Keys under which services and tools wrap a list of articles.
_WRAPPERS = ("articles", "items", "results", "rows", "docs", "documents", "data", "news", "entries", "response", "hits")


def read_json(text: str) -> Iterator[Draft | InputError]:
    """The articles in `text`: one object, a list of them (wrapped or not), or JSON Lines.

    A row that is no article comes as a BadRow naming its place; the others go on. Raises BadRow where nothing parses.
    """
    try:
        loaded = _loaded(text)
    except BadRow as whole:
        yield from _lines(text, whole)
        return
    rows = _rows_of(loaded)
    if not rows:
        raise EmptyInput("The JSON holds no articles.")
    for number, row in enumerate(rows, start=1):
        yield _read(row, number if len(rows) > 1 else None, "row")


def _loaded(text: str) -> Any:
    try:
        return json.loads(text.lstrip("\ufeff"))
    except RecursionError:
        raise BadRow("The JSON is nested too deep.", hint="Give a list of flat objects.") from None
    except json.JSONDecodeError as error:
        raise BadRow(f"The JSON does not parse: {error.msg} (line {error.lineno}, column {error.colno}).") from None
    except ValueError as error:
        raise BadRow(f"The JSON does not parse: {error}.") from None


def _lines(text: str, whole: BadRow) -> Iterator[Draft | InputError]:
    """JSON Lines. Where no line parses as an object, it is taken for broken JSON, and `whole` says where."""
    parsed: list[Draft | InputError] = []
    good = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        row = read_line(line, number)
        good += isinstance(row, Draft) or "does not parse" not in row.message
        parsed.append(row)
    if not good:
        raise whole
    yield from parsed


def read_line(line: str, number: int) -> Draft | InputError:
    """The draft of one line of JSON Lines, or the error that names it."""
    try:
        return _read(_loaded(line), number, "line")
    except BadRow as error:
        return BadRow(f"Line {number}: {error.message}")


def read_csv(text: str) -> Iterator[Draft | InputError]:
    """The articles of a CSV table with a head line."""
    from onrecord.read.columns import csv_rows

    for number, row in csv_rows(StringIO(text, newline=""), longest=len(text) + 1):
        yield row if isinstance(row, BadRow) else _read(row, number, "row")


def _rows_of(loaded: Any) -> list[Any]:
    """The rows of a JSON document: a list as it is, an article alone, or the list under a wrapper's key."""
    if isinstance(loaded, list):
        return loaded
    if not isinstance(loaded, dict):
        raise BadRow("The JSON is neither an object nor a list of objects.")
    if _is_row(loaded):
        return [loaded]
    for key in _WRAPPERS:
        inner = loaded.get(key)
        if isinstance(inner, list):
            return inner
        if isinstance(inner, dict) and key in ("response", "data", "hits"):
            return _rows_of(inner)
    values = list(loaded.values())
    if values and all(isinstance(value, dict) and _is_row(value) for value in values):
        return [{"id": key, **value} for key, value in loaded.items()]
    return [loaded]


def _is_row(row: Mapping[str, Any]) -> bool:
    return any(_find(_lower(row), field) for field in ("text", "html")) or _ninjs_body(row) is not None


def _read(row: Any, number: int | None, unit: str) -> Draft | InputError:
    """The draft of a row, or a BadRow that names it."""
    place = f"{unit.capitalize()} {number}: " if number is not None else ""
    if not isinstance(row, Mapping):
        return BadRow(f"{place}this is {_called(row)}, not an object.")
    try:
        return read_row(row, number=number)
    except InputError as error:
        return type(error)(f"{place}{error.message}", hint=error.hint)


def _called(value: Any) -> str:
    names: dict[type, str] = {
        list: "a list",
        str: "a string",
        int: "a number",
        float: "a number",
        bool: "true or false",
    }
    return names.get(type(value), "nothing")


def read_row(row: Mapping[str, Any], *, number: int | None = None) -> Draft:
    """The draft of one article given as fields. `number` is its place in its file, from 1.

    Raises BadRow where there is no text in it.
    """
    fields = _lower(row)
    notices: list[tuple[str, str]] = []
    text, page = _find(fields, "text"), None
    if not text.strip() and (html := _find(fields, "html") or _ninjs_body(row)):
        page = read_page(html, url=_address(fields))
        text, notices = page.text, list(page.notices)
    if not text.strip():
        raise BadRow("it has no text.")
    url = _address(fields)
    notices += about_status(_find(fields, "status").lower())
    return Draft(
        text=text,
        title=_find(fields, "title") or _ninjs(row, "headlines") or (page.title if page else None),
        outlet=_outlet(fields) or host_of(url),
        byline=_find(fields, "byline") or _ninjs(row, "bylines") or (page.byline if page else None),
        url=url,
        language=_find(fields, "language") or None,
        role="transcript" if _find(fields, "role").lower() == "transcript" else "report",
        published=_find(fields, "published") or (page.published if page else None),
        modified=_find(fields, "modified") or (page.modified if page else None),
        key=_find(fields, "id") or None,
        number=number,
        notices=tuple(notices),
    )


def _lower(row: Mapping[str, Any]) -> dict[str, Any]:
    return {str(key).strip().lower(): value for key, value in row.items()}


@cache
def _names(field: str) -> tuple[str, ...]:
    return tuple(theirs for ours, theirs in lexicon.rows("row_fields.tsv") if ours == field)


def _find(fields: Mapping[str, Any], field: str) -> str:
    """The first of the field's names that holds something, as text; "" where none does."""
    for name in _names(field):
        if name in fields and (value := _as_text(fields[name], field)):
            return value
    return ""


def _as_text(value: Any, field: str, depth: int = 4) -> str:
    """A value as text: names of people joined, a fundus body laid out in paragraphs, the value of a dated field."""
    if isinstance(value, str):
        return "" if value in ("None", "null", "NaT", "nan") else value if field == "text" else value.strip()
    if isinstance(value, bool) or value is None or value != value:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if not depth:
        return ""  # nested deeper than anything a tool writes
    if isinstance(value, Mapping):
        if field == "text":
            return _sections(value)
        inner = next(
            (value[key] for key in ("name", "title", "value", "main", "label", "content") if key in value), None
        )
        return _as_text(inner, field, depth - 1)
    if isinstance(value, list):
        parts = [part for item in value if (part := _as_text(item, field, depth - 1))]
        return ("\n\n" if field == "text" else ", ").join(parts)
    return ""


def _sections(body: Mapping[str, Any]) -> str:
    """fundus' body: a summary, then sections, each a headline and paragraphs, all lists of strings."""
    paragraphs = list(_strings(body.get("summary")))
    for section in _list(body.get("sections")):
        if isinstance(section, Mapping):
            paragraphs += [*_strings(section.get("headline")), *_strings(section.get("paragraphs"))]
    return "\n\n".join(paragraphs)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str) and item.strip())


def _address(fields: Mapping[str, Any]) -> str | None:
    """The row's address; trafilatura writes it under "source", ninjs under "uri"."""
    for value in (_find(fields, "url"), _as_text(fields.get("source"), "url"), _as_text(fields.get("uri"), "url")):
        if value.startswith(("http://", "https://")):
            return value
    return None


def _outlet(fields: Mapping[str, Any]) -> str | None:
    """The outlet's name; an address in its place says nothing but its host."""
    for name in _names("outlet"):
        value = _as_text(fields.get(name), "outlet")
        if value and not value.startswith(("http://", "https://")):
            return value
    return host_of(_as_text(fields.get("source"), "outlet"))


def _ninjs(row: Mapping[str, Any], field: str) -> str | None:
    """The main value of a list of ninjs 2 and 3: `[{"role": "main", "value": "…"}]`."""
    values = [
        item for item in _list(row.get(field)) if isinstance(item, Mapping) and isinstance(item.get("value"), str)
    ]
    main = next((item for item in values if item.get("role") == "main"), values[0] if values else None)
    return str(main["value"]).strip() or None if main else None


def _ninjs_body(row: Mapping[str, Any]) -> str | None:
    """The body of an IPTC ninjs item, as HTML: `bodies` (2.0 on) or a `body_…` of a 1.x."""
    bodies = [
        body for body in _list(row.get("bodies")) if isinstance(body, Mapping) and isinstance(body.get("value"), str)
    ]
    if bodies:
        best = max(bodies, key=lambda body: "html" in str(body.get("contenttype", "")))
        return str(best["value"])
    return None
