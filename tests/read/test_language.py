"""The language of a text: told where it is plain, None where not."""

from __future__ import annotations

import pytest

from onrecord.read import read_bytes

TEXTS = {
    "en": "The mayor of the town said on Tuesday that the ferry would sail again in May, and that it was safe for all.",
    "de": "Der Bürgermeister der Stadt hat am Dienstag gesagt, dass die Fähre im Mai wieder fahren wird und nicht mehr"
    " teuer ist.",
    "fr": "Le maire de la ville a dit mardi que le bac serait de nouveau en service au mois de mai et que tout était en"
    " ordre pour les voyageurs.",
    "es": "El alcalde de la ciudad dijo el martes que el transbordador volverá a navegar en mayo y que los viajes no"
    " serán más caros para la gente.",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_told_by_small_words(language: str) -> None:
    reading = read_bytes(TEXTS[language].encode(), name="a.txt")
    assert reading.articles[0].language == language
    assert [n.code for n in reading.notices] == ([] if language == "en" else ["other-language"])


@pytest.mark.parametrize("text", ["Ferry sails.", "1 2 3 4 5 6 7 8 9", "Lorem ipsum dolor sit amet " * 6])
def test_unsure(text: str) -> None:
    assert read_bytes(text.encode(), name="a.txt").articles[0].language is None


def test_other_letters() -> None:
    reading = read_bytes(("Паром снова пойдёт в мае, сказала мэр города во вторник. " * 3).encode(), name="a.txt")
    assert reading.articles[0].language is None
    assert [n.code for n in reading.notices] == ["other-language"]


def test_the_metadata_s_language_holds_where_the_text_is_too_short() -> None:
    (article,) = read_bytes(b'{"text": "Ferry sails.", "language": "en-GB"}', name="a.json").articles
    assert article.language == "en"
