"""Stories as they arrive, over invented events."""

from __future__ import annotations

import gc

import pytest

from onrecord.model import Article, Published
from onrecord.stories import Stories, group, same_event
from onrecord.stories.index import weigh

FERRY = [
    "The ferry Marigold ran aground off Port Ellery on Monday with forty passengers aboard, the coast guard said.",
    "Forty people were rescued from the grounded ferry Marigold near Port Ellery, according to the coast guard.",
    "Coast guard boats took passengers off the Marigold after the ferry struck a sandbank at Port Ellery.",
    "An inquiry into the grounding of the Marigold ferry at Port Ellery was opened by the coast guard on Tuesday.",
]
MARROW = [
    "Tobias Fenn won first prize at the Wexcombe show with a marrow as long as a man's arm.",
    "A giant marrow grown by Tobias Fenn took the cup at Wexcombe's horticultural show.",
]


def article(name: str, text: str, date: str | None = "2031-05-04") -> Article:
    return Article(id=name, text=text, published=Published(date, "given") if date else None)


def fire(town: str, details: tuple[str, ...], day: str | None, *, start: int = 0) -> list[Article]:
    """Reports of one fire at a supermarket: the kind of event is the same in every town, the details are its own."""
    told = (
        "The Grantley supermarket in {0} burned down overnight. {2} smelled smoke on {1} and ran to {3} for help.",
        "Smoke rose over {0} as its supermarket caught fire. From {3}, {2} watched the roof on {1} fall in.",
        "Engines from five towns came to a fire at the {0} supermarket on {1}. {2} let men rest in {3}.",
        "Nothing is left of the supermarket in {0} after a fire. {1} is closed, and {2} feeds firemen at {3}.",
        "Fire broke out at the Grantley supermarket in {0} on {1}. {2} raised the alarm from {3}.",
        "Crews tackled a blaze at the Grantley supermarket in {0}. {2} of {3} had called the brigade to {1}.",
        "A supermarket in {0} was gutted by fire. People on {1} were led to {3} by {2}.",
        "Flames destroyed the {0} supermarket, crews said. {3} stayed shut, {2} told neighbours on {1}.",
    )
    own = told[4:] if start % 8 else told[:4]
    return [article(f"{town}{start + n}", text.format(town, *details), day) for n, text in enumerate(own)]


ELLERY = "Rope Lane", "Ada Quill", "the harbour bakery"
WEXCOMBE = "Mill Row", "Tobias Fenn", "the tannery chapel"


def test_reports_of_one_event_are_a_story_and_others_are_not() -> None:
    articles = [article(f"f{n}", text) for n, text in enumerate(FERRY)]
    articles += [article(f"m{n}", text) for n, text in enumerate(MARROW)]
    assert sorted(map(sorted, group(articles))) == [["f0", "f1", "f2", "f3"], ["m0", "m1"]]


def test_the_order_of_the_input_makes_no_difference_where_all_is_dated() -> None:
    articles = [article(f"f{n}", text, f"2031-05-0{n + 1}") for n, text in enumerate(FERRY)]
    articles += [article(f"m{n}", text, f"2031-05-0{n + 1}") for n, text in enumerate(MARROW)]
    assert group(articles) == group(list(reversed(articles)))


def test_two_events_of_one_kind_are_told_apart_once_enough_is_known() -> None:
    east = fire("Ellery", ELLERY, None)
    west = fire("Wexcombe", WEXCOMBE, None, start=4)
    mixed = [one for both in zip(east, west, strict=True) for one in both]
    assert sorted(map(sorted, group(mixed))) == [[one.id for one in east], [one.id for one in west]]


def test_a_follow_up_of_the_next_months_is_another_event() -> None:
    before = [article(f"a{n}", text, "2031-05-04") for n, text in enumerate(FERRY[:3])]
    later = [
        article(f"b{n}", text, "2031-07-20")
        for n, text in enumerate(
            [
                "The captain of the ferry Marigold was fined by a court in Dunmarsh for sleeping at the wheel.",
                "A Dunmarsh court fined the Marigold's captain, who had slept while the ferry ran aground.",
                "Magistrates at Dunmarsh fined the captain of the Marigold ferry for falling asleep.",
            ]
        )
    ]
    assert sorted(map(sorted, group(before + later))) == [["a0", "a1", "a2"], ["b0", "b1", "b2"]]


def test_a_story_is_given_as_it_stands() -> None:
    stories = Stories()
    for n, text in enumerate(FERRY[:2]):
        stories.add(article(f"f{n}", text))
    stories.add(article("m0", MARROW[0]))
    assert stories.story_of("f1") == ("f0", "f1") and stories.story_of("m0") == ("m0",)
    assert stories.groups() == (("f0", "f1"), ("m0",))


def test_a_story_that_was_found_before_stays_one_and_takes_reports() -> None:
    stories = Stories()
    stories.open([weigh(article("f0", FERRY[0])), weigh(article("m0", MARROW[0]))])
    stories.open([weigh(article("f1", FERRY[1]))])
    stories.add(article("m1", MARROW[1]))
    assert stories.groups() == (("f0", "m0", "m1"), ("f1",))


def test_stories_go_when_they_are_let_go() -> None:
    """What waits for the collector of cycles, a run after another, is memory that grows."""
    group([article(f"f{n}", text) for n, text in enumerate(FERRY)])  # caches are filled
    gc.collect()
    group([article(f"f{n}", text) for n, text in enumerate(FERRY)])
    assert gc.collect() == 0


def test_one_article_twice_is_an_error() -> None:
    stories = Stories()
    stories.add(article("a", FERRY[0]))
    with pytest.raises(ValueError, match="'a'"):
        stories.add(article("a", FERRY[1]))


def test_same_event() -> None:
    assert same_event([article("a", FERRY[0]), article("b", FERRY[1])])
    assert not same_event([article("a", FERRY[0]), article("b", MARROW[0])])
    assert same_event([article("a", FERRY[0])])


def test_a_transcript_does_not_make_another_event() -> None:
    transcript = Article(id="t", text=MARROW[0], role="transcript")
    assert same_event([article("a", FERRY[0]), article("b", FERRY[1]), transcript])


@pytest.mark.parametrize("text", ["", "\n", "…", "a", "the the the", "𝕏 ‮ \x00"])
def test_a_text_that_tells_nothing_is_a_story_of_its_own(text: str) -> None:
    found = group([article("a", text or " "), article("b", FERRY[0]), article("c", FERRY[1])])
    assert ("a",) in found and ("b", "c") in found


def test_each_report_is_in_exactly_one_story_however_large_a_topic_grows() -> None:
    articles = [one for n in range(40) for one in fire("Ellery", ELLERY, f"2031-05-{n % 28 + 1:02}", start=4 * n)]
    found = group(articles)
    assert sorted(one for story in found for one in story) == sorted(one.id for one in articles)
