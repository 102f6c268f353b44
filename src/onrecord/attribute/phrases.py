"""How a source is built: where the phrase of its head ends, what only tells more of the head, whom it names last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.attribute import wordlists as lists
from onrecord.attribute.mentions import Mention, person_noun
from onrecord.attribute.nametypes import Run
from onrecord.attribute.view import View


def source_words(view: View, start: int, end: int) -> tuple[int, int]:
    """The words of a source between two offsets, without the marks before it and a "here" or "today" after it."""
    first, stop = view.covering(start, end)
    while first < stop and not view.words[first][0].isalnum():
        first += 1
    while stop - first > 1 and lists.word_class().get(view.lower[stop - 1]) == "adv":
        stop -= 1
    return first, stop


def phrase_end(view: View, names: Sequence[Run], first: int, end: int) -> int:
    """Where the head's own noun phrase ends: before the first preposition, relative clause or mark in the source.

    A name among `names` is never cut ("Doctors without Borders").
    """
    at = first
    end = min(end, view.sentence_bounds[view.sentence[first]][1])
    while end > first + 1 and view.words[end - 1] == ".":
        end -= 1
    while at < end and lists.word_class().get(view.lower[at]) in ("prep", "det"):
        at += 1
    while at < end:
        name = next((run.end for run in names if run.name <= at < run.end), None)
        part = view.lower[at] == "of" and at > first and view.lower[at - 1] in lists.words("parts of")
        owned = _owner_ends(view, at, end) if name is None and at > first else None
        if name is None and not part and owned is None and _closes(view, first, at):
            break
        at = min(end, name or owned or at + 1)
    return max(at, first + 1)


def apposed(view: View, mentions: Sequence[Mention], stop: int, end: int) -> Mention | None:
    """The name that closes a source after its description: "a spokesman for Ann Hale, | Ben Roe".

    `mentions` are those of the source, `stop` where the description's own phrase ends.
    """
    for mention in reversed(mentions):
        if mention.form != "name" or mention.first <= stop or mention.first >= end:
            continue
        closed = mention.end >= end or view.words[mention.end] == ","
        if closed and view.words[mention.first - 1] == ",":
            return mention
    return None


def several(runs: Sequence[Run], view: View, first: int, end: int) -> bool:
    """Whether a source is a list of bodies or countries: "Marrow, Almery and the Northern League"."""
    inside = [run for run in runs if first <= run.first and run.end <= end]
    if len(inside) < 2 or inside[-1].end != end or view.lower[first : inside[0].first] not in ((), ("the",), ("both",)):
        return False
    gaps = [view.lower[a.end : b.first] for a, b in pairwise(inside)]
    return "and" in gaps[-1] and all(set(gap) <= {",", "and", "the"} for gap in gaps)


def only_described(view: View, first: int, end: int) -> bool:
    """Whether the words `first`..`end` after a name or noun only tell more of it: "of Marrow", "(D-Ohio)", ", 34"."""
    kinds = lists.word_class()
    plain = all(kinds.get(word) in (None, "det", "prep") or word == "and" for word in view.lower[first:end])
    verbs = any(lists.verb_like(view.lower[i]) and view.words[i][0].islower() for i in range(first, end))
    return plain and not verbs and (first == end or view.lower[first] in ("of", "from", "in", "at", "for", ",", "("))


def _owner_ends(view: View, prep: int, end: int) -> int | None:
    """Where the head begins that a possessor with an "of" in it owns: "the secretary of state's | campaign"."""
    if view.lower[prep] not in ("of", "for", "in"):
        return None
    for at in range(prep + 1, min(prep + 6, end - 1)):
        if not view.words[at][0].isalnum() or lists.word_class().get(view.lower[at]) in ("prep", "rel", "aux", "conj"):
            return None
        if view.possessive[at]:
            return at + 1
    return None


def modifies(view: View, mention: Mention, end: int) -> bool:
    """Whether a mention only modifies the head that follows it ("Mr. Hale's spokesman", "Hale campaign")."""
    if mention.end >= end:
        return False
    if any(view.possessive[mention.end - 1 : end - 1]):
        return True
    if mention.form == "pronoun":
        return mention.slot == "possessive"
    return mention.form == "name" and (
        view.lower[mention.end] in lists.lowered("name_followers.txt") or person_noun(view, mention.end)[0] > 0
    )


def _closes(view: View, first: int, at: int) -> bool:
    """Whether word `at` ends the noun phrase of the head that begins at word `first`."""
    if at > first and view.words[at][0].isupper():
        return False  # the surname "May"
    kind = lists.word_class().get(view.lower[at])
    mark = not view.words[at][0].isalnum() and view.words[at] not in ".-&'’"
    noun = view.lower[at].endswith(("s", "ing"))  # "local reports", "a warning sign": nouns as well as verbs
    finite = at > first and (kind == "aux" or (view.lower[at] in lists.saying() and not noun))
    told = at > first and view.lower[at] in lists.words("tells of")  # "people | familiar with the case"
    return kind in ("prep", "rel") or (mark and at > first) or finite or told or view.lower[at] == "that"
