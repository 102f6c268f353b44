"""What a stretch in quotation marks is: whole sentences, a fragment, or no statement at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from onrecord import lexicon
from onrecord.attribute.cues import words_of
from onrecord.model import Layout, Quotation, Range

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_WORKED_IN = re.compile(r"\b(?:that|as|an?|the)$")
_LONGEST_LABEL = 14
_LONGEST_HEADING = 10
_BEFORE = re.compile(r"((?:[\w’'\-]+ )?)([\w’'.\-]+)([,:;—–-]?) ?[\"“”'‘«„(`]*$")
_AFTER = re.compile(r"[\"”“'’»`]*([,.;:!?]?) ?([\w’'\-]+)")


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
    follows = _labels("after").get(after[2].lower(), "") if after and not after[1] else ""
    if follows == "said":
        return False
    if not headline and text[quotation.end - 1].isalnum() and _is_nickname(inside, before, after):
        return True
    if not headline and _title_case(inside) and (follows == "work" or _named(before)):
        return True
    return follows == "term" and 2 - ("-" in text[quotation.start : quotation.end]) < len(inside) < 6


def _named(before: re.Match[str] | None) -> bool:
    """Whether what stands before the marks names what is in them: `the book "…"`, `on KLM's "…"`, `titled "…"`."""
    if before is None:
        return False
    pair, word = before[1].lower(), before[2].lower()
    what = _labels("before").get(word) or _labels("before").get(f"{pair}{word}")
    if before[3]:
        return what == "work" and before[3] == ","
    return what is not None or word.endswith(("'s", "’s", "s'", "s’"))


def _is_nickname(inside: list[str], before: re.Match[str] | None, after: re.Match[str] | None) -> bool:
    """`Robin "Sparky" Hale`."""
    if before is None or after is None or before[3] or after[1] or len(inside) > 3:
        return False
    name = before[2]
    return name[-1].isalnum() and len(name) > 1 and all(form[0].isupper() for form in (name, inside[0], after[2]))


def _title_case(inside: list[str]) -> bool:
    return inside[0][0].isupper() and all(
        form[0].isupper() or form[0].isdigit() or form.lower() in words_of("title_link") for form in inside
    )


def is_headline(text: str, layout: Layout, sentence: Range) -> bool:
    """Whether a sentence is a headline: the first line, without a final stop, or nearly every word with a capital."""
    first = layout.paragraphs[0]
    if first[0] <= sentence[0] < first[1] and text[first[1] - 1] not in ".?!…\"”’'":
        return True
    return _mostly_capitals(text[sentence[0] : sentence[1]])


def is_heading(text: str, layout: Layout, quotation: Quotation, marked: Range) -> bool:
    """Whether a quotation is a line of its own above a section: few words, no stop in it, and more text after it."""
    at = bisect_right(layout.paragraphs, (marked[0], len(text))) - 1
    first, end = layout.paragraphs[at]
    if not (quotation.opened and quotation.closed) or at + 1 >= len(layout.paragraphs):
        return False
    alone = not any(letter.isalnum() for letter in text[first : marked[0]] + text[marked[1] : end])
    short = len(_WORD.findall(text, quotation.start, quotation.end)) <= _LONGEST_HEADING
    return alone and short and text[end - 1] not in ".?!…" and text[quotation.end - 1].isalnum()


def _mostly_capitals(line: str) -> bool:
    forms = [form for form in _WORD.findall(line) if form.lower() not in words_of("title_link")]
    return len(forms) > 3 and sum(form[0].isupper() for form in forms) > 0.9 * len(forms)


def is_whole(text: str, quotation: Quotation, *, sentence: Range) -> bool:
    """Whether a quotation holds the speaker's own sentences, set off, rather than words worked into another's.

    It starts with a capital letter, where a sentence can start: alone, after a stop, a comma or a colon, or
    after the verb itself; not after "that" or any other word of the reporter's clause.
    """
    inside = text[quotation.start : quotation.end]
    if quotation.continues or quotation.block:
        return True
    first = next((letter for letter in inside if letter.isalnum()), "")
    start = quotation.start
    while start > sentence[0] and not (text[start - 1].isalnum() or text[start - 1] in ",:.?!;)—–-…"):
        start -= 1
    set_off = start <= sentence[0] or text[start - 1] in ",:.?!;)…—–"
    if first.islower():
        return set_off and text[start - 1] == ":" and inside[-1] in ".?!" and _has_verb(text, quotation)
    if set_off:
        return len(_WORD.findall(inside)) > 3 or inside[-1] in ".?!," or _has_verb(text, quotation)
    return _has_verb(text, quotation) and not _WORKED_IN.search(text[max(0, start - 6) : start])


def _has_verb(text: str, quotation: Quotation) -> bool:
    forms = (form.lower().replace("’", "'") for form in _WORD.findall(text[quotation.start : quotation.end]))
    return any(form in words_of("finite") for form in forms)
