"""Persons named together: "Hale and Roe", "the candidates elected were Ann Hale, Ben Roe and Cal Dunn"."""

from __future__ import annotations

from onrecord.attribute import wordlists as lists
from onrecord.attribute.mentions import Mention, slot
from onrecord.attribute.view import View

_BETWEEN = 12  # words between two names of one list
_BEFORE = 6  # words between a description, its verb and the list


def together(view: View, named: list[Mention]) -> list[Mention]:
    """A plural mention of form "thing" (noun "and") for each list of persons that "and" closes, in text order."""
    found: list[Mention] = []
    start = 0
    for number in range(len(named) - 1):
        left, right = named[number], named[number + 1]
        link = _link(view, left, right)
        if link == "and":
            first, end = _possessor(view, named[start].first), _complement(view, right.end)
            found.append(Mention(first, end, end - 1, "thing", noun="and", plural=True, slot=slot(view, first, end)))
        if link != "comma":
            start = number + 1
    return found


def _complement(view: View, end: int) -> int:
    """Where the last name's own "of" or "from" phrase ends: "… and Ben Roe of the Marrow Party"."""
    limit = view.sentence_bounds[view.sentence[end - 1]][1]
    at = end
    if at < limit and view.lower[at] in ("of", "from"):
        at += 1 + (at + 1 < limit and view.lower[at + 1] == "the")
        start = at
        while at < limit and view.words[at][0].isupper():
            at += 1
        return at if at > start else end
    return end


def _possessor(view: View, first: int) -> int:
    """Where the first name's possessor begins: "the Marrow Party's Ann Hale and …"."""
    if not first or not view.possessive[first - 1] or view.sentence[first - 1] != view.sentence[first]:
        return first
    at = first - 1
    while at and first - at < 5 and view.words[at - 1][0].isalpha() and view.next_to(at - 1, at):
        if lists.word_class().get(view.lower[at - 1]) or lists.verb_like(view.lower[at - 1]):
            break
        at -= 1
    return at


def _link(view: View, left: Mention, right: Mention) -> str:
    """How two names that follow each other are joined: by "and", by a "comma", or not ("")."""
    between = view.lower[left.end : right.first]
    if (
        view.sentence[left.first] != view.sentence[right.first]
        or len(between) > _BETWEEN
        or view.possessive[left.end - 1]
    ):
        return ""
    kinds = lists.word_class()
    for word in between:
        joint = word in ("and", "of", "from", ",", ".") or kinds.get(word) == "det"
        if not joint and (kinds.get(word) is not None or lists.verb_like(word) or not word[0].isalnum()):
            return ""
    if "and" in between:
        return "and"
    return "comma" if "," in between else ""


def described_as(view: View, group: Mention, others: list[Mention]) -> list[Mention]:
    """The descriptions in the plural that mean a list of persons: before it, or as subject of "were" or "included"."""
    found = []
    sentence = view.sentence[group.first]
    for other in others:
        if not _plural(view, other) or view.sentence[other.first] != sentence:
            continue
        if other.end <= group.first and _before(view, other.end, group.first):
            found.append(other)
    return found[-2:]


def both(view: View, group: Mention) -> list[Mention]:
    """ "Hale and Roe, both of Marrow": the word "both" after a list, as a description."""
    end = view.sentence_bounds[view.sentence[group.first]][1]
    for at in range(group.end, min(end, group.end + _BETWEEN)):
        if view.lower[at] == "both" and view.words[at - 1] == ",":
            return [Mention(at, at + 1, at, "nominal", plural=True, slot="subject")]
    return []


def _plural(view: View, mention: Mention) -> bool:
    if mention.form == "nominal":
        return mention.plural
    return mention.form == "thing" and view.lower[mention.head] in lists.person_plurals() and mention.noun != "and"


def _before(view: View, first: int, end: int) -> bool:
    """Whether a description that ends at word `first` is apposed to, or said to be, the list that begins at `end`."""
    words = view.lower[first:end]
    if len(words) > 2 * _BEFORE:
        return False
    at = next((i for i, word in enumerate(words) if word in lists.words("list verbs")), None)
    lead, rest = (words, ()) if at is None else (words[: at + 1], words[at + 1 :])
    if at is None and len(words) > 3:
        return False
    finite = (
        [word for word in lead[:-1] if lists.word_class().get(word) in ("aux", "conj", "rel")] if at is not None else []
    )
    return not finite and all(
        lists.word_class().get(word) in (None, "det") and not lists.verb_like(word) for word in rest
    )
