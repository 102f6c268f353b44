"""Mentions: every name, pronoun and description of a person in one article, with where and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.attribute import wordlists as lists
from onrecord.attribute.nametypes import Run
from onrecord.attribute.view import View

Form = Literal["name", "pronoun", "nominal", "role", "thing"]
Slot = Literal["subject", "object", "prep", "possessive", "attribute", "other"]
Gender = Literal["m", "f", "-"]

_MODIFIERS = 7  # words that may stand between a determiner and its noun


@dataclass(slots=True)
class Mention:
    """Words `first`..`end` of a view (indices, half-open) that mean somebody; `head` is the word that names them.

    `owner` is the number of the person meant, None while it is not known; `noun` the person noun of a
    description; `titles` the titles before a name.
    """

    first: int
    end: int
    head: int
    form: Form
    gender: Gender = "-"
    plural: bool = False
    slot: Slot = "other"
    noun: str = ""
    definite: bool = True
    titles: tuple[str, ...] = ()
    owner: int | None = None
    basis: str = ""


def pronouns(view: View) -> list[Mention]:
    """The personal pronouns of the third person, and "I", "me", "my", "we", … inside quotation marks."""
    found = []
    for i, word in enumerate(view.lower):
        kind = _PRONOUNS.get(word)
        if kind is None or (word in _FIRST and view.quotation[i] < 0) or (word == "us" and view.words[i] == "US"):
            continue
        gender, plural = kind
        found.append(Mention(i, i + 1, i, "pronoun", gender, plural, _pronoun_slot(view, i)))
    return found


def _kinds() -> dict[str, tuple[Gender, bool]]:
    kinds: dict[str, tuple[Gender, bool]] = dict.fromkeys(lists.HE, ("m", False))
    kinds |= dict.fromkeys(lists.SHE, ("f", False))
    kinds |= dict.fromkeys(lists.THEY | lists.WE, ("-", True))
    return kinds | dict.fromkeys(lists.I, ("-", False))


_PRONOUNS = _kinds()
_FIRST = lists.I | lists.WE


def _pronoun_slot(view: View, i: int) -> Slot:
    word = view.lower[i].split("'")[0]
    if word in ("he", "she", "they", "i", "we"):
        return "subject"
    if word in ("his", "their", "my", "our") or (word == "her" and _owns(view, i)):
        return "possessive"
    before = view.lower[i - 1] if i else ""
    return "prep" if lists.word_class().get(before) == "prep" else "object"


def _owns(view: View, i: int) -> bool:
    """Whether "her" at word `i` stands before a noun."""
    if i + 1 >= len(view) or not view.words[i + 1][0].isalnum() or view.sentence[i + 1] != view.sentence[i]:
        return False
    following = view.lower[i + 1]
    kind = lists.word_class().get(following)
    return kind is None or (kind == "det" and following in ("own", "two", "three", "other", "many", "few"))


def names(view: View, runs: tuple[Run, ...]) -> list[Mention]:
    """A mention for each person's name; titles directly before it belong to it ("Mr Hale", "Lt. Gov. Hale")."""
    found = []
    for run in runs:
        if run.type != "person":
            continue
        prefix = [word for word in view.lower[run.first : run.name] if word[0].isalpha()]
        titles = tuple(word for word in prefix if word in lists.titles())
        first = run.first if titles and len(titles) == len(prefix) else _last_title(view, run)
        gender = next((lists.titles()[t][0] for t in reversed(titles) if lists.titles()[t][0] != "-"), "-")
        mention = Mention(first, run.end, run.end - 1, "name", titles=titles, slot=slot(view, first, run.end))
        mention.gender = gender if gender in ("m", "f") else "-"  # type: ignore[assignment]
        found.append(mention)
    return found


def _last_title(view: View, run: Run) -> int:
    """Where the name begins with an abbreviated title before it ("Texas Rep. Ann Hale" → "Rep.")."""
    at = run.name
    while at > run.first and (view.words[at - 1] == "." or view.lower[at - 1] in lists.words("courtesy titles")):
        at -= 1
    return at if at < run.name and view.words[at] != "." else run.name


def slot(view: View, first: int, end: int) -> Slot:
    """The grammatical role of the noun phrase `first`..`end`, by word order alone."""
    if view.possessive[end - 1]:
        return "possessive"
    after = _following(view, end)
    kinds = lists.word_class()
    before = view.lower[first - 1] if first and view.sentence[first - 1] == view.sentence[first] else ""
    if before in ("the", "a", "an") and first > 1:
        before = view.lower[first - 2]
    if after in lists.lowered("name_followers.txt"):
        return "attribute"
    if lists.verb_like(after) and kinds.get(before) != "prep":
        return "subject"
    if before in lists.words("said before subject") and view.words[first - 1][0].islower():
        return "subject"
    if kinds.get(before) == "prep":
        return "prep"
    if lists.verb_like(before) or before.endswith(("ing", "ed")):
        return "object"
    return "subject" if lists.verb_like(after) else "other"


def _following(view: View, end: int) -> str:
    """The first word after a noun phrase that is no adverb, past a short apposition between commas."""
    at, limit = end, min(len(view), end + 16)
    if at < limit and view.words[at] in ",(—–" and view.sentence[at] == view.sentence[end - 1]:
        closing = {"(": ")"}.get(view.words[at], view.words[at])
        further = next((i for i in range(at + 1, limit) if view.words[i] == closing), None)
        if further is None or view.sentence[further] != view.sentence[end - 1]:
            return ","
        at = further + 1
    while at < limit and (lists.word_class().get(view.lower[at]) == "adv" or view.lower[at].endswith("ly")):
        at += 1
    return view.lower[at] if at < limit and view.sentence[at] == view.sentence[end - 1] else ""


def nominals(view: View, taken: list[bool]) -> list[Mention]:
    """Descriptions of one person or more: "the mayor-elect", "The President", "his wife", "an aid worker", "both men".

    "She is a nurse" describes her and names nobody else: no mention. `taken` marks the words that belong to a name or
    to a role before or beside one.
    """
    found = []
    i = 0
    while i < len(view):
        size, noun, plural = person_noun(view, i)
        if not size or any(taken[i : i + size]) or _runs_on(view, i + size):
            i += 1
            continue
        first, definite = _determiner(view, i, taken)
        if first is not None and not (first and not definite and view.lower[first - 1] in lists.words("being")):
            gender = lists.person_nouns()[noun][0]
            mention = Mention(first, i + size, i + size - 1, "nominal", noun=noun, plural=plural, definite=definite)
            mention.gender = gender if gender in ("m", "f") else "-"  # type: ignore[assignment]
            mention.slot = slot(view, first, i + size)
            found.append(mention)
        i += size
    return found


_COMPLEMENT = 8  # words of what follows a description: "for the mayor's office", "close to Ann Hale"


def complement_end(view: View, end: int) -> int:
    """Where the description that ends before word `end` ends with what it is told of: "a spokesman | for Ann Hale"."""
    limit = min(view.sentence_bounds[view.sentence[end - 1]][1], end + _COMPLEMENT)
    if end >= limit or view.lower[end] not in lists.words("tells of"):
        return end
    at = end if _infinitive(view, end) or _lasting(view, end + 1) else end + 1
    while at > end and at < limit and (view.words[at][0].isalnum() or view.words[at] in "&-" or _inside(view, at)):
        kind = lists.word_class().get(view.lower[at])
        verb = at > end + 1 and view.words[at][0].islower() and lists.verb_like(view.lower[at])
        if verb or kind in ("rel", "aux", "conj"):
            break
        if view.lower[at] == "not" or _infinitive(view, at) or _participle(view, at):
            break  # "urged the critics in his party | not to vote"
        at += 1
    while at > end and (lists.word_class().get(view.lower[at - 1]) in ("prep", "det") or view.words[at - 1] == "."):
        at -= 1
    return at if at > end + 1 else end


def _infinitive(view: View, to: int) -> bool:
    """Whether word `to` is the "to" of a verb: "to vote", not "close to the mayor"."""
    if view.lower[to] != "to" or to + 1 >= len(view):
        return False
    return view.words[to + 1][0].islower() and lists.word_class().get(view.lower[to + 1]) is None


def _lasting(view: View, at: int) -> bool:
    """Whether a length of time begins at word `at`: "for years" tells nothing of who somebody is."""
    return at < len(view) and view.lower[at] in lists.words("lengths of time")


def _inside(view: View, at: int) -> bool:
    """Whether a point ends no sentence: "the U.N. Secretary"."""
    return view.words[at] == "." and at + 1 < view.sentence_bounds[view.sentence[at]][1]


def _participle(view: View, at: int) -> bool:
    """Whether word `at` opens a clause about the plural before it: "leaders in the region | branding it"."""
    plural = view.lower[at - 1].endswith("s") and view.words[at - 1][0].islower()
    return plural and view.lower[at].endswith("ing") and view.words[at][0].islower()


def person_noun(view: View, i: int) -> tuple[int, str, bool]:
    """The person noun that begins at word `i`, longest first: how many words, its singular, whether plural."""
    nouns, plurals = lists.person_nouns(), lists.person_plurals()
    for size in (3, 2, 1):
        if i + size > len(view) or view.sentence[i + size - 1] != view.sentence[i]:
            continue
        joined = " ".join(view.lower[i : i + size])
        if joined in nouns:
            return size, joined, False
        if joined in plurals:
            return size, plurals[joined], True
    last = view.lower[i].rpartition("-")
    if last[1] and last[2] in nouns and last[0] != "year":
        return 1, last[2], False  # "prize-winner", "ex-minister"
    aged = view.lower[i].endswith(("year-old", "year-olds")) and i + 1 < len(view)
    if aged and not (view.next_to(i, i + 1) and person_noun(view, i + 1)[0]):
        return 1, "person", view.lower[i].endswith("s")
    return 0, "", False


def _runs_on(view: View, at: int) -> bool:
    """Whether the noun phrase goes on at word `at`, so that the word before it is no head."""
    if at >= len(view) or view.sentence[at] != view.sentence[at - 1]:
        return False
    word = view.lower[at]
    if view.possessive[at - 1]:
        return word in lists.words("heads after person nouns")
    if view.words[at][0].isupper() and view.next_to(at - 1, at) and word not in lists.never_names():
        return True
    if not view.words[at][0].isalpha() or lists.word_class().get(word) or lists.verb_like(word):
        return word in ("of state", "elect")
    if view.lower[at - 1] in lists.words("adjectives too") and view.words[at][0].islower():
        return True  # "two major shareholders"
    return (
        person_noun(view, at)[0] > 0
        or word in lists.lowered("name_followers.txt")
        or word in lists.words("heads after person nouns")
    )


def _determiner(view: View, head: int, taken: list[bool]) -> tuple[int | None, bool]:
    """Where the noun phrase with its head at word `head` begins, and whether it is definite; (None, False): none."""
    kinds = lists.word_class()
    for i in range(head - 1, max(-1, head - 1 - _MODIFIERS), -1):
        if view.sentence[i] != view.sentence[head] or not (view.words[i][0].isalnum() or age_hyphen(view, i)):
            break
        word = view.lower[i]
        if word in lists.words("definite") or word in lists.words("indefinite"):
            return i, word in lists.words("definite")
        if view.possessive[i]:
            return (_capitals_from(view, i), True) if taken[i] or view.words[i][0].isupper() else (None, False)
        if kinds.get(word) or (lists.verb_like(word) and not word.endswith("ed")):
            break
    return None, False


def age_hyphen(view: View, i: int) -> bool:
    """Whether word `i` is the hyphen of "the 34-year-old"."""
    following = view.lower[i + 1 : i + 2]
    return (
        i > 0
        and view.words[i] == "-"
        and view.words[i - 1].isdigit()
        and bool(following)
        and "year-old" in following[0]
    )


def _capitals_from(view: View, i: int) -> int:
    """Where the capitalised words that end at word `i` begin: "Ann Hale's" lawyer."""
    never = lists.never_names()
    while i and view.words[i - 1][0].isupper() and view.next_to(i - 1, i) and view.lower[i - 1] not in never:
        i -= 1
    return i
