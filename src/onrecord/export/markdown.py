"""A story record as Markdown: for notes, mails and issue trackers. Article text is escaped, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.export.story import Story, content_text, in_short, marked, marks, pieces, printed, shortened
from onrecord.export.visible import one_line
from onrecord.model import Statement, StoryRecord, Utterance

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&])")


def dumps(record: StoryRecord) -> str:
    """The record as a Markdown text (CommonMark with pipe tables)."""
    story = Story(record)
    parts = (_reports(story), _shared(story), _alone(story), _facts(story), _timeline(story), _notices(story))
    return "\n".join(line for part in parts for line in part) + "\n"


def escaped(text: str) -> str:
    """`text` on one line with every character that Markdown could read as markup escaped."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


def _reports(story: Story) -> Iterator[str]:
    record = story.record
    yield f"# {len(record.articles)} reports, {len(record.witnesses)} independent witnesses"
    yield ""
    yield "| report | outlet | published | title |"
    yield "|---|---|---|---|"
    for article in record.articles:
        published = f"{article.published.value} ({article.published.basis})" if article.published else "no date"
        cells = (article.id, article.outlet or "–", published, article.title or "–")
        yield f"| {' | '.join(escaped(cell) for cell in cells)} |"
    yield ""


def _shared(story: Story) -> Iterator[str]:
    shared = {utterance.id for utterance in story.shared()}
    if shared:
        yield "## Said, and reported by more than one"
        yield ""
    for speaker, utterances in story.by_speaker():
        mine = [utterance for utterance in utterances if utterance.id in shared]
        if mine:
            yield f"### {escaped(story.speaker(speaker))}"
            yield ""
        for utterance in mine:
            yield from _utterance(story, utterance)
            yield ""


def _utterance(story: Story, utterance: Utterance) -> Iterator[str]:
    base = story.base(utterance)
    yield f"- {escaped(story.outlet(base.article))}: {escaped(printed(base))}"
    for reading, pair in story.others(utterance):
        words = marked(shortened(pieces(base, reading, pair))).join(marks(reading)) if pair else printed(reading)
        relation = f" — *{escaped(in_short(pair))}*" if pair else ""
        yield f"- {escaped(story.outlet(reading.article))}: {escaped(words)}{relation}"
    for paraphrase in utterance.paraphrases:
        told = story.statements[paraphrase]
        yield f"- {escaped(story.outlet(told.article))}, in other words: {escaped(content_text(told))}"


def _alone(story: Story) -> Iterator[str]:
    for article in story.record.articles:
        quoted = [story.statements[v] for u in story.alone(article.id) for v in u.versions]
        indirect = [s for s in story.indirect_only() if s.article == article.id]
        if quoted or indirect:
            yield f"## Only in {escaped(story.outlet(article.id))}"
            yield ""
            yield from (_said(statement, story) for statement in [*quoted, *indirect])
            yield ""


def _said(statement: Statement, story: Story) -> str:
    doubt = f" ({escaped(statement.stance)})" if statement.stance else ""
    return f"- {escaped(story.speaker(statement.speaker))}: {escaped(printed(statement))}{doubt}"


def _facts(story: Story) -> Iterator[str]:
    for status in ("corroborated", "conflicting", "single"):
        facts = story.facts(status)
        if facts:
            yield f"## Facts: {status}"
            yield ""
        for fact in facts:
            told = "; ".join(f"{escaped(story.outlet(span.article))}: {escaped(span.text)}" for span in fact.reports)
            differs = "".join(f" — **{d.kind}: {escaped(d.a.text)} | {escaped(d.b.text)}**" for d in fact.differs)
            yield f"- {told}{differs}"
        if facts:
            yield ""


def _timeline(story: Story) -> Iterator[str]:
    if story.record.timeline:
        yield "## When"
        yield ""
        yield "| from | to | as worded | what |"
        yield "|---|---|---|---|"
    for entry in story.record.timeline:
        worded = story.worded(entry)
        cells = (entry.first, entry.last, worded, entry.events[0].text if entry.events else "")
        yield f"| {' | '.join(escaped(cell) for cell in cells)} |"
    yield ""


def _notices(story: Story) -> Iterator[str]:
    if story.record.notices:
        yield "## Notices"
        yield ""
    for notice in story.record.notices:
        where = f" ({escaped(notice.article)})" if notice.article else ""
        yield f"- {escaped(notice.code)}{where}: {escaped(notice.message)}"
