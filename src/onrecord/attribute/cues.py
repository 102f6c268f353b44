"""Verbs that report, and whose they are, by the order of words: no parser, so no more than what stands close by.

Enough for what stands right beside a quotation; all else is the tagger's.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from onrecord import lexicon
from onrecord.model import Layout, Range

_LONGEST_SOURCE = 14
_LONGEST_APPOSITION = 24


@cache
def verbs(kind: str) -> frozenset[str]:
    """Every form of the reporting verbs of one kind (say, think, act)."""
    listed = (row for row in lexicon.rows("reporting_verbs.txt") if row[1] == kind)
    return frozenset(form for row in listed for form in row[2].split())


@cache
def words_of(kind: str) -> frozenset[str]:
    """The small words of one class of `reporting_words.txt`."""
    return frozenset(row[0] for row in lexicon.rows("reporting_words.txt") if kind in row[1].split())


class Words:
    """A layout's words with their lower-case forms, and which of them stand in quotation marks.

    `names` are the lower-case forms of words that have a capital right after another word.
    """

    def __init__(self, text: str, layout: Layout) -> None:
        self.text = text
        self.ranges = layout.words
        self.starts = [start for start, _ in layout.words]
        self.forms = [text[start:end] for start, end in layout.words]
        self.lower = [form.lower().replace("’", "'") for form in self.forms]
        self.quoted = [False] * len(self.forms)
        self.names = {
            self.lower[at] for at in range(1, len(self.forms)) if self.forms[at][0].isupper() and self.is_word(at - 1)
        }
        for quotation in layout.quotations:
            first, last = self.within((quotation.start, quotation.end))
            self.quoted[first:last] = [True] * (last - first)

    def within(self, stretch: Range) -> Range:
        """The words that begin in a stretch of the text, as a half-open range of their indices."""
        return bisect_left(self.starts, stretch[0]), bisect_left(self.starts, stretch[1])

    def stretch(self, first: int, last: int) -> Range:
        """The stretch of the text from word `first` to before word `last`."""
        return self.ranges[first][0], self.ranges[last - 1][1]

    def first_word(self, start: int, end: int) -> int | None:
        """The first word, marks left out, that begins in a stretch of the text."""
        return next((at for at in range(*self.within((start, end))) if self.is_word(at)), None)

    def opening_name(self, first: int, last: int) -> Range | None:
        """The name or pronoun that the words `first`..`last` begin with, in words; None where they begin otherwise."""
        if first >= last or self.quoted[first] or not self.capital(first):
            return None
        if self.lower[first] in words_of("subject_pronoun"):
            return first, first + 1
        end = first
        while end < last and (self.capital(end) or self.point(end)):
            end += 1
        while not self.is_word(end - 1):
            end -= 1
        opener = self.lower[first] in lexicon.entries("sentence_openers.txt")
        # One word with a capital may owe it to the sentence's start: it is a name if it has it elsewhere, too.
        return None if opener or (end - first == 1 and self.lower[first] not in self.names) else (first, end)

    def opens_subject(self, at: int) -> bool:
        """Whether a subject can begin with this word: a name, a pronoun, an article."""
        return self.capital(at) or self.lower[at] in words_of("determiner") | words_of("subject_pronoun")

    def point(self, at: int) -> bool:
        """Whether the point at `at` belongs to an abbreviation: "Mr." or an initial."""
        return self.lower[at] == "." and at > 0 and len(self.forms[at - 1]) <= 4 and self.capital(at - 1)

    def passive(self, verb: int, first: int) -> bool:
        """Whether a form of "be" stands among the helpers of a verb: what was said of the subject, not by it."""
        at = verb - 1
        while at >= first and self.lower[at] in words_of("auxiliary"):
            if self.lower[at] in ("is", "was", "are", "were", "be", "been", "being"):
                return True
            at -= 1
        return False

    def is_word(self, at: int) -> bool:
        return self.lower[at][0].isalnum()

    def capital(self, at: int) -> bool:
        return self.forms[at][0].isupper()


def subject_before(words: Words, verb: int, first: int) -> Range | None:
    """Whose verb it is, where the subject stands before it: a range of word indices, from `first` on."""
    at = verb - 1
    while at >= first and (words.lower[at] in words_of("auxiliary") or words.lower[at].endswith("ly")):
        at -= 1
    if at < first or words.quoted[at]:
        return None
    if words.lower[at] == ",":
        return _before_apposition(words, at, first)
    if words.lower[at] == ")":
        floor = max(first, at - _LONGEST_APPOSITION)
        while at > floor and words.lower[at] != "(":
            at -= 1
        at -= 1
    return _group_before(words, at, first)


def _before_apposition(words: Words, comma: int, first: int) -> Range | None:
    """`Robin Hale, the mayor's aide, said`: the name before the apposition, or before the clause with "who"."""
    floor = max(first, comma - _LONGEST_APPOSITION)
    at = comma - 1
    while at > floor:
        if words.quoted[at]:
            return None
        if words.lower[at] == ",":
            name = _group_before(words, at - 1, first)
            if name is None or words.lower[name[0]] not in ("who", "which", "whose"):
                return name
        at -= 1
    return None


def _group_before(words: Words, last: int, first: int) -> Range | None:
    """The noun phrase that ends with word `last`."""
    if last < first or words.quoted[last] or not words.is_word(last) or words.lower[last] in words_of("no_head"):
        return None
    if words.lower[last] in words_of("subject_pronoun"):
        return last, last + 1
    at = last
    while at > first and last - at < _LONGEST_SOURCE and _belongs(words, at - 1):
        at -= 1
    skipped = words_of("adverbial") | words_of("auxiliary") | words_of("day") | {"and", "'", "’", "&", "."}
    while at < last and words.lower[at] in skipped:
        at += 1
    return at, last + 1


def _belongs(words: Words, at: int) -> bool:
    form = words.lower[at]
    if words.quoted[at] or form in words_of("clause_stop"):
        return False
    if form == "and":
        return at > 0 and words.capital(at - 1) and words.capital(at + 1)
    return words.is_word(at) or form in "'’&" or words.point(at)


def subject_after(words: Words, verb: int, last: int) -> Range | None:
    """Whose verb it is, where the subject stands after it (`said the mayor`): a range of word indices."""
    at = verb + 1
    if at + 2 < last and words.lower[at] == "on" and words.lower[at + 1] in words_of("platform") | words_of("day"):
        at += 2  # "wrote on Twitter the mayor"
    if at >= last or words.quoted[at]:
        return None
    if words.lower[at] in words_of("subject_pronoun"):
        return at, at + 1
    if not (words.capital(at) or words.lower[at] in words_of("determiner")):
        return None
    end = at + 1
    while end < last and end - at < _LONGEST_SOURCE and not words.quoted[end] and not _ends_subject(words, end, last):
        end += 1
    while end > at + 1 and not words.is_word(end - 1):
        end -= 1
    return None if words.lower[end - 1] in words_of("no_head") else (at, end)


def _ends_subject(words: Words, at: int, last: int) -> bool:
    form = words.lower[at]
    if form == "and":
        return at + 1 >= last or not words.capital(at + 1)
    if form in words_of("after_source"):
        return True
    return not (words.is_word(at) or form in "'’&" or words.point(at))
