"""Statements of hostile and huge texts: no failure, and work in proportion to the size."""

from __future__ import annotations

import pytest

from onrecord.attribute.statements import statements
from onrecord.model import Article, Document, Proposal, Tags
from onrecord.segment import segment
from tests.faults.test_quotes import GOOD, counted, deletions

UNITS = {
    "quotations": '"The dam held," Hale said. "It will."\n\n',
    "fragments": "Hale called it “a joke” and ",
    "cues": ") said ",
    "commas": "Hale, said, ",
    "helpers": "has been later ",
    "adverbs": "early ",
    "capitals": "Hale ",
    "turns": "HALE: It held.\n\nQUIST: It did.\n\n",
    "signatures": "“It held.” — Hale\n",
    "standing": '"It held."\n\n',
    "colons": 'Hale said:\n\n"It held."\n\n',
}


def document(text: str, every: int = 2) -> Document:
    """An article of which every second quotation was proposed, or none where `every` is 0."""
    article = Article(id="a", text=text)
    layout = segment(article)
    proposed = layout.quotations[::every] if every else ()
    found = tuple(Proposal(((q.start, q.end),), None, None, 0.5) for q in proposed)
    return Document(article, layout, Tags(found, ()))


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    small, large = (document((unit * (size // len(unit) + 1))[:size]) for size in (2_000, 4_000))
    statements(document("".join(UNITS.values())))  # the lexicons are read once
    assert counted(lambda: statements(large)) <= 2.5 * counted(lambda: statements(small)) + 1000


def test_any_single_mark_deleted_leaves_the_other_statements() -> None:
    compared = changed = 0
    for text in GOOD.values():
        before = [statement for statement in statements(document(text, 0)) if statement.kind != "indirect"]
        for _, low, high in deletions(text):
            after = {
                tuple((span.start + (high - low) * (span.start >= low), span.text) for span in statement.content)
                for statement in statements(document(text[:low] + text[high:], 0))
            }
            sentence = next(s for s in segment(Article(id="a", text=text)).sentences if s[0] <= low < s[1])
            others = [s for s in before if s.content[-1].end < sentence[0] or s.content[0].start > sentence[1]]
            compared += len(others)
            changed += sum(tuple((span.start, span.text) for span in s.content) not in after for s in others)
    assert compared > 700
    assert changed <= 0.01 * compared
