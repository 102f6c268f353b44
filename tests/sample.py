"""A small record built by hand: what the tests of the renderers render. People and events are invented."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import (
    Article,
    Copying,
    Difference,
    Edit,
    Fact,
    Maker,
    Notice,
    Pair,
    Passage,
    Person,
    Published,
    Span,
    Statement,
    StoryRecord,
    Surface,
    TimelineEntry,
    Utterance,
)

A = Article(
    "a",
    "“We will not gamble with lives,” Ilse Brandvold said on Tuesday. The bridge carries 14,000 cars.",
    outlet="Almery Courier",
    title="Bridge to close",
    input="a.txt",
    published=Published("2026-03-03", "given"),
)
B = Article(
    "b",
    "“We will never gamble with lives,” the mayor said. She called it “urgent”. The bridge carries 11,000 cars.",
    outlet="Coastal Tribune",
    input="b.txt",
)


def at(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return article.span(start, start + len(words))


def record(*, a: Article = A, b: Article = B) -> StoryRecord:
    """Two reports, one altered utterance, one fragment, a conflicting fact, a day."""
    first = Statement(
        "a:s1",
        "a",
        "direct",
        (at(a, "We will not gamble with lives,"),),
        cue=at(a, "said"),
        source=at(a, "Ilse Brandvold"),
        speaker="ilse-brandvold",
        speaker_basis="name",
        confidence=0.9,
    )
    second = Statement(
        "b:s1",
        "b",
        "direct",
        (at(b, "We will never gamble with lives,"),),
        cue=at(b, "said"),
        source=at(b, "the mayor"),
        speaker="ilse-brandvold",
        speaker_basis="role",
        confidence=0.8,
    )
    third = replace(second, id="b:s2", kind="partial", content=(at(b, "urgent"),), cue=at(b, "called"), source=None)
    pair = Pair("a:s1", "b:s1", "altered", (Edit("replace", at(a, "not"), at(b, "never")),))
    return StoryRecord(
        maker=Maker("0", "by hand", "none"),
        notices=(Notice("undated", "b", "It states no date."),),
        articles=(a, b),
        people=(
            Person(
                "ilse-brandvold",
                "person",
                "Ilse Brandvold",
                (Surface("Ilse Brandvold", 1),),
                (at(b, "the mayor"),),
                (at(a, "Ilse Brandvold"), at(b, "the mayor"), at(b, "She")),
            ),
        ),
        statements=(first, second, third),
        utterances=(
            Utterance("u1", "ilse-brandvold", ("a:s1", "b:s1"), (), (pair,), "altered", "words", 0.9, "b:s1", "a:s1"),
            Utterance("u2", "ilse-brandvold", ("b:s2",), (), (), None, "alone", 1.0, "b:s2", "b:s2"),
        ),
        copying=(
            Copying(
                "a",
                "b",
                0.1,
                0.1,
                (Passage(at(a, "The bridge carries"), at(b, "The bridge carries")),),
                "reworked",
                None,
                "passages",
            ),
        ),
        witnesses=(("a",), ("b",)),
        facts=(
            Fact(
                "f1",
                "conflicting",
                (at(a, "The bridge carries 14,000 cars"), at(b, "The bridge carries 11,000 cars")),
                (Difference("number", at(a, "14,000"), at(b, "11,000"), "disagree"),),
            ),
        ),
        timeline=(
            TimelineEntry(
                "DATE",
                "2026-03-03",
                "2026-03-03",
                "2026-03-03",
                (at(a, "Tuesday"),),
                (at(a, "Ilse Brandvold said"),),
                "2026-03-03",
            ),
        ),
    )
