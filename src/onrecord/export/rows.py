"""The record as flat tables with stable columns: what CSV and Parquet are written from.

The columns are described in `docs/data-dictionary.md`; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.export.story import Story, content_text
from onrecord.model import Range, StoryRecord

Row = Mapping[str, Any]

TABLES: Mapping[str, tuple[tuple[str, type], ...]] = {
    "articles": (
        ("article", str),
        ("outlet", str),
        ("title", str),
        ("byline", str),
        ("url", str),
        ("role", str),
        ("language", str),
        ("published", str),
        ("published_basis", str),
        ("witness", int),
        ("text", str),
    ),
    "statements": (
        ("statement", str),
        ("article", str),
        ("outlet", str),
        ("kind", str),
        ("words", str),
        ("start", int),
        ("end", int),
        ("cue", str),
        ("source", str),
        ("speaker", str),
        ("speaker_name", str),
        ("speaker_basis", str),
        ("confidence", float),
        ("stance", str),
        ("utterance", str),
        ("paraphrase_of", str),
    ),
    "pairs": (
        ("utterance", str),
        ("a", str),
        ("b", str),
        ("outlet_a", str),
        ("outlet_b", str),
        ("words_a", str),
        ("words_b", str),
        ("relation", str),
        ("cut", bool),
        ("only_a", str),
        ("only_b", str),
    ),
    "people": (("person", str), ("type", str), ("name", str), ("names", str), ("roles", str), ("mentions", int)),
    "facts": (
        ("fact", str),
        ("status", str),
        ("article", str),
        ("outlet", str),
        ("start", int),
        ("end", int),
        ("words", str),
        ("differs", str),
    ),
    "timeline": (
        ("type", str),
        ("value", str),
        ("from", str),
        ("to", str),
        ("article", str),
        ("start", int),
        ("end", int),
        ("words", str),
    ),
}


def rows(record: StoryRecord, table: str) -> Iterator[Row]:
    """The rows of one of `TABLES`, each a mapping from every column to a value or None. KeyError for another name."""
    makers = {
        "articles": _articles,
        "statements": _statements,
        "pairs": _pairs,
        "people": _people,
        "facts": _facts,
        "timeline": _timeline,
    }
    return makers[table](Story(record))


def _articles(story: Story) -> Iterator[Row]:
    witness = {article: number for number, group in enumerate(story.record.witnesses, 1) for article in group}
    for a in story.record.articles:
        yield {
            "article": a.id,
            "outlet": a.outlet,
            "title": a.title,
            "byline": a.byline,
            "url": a.url,
            "role": a.role,
            "language": a.language,
            "published": a.published and a.published.value,
            "published_basis": a.published and a.published.basis,
            "witness": witness.get(a.id),
            "text": a.text,
        }


def _statements(story: Story) -> Iterator[Row]:
    version = {v: u.id for u in story.record.utterances for v in u.versions}
    told: dict[str, list[str]] = {}
    for utterance in story.record.utterances:
        for paraphrase in utterance.paraphrases:
            told.setdefault(paraphrase, []).append(utterance.id)
    for s in story.record.statements:
        yield {
            "statement": s.id,
            "article": s.article,
            "outlet": story.articles[s.article].outlet,
            "kind": s.kind,
            "words": content_text(s),
            "start": s.content[0].start,
            "end": s.content[-1].end,
            "cue": s.cue and s.cue.text,
            "source": s.source and s.source.text,
            "speaker": s.speaker,
            "speaker_name": s.speaker and story.people[s.speaker].name,
            "speaker_basis": s.speaker_basis,
            "confidence": s.confidence,
            "stance": s.stance,
            "utterance": version.get(s.id),
            "paraphrase_of": " ".join(told.get(s.id, ())) or None,
        }


def _pairs(story: Story) -> Iterator[Row]:
    for utterance in story.record.utterances:
        for pair in utterance.pairs:
            a, b = story.statements[pair.a], story.statements[pair.b]
            yield {
                "utterance": utterance.id,
                "a": pair.a,
                "b": pair.b,
                "outlet_a": story.articles[a.article].outlet,
                "outlet_b": story.articles[b.article].outlet,
                "words_a": content_text(a),
                "words_b": content_text(b),
                "relation": pair.relation,
                "cut": pair.cut,
                "only_a": " | ".join(edit.a.text for edit in pair.edits if edit.a) or None,
                "only_b": " | ".join(edit.b.text for edit in pair.edits if edit.b) or None,
            }


def _people(story: Story) -> Iterator[Row]:
    for person in story.record.people:
        yield {
            "person": person.id,
            "type": person.type,
            "name": person.name,
            "names": " | ".join(surface.text for surface in person.names),
            "roles": " | ".join(dict.fromkeys(span.text for span in person.roles)) or None,
            "mentions": len(person.mentions),
        }


def _facts(story: Story) -> Iterator[Row]:
    for fact in story.record.facts:
        differs = "; ".join(f"{d.kind}: {d.a.text} | {d.b.text} ({d.reading})" for d in fact.differs) or None
        for span in fact.reports:
            place = _place(span.article, span.range, span.text)
            outlet = story.articles[span.article].outlet
            yield {"fact": fact.id, "status": fact.status, "outlet": outlet, "differs": differs, **place}


def _timeline(story: Story) -> Iterator[Row]:
    for entry in story.record.timeline:
        for span in entry.expressions:
            days = {"type": entry.type, "value": entry.value, "from": entry.first, "to": entry.last}
            yield {**days, **_place(span.article, span.range, span.text)}


def _place(article: str, at: Range, words: str) -> dict[str, Any]:
    return {"article": article, "start": at[0], "end": at[1], "words": words}
