"""Who is said to speak a quotation: the reporting clause beside it, the quotation before, or nobody.

Word order alone decides, as in "…," said X; "…," X said; X said: "…"; X said that … "…" (the patterns of
O'Keefe et al. 2012, "A Sequence Labelling Approach to Quote Attribution", and of Elson and McKeown 2010).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from onrecord.attribute import wordlists as lists
from onrecord.attribute.mentions import Mention
from onrecord.attribute.view import View
from onrecord.model import Range

_REACH = 28  # words between a reporting verb and its subject


@dataclass(frozen=True, slots=True)
class Frame:
    """A reporting clause: its subject (an index into the mentions) and its verb (a word index)."""

    subject: int
    verb: int


def frames(view: View, mentions: list[Mention]) -> tuple[Frame, ...]:
    """Every reporting clause outside quotation marks whose subject is one of `mentions` (sorted by place)."""
    firsts = [mention.first for mention in mentions]
    found = []
    for i, word in enumerate(view.lower):
        if view.quotation[i] >= 0 or word not in lists.lowered("saying_verbs.txt"):
            continue
        subject = _subject(view, mentions, firsts, i)
        if subject is not None:
            found.append(Frame(subject, i))
    return tuple(found)


def _subject(view: View, mentions: list[Mention], firsts: list[int], verb: int) -> int | None:
    """The subject of the verb at word `verb`: right after it ("said X") or the nearest before it that can be one."""
    at = bisect_left(firsts, verb + 1)
    inverted = verb > 0 and (
        view.words[verb - 1] in ",”\"’'" or view.starts[verb] == view.layout.sentences[view.sentence[verb]][0]
    )
    if (
        inverted
        and at < len(mentions)
        and mentions[at].first - verb <= 6
        and _clear(view, verb + 1, mentions[at].first)
    ):
        mention = mentions[at]
        if mention.form != "pronoun" or mention.slot == "subject":
            return at
    start = view.sentence_bounds[view.sentence[verb]][0]
    for number in range(bisect_left(firsts, verb) - 1, -1, -1):
        mention = mentions[number]
        if mention.first < start or verb - mention.end > _REACH:
            return None
        if mention.slot in ("possessive", "prep", "attribute", "object") or view.quotation[mention.first] >= 0:
            continue
        if mention.form == "role" or _barrier(view, mention.end, verb):
            continue
        return number
    return None


def _clear(view: View, first: int, end: int) -> bool:
    """Whether the words `first`..`end` can stand before a name in its own noun phrase ("said lawyer Ann Hale")."""
    return all(
        view.words[i][0].isalnum() and lists.word_class().get(view.lower[i]) in (None, "det") for i in range(first, end)
    )


def _barrier(view: View, first: int, end: int) -> bool:
    """Whether another clause stands between: "X said that Y told"."""
    return any(view.words[i] in ";:" or view.quotation[i] >= 0 for i in range(first, end))


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whom a quotation is given to: an index into the mentions (None: nobody) and by what."""

    source: int | None
    basis: str


def quoted(view: View, mentions: list[Mention], clauses: tuple[Frame, ...]) -> tuple[Attribution, ...]:
    """For each quotation of the layout its source, by the reporting clauses of its sentence and paragraph."""
    found: list[Attribution] = []
    ranges = [view.within(q.start, q.end) for q in view.layout.quotations]
    for number, (first, end) in enumerate(ranges):
        if first >= end:
            found.append(Attribution(None, ""))
            continue
        frame = _beside(view, clauses, first, end)
        if frame is not None:
            found.append(Attribution(frame.subject, "clause"))
            continue
        found.append(_carried(view, ranges, found, number))
    for number in range(len(found) - 2, -1, -1):  # "A." The same goes on: "B," X said.
        (first, _), (further, _) = ranges[number], ranges[number + 1]
        if (
            found[number].source is None
            and found[number + 1].basis == "clause"
            and view.paragraph[first] == view.paragraph[further]
        ):
            found[number] = Attribution(found[number + 1].source, "paragraph")
    return tuple(found)


def _beside(view: View, clauses: tuple[Frame, ...], first: int, end: int) -> Frame | None:
    """The reporting clause that stands nearest to the quotation within its sentences."""
    sentences = {view.sentence[first], view.sentence[end - 1]}
    if end < len(view) and view.paragraph[min(end + 1, len(view) - 1)] == view.paragraph[first]:
        tail = next((i for i in range(end, min(end + 4, len(view))) if view.words[i][0].isalnum()), None)
        if (tail is not None and view.words[tail][0].islower()) or (tail is not None and view.words[end - 1] == ","):
            sentences.add(view.sentence[tail])
    inside = [clause for clause in clauses if view.sentence[clause.verb] in sentences]
    after = [clause for clause in inside if clause.verb >= end and clause.verb - end <= 12]
    before = [clause for clause in inside if clause.verb < first]
    if after and (view.words[end - 1] in ",?!" or not before):
        return after[0]
    return before[-1] if before else None


def _carried(view: View, ranges: list[Range], found: list[Attribution], number: int) -> Attribution:
    """The speaker carried over from the quotation before, where a reader would carry it."""
    if not number or found[number - 1].source is None:
        return Attribution(None, "")
    first, before = ranges[number][0], ranges[number - 1][0]
    same = view.paragraph[first] == view.paragraph[before]
    if same or view.layout.quotations[number].continues:
        return Attribution(found[number - 1].source, "carried")
    opens = view.starts[first] - view.layout.paragraphs[view.paragraph[first]][0] <= 2
    if opens and view.paragraph[first] == view.paragraph[ranges[number - 1][1] - 1] + 1:
        return Attribution(found[number - 1].source, "carried")
    return Attribution(None, "")
