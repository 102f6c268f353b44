"""Which way from now an expression lies, by the verb it goes with: "met on Friday", "will meet on Friday"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from onrecord import lexicon
from onrecord.date.meaning import Direction

_BREAKS: Final = frozenset({";", ":", "—", '"', "“", "”", "(", ")"})
# How many words on each side are looked at.
REACH: Final = 40
_GROUP: Final = 4
# So many words may stand between "is" and the day: "is now set", "is still on".
_LEADS: Final = 2


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of a class of date_verbs.tsv."""
    return frozenset(row[0] for row in lexicon.rows("date_verbs.tsv") if row[1] == name)


@cache
def _numbers() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.rows("date_numbers.tsv"))


def direction(words: Sequence[str], start: int, end: int) -> Direction:
    """-1 where the expression `words[start:end]` lies in the past, 1 in the future, 0 where the verbs do not tell.

    `words` are those of one sentence, as printed. The verb before the expression in its clause decides, else the
    one after it.
    """
    if (start and words[start - 1].lower() in word_class("from_then")) or _predicated(words, start):
        return 1
    for at in range(start - 1, max(-1, start - REACH), -1):
        if words[at] in _BREAKS:
            break
        told = _told(words, at)
        if told:
            return told
    if start and words[start - 1].lower() in word_class("open end"):
        return 1
    for at in range(end, min(len(words), end + REACH)):
        if words[at] in _BREAKS:
            break
        told = _told(words, at)
        if told:
            return told
    return 0


def _predicated(words: Sequence[str], start: int) -> bool:
    """Whether the expression is what something present is: "the hearing is on Thursday", "the vote's still Friday"."""
    at = start - 1
    leads = 0
    while at >= 0 and leads < _LEADS and words[at].lower() in word_class("between"):
        at, leads = at - 1, leads + 1
    if at < 0:
        return False
    word = words[at].lower()
    return word in word_class("being") or (leads > 0 and word.endswith(("'s", "’s")))


def _told(words: Sequence[str], at: int) -> Direction:
    """What the word at `at` says as a verb, with the auxiliaries before it; 0 where it is none."""
    word = words[at].lower()
    if word in word_class("future"):
        return 1
    if word == "to":
        return _infinitive(words, at)
    if (
        word in word_class("due")
        and at + 1 < len(words)
        and words[at + 1].lower() in ("for", "to", "on", "by", "in", "at", "next")
    ):
        return 1
    if word in word_class("up for") and words[at + 1 : at + 2] == ["for"]:
        return -1 if at and _is_past(words[at - 1].lower()) else 1
    if word in word_class("schedule") and _runs(words, at):
        return 1
    if word in word_class("modal"):
        return 1 if words[at].islower() else 0
    if _is_past(word):
        return _group(words, at)
    return 0


def _runs(words: Sequence[str], at: int) -> bool:
    """Whether the word at `at` is a verb of a timetable ("opens Monday") and no noun ("two starts")."""
    if not words[at].islower() or at == 0:
        return False
    before = words[at - 1].lower()
    governed = before in word_class("determiner") and before not in ("it", "that", "you", "all", "some")
    return not governed and before not in _numbers() and not before.isdigit() and not before.endswith(("'s", "’s"))


def _is_past(word: str) -> bool:
    if word in word_class("past"):
        return True
    return len(word) > 4 and word.endswith("ed") and not word.endswith(("eed", "ndred"))


def _group(words: Sequence[str], at: int) -> Direction:
    """A past form is a participle after `will be`, `to be`, `can have`; a past tense otherwise."""
    for back in range(at - 1, max(-1, at - 1 - _GROUP), -1):
        word = words[back].lower()
        if word in word_class("future") or word in word_class("modal"):
            return 1
        if word == "to":
            return _infinitive(words, back) or 1
        if word not in ("be", "been", "have", "not", "also", "t", "'", "’") and not word.endswith("ly"):
            break
    return -1


def _infinitive(words: Sequence[str], at: int) -> Direction:
    """`to` before a verb: ahead, unless what governs it is done."""
    ahead = words[at + 1] if at + 1 < len(words) else ""
    if (
        not ahead.islower()
        or ahead in word_class("determiner")
        or (ahead.endswith(("ing", "s")) and ahead not in ("discuss", "address", "pass", "press", "cross", "miss"))
    ):
        return 0
    for back in range(at - 1, max(-1, at - 4), -1):
        word = words[back].lower()
        if word in word_class("done"):
            return -1
        if word in word_class("aim") or word in word_class("due"):
            return 1
    return 0
