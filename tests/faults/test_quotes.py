"""Marks that are missing, doubled or everywhere: one bad mark never spoils the rest of an article."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from onrecord.model import Article, Quotation
from onrecord.segment import segment, with_marks
from onrecord.segment.marks import marks

GOOD = {
    "curly": """Mayor closes the Alder dam road

PORT ALDER — Mayor Ines Quist closed the dam road on Monday, calling the crossing “a risk that nobody should take.”

“The dam held,” Quist said. “We were lucky, and luck is no plan.”

Asked about the mayors’ fund, she said it was “well run,” if “a little slow.” Her deputy, Robin Hale, was blunter.

“I have said it since the ’90s,” said Hale. “‘Build it higher,’ I told them. Nobody did.

“Now we’ve paid for it. I don’t want to pay twice.

“So we build,” he added, “and we build now.”

“Is it safe?” asked a resident, Tam Oyelaran. Quist answered: “Today, yes.”

The county’s engineers were “cautiously hopeful,” Oyelaran’s report on “Alder Tonight” said.
""",
    "straight": """Dam road 'closed for weeks', says mayor

"We can't open it," Ines Quist said on Monday. "It isn't safe."

Robin Hale, her deputy, called the closure "overdue" and the old wall "a 12-foot joke."

"It's the voters' money," he said, "and it's the voters' dam." He left without taking questions.

"Who pays?" asked Tam Oyelaran, who runs the "Quay Kitchen" on the road. "We do."

The county said it would "look at every option" and report in a "matter of days."

"There's no quick fix," its engineer, Liv Marsh, told reporters. "There's a slow one, and it's dear."
""",
    "wire": """Dam road closed

''We can't open it,'' Ines Quist said on Monday. ''It isn't safe.''

Robin Hale called the closure ''overdue'' and the wall ''a joke.''

''She told me, 'Close it,''' Hale said. ''So I did. There was a bang.

''Then there was another,'' he added.

The county said it would ''look at every option.''
""",
    "single": """Dam road closed for weeks

‘We can’t open it,’ Ines Quist said on Monday. ‘It isn’t safe.’

Robin Hale called the closure ‘overdue’ and the wall ‘a joke’.

‘They told me “close it”, so I did,’ Hale said. ‘There was a bang.

‘Then there was another,’ he added.

The county said it would ‘look at every option’.
""",
}


def found(text: str) -> tuple[Quotation, ...]:
    return segment(Article(id="a", text=text)).quotations


def deletions(text: str) -> Iterator[tuple[int, int, int]]:
    """Each mark that a quotation stands in: the quotation's number, where the mark starts and ends."""
    for number, quotation in enumerate(found(text)):
        low, high = with_marks(text, quotation)
        if quotation.opened:
            yield number, low, quotation.start
        if quotation.closed:
            yield number, quotation.end, high


@pytest.mark.parametrize("name", GOOD)
def test_the_good_articles_are_read_whole(name: str) -> None:
    counts = {"curly": 14, "straight": 14, "wire": 8, "single": 8}
    assert len(found(GOOD[name])) == counts[name]


def test_any_single_mark_deleted_leaves_the_other_quotations() -> None:
    compared = changed = 0
    for text in GOOD.values():
        before = found(text)
        for number, low, high in deletions(text):
            gone = high - low
            after = {
                (q.start + gone * (q.start >= low), q.end + gone * (q.end > low))
                for q in found(text[:low] + text[high:])
            }
            others = [q for at, q in enumerate(before) if at != number]
            compared += len(others)
            changed += sum((q.start, q.end) not in after for q in others)
    assert compared > 900
    assert changed <= compared * 0.01


@pytest.mark.parametrize("mark", ['"', "“", "”", "''", "‘", "’", "'", "«", "`"])
def test_any_mark_put_in_between_words_leaves_the_other_paragraphs(mark: str) -> None:
    for name in ("curly", "straight"):
        text = GOOD[name]
        paragraphs = segment(Article(id="a", text=text)).paragraphs
        before = {(q.start, q.end) for q in found(text)}
        compared = kept = 0
        for low, high in paragraphs:
            at = text.index(" ", low) + 1
            new = text[:at] + mark + text[at:]
            more = len(mark)
            after = {(q.start - more * (q.start > at), q.end - more * (q.end > at)) for q in found(new)}
            others = {stretch for stretch in before if not low <= stretch[0] < high}
            compared += len(others)
            kept += len(others & after)
        assert kept >= 0.99 * compared


SLOW = {
    "marks alone": '"',
    "marks and spaces": '" ',
    "opening marks": "“a ",
    "closing marks": "a” ",
    "apostrophes": "'a ",
    "three marks": "'''",
    "words between": '"abcdefgh',
    "stops": ". ",
    "initials": "A.",
    "cues": ", said ",
    "paragraphs": '"a\n',
    "unclosed paragraphs": '"Abcdefgh abcdefgh.\n\n',
    "attributes": '="',
    "capitals": "Hale ",
}


@pytest.mark.parametrize("unit", SLOW.values(), ids=SLOW)
def test_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    def lines(size: int) -> int:
        text = (unit * (size // len(unit) + 1))[:size]
        return counted(lambda: segment(Article(id="a", text=text)))

    lines(100)  # the lexicons are read once
    assert lines(6_000) <= 2.5 * lines(3_000) + 1000


def counted(call: object) -> int:
    """Lines of code that a call runs."""
    count = 0

    def line(*_: object) -> object:
        nonlocal count
        count += 1
        return line

    before = sys.gettrace()
    sys.settrace(line)  # type: ignore[arg-type]
    try:
        call()  # type: ignore[operator]
    finally:
        sys.settrace(before)
    return count


def test_a_mark_costs_a_fixed_number_of_steps() -> None:
    few, many = ("“It held,” she said. ”It will.“ " * size for size in (50, 100))
    assert len(marks(many, (0, len(many)))) == 2 * len(marks(few, (0, len(few)))) == 400


def test_noise_is_no_quotation() -> None:
    assert found('"' * 500) == found("' " * 500) == found('{"a":"b","c":"d"}' * 50) == ()


def test_a_paragraph_of_noise_leaves_the_others() -> None:
    good = '"The dam held," Quist said.'
    noise = '"“' * 300
    assert len(found(f"{good}\n\n{noise}\n\n{good}")) == 2
