"""The formats by name. Those that are one text a record; the tables (CSV, Parquet) are rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onrecord import record as story_record
from onrecord.export import annotation, label_studio, markdown, schema_org, sources, tei
from onrecord.model import StoryRecord

TEXTS: Mapping[str, Callable[[StoryRecord], str]] = {
    "json": story_record.dumps,
    "markdown": markdown.dumps,
    "annotations": annotation.dumps,
    "tei": tei.dumps,
    "schema.org": schema_org.dumps,
    "bibtex": sources.bibtex,
    "csl-json": sources.csl_json,
    "label-studio": label_studio.dumps,
}
TABULAR = ("csv", "parquet")
