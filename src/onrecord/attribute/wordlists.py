"""The lexicons of the people stage, loaded once, in the form in which they are asked."""

from __future__ import annotations

from functools import cache

from onrecord.lexicon import entries, rows

HE = frozenset({"he", "him", "his", "himself", "he'd", "he'll", "he's"})
SHE = frozenset({"she", "her", "hers", "herself", "she'd", "she'll", "she's"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves", "they'd", "they'll", "they're", "they've"})
I = frozenset({"i", "me", "my", "mine", "myself", "i'd", "i'll", "i'm", "i've"})  # noqa: E741
WE = frozenset({"we", "us", "our", "ours", "ourselves", "we'd", "we'll", "we're", "we've"})
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})


@cache
def titles() -> dict[str, tuple[str, str]]:
    """Title → (gender m, f or -; the person noun it stands for or -)."""
    return {row[0]: (row[1], row[2]) for row in rows("titles.tsv")}


@cache
def person_nouns() -> dict[str, tuple[str, frozenset[str]]]:
    """Person noun → (gender m, f or -; nouns of a wider or equal sense)."""
    return {row[0]: (row[1], frozenset(row[2].split()) - {"-"}) for row in rows("person_nouns.tsv")}


@cache
def person_plurals() -> dict[str, str]:
    """Plural of a person noun → its singular."""
    irregular = {"men": "man", "women": "woman", "people": "person", "children": "child", "wives": "wife"}
    irregular |= {"policemen": "policeman", "attorneys general": "attorney general", "thieves": "thief"}
    return irregular | {_plural(noun): noun for noun in person_nouns() if noun not in ("man", "woman", "person")}


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def first_names() -> dict[str, str]:
    """First name → gender of nearly all its bearers (m, f or -)."""
    return {row[0]: row[1] for row in rows("first_names.tsv")}


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Each form of a first name → the ids of the names it can stand for."""
    found: dict[str, set[str]] = {}
    for row in rows("nicknames.txt"):
        forms = row[0].split()
        for form in forms:
            found.setdefault(form, set()).add(forms[0])
    return {form: frozenset(names) for form, names in found.items()}


@cache
def _sets() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split()) for row in rows("people_words.tsv")}


def words(name: str) -> frozenset[str]:
    """One of the small sets of `people_words.tsv`."""
    return _sets()[name]


@cache
def lowered(name: str) -> frozenset[str]:
    """A one-column lexicon, lower case."""
    return frozenset(entry.lower() for entry in entries(name))


@cache
def organisations() -> frozenset[str]:
    """Bodies, outlets and agencies known by name."""
    return lowered("organisations.txt") | lowered("agencies.txt")


def never_names() -> frozenset[str]:
    return lowered("capitalised_words.txt")


def demonyms() -> frozenset[str]:
    """Demonyms and party words with their plurals."""
    return _demonyms()


@cache
def _demonyms() -> frozenset[str]:
    base = lowered("demonyms.txt")
    return base | {_plural(word) for word in base}


@cache
def calendar() -> frozenset[str]:
    """The names of months and weekdays, written out."""
    return frozenset(row[0] for row in rows("date_calendar.tsv") if row[1] in ("MONTH", "WEEKDAY"))


@cache
def group_plurals() -> frozenset[str]:
    """Several bodies at once: "agencies", "advocacy groups"."""
    return frozenset(_plural(noun) for noun in lowered("group_nouns.txt") if " " not in noun)


@cache
def document_plurals() -> frozenset[str]:
    return frozenset(_plural(noun) for noun in lowered("document_nouns.txt"))


def is_person_noun(word: str) -> bool:
    return word in person_nouns()


@cache
def word_class() -> dict[str, str]:
    """Function word → its class (prep, conj, aux, det, rel or adv)."""
    return {row[0]: row[1] for row in rows("function_words.tsv")}


@cache
def saying() -> frozenset[str]:
    """Forms of the verbs that report speech."""
    forms = (row[2].split() for row in rows("reporting_verbs.txt") if row[1] == "say")
    return lowered("saying_verbs.txt") | {form for group in forms for form in group if form not in _BASES}


_BASES = frozenset(
    {"add", "ask", "claim", "report", "state", "answer", "call", "question", "demand", "note", "comment"}
)


def verb_like(word: str) -> bool:
    """Whether a lower-case word can be a finite verb by its form."""
    return (
        word in lowered("verb_forms.txt") or (word.endswith("ed") and len(word) > 3) or word_class().get(word) == "aux"
    )
