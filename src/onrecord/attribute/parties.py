"""Sources that are no persons: bodies, documents and groups, and the words that take them up again."""

from __future__ import annotations

from bisect import bisect_left

from onrecord.attribute import wordlists as lists
from onrecord.attribute.mentions import Mention, person_noun, slot
from onrecord.attribute.nametypes import Run
from onrecord.attribute.ranker import embedded
from onrecord.attribute.view import View
from onrecord.model import PersonType

_NAMED = ("organisation", "place", "other")
_DETERMINERS = 6  # words before the head within which its determiner stands


def things(view: View, runs: tuple[Run, ...], taken: list[bool]) -> list[Mention]:
    """A mention of form "thing" for each body by name, document, body by noun and bare plural of persons."""
    found = []
    named = {}
    for run in runs:
        if (
            run.type in _NAMED
            and not (run.headline and run.type == "other")
            and run.name < run.end
            and not any(taken[run.name : run.end])
        ):
            named.update(dict.fromkeys(range(run.name, run.end), run.end))
            found.append((run.name, run.end))
    for i, word in enumerate(view.lower):
        if taken[i] or i in named or (view.words[i][0].isupper() and i and not _opens(view, i)):
            continue
        bare = word in lists.person_plurals() or word in lists.demonyms() or word in lists.words("bare bodies")
        if bare or word in lists.lowered("group_nouns.txt") or _document(word):
            first = _first(view, i)
            if first is not None or bare:
                found.append((i if first is None else first, i + 1))
    return [_thing(view, first, end) for first, end in sorted(set(found)) if not any(taken[first:end])]


def _opens(view: View, i: int) -> bool:
    return view.sentence_bounds[view.sentence[i]][0] == i


def _document(word: str) -> bool:
    return word in lists.lowered("document_nouns.txt") or word in lists.document_plurals()


def _thing(view: View, first: int, end: int) -> Mention:
    return Mention(first, end, end - 1, "thing", noun=view.lower[end - 1], slot=slot(view, first, end))


def _first(view: View, head: int) -> int | None:
    """Where the noun phrase with its head at word `head` begins; None where it has no determiner."""
    for i in range(head - 1, max(-1, head - 1 - _DETERMINERS), -1):
        if view.sentence[i] != view.sentence[head] or not view.words[i][0].isalnum():
            return None
        word = view.lower[i]
        kind = lists.word_class().get(word)
        if kind == "det" or view.possessive[i]:
            return i
        if kind or (lists.verb_like(word) and not word.endswith("ed")):
            return None
    return None


def kind_of(view: View, first: int, end: int, runs: tuple[Run, ...]) -> tuple[PersonType | None, bool]:
    """What a source `first`..`end` is by its head noun, and whether it is the same wherever a report names it."""
    low = view.lower[end - 1]
    run = next((run for run in runs if run.name < end <= run.end and run.name < run.end), None)
    if run is not None and run.type == "other" and _opens(view, end - 1) and low in lists.group_plurals():
        run = None  # "Hospitals in the city": a capital owed to the sentence's start
    if _document(low) and (run is None or run.type == "other"):
        return "document", False
    if run is not None and run.end == end:
        return "organisation", True
    if view.lower[first] == "one" and low in lists.group_plurals():
        return "role", False  # "one of the oldest groups": a body that another report may name
    if low in lists.person_plurals() or low in lists.group_plurals() or low in lists.words("some people"):
        return "group", False
    if low in lists.lowered("group_nouns.txt"):
        return "organisation", True
    if low in lists.demonyms():
        return "group", False
    if low in lists.person_nouns() or person_noun(view, end - 1)[0] or low in lists.words("anyone"):
        return "role", False
    if view.words[end - 1][0].isalpha() and lists.word_class().get(low) is None and _first(view, end - 1) is not None:
        return "role", False
    if _plural(view, end - 1):
        return "group", False  # "dockworkers", "brothels": the lexicons do not list every trade
    return None, False


def _plural(view: View, at: int) -> bool:
    """Whether a word in small letters looks like a noun in the plural, of people where it is the head of a source."""
    word = view.words[at]
    plural = word.isalpha() and word.islower() and word.endswith(("s", "men", "women")) and not word.endswith("ss")
    return plural and lists.word_class().get(word) is None


def taken_up(view: View, mentions: list[Mention], runs: tuple[Run, ...], source: Mention | int) -> Mention | None:
    """What "it", "they" or "the group" takes up: the nearest thing or plural before that fits, subjects first."""
    first = source if isinstance(source, int) else source.first
    word = view.lower[source.head] if isinstance(source, Mention) else view.lower[source]
    plural = word in lists.THEY
    here = view.sentence[first]
    best: tuple[int, int, Mention] | None = None
    for at in range(bisect_left(mentions, first, key=lambda m: m.first) - 1, -1, -1):
        mention = mentions[at]
        if view.quotation[mention.first] >= 0:
            continue
        if here - view.sentence[mention.first] > 3:
            break
        if not _fits(view, mention, runs, word, plural):
            continue
        opens = view.sentence_bounds[view.sentence[mention.first]][0] == mention.first  # "A family in Marrow said …"
        subject = (mention.slot == "subject" or opens) and not embedded(view, mention.first)
        far = here - view.sentence[mention.first] if plural else 0
        key = (2 * subject + (plural and _several(view, mention)) - far, mention.first, mention)
        if best is None or key[:2] > best[:2]:
            best = key
    return None if best is None else best[2]


def _several(view: View, mention: Mention) -> bool:
    """Whether a mention is in the plural by its form: "they" are rather these than a body."""
    plurals = lists.person_plurals().keys() | lists.group_plurals() | lists.words("bare bodies")
    return mention.plural or view.lower[mention.head] in plurals


def _fits(view: View, mention: Mention, runs: tuple[Run, ...], word: str, plural: bool) -> bool:
    if mention.noun == "and":
        return plural or word == "both"
    if plural:
        if mention.form == "nominal":
            return mention.plural and mention.owner is not None
        called = next((run.type for run in runs if run.end == mention.end), None)
        place = called == "place" or (called == "other" and _opens(view, mention.first))
        kind = kind_of(view, mention.first, mention.end, runs)[0]
        return mention.form == "thing" and not place and kind in ("group", "organisation")
    if mention.form != "thing":
        return False
    kind = kind_of(view, mention.first, mention.end, runs)[0]
    if word == "it":
        return kind in ("organisation", "document")
    named = any(run.name == mention.first and run.type != "place" for run in runs)
    if word in lists.words("any body"):
        public = lists.words("public bodies").isdisjoint(view.lower[mention.first : mention.end])
        return kind == "organisation" and named and (public or word not in lists.words("trading bodies"))
    return named and word in view.lower[mention.first : mention.end]
