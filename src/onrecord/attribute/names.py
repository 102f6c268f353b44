"""Names by their capitals: what stands in for, and beside, the names that the tagger finds.

A run of capitalised words is cut into what goes before a name (titles, roles, parties: "White House press
secretary") and the name itself, which is typed by lexicons and by what stands around it. The ideas are those of
the early rule systems for MUC-6 and MUC-7: internal evidence (Mr, Inc, a first name) and external evidence (an
age, an apposition, a verb of speech), McDonald 1993.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from onrecord.attribute import wordlists as lists
from onrecord.attribute.nametypes import Run, known_body, typed
from onrecord.attribute.view import View
from onrecord.model import Name, NameType

_PARTY = re.compile(r"[RDI]-[A-Z][A-Za-z]*")  # a politician's party and state or district


def find_names(view: View, tagged: tuple[Name, ...] = ()) -> tuple[Run, ...]:
    """The names of one article, in text order, each typed; `tagged` are the tagger's, which outweigh the lexicons.

    Word indices, half-open. A run whose name is empty (`name == end`) is a bare role in capitals ("The President").
    """
    headlines = _headlines(view)
    spans = _tagged_spans(view, tagged)
    joined = {i for first, end, kind in spans if kind == "organisation" for i in range(first + 1, end)}
    found = _runs(view, _capitals(view), joined)
    runs = [part for first, end in found for part in _parts(view, first, end, spans)]
    seen = {i for run in runs for i in range(run.first, run.end)}
    runs += [Run(first, first, end, vote=kind) for first, end, kind in spans if seen.isdisjoint(range(first, end))]
    runs = [replace(run, headline=view.sentence[run.first] in headlines) for run in runs]
    return typed(view, sorted(runs, key=lambda run: (run.first, run.end)))


def _capitals(view: View) -> list[bool]:
    """For each word whether its capital can be that of a name."""
    never, first_names = lists.never_names(), lists.first_names()
    found = [False] * len(view)
    small = Counter(word for word in view.words if word[0].islower())
    inner: set[str] = set()
    opening, phrases = _openings(view), _phrases(view)
    for i, word in enumerate(view.words):
        if word[0].isupper() and not opening[i]:
            inner.add(word)
    for i, word in enumerate(view.words):
        if not word[0].isupper():
            continue
        low = view.lower[i]
        if _PARTY.fullmatch(word):
            continue  # "Hale, R-Ky., said"
        if i in phrases:
            found[i] = True
        elif low in never or (low.split("'")[0] in never and "'" in low):
            named = low in lists.words("names too") and i > 0 and found[i - 1] and view.next_to(i - 1, i)
            found[i] = named or (low in first_names and _leads(view, i))
        elif opening[i] and not _leads(view, i):
            found[i] = word in inner or not (small[low] or _common(low))
        else:
            found[i] = True
    return found


def _phrases(view: View) -> set[int]:
    """The words of places and bodies that the lexicons know by more than one word ("New York", "White House")."""
    found: set[int] = set()
    for i in range(len(view) - 1):
        if not view.words[i][0].isupper() or not view.words[i + 1][0].isupper():
            continue
        for size in (3, 2):
            joined = " ".join(view.lower[i : i + size])
            if joined in lists.lowered("places.txt") or joined in lists.organisations():
                found.update(range(i, i + size))
    return found


def _leads(view: View, i: int) -> bool:
    """Whether a further capitalised word follows word `i` directly."""
    following = i + 1 < len(view) and view.words[i + 1][0].isupper() and view.next_to(i, i + 1)
    return following and view.lower[i + 1] not in lists.never_names() and not view.possessive[i]


def _common(low: str) -> bool:
    """Whether a word that opens a sentence is no name by its form: plural person nouns, adverbs, participles."""
    return (
        low in lists.person_plurals()
        or low in lists.person_nouns()
        or low.endswith(("ly", "ing"))
        or low in lists.lowered("document_nouns.txt")
        or low in lists.lowered("group_nouns.txt")
    )


def _openings(view: View) -> list[bool]:
    """For each word whether its capital may be owed to its place: first of a sentence or after an opening mark."""
    found = [False] * len(view)
    fresh, at = True, -1
    for i, word in enumerate(view.words):
        if view.sentence[i] != at:
            fresh, at = True, view.sentence[i]
        if word[0].isalnum():
            found[i] = fresh
            fresh = False
        elif word in "“”\"'‘’«»„:—–•-*(":
            fresh = True
    return found


def _headlines(view: View) -> set[int]:
    """The sentences in title case or capitals, with no point at their end, whose capitals tell nothing."""
    found = set()
    for number, (first, end) in enumerate(view.sentence_bounds):
        long = [w for w in view.words[first:end] if len(w) > 3 and w[0].isalpha()]
        closed = end - first > 1 and view.words[end - 1] == "." and "." not in view.words[end - 2]
        loud = [word for word in view.words[first:end] if word[0].isalpha()]
        if not closed and len(loud) > 1 and all(word.isupper() for word in loud):
            found.add(number)
        if not closed and len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.75 * len(long):
            found.add(number)
    return found


def _runs(view: View, capital: list[bool], joined: set[int]) -> list[tuple[int, int]]:
    """Maximal runs of capitalised words, with particles, initials and the "of" of bodies inside.

    `joined` are the words that the tagger takes for the inside of a body's name: "Doctors without Borders".
    """
    found: list[tuple[int, int]] = []
    i, size = 0, len(view)
    while i < size:
        if not capital[i]:
            i += 1
            continue
        end = i + 1
        while not view.possessive[end - 1]:
            further = _further(view, capital, joined, end)
            if further <= end:
                break
            end = further
        found.append((i, end))
        i = end
    return found


def _further(view: View, capital: list[bool], joined: set[int], end: int) -> int:
    """Where the run that has come to `end` goes on to, `end` where it does not."""
    at = end
    if at < len(view) and view.words[at] == "." and _takes_point(view, at - 1) and view.next_to(at - 1, at):
        at += 1
    if at < len(view) and view.lower[at] in lists.words("particles") and view.words[at][0].islower() and at == end:
        at += 1
        if at < len(view) and view.lower[at] in lists.words("particles"):
            at += 1
    elif at < len(view) and at == end and (view.words[at] == "&" or _links(view, capital, joined, at)):
        at += 2 if view.lower[at : at + 2] == ("for", "the") else 1
    same = (
        at < len(view) and view.sentence[at] == view.sentence[end - 1] and view.quotation[at] == view.quotation[end - 1]
    )
    return at + 1 if same and capital[at] and view.next_to(at - 1, at) else end


def _links(view: View, capital: list[bool], joined: set[int], at: int) -> bool:
    """Whether the small word `at` stands inside a body's name: "Bank of Marrow", "Center on Roads and Road Safety"."""
    word = view.lower[at]
    if word == "for" and _purpose(view, capital, at):
        return True
    if word in ("of", "for", "on") and view.lower[at - 1] in lists.words("bodies before of") | {"&"}:
        return word != "on" or (at + 1 < len(view) and view.lower[at + 1] not in lists.calendar())
    if word in lists.words("inside bodies") and at in joined and at + 1 in joined:
        return True
    if word == "of" and any(view.lower[i] == "for" and _purpose(view, capital, i) for i in range(max(1, at - 4), at)):
        return True  # "Riders for the Humane Treatment | of Crews"
    if word != "and" or at + 2 >= len(view) or not (capital[at + 1] and capital[at + 2]):
        return False
    # "… on Roads and Road Safety": what a body is for, in two parts.
    opener = next((i for i in range(at - 1, max(at - 5, 0), -1) if not capital[i]), 0)
    return view.lower[opener] in ("of", "for", "on") and view.lower[opener - 1] in lists.words("bodies before of")


def _purpose(view: View, capital: list[bool], at: int) -> bool:
    """Whether "for" joins what a body is and what it is for: "Transport for Marrow", not "Senator for Marrow"."""
    following = at + 2 if view.lower[at + 1 : at + 2] == ("the",) else at + 1
    before, after = view.lower[at - 1], view.lower[following] if following < len(view) else ""
    single = at < 2 or not capital[at - 2] or not view.next_to(at - 2, at - 1)
    if (
        not capital[at - 1]
        or not single
        or view.possessive[at - 1]
        or after in lists.calendar() | lists.titles().keys()
    ):
        return False
    known = before in lists.first_names() or before in lists.titles() or before in lists.lowered("places.txt")
    return not known and not lists.is_person_noun(before) and before not in lists.demonyms()


def _takes_point(view: View, i: int) -> bool:
    """Whether word `i` is an initial or an abbreviated title, whose point does not end a name."""
    return (
        (len(view.words[i]) == 1 and view.words[i].isupper())
        or (view.lower[i] in lists.titles() and len(view.words[i]) <= 4)
        or view.lower[i] in ("jr", "sr", "st", "u.s", "u.n", "u.k")
    )


def _cut(view: View, first: int, end: int) -> Run:
    """The run with the place where its name begins."""
    low = view.lower
    if known_body(view, first, end):
        return Run(first, first, end)
    nouns, titles, demonyms = lists.person_nouns(), lists.titles(), lists.demonyms()
    name, titled = first, False
    for i in range(first, end):
        compound = "-" in low[i] and low[i].rpartition("-")[2] in nouns
        if compound or low[i] in titles or (low[i] in nouns and low[i] not in lists.first_names()):
            rest = [word for word in low[i + 1 : end] if word[0].isalpha()]
            if i > first and not rest and (low[i - 1] in lists.first_names() or low[i - 1] == "of"):
                continue  # "Michael Bishop", "High Court of Justice": a surname or an abstract that is a title too
            if not any(word in lists.lowered("organisation_words.txt") - lists.words("surnames too") for word in rest):
                name, titled = i + 1, True
        elif i == name and ((low[i] in demonyms and not _christened(view, first, i, end)) or _modifying(low[i])):
            name = i + 1
    while name < end and not view.words[name][0].isalpha():
        name += 1
    if name < end and low[name] == "of":  # "Secretary of State Jane Roe": the office goes before the name
        name = next((i for i in range(name + 1, end) if low[i] in lists.first_names()), end)
    return Run(first, name, end, title=titled)


def _christened(view: View, first: int, i: int, end: int) -> bool:
    """Whether a demonym is a first name: "Christian Hale", not "the Christian Council" or "Christian leader Hale"."""
    if view.lower[i] not in lists.first_names() or end - i != 2 or (first and view.lower[first - 1] in ("the", "a")):
        return False
    last = view.lower[i + 1]
    return view.words[i + 1][0].isalpha() and not (
        last in lists.demonyms() or last in lists.person_plurals() or last in lists.lowered("organisation_words.txt")
    )


def _modifying(word: str) -> bool:
    """Whether a capitalised compound only describes the name after it: "Norwegian-born", "London-based"."""
    head, hyphen, last = word.rpartition("-")
    return bool(hyphen) and (f"-{last}" in lists.words("compound endings") or head in lists.demonyms())


def _half(view: View, start: int, stop: int, end: int) -> bool:
    """Whether the tagger has cut a name of two words in half: one word is tagged, one more ends the run."""
    if stop - start != 1 or end - stop != 1 or view.possessive[start]:
        return False
    rest = view.lower[stop]
    if rest in lists.lowered("organisation_words.txt") - lists.words("surnames too") or rest in lists.demonyms():
        return False
    return view.words[stop][0].isalpha() and not view.words[stop].isupper() and not lists.is_person_noun(rest)


def _tagged_spans(view: View, tagged: tuple[Name, ...]) -> list[tuple[int, int, NameType]]:
    """The tagger's names as word ranges, in text order, the doubtful ones left out."""
    found = []
    for name in tagged:
        first, end = view.covering(name.start, name.end)
        while first < end and not view.words[first][0].isupper() and view.lower[first] not in lists.words("particles"):
            first += 1
        if first < end and name.score >= 0.5:
            found.append((first, end, name.type))
    return sorted(found)


def _parts(view: View, first: int, end: int, spans: list[tuple[int, int, NameType]]) -> list[Run]:
    """A run of capitals, cut so that each of the tagger's persons in it is the name of a part of its own."""
    inside = [span for span in spans if first <= span[0] < end]
    persons = [span for span in inside if span[2] == "person"]
    if not persons:
        run = _cut(view, first, end)
        votes = [(a, kind) for a, b, kind in inside if 2 * (min(b, end) - max(a, run.name)) >= end - run.name > 0]
        if (
            votes
            and votes[0][1] == "organisation"
            and all(word in lists.demonyms() for word in view.lower[first : run.name])
        ):
            run = replace(run, name=max(first, min(votes[0][0], run.name)))  # "American Transit Union"
        return [replace(run, vote=votes[0][1] if votes else None)]
    found, at = [], first
    for start, stop, _ in persons:
        stop = end if _half(view, start, min(stop, end), end) else min(stop, end)
        run = _cut(view, at, stop)
        name = max(run.name, start) if run.name < stop else start
        if run.name >= stop and "-" in view.words[stop - 1]:
            name = stop  # "a Booker Prize-winner"
        found.append(replace(run, name=name, end=stop, vote="person"))
        at = stop
    if at < end and view.sentence_bounds[view.sentence[first]][1] > at:
        found.append(_cut(view, at, end))
    return found
