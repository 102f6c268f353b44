from __future__ import annotations

import pytest

from onrecord.segment import fold


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("“Café” — L’été", '"cafe" - l\'ete'),
        ("cafe\u0301", "café"),
        ("mother\u00adin\u200blaw", "motherinlaw"),
        ("p\u0430yp\u0430l", "paypal"),
        ("ﬁne ½ Ⅳ", "fine 1/2 iv"),
        ("STRASSE", "straße"),
        ("a\u00a0b\u2009c", "a b c"),
        ("\u202eabc\u202c", "abc"),
        ("Łódź Ørsted", "lodz orsted"),
        ("It`s", "it's"),
    ],
)
def test_what_two_prints_differ_in_is_folded(a: str, b: str) -> None:
    assert fold(a).text == fold(b).text


def test_words_that_differ_stay_apart() -> None:
    assert fold("Democratic").text != fold("Democrat").text


def test_offsets_lead_back() -> None:
    text = "“Cafe\u0301 ½\u200b,” she said"
    folded = fold(text)
    at = folded.text.index("cafe")
    assert text[slice(*folded.original(at, at + 4))] == "Cafe\u0301"
    at = folded.text.index("1/2")
    assert text[slice(*folded.original(at, at + 1))] == "½"
    assert folded.original(0, len(folded.text)) == (0, len(text))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 9)])
def test_a_range_outside_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        fold("abc").original(start, end)
