"""onrecord: reads how several outlets reported the same event and puts it on the record.

    import onrecord

    reading = onrecord.read(["report-a.txt", "report-b.html"])
    record = onrecord.compare(reading.articles, notices=reading.notices)
    print(onrecord.dumps(record))

Everything else is loaded when it is first asked for, so that a light use stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord.read import read, read_many  # at once: the folder of that name would take its place

if TYPE_CHECKING:
    from onrecord.attribute.resolve import resolve
    from onrecord.copies.find import find_copies
    from onrecord.date.reports import date_reports
    from onrecord.date.timexes import timexes
    from onrecord.pipeline import compare, document, extract, extract_many
    from onrecord.record.schema import schema
    from onrecord.record.write import dumps, to_dict
    from onrecord.stories.group import group

__version__ = "0.1.0"

_HOMES = {
    "compare": "onrecord.pipeline",
    "date_reports": "onrecord.date",
    "document": "onrecord.pipeline",
    "dumps": "onrecord.record",
    "extract": "onrecord.pipeline",
    "extract_many": "onrecord.pipeline",
    "find_copies": "onrecord.copies",
    "group": "onrecord.stories",
    "resolve": "onrecord.attribute",
    "schema": "onrecord.record",
    "timexes": "onrecord.date",
    "to_dict": "onrecord.record",
}

__all__ = [
    "compare",
    "date_reports",
    "document",
    "dumps",
    "extract",
    "extract_many",
    "find_copies",
    "group",
    "read",
    "read_many",
    "resolve",
    "schema",
    "timexes",
    "to_dict",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
