"""Laws of statements that hold for any text and any proposals."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.attribution import as_labelled
from onrecord.attribute.sheet import Sheet
from onrecord.attribute.statements import statements
from onrecord.model import Article, Document, Proposal, Tags
from onrecord.segment import segment
from tests.attribute.test_statements import document

pieces = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "'",
        "''",
        " ",
        "\n\n",
        ". ",
        ", ",
        ": ",
        "? ",
        " — ",
        "she said",
        "Hale",
        "The dam held",
        "adding",
        "HALE: ",
        "called it",
        "(",
        ")",
        "that",
        "falsely",
        "I think",
        "who ",
    ]
)
news = st.lists(pieces, max_size=40).map("".join)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(news)
    article = Article(id="a", text=text)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).map(tuple)
    stretches = places.filter(lambda pair: text[pair[0] : pair[1]].strip() != "")
    contents = st.lists(stretches, min_size=1, max_size=3).map(sorted).map(tuple)
    whole = st.builds(Proposal, contents, st.none() | stretches, st.none() | stretches, st.floats(0.1, 0.9))
    found = draw(st.lists(whole, max_size=4)) if text.strip() else []
    return Document(article, segment(article), Tags(tuple(found), ()))


@settings(deadline=None, max_examples=100)
@given(documents())
def test_every_spoken_quotation_is_in_exactly_one_direct_or_partial_statement(doc: Document) -> None:
    sheet = Sheet(doc)
    held: Counter[int] = Counter()
    for statement in statements(doc):
        if statement.kind == "indirect":
            continue
        inside = [
            number
            for number in sheet.spoken
            for span in statement.content
            if span.start <= sheet.quotations[number].start and sheet.quotations[number].end <= span.end
        ]
        assert inside, "a direct or partial statement holds quoted words"
        held.update(inside)
    assert held == Counter(sheet.spoken)


@settings(deadline=None, max_examples=100)
@given(documents())
def test_spans_re_slice_and_stand_in_order(doc: Document) -> None:
    found = statements(doc)
    assert [statement.id for statement in found] == [f"a:s{number}" for number in range(1, len(found) + 1)]
    starts = [statement.content[0].start for statement in found]
    assert starts == sorted(starts)
    for statement in found:
        for span in (*statement.content, statement.cue, statement.source):
            assert span is None or doc.article.text[span.start : span.end] == span.text
        for span in (statement.cue, statement.source):
            assert span is None or (span.text[0].isalnum() and span.text[-1].isalnum())
        assert 0 <= statement.confidence <= 1


@settings(deadline=None)
@given(documents())
def test_the_labelled_form_stays_in_the_text(doc: Document) -> None:
    size = len(doc.article.text)
    for row in as_labelled(doc, statements(doc)):
        assert row["cue"] or row["source"]
        assert all(0 <= start < end <= size for part in row.values() for start, end in part)


def test_the_labelled_form_joins_what_a_cue_breaks_off_with_its_marks() -> None:
    doc = document('"It held," Hale said. "It will."', ("Hale", "said", ['"It held,"', '"It will."']))
    (row,) = as_labelled(doc, statements(doc))
    assert row == {"source": [[11, 15]], "cue": [[16, 20]], "content": [[0, 10], [22, 32]]}


def test_the_labelled_form_has_no_scare_quotes() -> None:
    doc = document("The “experts” went home.")
    assert len(statements(doc)) == 1
    assert as_labelled(doc, statements(doc)) == []
