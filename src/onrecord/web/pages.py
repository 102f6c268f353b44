"""The HTML pages. They work without JavaScript."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from onrecord.archive.browse import find_stories, outlets, versions_of
from onrecord.archive.diff import diff
from onrecord.archive.load import article, people, statements, timexes, version_number
from onrecord.archive.people import called
from onrecord.archive.said import said
from onrecord.archive.verify import verify as verify_words
from onrecord.errors import NotInArchive
from onrecord.web import asked, forms
from onrecord.web.desk import desk
from onrecord.web.held import opened, record_of
from onrecord.web.render import page, story_page
from onrecord.web.text import Mark, marked, statement_marks


def stories(request: Request) -> HTMLResponse:
    """The stories, newest first, with search and filters."""
    filters, most = asked.filters(request), asked.limit(request)
    with opened(request) as held:
        found = find_stories(held, filters, limit=most, after=asked.cursor(request))
        known = outlets(held)
    return page("stories.html", stories=found, filters=filters, outlets=known, after=asked.next_cursor(found, most))


def story(request: Request) -> HTMLResponse:
    """One story, as the address wants it shown, with what editors decided about it."""
    name = request.path_params["story"]
    record = record_of(request, name)
    with opened(request) as held:
        token, editor = request.app.state.form_token, forms.editor(request)
        decided = desk(held, name, record, token=token, editor=editor)
    return HTMLResponse(story_page(record, wanted=asked.wanted(request), desk=decided))


def report(request: Request) -> HTMLResponse:
    """One version of a report (the latest where the report is asked for) with what was read in it marked, and what
    changed between the versions."""
    name = request.path_params["report"]
    with opened(request) as held:
        versions = versions_of(held, name)
        steps = diff(held, name)
        with held.reading() as connection:
            shown = name if name in versions else versions[-1]
            source = article(connection, version_number(connection, shown))
            found = statements(connection, source)
            names = {person.id: person.name for person in people(connection, source)}
            dated = timexes(connection, source)
    wanted = asked.mark(request, len(source.text))
    marks = [mark for n, one in enumerate(found) for mark in statement_marks(one, target=f"s{n}")]
    marks += [Mark(one.span.range, "timex") for one in dated]
    marks += [Mark(wanted, "wanted", "mark")] if wanted else []
    return page(
        "report.html",
        article=source,
        lines=marked(source.text, marks),
        statements=[(one, names.get(one.speaker or "")) for one in found],
        versions=versions,
        steps=steps,
        wanted=wanted,
    )


def person(request: Request) -> HTMLResponse:
    """What people of a name said, in which words, by whom reported; namesakes kept apart."""
    name, most = asked.text(request, "name") or "", asked.limit(request)
    with opened(request) as held:
        found = called(held, name)
        if not found:
            raise NotInArchive(f"Nobody of the name {name!r} speaks in this archive.")
        told = [(one, said(held, one.persons, limit=most)) for one in found]
    return page("person.html", name=name, people=told, token=request.app.state.form_token, editor=forms.editor(request))


def verify(request: Request) -> HTMLResponse:
    """The verify box, and the verdict on what it was asked."""
    words, speaker = asked.text(request, "words"), asked.text(request, "speaker")
    first, last = asked.day(request, "from"), asked.day(request, "to")
    verdict = None
    if words:
        with opened(request, readonly=False) as held:
            verdict = verify_words(held, words, speaker=speaker, date_from=first, date_to=last)
    return page("verify.html", words=words, speaker=speaker, first=first, last=last, verdict=verdict)
