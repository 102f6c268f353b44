"""Copies and witnesses, over invented reports about invented people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.copies import find_copies, witnesses
from onrecord.model import Article, Copying, Document, Layout, Published, Quotation, Tags
from onrecord.segment.words import words

WIRE = (
    "PORT ELLERY — A ferry carrying forty passengers ran aground on a sandbank outside the harbour of Port Ellery "
    "early on Monday, the coast guard said.\n"
    "Divers inspected the hull for two hours before tugs pulled the vessel free on the morning tide.\n"
    "Nobody was hurt, and all passengers had been taken ashore in small boats by seven in the morning.\n"
    "The ferry company said that the captain had been suspended while the cause was looked into.\n"
    "It was the third grounding on the bank since the harbour was dredged in the spring, according to the port's log.\n"
    "Sailings to the outer islands will resume on Tuesday with a smaller ship hired from the mainland.\n"
    "Passengers who missed trains because of the delay can claim the price of a new ticket until the end of the month."
)
OWN = (
    "Holidaymakers spent a cold night stranded within sight of land after the island boat missed the channel at "
    "Port Ellery.\n"
    "Fishermen from three villages rowed out with blankets and soup, and by breakfast everyone was back on dry land.\n"
    "Officials want to know why the buoys that mark the shoal were not lit, a complaint heard here for years.\n"
    "A spokesman for the owners would say only that the master is off duty until an inquiry reports.\n"
    "Dredgers left a ridge across the entrance in April, and two trawlers have touched it since, say the pilots.\n"
    "Boats run again tomorrow, although the crossing will take longer in a hired vessel half the usual size.\n"
    "Whoever was left without a train home has until the thirty-first to ask for money back."
)
QUOTE = (
    "“We heard a terrible grinding noise and then the whole boat leaned over so far that the cups slid off the "
    "tables, and nobody on the crew would tell us what was going on for the best part of an hour,” Ada Quill said."
)


def document(name: str, text: str, **more: object) -> Document:
    """A document with a layout cut by the plainest rules: a line a paragraph and a sentence."""
    lines: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        if line:
            lines.append((at, at + len(line)))
        at += len(line) + 1
    marks: list[Quotation] = []
    opened = text.find("“")
    while opened >= 0:
        closed = text.index("”", opened)
        marks.append(Quotation(opened + 1, closed))
        opened = text.find("“", closed)
    layout = Layout(words(text), tuple(lines), tuple(lines), tuple(marks))
    return Document(Article(id=name, text=text, **more), layout, Tags((), ()))  # type: ignore[arg-type]


def found(*documents: Document) -> dict[tuple[str, str], Copying]:
    return {(one.a, one.b): one for one in find_copies(documents, ())}


def test_a_report_printed_twice_is_a_copy_and_one_witness() -> None:
    a, b = document("a", WIRE), document("b", WIRE.replace("PORT ELLERY — A", "A"))
    copying = found(a, b)["a", "b"]
    assert copying.label == "copy"
    assert copying.share_a > 0.9 and copying.share_b == 1.0
    assert witnesses([a.article, b.article], [copying]) == (("a", "b"),)


def test_a_shortened_report_is_a_copy_of_the_longer() -> None:
    short = "\n".join(WIRE.split("\n")[:3])
    copying = found(document("long", WIRE + "\n" + OWN), document("short", short))["long", "short"]
    assert copying.label == "copy" and copying.share_b == 1.0 and copying.share_a < 0.6


def test_every_passage_reslices_and_the_shares_are_what_they_cover() -> None:
    a, b = document("a", WIRE), document("b", OWN + "\n" + "\n".join(reversed(WIRE.split("\n"))))
    copying = found(a, b)["a", "b"]
    for passage in copying.passages:
        assert a.article.text[passage.a.start : passage.a.end] == passage.a.text
        assert b.article.text[passage.b.start : passage.b.end] == passage.b.text
        assert passage.a.text.casefold().split() == passage.b.text.casefold().split()
    assert copying.share_a > 0.9  # all of it is there, in another order


def test_new_matter_around_old_passages_is_a_reworking() -> None:
    lines = WIRE.split("\n")
    reworked = "\n".join(
        [OWN.split("\n")[0], lines[1], OWN.split("\n")[2], lines[3], lines[5], lines[6], OWN.split("\n")[6]]
    )
    assert found(document("a", WIRE), document("b", reworked))["a", "b"].label == "reworked"


def test_independent_reports_of_one_event_are_two_witnesses() -> None:
    a, b = document("a", WIRE), document("b", OWN)
    assert found(a, b) == {}
    assert witnesses([a.article, b.article], []) == (("a",), ("b",))


def test_a_shared_quotation_is_no_copy() -> None:
    a, b = document("a", OWN.split("\n")[0] + "\n" + QUOTE), document("b", WIRE.split("\n")[0] + "\n" + QUOTE)
    assert found(a, b) == {}


def test_an_embedded_post_is_no_copy() -> None:
    post = (
        "We are all safe and well and the soup was very good, thank you to everyone who rowed out in the dark and cold "
    )
    post += (
        "to fetch us home tonight from that wretched sandbank, we will never forget it — Ada Quill (@adaquill) May 4"
    )
    a, b = document("a", OWN.split("\n")[0] + "\n" + post), document("b", WIRE.split("\n")[0] + "\n" + post)
    assert found(a, b) == {}


def test_an_outlets_boilerplate_under_unrelated_reports_is_no_copy() -> None:
    foot = (
        "The Ellery Bee is printed by its readers for its readers and has been paid for by nobody else since the "
        "great flood, so send us your news, your pictures, your puddings and your grievances before noon on any "
        "market day and we shall see what can be done with them when the press has cooled down again"
    )
    other = (
        "Marrows as long as a man's arm took all prizes at the Wexcombe horticultural show, where Tobias Fenn judged "
        "the roses and Henrietta Oakes the preserves, despite thunder and a runaway donkey."
    )
    a = document("a", "\n".join(OWN.split("\n")[:2]) + "\n" + foot, outlet="Ellery Bee")
    b = document("b", other + "\n" + foot, outlet="Ellery Bee")
    assert found(a, b) == {}
    assert found(replace_outlet(a, "Bee"), replace_outlet(b, "Wasp"))  # the foot alone would have made them a pair


def replace_outlet(doc: Document, outlet: str) -> Document:
    return replace(doc, article=replace(doc.article, outlet=outlet))


def test_a_transcript_is_neither_copy_nor_witness() -> None:
    a, b = document("a", WIRE), document("b", WIRE, role="transcript")
    assert found(a, b) == {}
    assert witnesses([a.article, b.article], []) == (("a",),)


@pytest.mark.parametrize(
    ("first", "second", "came_first"),
    [
        ("2031-05-04", "2031-05-08", "a"),
        ("2031-05-08T10:00:00+00:00", "2031-05-04T10:00:00+00:00", "b"),
        ("2031-05-04T10:00:00+00:00", "2031-05-04T11:00:00+00:00", "a"),
        ("2031-05-04T10:00:00", "2031-05-04T11:00:00", None),  # no zone: it may be any
        ("2031-05-04", "2031-05-04T11:00:00+00:00", None),
        ("2031-05-04", "2031-05-04", None),
        ("2031-05-04", None, None),
        ("2031-05-04", "no date", None),
    ],
)
def test_direction_only_where_the_dates_decide(first: str, second: str | None, came_first: str | None) -> None:
    a = document("a", WIRE, published=Published(first, "given"))
    b = document("b", WIRE, published=Published(second, "given") if second else None)
    assert found(a, b)["a", "b"].direction == came_first


def test_the_order_of_the_input_makes_no_difference() -> None:
    docs = [document("c", WIRE), document("a", WIRE + "\n" + OWN), document("b", OWN)]
    assert find_copies(docs, ()) == find_copies(list(reversed(docs)), ())


def test_copies_of_copies_are_one_family() -> None:
    chain = [Copying(a, b, 0.5, 0.5, (), "reworked", None, "") for a, b in (("a", "c"), ("c", "d"))]
    articles = [Article(id=name, text="x") for name in "dcba"]
    assert witnesses(articles, chain) == (("a", "c", "d"), ("b",))


def test_the_same_agency_credited_by_both_weighs_as_evidence() -> None:
    lines = WIRE.split("\n")
    text = "\n".join([*OWN.split("\n")[:5], lines[1], lines[2], lines[4]])
    plain = found(document("a", WIRE), document("b", text))
    credited = []
    for name, body in (("a", WIRE), ("b", text)):
        doc = document(name, body + "\n(AP)")
        at = doc.article.text.index("(AP)")
        credited.append(replace(doc, article=replace(doc.article, credits=(doc.article.span(at, at + 4),))))
    with_credit = found(*credited)
    assert not plain and with_credit["a", "b"].label == "reworked"
    assert "both credit ap" in with_credit["a", "b"].basis
