"""The HTML pages. They work without JavaScript."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from onrecord import pipeline
from onrecord.archive.browse import find_stories, outlets, said_by, versions_of
from onrecord.archive.diff import diff
from onrecord.archive.load import article, version_number
from onrecord.archive.store import Archive
from onrecord.archive.story_record import story_record
from onrecord.archive.verify import verify as verify_words
from onrecord.web import asked
from onrecord.web.render import environment, story_page


def stories(request: Request) -> HTMLResponse:
    """The stories, newest first, with search and filters."""
    filters, most = asked.filters(request), asked.limit(request)
    with _archive(request, readonly=True) as held:
        found = find_stories(held, filters, limit=most, after=asked.cursor(request))
        known = outlets(held)
    return _page("stories.html", stories=found, filters=filters, outlets=known, after=asked.next_cursor(found, most))


def story(request: Request) -> HTMLResponse:
    """One story; filtered by speaker, kind or relation where the address says so."""
    with _archive(request) as held:
        record = story_record(held, request.path_params["story"], compare=pipeline.compare)
    speaker, kind, relation = (asked.text(request, name) for name in ("speaker", "kind", "relation"))
    page = story_page(record, story=request.path_params["story"], speaker=speaker, kind=kind, relation=relation)
    return HTMLResponse(page)


def report(request: Request) -> HTMLResponse:
    """One report: its versions and what changed between them."""
    name = request.path_params["report"]
    with _archive(request, readonly=True) as held:
        versions = versions_of(held, name)
        steps = diff(held, name)
        with held.reading() as connection:
            latest = article(connection, version_number(connection, versions[-1]))
    return _page("report.html", article=latest, versions=versions, steps=steps, name=name)


def person(request: Request) -> HTMLResponse:
    """What a person said, in which words, by whom reported."""
    name = asked.text(request, "name") or ""
    with _archive(request, readonly=True) as held:
        said = said_by(held, name, limit=asked.limit(request))
    return _page("person.html", name=name, said=said)


def verify(request: Request) -> HTMLResponse:
    """The verify box, and the verdict on what it was asked."""
    words, speaker = asked.text(request, "words"), asked.text(request, "speaker")
    first, last = asked.day(request, "from"), asked.day(request, "to")
    verdict = None
    if words:
        with _archive(request) as held:
            verdict = verify_words(held, words, speaker=speaker, date_from=first, date_to=last)
    return _page("verify.html", words=words, speaker=speaker, first=first, last=last, verdict=verdict)


def _archive(request: Request, *, readonly: bool = False) -> Archive:
    return Archive.open(request.app.state.archive, readonly=readonly)


def _page(template: str, **context: Any) -> HTMLResponse:
    return HTMLResponse(environment().get_template(template).render(inline_css=None, **context))
