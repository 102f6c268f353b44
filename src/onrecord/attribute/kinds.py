"""What a stretch in quotation marks is: whole sentences, a fragment, or no statement at all."""

from __future__ import annotations

import re
from functools import cache

from onrecord import lexicon
from onrecord.model import Layout, Quotation, Range
from onrecord.tag.cues import words_of

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_LONGEST_LABEL = 8
_BEFORE = re.compile(r"([\w’'.\-]+)([,:;—–-]?)\s*[\"“”'‘«„(`]*$")
_AFTER = re.compile(r"[\"”“'’»`]*([,.;:!?]?)\s*([\w’'\-]+)")


@cache
def _labels(side: str) -> dict[str, str]:
    return {row[0]: row[2] for row in lexicon.rows("reporting_labels.txt") if row[1] == side}


def is_label(text: str, quotation: Quotation, *, headline: bool = False) -> bool:
    """Whether the marks set off a title, a nickname or a term: no statement.

    Title case alone shows nothing in a `headline`, where every word has it.
    """
    inside = [match.group() for match in _WORD.finditer(text, quotation.start, quotation.end)]
    if not inside or len(inside) > _LONGEST_LABEL or not (quotation.opened and quotation.closed):
        return False
    before = _BEFORE.search(text[max(0, quotation.start - 40) : quotation.start])
    after = _AFTER.match(text, quotation.end, quotation.end + 40)
    if _is_nickname(inside, before, after):
        return True
    titled = not headline and _title_case(inside)
    word = before[1].lower() if before and not before[2] else ""
    follows = after[2].lower() if after and not after[1] else ""
    if titled:
        what = _labels("before").get(word)
        if what is not None or word.endswith(("'s", "’s", "s'", "s’")) or _labels("after").get(follows) == "work":
            return True
    return _labels("after").get(follows) == "term" and (len(inside) > 2 or any("-" in form for form in inside))


def _is_nickname(inside: list[str], before: re.Match[str] | None, after: re.Match[str] | None) -> bool:
    """`Robin "Sparky" Hale`."""
    if before is None or after is None or before[2] or after[1] or len(inside) > 3:
        return False
    return before[1][0].isupper() and after[2][0].isupper() and inside[0][0].isupper() and len(before[1]) > 1


def _title_case(inside: list[str]) -> bool:
    return inside[0][0].isupper() and all(
        form[0].isupper() or form[0].isdigit() or form.lower() in words_of("title_link") for form in inside
    )


def is_headline(text: str, layout: Layout, at: int) -> bool:
    """Whether offset `at` lies in a headline: an early paragraph without a final stop."""
    for number, (start, end) in enumerate(layout.paragraphs[:4]):
        if start <= at < end:
            return (number < 2 and text[end - 1] not in ".?!…\"”’'") or (
                number < 3 and _mostly_capitals(text[start:end])
            )
    return False


def _mostly_capitals(line: str) -> bool:
    forms = [form for form in _WORD.findall(line) if form.lower() not in words_of("title_link")]
    return len(forms) > 2 and sum(form[0].isupper() for form in forms) > 0.8 * len(forms)


def is_whole(text: str, quotation: Quotation, *, sentence: Range) -> bool:
    """Whether a quotation holds the speaker's own sentences, set off, rather than words worked into another's.

    It starts with a capital letter, where a sentence can start: alone, after a stop, a comma or a colon, or
    after the verb itself; not after "that" or any other word of the reporter's clause.
    """
    first = next((letter for letter in text[quotation.start : quotation.end] if letter.isalnum()), "")
    if quotation.continues or quotation.block:
        return True
    if not (first.isupper() or first.isdigit()):
        return False
    start = quotation.start
    while start > sentence[0] and not (text[start - 1].isalnum() or text[start - 1] in ",:.?!;)—–-…"):
        start -= 1
    if start <= sentence[0] or text[start - 1] in ",:.?!;)…—–":
        count = len(_WORD.findall(text[quotation.start : quotation.end]))
        return count > 3 or text[quotation.end - 1] in ".?!," or _has_verb(text, quotation)
    return _has_verb(text, quotation) and not text[max(0, start - 6) : start].endswith(
        (" that", " as", " a", " the", " an")
    )


def _has_verb(text: str, quotation: Quotation) -> bool:
    forms = (form.lower().replace("’", "'") for form in _WORD.findall(text[quotation.start : quotation.end]))
    return any(form in words_of("finite") for form in forms)
