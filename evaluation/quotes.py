"""Quotes across outlets: spans, speakers, groups and relations, in the form that score_alignment.py takes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import onrecord
from onrecord.collate import compare_wordings, quoted, share_words
from onrecord.model import Article, Published, Span, StoryRecord
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
    """A record as spans: each stretch in quotation marks on its own, also where one statement has several."""
    layouts = {article.id: segment(article) for article in record.articles}
    names = {person.id: person.name for person in record.people}
    spans: list[dict[str, Any]] = []
    stretches: dict[str, list[tuple[int, Span]]] = {}
    for statement in record.statements:
        if statement.kind == "indirect":
            continue
        speaker = names[statement.speaker] if statement.speaker else None
        for span in quoted(statement, layouts[statement.article]):
            stretches.setdefault(statement.id, []).append((len(spans), span))
            spans.append({"article": span.article, "start": span.start, "end": span.end, "speaker": speaker})
    groups: list[list[int]] = []
    relations: list[dict[str, Any]] = []
    for utterance in record.utterances:
        versions = [stretches[version] for version in utterance.versions]
        found = list(_relations(versions))
        related = {row[side] for row in found for side in "ab"}
        members = [index for version in versions for index, _ in version if index in related]
        relations.extend(found)
        if len(members) > 1:
            groups.append(members)
    return {"event": event, "quotes": spans, "groups": groups, "relations": relations}


def _relations(versions: Sequence[Sequence[tuple[int, Span]]]) -> Iterator[dict[str, Any]]:
    """Each pair of stretches in different articles that share words, with their relation."""
    for (i, a), (j, b) in combinations(chain.from_iterable(versions), 2):
        if a.article != b.article and share_words([a], [b]):
            yield {"a": i, "b": j, "relation": compare_wordings([a], [b]).relation}
