"""What a sentence holds to be compared by: names in place of pronouns, and words that were only said."""

from __future__ import annotations

from onrecord.attribute import resolve, statements
from onrecord.facts.sheet import Sentence, sentences
from onrecord.model import Article, Document, Person, Statement, Tags
from onrecord.segment import segment


def read(text: str, people: tuple[Person, ...] | None = None) -> tuple[Sentence, ...]:
    article = Article(id="r", text=text)
    document = Document(article, segment(article), Tags((), ()))
    if people is None:
        people = resolve([document], statements(document)).people
    return sentences(document, (), (), people)


def person(text: str, *mentions: str, kind: str = "person") -> tuple[Person, ...]:
    article = Article(id="r", text=text)
    spans = tuple(article.span(text.index(one), text.index(one) + len(one)) for one in mentions)
    return (Person("p1", kind, "Ada Quill", (), (), spans),)  # type: ignore[arg-type]


PILOT = "Ada Quill flew the glider over the ridge. Later she landed it safely on a frozen lake."


def test_a_pronoun_counts_as_the_name_of_whom_it_means() -> None:
    first, second = read(PILOT, person(PILOT, "Ada Quill", "she"))
    assert [term.key for term in first.terms].count("quill") == 1
    assert [(term.key, term.kind) for term in second.terms if term.key == "quill"] == [("quill", "name")]


def test_what_stands_for_no_person_is_no_name() -> None:
    _, second = read(PILOT, person(PILOT, "Ada Quill", "she", kind="organisation"))
    assert "quill" not in {term.key for term in second.terms}


def test_words_in_quotation_marks_are_said_and_not_done() -> None:
    text = "The pilot waved to the “frozen crowd of anglers” beneath the ridge."
    (one,) = read(text, ())
    assert {term.surface for term in one.terms if term.says} == {"frozen", "crowd", "anglers"}


def test_a_term_stands_in_the_word_that_it_is_of() -> None:
    text = "The mayor-elect's tram (Almery line) left the depot at dawn, ringing."
    article = Article(id="r", text=text)
    words = segment(article).words
    (one,) = read(text, ())
    assert len(one.worded) == len(words)
    for (start, end), term in zip(words, one.worded, strict=True):
        assert term is None or start <= term.start < end
    assert [term for term in one.worded if term] == [term for term in one.terms if term.surface != "elect"]


def with_cue(text: str, cue: str) -> Sentence:
    article = Article(id="r", text=text)
    at = text.index(cue)
    said = Statement("s1", "r", "indirect", (article.span(at + len(cue), len(text)),), article.span(at, at + len(cue)))
    (one,) = sentences(Document(article, segment(article), Tags((), ())), (said,), ())
    return one


def test_that_somebody_said_nothing_is_what_happened() -> None:
    told = with_cue("The pilot announced where the glider had landed.", "announced")
    kept = with_cue("The pilot refused where the glider had landed.", "refused")
    quiet = with_cue("The pilot did not announce where the glider had landed.", "announce")
    assert [term.surface for term in told.terms if term.says] == ["announced"]
    assert not any(term.says for term in (*kept.terms, *quiet.terms))


def test_the_people_of_a_country_are_compared_by_its_name() -> None:
    (one,) = read("Two climbers from Norway met a Norwegian rescue team near the glacier.", ())
    assert [term.key for term in one.terms if term.kind == "name"] == ["norway", "norway"]


def test_captions_that_run_together_are_no_sentence() -> None:
    caption = "Glider over the ridge {} of 40 A pilot waves to a crowd of anglers on the frozen lake Bram Oss "
    text = f"The glider landed on the frozen lake.\n{''.join(map(caption.format, range(1, 9)))}\n"
    assert [one.start for one in read(text, ())] == [0]
