"""Encodings: each text of the matrix comes out right, or is flagged. Figure: ≥ 99 % right, the rest flagged."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.read import read_bytes
from onrecord.read.decode import decode

ENGLISH = (
    "“The ferry’s engines will not fail again,” Marta Oyelaran said — and Zoë Günther, of the café’s union, agreed. "
    "The repairs cost £1.4m… The ‘safety’ review is due in May. Nobody was hurt on Tuesday. "
)
CHINESE = (
    "阿尔梅里市长星期五在记者会上表示，渡轮将在五月恢复航行。“我们不会再让引擎出故障，”她说。"
    "修理费用为一百四十万元，安全检查预计下月完成。"
)
CUTS = [(start, start + size) for size in (120, 200, 320) for start in range(0, 170, 7)]
WESTERN = [text for a, b in CUTS if not (text := (ENGLISH * 3)[a:b]).isascii()]
GB = [(CHINESE * 3)[a : a + size] for size in (40, 80, 150) for a in range(0, 50, 5)]

MATRIX = {
    "cp1252": (WESTERN, "cp1252", None),
    "cp1252, declared as latin-1": (WESTERN, "cp1252", "iso-8859-1"),
    "cp1252, mislabelled utf-8": (WESTERN, "cp1252", "utf-8"),
    "cp1252, mislabelled gb2312": (WESTERN, "cp1252", "gb2312"),
    "utf-8": (WESTERN, "utf-8", None),
    "utf-8, mislabelled latin-1": (WESTERN, "utf-8", "iso-8859-1"),
    "utf-8, mislabelled gb2312": (GB, "utf-8", "gb2312"),
    "utf-8 with mark": (WESTERN, "utf-8-sig", None),
    "utf-16 with mark": (WESTERN + GB, "utf-16", None),
    "utf-16-le": (WESTERN, "utf-16-le", None),
    "utf-16-be": (WESTERN, "utf-16-be", None),
    "utf-16-le, mislabelled utf-8": (WESTERN, "utf-16-le", "utf-8"),
    "gb2312": (GB, "gb18030", None),
    "gb2312, declared": (GB, "gb2312", "gb2312"),
    "gb2312, mislabelled latin-1": (GB, "gb18030", "iso-8859-1"),
    "gb2312, mislabelled utf-8": (GB, "gb18030", "utf-8"),
    "mac-roman": (WESTERN, "mac-roman", None),
}


@pytest.mark.parametrize("case", sorted(MATRIX))
def test_the_matrix(case: str) -> None:
    texts, encoding, declared = MATRIX[case]
    right = silent = 0
    for text in texts:
        decoded = decode(text.encode(encoding), declared=declared)
        if decoded.text == text:
            right += 1
        elif not (decoded.guessed or decoded.replaced):
            silent += 1
    assert right >= 0.99 * len(texts), f"{case}: {right} of {len(texts)}"
    assert silent == 0


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"Plain.", "utf-8"),
        ("Zoë said.".encode(), "utf-8"),
        ("“No,” she said.".encode("cp1252"), "cp1252 (guessed)"),
        ("“No,” she said.".encode("utf-16"), "utf-16-le (byte-order mark)"),
        ("“No,” she said.".encode("utf-16-be"), "utf-16-be (guessed)"),
        (b'<html><head><meta charset="windows-1252"></head><p>Zo\xeb</p>', "cp1252 (declared)"),
        ("<html><head><meta charset=koi8-r></head><p>Да</p>".encode("koi8-r"), "koi8-r (declared)"),
    ],
)
def test_the_method_is_recorded(data: bytes, encoding: str) -> None:
    (article,) = read_bytes(data, name="a.txt").articles
    assert article.encoding == encoding


def test_a_guess_and_replaced_characters_are_told() -> None:
    reading = read_bytes("“No,” she said.".encode("cp1252"), name="a.txt")
    assert [notice.code for notice in reading.notices] == ["encoding-guessed"]
    whole = ("“The ferry’s engines” " * 8).encode()
    reading = read_bytes(whole[:40] + b"\xff\xfe" + whole[40:] + b"\xe2\x80", name="a.txt")
    (article,) = reading.articles
    assert article.encoding == "utf-8 (damaged)" and article.text.count("\ufffd") == 3
    (notice,) = reading.notices
    assert notice.code == "replaced-characters" and notice.message.startswith("3 characters")


def test_text_garbled_before_it_was_saved_is_told_and_left() -> None:
    garbled = "“The ferry’s engines”".encode().decode("cp1252", "ignore")
    reading = read_bytes(garbled.encode(), name="a.txt")
    assert reading.articles[0].text == garbled
    assert "garbled-characters" in [notice.code for notice in reading.notices]


@given(st.text(min_size=1, max_size=300))
@settings(max_examples=300, deadline=None)
def test_utf_8_is_never_changed(text: str) -> None:
    text = text.lstrip("\ufeff")
    data = text.encode()
    try:
        decoded = decode(data)
    except InputError:
        return  # zero bytes or control characters: said to be no text
    if decoded.encoding == "utf-8":
        assert decoded.text == text


@given(st.binary(min_size=1, max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_an_article_or_a_code(data: bytes) -> None:
    reading = read_bytes(data, name="a.txt")
    assert reading.articles or reading.notices
    for article in reading.articles:
        article.text.encode()
        assert article.encoding
