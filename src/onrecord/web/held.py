"""The archive as a request sees it: no page waits long for a writer."""

from __future__ import annotations

from starlette.requests import Request

from onrecord.archive.store import Archive
from onrecord.archive.story_record import story_record
from onrecord.errors import ArchiveLocked
from onrecord.model import StoryRecord

WAIT = 2.0  # seconds for another writer's turn to end


def opened(request: Request, *, readonly: bool = True) -> Archive:
    """The archive, for this request."""
    return Archive.open(request.app.state.archive, readonly=readonly, wait=WAIT)


def record_of(request: Request, name: str) -> StoryRecord:
    """The record of a story. One that was made anew is kept, but not where somebody is writing all the while."""
    try:
        with opened(request, readonly=False) as held:
            return story_record(held, name, compare=request.app.state.compare)
    except ArchiveLocked:
        with opened(request) as held:
            return story_record(held, name, compare=request.app.state.compare)
