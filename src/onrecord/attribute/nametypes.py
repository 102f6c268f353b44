"""What a name names: a person, a body, a place or something else, by its own words and by those around it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.attribute import wordlists as lists
from onrecord.attribute.personname import folded
from onrecord.attribute.view import View
from onrecord.model import NameType


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that belong together: `first`..`name` is what goes before the name, `name`..`end` the name.

    `vote` is the type that the tagger gives, `title` whether a title or role goes before.
    """

    first: int
    name: int
    end: int
    type: NameType | None = None
    title: bool = False
    headline: bool = False
    vote: NameType | None = None


def known_body(view: View, first: int, end: int) -> bool:
    """Whether the whole run is a body or place that the lexicons know, or ends in a body's word."""
    joined = " ".join(view.lower[first:end])
    if joined in lists.organisations() or joined in lists.lowered("places.txt"):
        return True
    last = view.lower[end - 1]
    return (
        end - first > 1 and last in lists.lowered("organisation_words.txt") and last not in lists.words("surnames too")
    )


_EASTERN = re.compile("[A-Z][a-z]{1,6}-[a-z]{2,6}")
_FULL = 3.0  # the score of a full name with a known first name or a title
_VOTE = {"person": 5.0, "organisation": -5.0, "place": -5.0, "other": -2.0}


def typed(view: View, runs: list[Run]) -> tuple[Run, ...]:
    """Each run with its type, by its own evidence and that of the other runs which end in the same word.

    In headlines only names that the text knows count, so that "Hale Resigns" is cut to "Hale".
    """
    scores = [_score(view, run) + _VOTE.get(run.vote or "", 0.0) for run in runs]
    by_last: dict[str, list[float]] = defaultdict(list)
    alone: Counter[str] = Counter()
    for run, score in zip(runs, scores, strict=True):
        if run.name < run.end and not run.headline:
            last = folded(view.words[run.end - 1])
            by_last[last].append(score)
            alone[last] += run.end - run.name == 1
    out: list[Run] = []
    for run, score in zip(runs, scores, strict=True):
        if run.name < run.end and not run.headline:
            out.append(replace(run, type=_type(view, run, _with_others(view, run, score, by_last, alone))))
        elif run.name >= run.end:
            out.append(run)
    known = _sequences(view, out)
    headed = [_headed(view, run, known) for run in runs if run.headline and run.name < run.end]
    return tuple(sorted([*out, *headed], key=lambda run: (run.first, run.end)))


def _with_others(view: View, run: Run, score: float, by_last: dict[str, list[float]], alone: Counter[str]) -> float:
    """The score of a run, raised by runs that end in the same word: a surname used alone, a title elsewhere."""
    last = folded(view.words[run.end - 1])
    single = _words(view, run) == 1
    if not single and -1 < score < 2 and alone[last]:
        score += 1.5
    if single and 0 < score < 2 and len(by_last[last]) > 1:
        score += 0.6
    best = max(by_last[last])
    placed = single and _placed(view, run)
    if (score > -3 and not placed) or (single and best >= _FULL and not placed):
        score = max(score, best - (0 if single else 1))  # "Fox" beside "Ana Fox" is she, "on Fox" is not
    return score


def _placed(view: View, run: Run) -> bool:
    """Whether what stands before makes a name a place's or an outlet's: "in Marrow", "mayor of Marrow"."""
    if not run.first:
        return False
    before = view.lower[run.first - 1]
    if before == "of" and run.first > 1:
        return view.lower[run.first - 2] in lists.words("of places")
    return before in lists.words("before a place") and view.words[run.first - 1] != "The"


def _sequences(view: View, runs: list[Run]) -> frozenset[tuple[str, ...]]:
    """The words of each person's name in the text, whole and the last alone."""
    persons = [view.lower[run.name : run.end] for run in runs if run.type == "person"]
    return frozenset(persons) | frozenset(words[-1:] for words in persons)


def _headed(view: View, run: Run, known: frozenset[tuple[str, ...]]) -> Run:
    """A run of a headline cut to the name that the text knows, or typed by the tagger or the lexicons."""
    for size in range(min(5, run.end - run.first), 0, -1):
        for at in range(run.first, run.end - size + 1):
            if view.lower[at : at + size] in known:
                return replace(run, name=at, end=at + size, type="person")
    return replace(run, type="person" if run.vote == "person" else _type(view, run, 0.0))


def _words(view: View, run: Run) -> int:
    return sum(word[0].isalpha() for word in view.words[run.name : run.end])


def _type(view: View, run: Run, score: float) -> NameType:
    if score >= 2 and _words(view, run) <= 5:
        return "person"
    if run.vote is not None and run.vote != "person":
        return run.vote
    joined = " ".join(view.lower[run.name : run.end])
    if joined in lists.lowered("places.txt"):
        return "place"
    words = set(view.lower[run.name : run.end])
    if joined in lists.organisations() or "for" in words or words & lists.lowered("organisation_words.txt"):
        return "organisation"
    if _words(view, run) == 1 and view.words[run.name].isupper() and 2 <= len(view.words[run.name]) <= 6:
        return "organisation"
    if run.first and view.lower[run.first - 1] in lists.words("before places") - {"of", "to", "from"}:
        return "place"
    return "other"


def _score(view: View, run: Run) -> float:
    """Evidence that the run's name is a person's: 2 and more decides, under -3 speaks firmly against it."""
    if run.name >= run.end:
        return 0.0
    if "for" in view.words[run.name : run.end]:
        return -9.0  # "Transport for Marrow"
    low = view.lower[run.name : run.end]
    joined = " ".join(low)
    organisation = [word for word in low if word in lists.lowered("organisation_words.txt")]
    score = 4.0 if run.title else 0.0
    if joined in lists.organisations() or joined in lists.lowered("places.txt"):
        score -= 5
    if len(low) == 1 and len(joined) > 6 and joined.endswith(("news", "times", "corp", "bank")):
        score -= 5
    known = lists.first_names().get(low[0]) is not None
    if organisation and not (known and len(low) == 2 and low[-1] in lists.words("surnames too")):
        score -= 5
    if _words(view, run) == 1 and view.words[run.name].isupper() and len(low[0]) > 1:
        score -= 2 if run.title or len(low[0]) > 5 else 6
    if known and not organisation:
        score += 3 if _words(view, run) > 1 else 1.5
    if len(low) in (2, 3) and _EASTERN.fullmatch(view.words[run.end - 1]):
        score += 3  # "Yau Siu-lai"
    initial = any(len(word) == 1 and word.isalpha() for word in low[1:-1]) or low[-1] in lists.SUFFIXES
    return score + (1.5 if initial else 0.0) + _around(view, run)


def _around(view: View, run: Run) -> float:
    """Evidence from the words before and after."""
    low, score = view.lower, 0.0
    before = low[run.first - 1] if run.first else ""
    after = low[run.end : run.end + 4]
    if before in lists.person_nouns() and run.first and view.next_to(run.first - 1, run.first):
        score += 3
    if before in ("in", "at", "near"):
        score -= 1
    if before == "the" and view.words[run.first - 1] == "the":
        score -= 2
    free = not view.possessive[run.end - 1] and lists.word_class().get(before) != "prep"
    if free and after and after[0] in lists.words("said"):
        score += 0.4
    if free and after and after[0][0].isalpha() and lists.verb_like(after[0]):
        score += 1
    if before == "," and _described_before(view, run.first - 1):
        score += 3
    if naming_word(view, run.first) is not None:
        score += 4
    if after and view.possessive[run.end - 1] and after[0] in lists.lowered("kin_nouns.txt"):
        score += 1.5
    if after and after[0] == "who":
        score += 1.5
    if len(after) > 2 and after[0] == "," and after[1].isdigit() and len(after[1]) < 3 and after[2] in (",", "."):
        score += 3
    if (len(after) > 2 and after[0] in (",", "(") and after[1] in ("r", "d", "r-", "d-")) or after[1:2] == (
        "republican",
    ):
        score += 3
    if len(after) > 2 and after[0] == "," and _describes(view, run.end + 1):
        score += 2
    return score


def _described_before(view: View, comma: int) -> bool:
    """Whether an apposition with a person noun ends at the comma before a name: "the team's coach, Ann Hale"."""
    word = view.lower[comma - 1] if comma else ""
    for i in range(comma - 1, max(-1, comma - 9), -1):
        if not view.words[i][0].isalnum() or view.sentence[i] != view.sentence[comma]:
            return False
        word = view.lower[i]
        if word in lists.person_nouns():
            return True
        if lists.verb_like(word) and not word.endswith("ed"):
            return False
    return False


def naming_word(view: View, first: int) -> int | None:
    """The word before a name that says so: "a man named Hale", "identified as Hale", "by the name “The Hale”"."""
    at = first - 1
    while at > 0 and (view.words[at] in "“\"'‘" or (view.words[at] == "The" and at == first - 1)):
        at -= 1
    back = at
    while back > 1 and at - back < 4 and _describing(view, back):
        back -= 1
    at = back if view.lower[back] == "as" else at  # "identified as jobless welder Ann Hale"
    if at > 1 and view.lower[at] in ("as", "of"):
        at -= 1
    if at < 2 or view.sentence[at] != view.sentence[first]:
        return None
    return at if view.lower[at] in lists.words("naming") | {"name"} else None


def _describing(view: View, i: int) -> bool:
    word = view.lower[i]
    return view.words[i][0].islower() and lists.word_class().get(word) is None and not lists.verb_like(word)


def _describes(view: View, at: int) -> bool:
    """Whether an apposition with a person noun begins at word `at`: "a former nurse", "the city's mayor"."""
    if (
        view.lower[at] not in ("a", "an", "the", "his", "her", "their", "former")
        and view.lower[at] not in lists.person_nouns()
    ):
        return False
    for i in range(at, min(at + 8, len(view))):
        if view.lower[i] in lists.person_nouns():
            return True
        if not view.words[i][0].isalnum():
            return False
    return False


def _unknown_word(view: View, run: Run) -> bool:
    """One word that only its capitals make a name, or a body's abbreviation: "HALE:" can be Ann Hale."""
    if run.vote is not None or run.end - run.name != 1:
        return False
    loud = view.words[run.name].isupper() and view.lower[run.name] not in lists.organisations()
    return run.type == "other" or (run.type == "organisation" and loud)


def across(views: Sequence[View], runs: Sequence[tuple[Run, ...]]) -> list[tuple[Run, ...]]:
    """The runs of a story's articles, where a word that ends a person's full name in one is a person's in all."""
    families = {
        view.lower[run.end - 1]
        for view, inside in zip(views, runs, strict=True)
        for run in inside
        if run.type == "person" and run.end - run.name > 1
    }
    return [
        tuple(
            replace(run, type="person")
            if _unknown_word(view, run) and view.lower[run.name] in families and not _placed(view, run)
            else run
            for run in inside
        )
        for view, inside in zip(views, runs, strict=True)
    ]
