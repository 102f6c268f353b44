"""A record's reports as Label Studio tasks with our statements as predictions, for labelling by hand.

https://labelstud.io/guide/predictions. Offsets there are UTF-16 units in the browser; `start`/`end` are given so.
What was labelled comes back by `onrecord import`.
"""

from __future__ import annotations

from typing import Any

from onrecord.export import json_text
from onrecord.export.story import Story
from onrecord.export.utf16 import units
from onrecord.model import Article, Span, StoryRecord

# The labelling interface that the tasks are made for: to be pasted into a project's settings.
INTERFACE = """\
<View>
  <Labels name="label" toName="text">
    <Label value="content" background="#2b6cb0"/>
    <Label value="cue" background="#b7791f"/>
    <Label value="source" background="#2f855a"/>
  </Labels>
  <Relations>
    <Relation value="of"/>
  </Relations>
  <Text name="text" value="$text"/>
  <TextArea name="speaker" toName="text" perRegion="true" whenTagName="label" whenLabelValue="content"/>
</View>
"""


def dumps(record: StoryRecord) -> str:
    """A list of tasks, one a report, each with one prediction. Raises RecordError where a span does not fit."""
    story = Story(record)
    return json_text.dumps([_task(story, article, record.maker.version) for article in record.articles])


def _task(story: Story, article: Article, version: str) -> dict[str, Any]:
    results: list[dict[str, Any]] = []
    for s in (one for one in story.record.statements if one.article == article.id):
        contents = [_region(article, span, "content", f"{s.id}-content-{n}") for n, span in enumerate(s.content)]
        others = [(s.cue, "cue"), (s.source, "source")]
        parts = [_region(article, span, label, f"{s.id}-{label}") for span, label in others if span]
        said = [_speaker(region, story.people[s.speaker].name) for region in contents if s.speaker]
        results += contents + said + parts + [_relation(part["id"], contents[0]["id"]) for part in parts]
    # What was predicted is kept with the task, so that what the labeller changed can be told.
    speakers = {one["id"]: one["value"]["text"][0] for one in results if one["type"] == "textarea"}
    data = {"id": article.id, "text": article.text, "outlet": article.outlet, "speakers": speakers}
    return {"data": data, "predictions": [{"model_version": f"onrecord {version}", "result": results}]}


def _region(article: Article, span: Span, label: str, region: str) -> dict[str, Any]:
    start, end = units(article, span)
    value = {"start": start, "end": end, "text": span.text, "labels": [label]}
    return {"id": region, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def _speaker(content: dict[str, Any], name: str) -> dict[str, Any]:
    """The speaker of a region, as a text that the labeller can change."""
    value = {key: content["value"][key] for key in ("start", "end")} | {"text": [name]}
    return {"id": content["id"], "from_name": "speaker", "to_name": "text", "type": "textarea", "value": value}


def _relation(first: str, second: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": first, "to_id": second, "direction": "right"}
