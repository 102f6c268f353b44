"""Whom a definite description means: "the mayor-elect", "the lawmaker", "the official" said once before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from onrecord.attribute import wordlists as lists
from onrecord.attribute.context import Known
from onrecord.attribute.mentions import Mention
from onrecord.attribute.view import View

_LEAST = 1.5  # a description needs so much to be given to a named person


@dataclass(slots=True)
class Described:
    """What is known of a person for this purpose: their nouns and the words of their roles, lower case."""

    nouns: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)


def wider(noun: str) -> frozenset[str]:
    """The nouns that can stand for this one: itself, those of a wider sense, its synonyms (marked `=`)."""
    return lists.person_nouns()[noun][1] | {noun} if noun in lists.person_nouns() else frozenset({noun})


def modifiers(view: View, mention: Mention) -> set[str]:
    """The content words of a description before its head."""
    kinds = lists.word_class()
    return {word for word in view.lower[mention.first : mention.head] if word[0].isalnum() and word not in kinds}


def complement(view: View, mention: Mention) -> set[str]:
    """The content words of an "of" or "for" phrase after the head."""
    at = mention.end
    if (
        at >= len(view)
        or view.lower[at] not in ("of", "for", "from", "at")
        or view.sentence[at] != view.sentence[mention.head]
    ):
        return set()
    found = set()
    for i in range(at + 1, min(at + 7, len(view))):
        word = view.lower[i]
        if not word[0].isalnum() or lists.word_class().get(word) in ("conj", "rel", "aux", "prep"):
            break
        if word not in lists.word_class():
            found.add(word)
    return found


def fit(view: View, mention: Mention, one: Described) -> float:
    """How well a description fits a person: 0 where no noun of theirs does."""
    noun = mention.noun
    if noun in one.nouns:
        score = 3.0
    elif any(_synonyms(noun, other) for other in one.nouns):
        score = 2.8
    elif any(noun in wider(other) for other in one.nouns):
        score = 2.0
    elif any(other in wider(noun) for other in one.nouns):
        score = 1.5
    else:
        return 0.0
    said = modifiers(view, mention)
    score += 0.7 * len(said & one.words)
    origin = {word for word in said if word in lists.demonyms() or word in lists.lowered("places.txt")}
    if origin - one.words:
        score -= 1.5 if one.words & lists.demonyms() else 0.7
    if noun not in one.nouns:
        score -= 0.4 * len(said - one.words - origin - lists.words("plain modifiers"))
    tail = complement(view, mention)
    if tail and mention.noun not in ("president",):
        score += 0.5 if tail & one.words else -1.5
    return score


def _synonyms(a: str, b: str) -> bool:
    return any(sense.startswith("=") for sense in wider(a) & wider(b))


def resolve(
    view: View, mention: Mention, known: Collection[Known], described: dict[int, Described]
) -> tuple[int | None, float]:
    """The one person whom a definite description means, with the margin to the next; (None, 0) where none leads."""
    if mention.plural or mention.noun in lists.words("anybody"):
        return None, 0.0
    if view.lower[mention.first] in ("his", "her", "their", "my", "our", "your") and mention.noun in lists.lowered(
        "kin_nouns.txt"
    ):
        return None, 0.0
    scored: list[tuple[float, int, int]] = []
    for one in known:
        if not one.named or one.plural or not _agrees(one, mention):
            continue
        score = fit(view, mention, described.get(one.owner, Described()))
        if score >= _LEAST:
            score += _salience(view, mention, one)
            last = one.mentions[-1].first if one.mentions else -1
            scored.append((score, last, one.owner))
    scored.sort(reverse=True)
    if not scored:
        return None, 0.0
    margin = scored[0][0] - scored[1][0] if len(scored) > 1 else 2.0
    return (scored[0][2], margin) if margin > 0.2 else (None, 0.0)


def _agrees(one: Known, mention: Mention) -> bool:
    told = one.gender if one.gender != "-" else one.guess
    return mention.gender == "-" or told == "-" or told == mention.gender


def _salience(view: View, mention: Mention, one: Known) -> float:
    """Up to 1.5 for a person just spoken of; people met only later in the text get less than nothing."""
    before = [m for m in one.mentions if m.first < mention.first]
    if not before:
        return -1.0
    distance = view.sentence[mention.first] - view.sentence[before[-1].first]
    return max(0.0, 1.0 - 0.15 * distance) + min(0.5, 0.05 * len(before))
