"""Quotes across outlets: spans, speakers, groups and relations, in the form that score_alignment.py takes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import onrecord
from onrecord.collate import collate, quoted
from onrecord.date import document_timexes
from onrecord.model import Article, Document, Published, Statement, StoryRecord, Tags, Utterance
from onrecord.segment import segment


def predict(gold: Path, out: Path) -> None:
    """One line an event of `gold` (a folder of `*.json` with `event` and `articles`, and `articles/*.txt`)."""
    events = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("*.json"))]
    with out.open("w", encoding="utf-8") as file:
        for event in events:
            articles = [_article(gold, row) for row in event["articles"]]
            file.write(json.dumps(_line(event["event"], onrecord.compare(articles)), ensure_ascii=False) + "\n")


def _article(gold: Path, row: dict[str, str]) -> Article:
    text = (gold / row["file"]).read_bytes().decode("utf-8")
    return Article(
        id=row["id"],
        text=text,
        outlet=row.get("outlet"),
        title=row.get("title"),
        input=row["file"],
        language="en",
        encoding="utf-8",
        published=Published(row["date"], "given") if row.get("date") else None,
    )


def _line(event: str, record: StoryRecord) -> dict[str, Any]:
    """A record as spans: the labelled set has each stretch in quotation marks on its own, so they are collated anew."""
    documents = [Document(article, segment(article), Tags((), ())) for article in record.articles]
    layouts = {document.article.id: document.layout for document in documents}
    stretches = [
        replace(statement, id=f"{statement.id}/{number}", kind="partial", content=(span,))
        for statement in record.statements
        if statement.kind != "indirect"
        for number, span in enumerate(quoted(statement, layouts[statement.article]))
    ]
    timexes = {document.article.id: document_timexes(document) for document in documents}
    utterances = collate(documents, stretches, record.people, timexes=timexes)
    names = {person.id: person.name for person in record.people}
    at = {stretch.id: number for number, stretch in enumerate(stretches)}
    pairs = [pair for utterance in utterances for pair in utterance.pairs]
    return {
        "event": event,
        "quotes": [_span(stretch, names) for stretch in stretches],
        "groups": [group for utterance in utterances if len(group := _group(utterance, at)) > 1],
        "relations": [{"a": at[pair.a], "b": at[pair.b], "relation": pair.relation} for pair in pairs],
    }


def _span(stretch: Statement, names: dict[str, str]) -> dict[str, Any]:
    span = stretch.content[0]
    speaker = names[stretch.speaker] if stretch.speaker else None
    return {"article": span.article, "start": span.start, "end": span.end, "speaker": speaker}


def _group(utterance: Utterance, at: dict[str, int]) -> list[int]:
    """The versions that share words with one of another outlet: the labelled groups hold no others."""
    paired = {version for pair in utterance.pairs for version in (pair.a, pair.b)}
    return [at[version] for version in utterance.versions if version in paired]
