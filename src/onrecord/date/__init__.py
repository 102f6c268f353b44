"""When: the temporal expressions of a text (TIMEX3), the date of an undated report, the timeline of a story."""

from onrecord.date.order import came_first
from onrecord.date.periods import day_of
from onrecord.date.reports import date_reports
from onrecord.date.timeline import timeline
from onrecord.date.timexes import document_timexes, timexes

__all__ = ["came_first", "date_reports", "day_of", "document_timexes", "timeline", "timexes"]
