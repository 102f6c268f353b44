"""A record in the short form that the expected records of the story cases are written in."""

from __future__ import annotations

from typing import Any

from onrecord.export.story import Story, content_text
from onrecord.model import Fact, Pair, Person, Statement, StoryRecord, Utterance


def view(record: StoryRecord) -> dict[str, list[Any]]:
    """The record as lists of small dicts, one a finding, words in place of ids and offsets."""
    story = Story(record)
    return {
        "notices": [{"code": n.code, "article": n.article} for n in record.notices],
        "articles": [_article(a) for a in record.articles],
        "people": [_person(p) for p in record.people],
        "statements": [_statement(story, s) for s in record.statements],
        "utterances": [_utterance(story, u) for u in record.utterances],
        "copying": [{"a": c.a, "b": c.b, "label": c.label, "direction": c.direction} for c in record.copying],
        "witnesses": [sorted(witness) for witness in record.witnesses],
        "facts": [_fact(fact) for fact in record.facts],
        "timeline": [
            {"value": t.value, "from": t.first, "to": t.last, "expression": e.text, "article": e.article}
            for t in record.timeline
            for e in t.expressions
        ],
    }


def missing(expected: dict[str, Any], seen: dict[str, list[Any]]) -> list[str]:
    """Each expected finding that no item of the view holds: an item holds it where it has all its keys' values."""
    out = []
    for part, wanted in expected.items():
        if part.startswith("no "):
            out += [f"{part}: {one}" for one in wanted if any(_holds(item, one) for item in seen[part[3:]])]
        elif part == "counts":
            out += [
                f"{name}: {len(seen[name])}, not {number}"
                for name, number in wanted.items()
                if len(seen[name]) != number
            ]
        else:
            out += [f"{part}: {one}" for one in wanted if not any(_holds(item, one) for item in seen[part])]
    return out


def _holds(item: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return isinstance(item, dict) and all(_holds(item.get(key), value) for key, value in wanted.items())
    if isinstance(wanted, list) and isinstance(item, list):
        return len(wanted) == len(item) and all(any(_holds(i, w) for i in item) for w in wanted)
    return bool(item == wanted)


def _article(article: Any) -> dict[str, Any]:
    row = {name: getattr(article, name) for name in ("id", "outlet", "title", "byline", "language", "encoding")}
    published = article.published
    return {**row, "published": published and published.value, "basis": published and published.basis}


def _person(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "type": person.type,
        "names": [surface.text for surface in person.names],
        "roles": [span.text for span in person.roles],
        "mentions": len(person.mentions),
    }


def _statement(story: Story, statement: Statement) -> dict[str, Any]:
    return {
        "article": statement.article,
        "kind": statement.kind,
        "words": content_text(statement),
        "cue": statement.cue and statement.cue.text,
        "source": statement.source and statement.source.text,
        "speaker": statement.speaker and story.people[statement.speaker].name,
        "stance": statement.stance,
    }


def _utterance(story: Story, utterance: Utterance) -> dict[str, Any]:
    return {
        "speaker": utterance.speaker and story.people[utterance.speaker].name,
        "relation": utterance.relation,
        "versions": [content_text(story.statements[v]) for v in utterance.versions],
        "paraphrases": [content_text(story.statements[p]) for p in utterance.paraphrases],
        "pairs": [_pair(story, pair) for pair in utterance.pairs],
        "fullest": story.statements[utterance.fullest].article,
        "earliest": utterance.earliest and story.statements[utterance.earliest].article,
    }


def _pair(story: Story, pair: Pair) -> dict[str, Any]:
    edits = [f"{e.op}: {e.a.text if e.a else ''} | {e.b.text if e.b else ''}" for e in pair.edits]
    articles = [story.statements[pair.a].article, story.statements[pair.b].article]
    return {"articles": articles, "relation": pair.relation, "edits": edits, "cut": pair.cut}


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "status": fact.status,
        "reports": [{"article": span.article, "text": span.text} for span in fact.reports],
        "differs": [{"kind": d.kind, "values": [d.a.text, d.b.text]} for d in fact.differs],
    }
