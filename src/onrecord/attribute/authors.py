"""Whose a document is that is quoted: who sent it, or whose words it holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.attribute import wordlists as lists
from onrecord.attribute.mentions import Mention
from onrecord.attribute.view import View

_REACH = 6  # words between who sends and the verb


def author_of(view: View, mentions: Sequence[Mention], first: int, end: int) -> Mention | None:
    """The mention of the person whose words the document `first`..`end` holds; None where that is not told.

    `mentions` are sorted by place. "He sent an e-mail to members" is his, "a video of her remarks" hers.
    """
    return _holds(view, mentions, end) or _sent(view, mentions, first)


def _holds(view: View, mentions: Sequence[Mention], end: int) -> Mention | None:
    """Whose remarks a recording is of."""
    if end + 2 >= len(view) or view.lower[end] != "of":
        return None
    at = bisect_left(mentions, end + 1, key=_first)
    if at >= len(mentions) or mentions[at].first != end + 1:
        return None
    whose = mentions[at]
    held = whose.end < len(view) and view.lower[whose.end] in lists.words("spoken")
    return whose if held and whose.slot == "possessive" and whose.owner is not None else None


def _sent(view: View, mentions: Sequence[Mention], first: int) -> Mention | None:
    """The subject of the verb whose object the document is: "He sent an e-mail", "Ann Hale has released a letter"."""
    verb = first - 1
    if verb < 1 or view.lower[verb] not in lists.words("sent") or view.sentence[verb] != view.sentence[first]:
        return None
    for at in range(bisect_left(mentions, verb, key=_first) - 1, -1, -1):
        mention = mentions[at]
        if view.sentence[mention.first] != view.sentence[first] or verb - mention.end > _REACH:
            return None
        if mention.slot == "subject" and mention.owner is not None and mention.form != "role":
            return mention
    return None


def _first(mention: Mention) -> int:
    return mention.first
