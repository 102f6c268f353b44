"""Roles as the reports word them: what stands before a name, in apposition to it, or is predicated of it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attribute import wordlists as lists
from onrecord.attribute.mentions import Mention, person_noun
from onrecord.attribute.nametypes import Run, naming_word
from onrecord.attribute.view import View

_LONGEST = 14  # words of an apposition
_BEFORE = 6  # words of a role before a name
_ABBREVIATED = frozenset({"mr", "mrs", "ms", "miss", "mx", "sir", "dr", "madam"})


def roles_of(view: View, run: Run, name: Mention) -> list[Mention]:
    """The role phrases of one name, each a mention of form "role" (word ranges; "-" tells no gender)."""
    if run.headline:  # commas and verbs are dropped there: "Hale, Wife Indicted"
        before = _before(view, run, name)
        return [] if before is None else [before]
    found = [
        _before(view, run, name),
        _comma_before(view, run),
        _apposition(view, name.end),
        _party(view, name.end),
        _predicate(view, name.end),
        _naming(view, run, name),
    ]
    return [mention for mention in found if mention is not None]


def _role(view: View, first: int, end: int, head: int, noun: str) -> Mention:
    gender = lists.person_nouns().get(noun, ("-", frozenset()))[0]
    mention = Mention(first, end, head, "role", noun=noun)
    mention.gender = gender if gender in ("m", "f") else "-"  # type: ignore[assignment]
    return mention


def _before(view: View, run: Run, name: Mention) -> Mention | None:
    """ "White House press secretary" Ann Hale; "President" Hale; "lawyer" Ann Hale."""
    end = run.name
    while end > 0 and view.words[end - 1] == ".":
        end -= 1
    first = end
    while first > 0 and end - first < _BEFORE and _in_noun_phrase(view, first - 1, run.name):
        first -= 1
    for at in range(first, end):
        size, noun, plural = person_noun(view, at)
        if "year-old" in view.lower[at]:
            continue  # an age is no role
        if size and not plural and at + size == end and view.lower[at] not in _ABBREVIATED:
            return _role(view, first, end, end - 1, noun)
    word = view.lower[end - 1] if end else ""
    if end == run.name and word not in lists.titles():
        return None
    noun = lists.titles().get(word, ("-", "-"))[1]
    if noun == "-" or noun == "doctor" or end <= run.first:
        return None
    return _role(view, first, end, end - 1, noun)


def _in_noun_phrase(view: View, i: int, name: int) -> bool:
    """Whether word `i` can be part of the noun phrase that ends before word `name`."""
    word = view.lower[i]
    if view.sentence[i] != view.sentence[name] or view.quotation[i] != view.quotation[name]:
        return False
    if view.words[i] == ".":
        return i > 0 and view.lower[i - 1] in lists.titles()
    if not view.words[i][0].isalnum() or word in lists.word_class() or view.possessive[i]:
        return False
    if view.words[i][0].islower() and (lists.verb_like(word) or word.endswith(("ing", "ly"))):
        return False
    return view.words[i][0].isalpha()


def _comma_before(view: View, run: Run) -> Mention | None:
    """ "the team's coach", Ann Hale, …: the description ends in a comma right before the name."""
    comma = run.first - 1
    if comma < 2 or view.words[comma] != "," or view.sentence[comma] != view.sentence[run.first]:
        return None
    closing = run.end
    following = view.lower[closing] if closing < len(view) else "."
    if following[0].isalnum() and following not in ("and", "who", "of"):
        return None
    start = max(view.sentence_bounds[view.sentence[comma]][0], comma - _LONGEST)
    for at in range(comma - 1, start - 1, -1):
        if not (view.words[at][0].isalnum() or view.words[at] in ".-"):
            return None
        if lists.word_class().get(view.lower[at]) == "det" or (view.possessive[at] and view.words[at][0].isupper()):
            while view.possessive[at] and at > start and view.words[at - 1][0].isupper():
                at -= 1
            head = _head(view, at, comma)
            if head is not None:
                return _role(view, at, comma, head[0], head[1])
    return None


def _apposition(view: View, end: int) -> Mention | None:
    """Ann Hale, 34, "a former nurse" who …; Ann Hale, "mayor of Marrow", …"""
    at = end
    while at < len(view) and view.words[at] in (",", "—", "–", "("):
        at += 1
        if at + 1 < len(view) and view.lower[at].isdigit() and view.words[at + 1] in (",", ")"):
            at += 1
            continue
        break
    else:
        return None
    if at >= len(view) or view.sentence[at] != view.sentence[end - 1] or not view.words[at][0].isalnum():
        return None
    if lists.word_class().get(view.lower[at]) not in (None, "det") or lists.verb_like(view.lower[at]):
        return None
    stop = _phrase_end(view, at)
    head = _head(view, at, stop)
    if head is None:
        return None
    return _role(view, at, stop, *head)


def _phrase_end(view: View, at: int) -> int:
    """Where the noun phrase that begins at word `at` ends: at a mark, a relative pronoun or a finite verb."""
    end = at
    while end < len(view) and end - at < _LONGEST and view.sentence[end] == view.sentence[at]:
        word = view.lower[end]
        kind = lists.word_class().get(word)
        if kind in ("rel", "aux") or (not view.words[end][0].isalnum() and view.words[end] not in "&-."):
            break
        if view.words[end] == "." and not (end + 1 < len(view) and view.sentence[end + 1] == view.sentence[at]):
            break
        if word in ("that", "because", "while", "but") or word in lists.lowered("verb_forms.txt"):
            break
        end += 1
    return end


def _head(view: View, first: int, end: int) -> tuple[int, str] | None:
    """The head of the noun phrase `first`..`end`, if it is a person noun in the singular: word index and noun."""
    found: tuple[int, str] | None = None
    at = first
    while at < end:
        kind = lists.word_class().get(view.lower[at])
        if at > first and (kind in ("prep", "conj") or view.words[at] in ","):
            break
        size, noun, plural = person_noun(view, at)
        if size and not plural and at + size <= end:
            found = at + size - 1, noun
            at += size
            continue
        if size and plural:
            return None
        if found is not None and kind is None and view.words[at][0].isalpha() and view.words[at][0].islower():
            found = None if not view.possessive[found[0]] else found
        at += 1
    return found if found is None or not view.possessive[found[0]] else None


def _party(view: View, end: int) -> Mention | None:
    """Ann Hale "(R-Ohio)"; Ann Hale, "D-Ohio"; Ann Hale, "Republican of Ohio"."""
    if end + 1 >= len(view) or view.words[end] not in ",(" or view.sentence[end + 1] != view.sentence[end - 1]:
        return None
    word = view.lower[end + 1]
    if word[:2] in ("r-", "d-", "i-") and view.words[end + 1][0].isupper():
        return _role(view, end + 1, end + 2, end + 1, "")
    if word in lists.words("party words") and end + 2 < len(view) and (view.lower[end + 2] in ("of", "-", "–", "from")):
        stop = end + 3
        while stop < len(view) and view.words[stop][0].isupper() and view.next_to(stop - 1, stop):
            stop += 1
        return _role(view, end + 1, stop, end + 1, word if word in lists.person_nouns() else "")
    return None


def _predicate(view: View, end: int) -> Mention | None:
    """Ann Hale is "the mayor of Marrow"; Ann Hale, who was "a nurse"."""
    at = end
    if at + 1 < len(view) and view.words[at] == "," and view.lower[at + 1] == "who":
        at += 2
    if (
        at + 2 >= len(view)
        or view.lower[at] not in lists.words("copula")
        or view.sentence[at + 1] != view.sentence[end - 1]
    ):
        return None
    if view.lower[at + 1] not in ("a", "an", "the"):
        return None
    stop = _phrase_end(view, at + 1)
    head = _head(view, at + 1, stop)
    return None if head is None else _role(view, at + 1, stop, *head)


def _naming(view: View, run: Run, name: Mention) -> Mention | None:
    """ "a man" named Ann Hale; "the suspect", identified as Ann Hale; "a cosplayer" going by the name "Hale"."""
    before = _before(view, run, name)
    first = run.first if before is None else min(run.first, before.first)
    if first > 3 and view.lower[first - 1] == "as" and person_noun(view, first - 2)[0]:
        return _identified(view, first - 2)
    at = naming_word(view, first)
    if at is None:
        return None
    start = max(view.sentence_bounds[view.sentence[at]][0], at - _LONGEST)
    for head in range(at - 1, start - 1, -1):
        size, noun, plural = person_noun(view, head)
        if not size or plural or view.possessive[head + size - 1]:
            continue
        for first in range(head, start - 1, -1):
            if lists.word_class().get(view.lower[first]) == "det":
                return _role(view, first, head + size, head + size - 1, noun)
        return None
    return None


def _identified(view: View, head: int) -> Mention | None:
    """ "identified "the suspect" as Ann Hale": the description before "as", whose head is word `head`."""
    first = head
    while first > 0 and head - first < 5 and lists.word_class().get(view.lower[first]) != "det":
        first -= 1
    if first < 1 or view.lower[first - 1] not in lists.words("naming"):
        return None
    return _role(view, first, head + 1, head, person_noun(view, head)[1])


def taken_words(view: View, mentions: Sequence[Mention]) -> list[bool]:
    """For each word whether one of `mentions` holds it."""
    taken = [False] * len(view)
    for mention in mentions:
        taken[mention.first : mention.end] = [True] * (mention.end - mention.first)
    return taken
