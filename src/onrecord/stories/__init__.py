"""stories: which reports are of one event."""

from onrecord.stories.group import group, same_event
from onrecord.stories.index import Stories

__all__ = ["Stories", "group", "same_event"]
