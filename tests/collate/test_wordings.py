"""Two printed wordings of one utterance: their relation and the edits between them."""

from __future__ import annotations

import pytest

from onrecord.collate import compare_wordings
from onrecord.model import Article, Span


def spans(article: str, *texts: str) -> list[Span]:
    whole = " … said … ".join(texts)
    found, at = [], 0
    for text in texts:
        at = whole.index(text, at)
        found.append(Article(article, whole).span(at, at + len(text)))
        at += len(text)
    return found


def relation(a: str, b: str) -> str:
    forth, back = compare_wordings(spans("a", a), spans("b", b)), compare_wordings(spans("b", b), spans("a", a))
    assert forth.relation == back.relation
    return forth.relation


def edits(a: str, b: str) -> list[tuple[str, str | None, str | None]]:
    found = compare_wordings(spans("a", a), spans("b", b)).edits
    return [(edit.op, edit.a and edit.a.text, edit.b and edit.b.text) for edit in found]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        # one text, in other glyphs
        ("We're “ready” to go.", "We’re 'ready'  to go.", "identical"),
        # the same words in other print
        ("The bridge is safe,", "The bridge is safe.", "typographic"),
        ("The Harbour Bridge is safe", "the harbor bridge is safe", "typographic"),
        ("It took six weeks and 1,000 crews", "It took 6 weeks and a thousand crews", "typographic"),
        ("It cost $5 million", "It cost 5 million dollars", "typographic"),
        ("Some 40 percent of it", "Some 40% of it", "typographic"),
        ("The U.S. and the E.U. agreed", "The US & the EU agreed", "typographic"),
        ("a well-known vice-president", "a well known vice president", "typographic"),
        ("Fix the f-----g pumps", "Fix the fucking pumps", "typographic"),
        ("Sen. Oryelle told me", "Senator Oryelle told me", "typographic"),
        ("We trust Yevhen Marchenkko here", "We trust Yevhen Marchenko here", "typographic"),
        ("[T]he bridge is safe", "The bridge is safe", "typographic"),
        ("The twenty-first bridge", "The 21st bridge", "typographic"),
        ("The crews met at 9:00 a.m. sharp", "The crews met at 9am sharp", "typographic"),
        ("The crews met at 9:30 a.m. sharp", "The crews met at 9:00 a.m. sharp", "altered"),
        ("an anti-toll vote", "an antitoll vote", "typographic"),
        ("its a toll bridge", "it's a toll bridge", "typographic"),
        # a part, or an overlap
        ("The bridge is safe", "I can say that the bridge is safe today", "subset"),
        ("I think the bridge is safe", "the bridge is safe today", "subset"),
        ("... the bridge is safe", "I can say the bridge is safe", "subset"),
        ("destructive", "It is a destructive plan.", "subset"),
        # marked, or function words only
        ("The bridge [over the Lenn] is safe", "The bridge is safe", "edited"),
        ("The mayor ... is safe", "The mayor, who built it, is safe", "edited"),
        ("The mayor [...] is safe", "The mayor, who built it, is safe", "edited"),
        ("The plan [...] of it", "The plan is ours, and we will never be ashamed to say so, of it", "edited"),
        ("We saw ... it", "We saw a bridge that nobody built, nobody paid and nobody wanted, and it", "edited"),
        ("[The mayor] never told us", "He never told us", "edited"),
        ("The mayor (Dorn) never told us", "The mayor never told us", "edited"),
        ("We don't need the bridge", "We do not need the bridge", "edited"),
        ("A risk to all of the crews", "The risk to all the crews", "edited"),
        ("I believe that the bridge is safe", "I believe the bridge is safe", "edited"),
        ("It is, you know, a safe bridge", "It is a safe bridge", "edited"),
        # a content word
        ("The bridge is safe", "The bridge is sound", "altered"),
        ("The bridge is safe", "The bridge is not safe", "altered"),
        ("The bridge was very safe", "The bridge was safe", "altered"),
        ("The bridge will hold", "The bridge would hold", "altered"),
        ("He runs the bridge", "He ran the bridge", "altered"),
        ("He knew about the bridge", "She knew about the bridge", "altered"),
        ("The city built the bridge", "The bridge the city built", "altered"),
        ("just with the old bridge", "I live with the old bridge, or try", "altered"),
        ("no warning", "There was not any warning at all", "altered"),
    ],
)
def test_relation(a: str, b: str, expected: str) -> None:
    assert relation(a, b) == expected


def test_a_replacement_and_a_change_of_case_are_two_edits() -> None:
    assert edits("the Harborite party won", "the Harborist Party won") == [
        ("replace", "Harborite", "Harborist"),
        ("case", "party", "Party"),
    ]


def test_what_only_one_has_at_an_end_is_an_edit() -> None:
    assert edits("the bridge is safe.", "I say the bridge is safe, and sound.") == [
        ("insert", None, "I say"),
        ("insert", None, ", and sound"),
    ]


def test_of_equal_places_a_difference_has_the_one_where_the_other_ends_a_clause() -> None:
    assert edits("A bridge the city needs the city pays", "A bridge, the city pays") == [
        ("punctuation", None, ","),
        ("delete", "the city needs", None),
    ]


def test_punctuation_and_words_are_edits_of_their_own() -> None:
    assert edits("safe, with the crews", "safe either with the crews") == [
        ("punctuation", ",", None),
        ("insert", None, "either"),
    ]


def test_a_part_is_taken_from_where_it_stands_whole() -> None:
    whole = "The plan of the city is the plan of a fool, but the plan is ours"
    assert edits("the plan is ours", whole) == [("insert", None, "The plan of the city is the plan of a fool, but")]


def test_a_stretch_is_not_pieced_together_from_afar() -> None:
    long = "We need a bigger boat. We need a boat. What is this, the harbour? It is not a harbour."
    assert relation("What is this? A harbour?", long) == "edited"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("She will meet the crews.", "She will meet the crews, whether they sleep or not.", True),
        ("She will meet the crews.", "She will meet the crews. They may sleep.", False),
        ("She will meet the crews", "She will meet the crews, whether they sleep or not.", False),
        ("She will meet the crews ...", "She will meet the crews, whether they sleep or not.", False),
        ("She will meet the crews.", "She will meet the crews.", False),
        ("She works for the city.", "She works for the city. And for Mr. Dorn.", False),
    ],
)
def test_cut(a: str, b: str, expected: bool) -> None:
    assert compare_wordings(spans("a", a), spans("b", b)).cut is expected
    assert compare_wordings(spans("b", b), spans("a", a)).cut is expected


def test_words_between_two_quoted_stretches_are_left_out_openly() -> None:
    found = compare_wordings(
        spans("a", "speaks volumes", "a harbourite"), spans("b", "It speaks volumes that we have a harbourite here")
    )
    assert found.relation == "subset"
    assert all(edit.op == "insert" for edit in found.edits)


def test_no_spans_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        compare_wordings([], spans("b", "x"))
    with pytest.raises(ValueError, match="text order"):
        compare_wordings(spans("a", "x")[::-1] + spans("b", "y"), spans("b", "x"))
