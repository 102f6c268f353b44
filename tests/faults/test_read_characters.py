"""Unicode: the stored text is untouched, and what hides in it is counted."""

from __future__ import annotations

import pytest

from onrecord.read import read_bytes

CASES = {
    "decomposed": ("Zoe\u0308 said so.", None),
    "homoglyphs": ("The mаyor of Аlmery said so.", None),
    "curly and straight": ("“Yes,\" she said. 'No,' he said.", None),
    "bidirectional": ("She said \u202eon\u202c to it.", "invisible-characters"),
    "isolates": ("She \u2066said\u2069 so.", "invisible-characters"),
    "zero width": ("The fer\u200bry\u200d sails.", "invisible-characters"),
    "soft hyphens": ("The fer\u00adry sails.", "invisible-characters"),
    "mark inside": ("The ferry\ufeff sails.", "invisible-characters"),
    "tags": ("The ferry\U000e0041 sails.", "invisible-characters"),
    "controls": ("The ferry\x1b[31m sails " * 3, "control-characters"),
    "zero byte": ("The ferry\0 sails, and so do all the other boats of the company." * 3, "control-characters"),
    "line ends": ("One.\r\nTwo.\rThree.\nFour.\u2028Five.\u0085Six.", None),
    "emoji": ("She wrote: 👩🏽‍⚕️ and 🇫🇷.", "invisible-characters"),
    "replaced before": ("The \ufffd sails.", "replaced-characters"),
}


@pytest.mark.parametrize("case", sorted(CASES))
def test_text_untouched_and_counted(case: str) -> None:
    text, code = CASES[case]
    reading = read_bytes(text.encode(), name="a.txt")
    assert reading.articles[0].text == text
    assert [notice.code for notice in reading.notices] == ([code] if code else [])


def test_the_count_names_each_character() -> None:
    reading = read_bytes("a\u202eb\u202ec\u200b".encode(), name="a.txt")
    assert reading.notices[0].message.endswith("1 × U+200B, 2 × U+202E.")


def test_metadata_is_one_line_and_well_formed() -> None:
    data = b'{"text": "It sails.", "title": "A\\nB\\u0000\\ud800", "outlet": " C\\r\\nD "}'
    (article,) = read_bytes(data, name="a.json").articles
    assert article.outlet == "C D" and article.title and "\n" not in article.title
    article.title.encode()
