"""Whether a record, as read from JSON, keeps its laws: the schema's shape is the schema's own matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def check(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The faults of a record (parsed JSON): spans that do not re-slice, ids that lead nowhere. Empty where sound."""
    texts = {article["id"]: article["text"] for article in record["articles"]}
    return (*_span_faults(record, texts), *_id_faults(record))


def spans(node: object) -> Iterator[Mapping[str, Any]]:
    """Every span anywhere in a record."""
    if isinstance(node, Mapping):
        if {"article", "start", "end", "text"} <= node.keys():
            yield node
        for value in node.values():
            yield from spans(value)
    elif isinstance(node, list):
        for value in node:
            yield from spans(value)


def _span_faults(record: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[str]:
    for span in spans(record):
        text = texts.get(span["article"])
        if text is None or not span["start"] < span["end"] or text[span["start"] : span["end"]] != span["text"]:
            yield f"span {span['article']}:{span['start']}-{span['end']} does not fit its text"


def _id_faults(record: Mapping[str, Any]) -> Iterator[str]:
    statements = {statement["id"] for statement in record["statements"]}
    people = {person["id"] for person in record["people"]}
    for statement in record["statements"]:
        yield from _unknown([statement["speaker"]], people, statement["id"])
        yield from _unknown(statement["candidates"], people, statement["id"])
    for utterance in record["utterances"]:
        yield from _unknown([utterance["speaker"]], people, utterance["id"])
        held = [*utterance["versions"], *utterance["paraphrases"], utterance["fullest"], utterance["earliest"]]
        yield from _unknown(held, statements, utterance["id"])
    versions = sorted(version for utterance in record["utterances"] for version in utterance["versions"])
    quoted = sorted(statement["id"] for statement in record["statements"] if statement["kind"] != "indirect")
    if versions != quoted:
        yield "the versions of the utterances are not the quoted statements, each once"
    articles = sorted(article["id"] for article in record["articles"] if article["role"] == "report")
    if sorted(article for witness in record["witnesses"] for article in witness) != articles:
        yield "the witnesses are not the reports, each once"


def _unknown(ids: list[str | None], known: set[str], where: str) -> Iterator[str]:
    for one in ids:
        if one is not None and one not in known:
            yield f"{where} names {one}, which is not in the record"
