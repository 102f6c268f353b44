"""BibTeX and CSL-JSON, each read by a library of its own."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc.source.json import CiteProcJSON

from onrecord.export import sources
from onrecord.model import Published, StoryRecord
from tests.sample import A, B, record


def _parsed(told: StoryRecord) -> bibtexparser.Library:
    return bibtexparser.parse_string(sources.bibtex(told), append_middleware=[LatexDecodingMiddleware()])


def test_bibtex_is_read_by_a_library(told: StoryRecord) -> None:
    library = _parsed(told)
    assert not library.failed_blocks
    assert len(library.entries) == len(told.articles)
    for entry, article in zip(library.entries, told.articles, strict=True):
        assert entry.get("journal") is None or entry["journal"] == article.outlet
        assert ("url" in entry.fields_dict) == bool(article.url)


@pytest.mark.parametrize("title", ["Smith & {Sons} 100% #1_x", "a \\ b", "~ ^", "$5", "}", "{", "@article{x,"])
def test_what_bibtex_reads_as_markup_comes_back(title: str) -> None:
    library = _parsed(record(a=replace(A, title=title, byline=f"{title} and others")))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["a", "b"]
    # The library reads \\textasciicircum as the modifier letter.
    assert library.entries[0]["title"].replace("ˆ", "^") == title
    assert "year" in library.entries[0].fields_dict


def test_an_address_stands_as_it_is() -> None:
    told = record(a=replace(A, url="https://courier.example/a_b?x=1%20&y=~{2}"))
    library = bibtexparser.parse_string(sources.bibtex(told))  # programs take an address as it is, no LaTeX in it
    assert library.entries[0]["url"] == "https://courier.example/a_b?x=1%20&y=~%7B2%7D"


def test_keys_stay_apart() -> None:
    told = record()
    articles = tuple(replace(A, id=name, published=None) for name in ("a b", "a-b", "A-B", "äé"))
    told = replace(told, articles=(*told.articles, *articles))
    assert [entry.key for entry in _parsed(told).entries] == ["a", "b", "a-b", "a-b-2", "A-B-3", "--"]


def test_csl_json_is_read_by_a_processor(told: StoryRecord) -> None:
    items = json.loads(sources.csl_json(told))
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # it warns of a variable or a type that CSL has not
        read = CiteProcJSON(items)
    assert sorted(read) == sorted(article.id for article in told.articles)
    for item, article in zip(items, told.articles, strict=True):
        assert item["type"] == "article-newspaper"
        assert item.get("container-title") == article.outlet


def test_the_processor_refuses_what_csl_has_not() -> None:
    items = json.loads(sources.csl_json(record()))
    items[0]["newspaper"] = "x"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises((ValueError, UserWarning)):
            CiteProcJSON(items)


@pytest.mark.parametrize(
    ("day", "parts"),
    [
        ("2026", [2026]),
        ("2026-03", [2026, 3]),
        ("2026-03-03", [2026, 3, 3]),
        ("2026-03-03T23:00:00-05:00", [2026, 3, 3]),
    ],
)
def test_dates_as_precise_as_they_are_known(day: str, parts: list[int]) -> None:
    told = record(b=replace(B, published=Published(day, "given")))
    assert json.loads(sources.csl_json(told))[1]["issued"] == {"date-parts": [parts]}
