"""The formats by name. Those that are one text a record; the tables (CSV, Parquet) are rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onrecord import record as story_record
from onrecord.export import annotation, json_text, label_studio, markdown, schema_org, sources, tei
from onrecord.export.story import Story
from onrecord.model import StoryRecord


def _json(record: StoryRecord) -> str:
    """The record's own JSON, what cannot be seen in it escaped. Raises RecordError where a span does not fit."""
    return json_text.seen(story_record.dumps(Story(record).record))


TEXTS: Mapping[str, Callable[[StoryRecord], str]] = {
    "json": _json,
    "markdown": markdown.dumps,
    "annotations": annotation.dumps,
    "tei": tei.dumps,
    "schema.org": schema_org.dumps,
    "bibtex": sources.bibtex,
    "csl-json": sources.csl_json,
    "label-studio": label_studio.dumps,
}
TABULAR = ("csv", "parquet")
