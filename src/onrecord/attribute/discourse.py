"""Who goes on from the sentence before, where its main subject decides and not nearness: centering's first choice.

Grosz, Joshi and Weinstein 1995: the subject of a sentence is what the next one is likeliest to go on about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.attribute import wordlists as lists
from onrecord.attribute.context import Context, Known
from onrecord.attribute.mentions import Mention
from onrecord.attribute.ranker import embedded

_LATEST = 6  # mentions of a person that are looked at


def goes_on(context: Context, known: Sequence[Known], mention: Mention) -> int | None:
    """ "Hale said that Roe had lied. He said …": the main subject of the clause that reported in the sentence before.

    None where that is nobody, or a person of another gender or of none that is known.
    """
    view = context.view
    speaks = mention.first in context.reported or context.introduces.get(mention.first)
    if mention.slot != "subject" or not speaks or embedded(view, mention.first):
        return None
    at = bisect_left(context.reporters, (mention.first, -2))
    mains = [
        owner
        for first, owner in context.reporters[max(0, at - _LATEST) : at]
        if _just_before(context, first, mention.first) and not embedded(view, first)
    ]
    mains = mains or _issuers(context, known, mention)
    one = next((one for one in known if mains and one.owner == mains[0]), None)
    if one is None or one.plural or one.owner in context.apart.get(mention.first, ()):
        return None
    if _gender(one) == mention.gender != "-":
        return one.owner
    # Nobody's gender is told of the one reporter of that sentence: what he says goes on all the same.
    return one.owner if _gender(one) == "-" and len(set(mains)) == 1 and _cue_of(context, mention) else None


def _cue_of(context: Context, mention: Mention) -> bool:
    """Whether a pronoun is the source right after a whole quotation: `"We lost," he said`."""
    view, numbers = context.view, context.introduces.get(mention.first, ())
    first = view.sentence_bounds[view.sentence[mention.first]][0]
    return any(view.quotation[i] in numbers for i in range(max(first, mention.first - 3), mention.first))


def _issuers(context: Context, known: Sequence[Known], mention: Mention) -> list[int]:
    """Who is main subject of the sentence before, where it tells of something issued: "Hale released a letter."."""
    subjects = [one for one in known if one.named and not one.plural and _subject(context, one, mention.first)]
    if len(subjects) != 1:
        return []
    last = next(m for m in reversed(subjects[0].told) if _just_before(context, m.first, mention.first))
    sentence = context.view.lower[last.end : context.view.sentence_bounds[context.view.sentence[last.first]][1]]
    issued = not lists.words("issued").isdisjoint(sentence) and not lists.words("sent").isdisjoint(sentence)
    return [subjects[0].owner] if issued else []


def varied(context: Context, known: Sequence[Known], mention: Mention) -> int | None:
    """Another word for the subject of the sentence before: "Ann Hale left. The former governor said …"."""
    view = context.view
    described = view.lower[mention.first + 1 : mention.end]
    again = mention.noun in lists.words("variation nouns") or any("year-old" in word for word in described)
    again = again or not lists.words("variation").isdisjoint(described)
    start = view.sentence_bounds[view.sentence[mention.first]][0]
    opens = mention.first - start <= 1 or _after_aside(context, known, start, mention.first)
    if not again or mention.plural or mention.slot != "subject" or not opens or view.lower[mention.first] != "the":
        return None
    before = [one for one in known if one.named and not one.plural and _subject(context, one, mention.first)]
    if len(before) != 1:
        return None
    return before[0].owner if "-" in (mention.gender, told := _gender(before[0])) or told == mention.gender else None


def _after_aside(context: Context, known: Sequence[Known], start: int, first: int) -> bool:
    """Whether only an aside that names nobody stands before word `first` in its sentence: "Taking the stage, | the"."""
    view = context.view
    if view.words[first - 1] != "," or any(view.quotation[i] >= 0 for i in range(start, first)):
        return False
    return not any(start <= other.first < first for one in known for other in one.told[-_LATEST:])


def _subject(context: Context, one: Known, first: int) -> bool:
    """Whether a person is main subject of the sentence before word `first`."""
    return any(
        other.slot == "subject"
        and _just_before(context, other.first, first)
        and not embedded(context.view, other.first)
        for other in one.told[-_LATEST:]
    )


def _just_before(context: Context, there: int, here: int) -> bool:
    """Whether word `there` stands in the sentence before that of word `here`, whole quotations left out."""
    sentence = context.view.sentence
    return context.steps[sentence[here]] - context.steps[sentence[there]] == 1


def _gender(one: Known) -> str:
    return one.gender if one.gender != "-" else one.guess
