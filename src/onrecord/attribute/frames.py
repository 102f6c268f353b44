"""Who is said to speak a quotation: the reporting clause beside it, the quotation before, or nobody.

Word order alone decides, as in "…," said X; "…," X said; X said: "…"; X said that … "…" (the patterns of
O'Keefe et al. 2012, "A Sequence Labelling Approach to Quote Attribution", and of Elson and McKeown 2010).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from onrecord.attribute import wordlists as lists
from onrecord.attribute.kinds import is_heading
from onrecord.attribute.mentions import Mention, age_hyphen
from onrecord.attribute.view import View
from onrecord.model import Range
from onrecord.segment import with_marks

_REACH = 28  # words between a reporting verb and its subject


@dataclass(frozen=True, slots=True)
class Frame:
    """A reporting clause: its subject (an index into the mentions) and its verb (a word index)."""

    subject: int
    verb: int


def frames(view: View, mentions: list[Mention]) -> tuple[Frame, ...]:
    """Every reporting clause outside quotation marks whose subject is one of `mentions` (sorted by place)."""
    firsts = [mention.first for mention in mentions]
    found: list[Frame] = []
    for i, word in enumerate(view.lower):
        if view.quotation[i] >= 0 or word not in lists.saying():
            continue
        subject = _joined(view, found, i)
        if subject is None:
            subject = _subject(view, mentions, firsts, i)
        if subject is not None:
            subject = _named(view, mentions, subject)
            if mentions[subject].form == "name":
                mentions[subject].slot = "subject"
            found.append(Frame(subject, i))
    return tuple(found)


def _joined(view: View, found: list[Frame], verb: int) -> int | None:
    """The subject that a verb after a comma and "and" shares with the first reporting verb of its sentence."""
    if verb < 2 or view.lower[verb - 1] != "and" or view.words[verb - 2] != ",":
        return None
    start = view.sentence_bounds[view.sentence[verb]][0]
    before = [frame for frame in found[-4:] if start <= frame.verb < verb]
    return before[0].subject if before else None


def _named(view: View, mentions: list[Mention], number: int) -> int:
    """The name that a role stands before ("the council's head, Ann Hale"), as the subject in the role's place."""
    mention = mentions[number]
    for further in range(number + 1, min(number + 4, len(mentions))):
        other = mentions[further]
        if other.form == "name" and other.owner == mention.owner and other.first - mention.end <= 1:
            return further
    return number


def _subject(view: View, mentions: list[Mention], firsts: list[int], verb: int) -> int | None:
    """The subject of the verb at word `verb`: right after it ("said X") or the nearest before it that can be one."""
    at = bisect_left(firsts, verb + 1)
    start = view.sentence_bounds[view.sentence[verb]][0]
    if at < len(mentions) and _inverted(view, verb, start, mentions[at]):
        return at
    participle = view.lower[verb].endswith("ing")
    object_of = mentions[at] if at < len(mentions) and mentions[at].first <= verb + 2 else None
    for number in range(bisect_left(firsts, verb) - 1, -1, -1):
        mention = mentions[number]
        if mention.first < start or verb - mention.end > _REACH:
            return None
        if view.quotation[mention.first] >= 0:
            continue
        relative = view.lower[mention.end : mention.end + 2]
        if relative[:1] == ("who",) or relative == (",", "who"):
            if not _closed(view, mention.end + 1, verb):
                return number
        elif mention.slot in ("possessive", "prep", "attribute", "object"):
            continue
        elif participle and mention.slot != "subject":
            continue  # "Hale met Roe, saying …": the participle's subject is the clause's
        if mention.form == "role" or _barrier(view, mention.end, verb):
            continue
        if object_of is not None and mention.owner is not None and mention.owner == object_of.owner:
            continue  # "Hale said Roe lied and accused Roe …": nobody accuses themselves by name
        return number
    return None


def _inverted(view: View, verb: int, start: int, mention: Mention) -> bool:
    """Whether the mention after the verb is its subject: "…," said Ann Hale; not "…, told Ann Hale"."""
    if not (verb == start or view.words[verb - 1] in ",”\"’'") or view.lower[verb] not in lists.words(
        "said before subject"
    ):
        return False
    if mention.form == "pronoun" and mention.slot != "subject":
        return False
    following = view.lower[mention.end] if mention.end < len(view) else "."
    return not lists.verb_like(following) and _clear(view, verb + 1, mention.first)


def _clear(view: View, first: int, end: int) -> bool:
    """Whether the words `first`..`end` can stand before a name in its own noun phrase ("said lawyer Ann Hale")."""
    return all(
        age_hyphen(view, i) or (view.words[i][0].isalnum() and lists.word_class().get(view.lower[i]) in (None, "det"))
        for i in range(first, end)
    )


def _closed(view: View, first: int, end: int) -> bool:
    """Whether a relative clause that begins at word `first` ends in a comma before word `end`."""
    return any(view.words[i] == "," for i in range(first, end))


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
    bounds = view.sentence_bounds[min(sentences)][0], view.sentence_bounds[max(sentences)][1]
    low, high = (bisect_left(clauses, at, key=_verb) for at in bounds)
    inside = [clause for clause in clauses[low:high] if view.sentence[clause.verb] in sentences]
    after = [clause for clause in inside if clause.verb >= end and clause.verb - end <= 12]
    before = [clause for clause in inside if clause.verb < first]
    if after and (view.words[end - 1] in ",?!" or not before):
        return after[0]
    return before[-1] if before else None


def _verb(clause: Frame) -> int:
    return clause.verb


def _carried(view: View, ranges: list[Range], found: list[Attribution], number: int) -> Attribution:
    """The speaker carried over from the quotation before, where a reader would carry it."""
    if not number or found[number - 1].source is None:
        return Attribution(None, "")
    first, before = ranges[number][0], ranges[number - 1][0]
    same = view.paragraph[first] == view.paragraph[before]
    if same or view.layout.quotations[number].continues:
        return Attribution(found[number - 1].source, "carried")
    quotation = view.layout.quotations[number]
    if is_heading(view.text, view.layout, quotation, with_marks(view.text, quotation)):
        return Attribution(None, "")
    opens = view.starts[first] - view.layout.paragraphs[view.paragraph[first]][0] <= 2
    if opens and view.paragraph[first] == view.paragraph[ranges[number - 1][1] - 1] + 1:
        return Attribution(found[number - 1].source, "carried")
    return Attribution(None, "")
