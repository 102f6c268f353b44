"""Which of the persons met so far a pronoun means: a log-linear ranker over candidates.

A candidate is a person with their latest mentions before the pronoun. Its features say how near, how salient, in
what role and in what discourse (Lappin and Leass 1994; Denis and Baldridge 2007 for ranking the candidates against
each other rather than judging each alone). "Nobody" competes too. Weights: `lexicon/pronoun_weights.tsv`,
made by `training/speakers/`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache

from onrecord.attribute.mentions import Gender, Mention
from onrecord.attribute.view import View
from onrecord.lexicon import rows

NOBODY = -1


@dataclass(slots=True)
class Known:
    """A person as the article has made them known so far: gender, mentions in text order, whether named."""

    owner: int
    gender: Gender = "-"
    guess: Gender = "-"
    plural: bool = False
    named: bool = True
    mentions: list[Mention] = field(default_factory=list)


@dataclass(slots=True)
class Context:
    """What the ranker asks about the text around: the subjects of reporting clauses and the speakers of quotations."""

    view: View
    reported: dict[int, int]  # index of the first word of a mention → its reporting verb's word index
    quoted_by: tuple[int | None, ...]  # quotation → owner of its speaker
    quote_source: tuple[Mention | None, ...]  # quotation → the mention that it is given to


@cache
def weights() -> dict[str, float]:
    return {row[0]: float(row[1]) for row in rows("pronoun_weights.tsv")}


def rank(features: dict[int, dict[str, float]], table: dict[str, float]) -> list[tuple[float, int]]:
    """Candidates with their probabilities, likeliest first; ties go to the lower number."""
    if not features:
        return []
    scores = {
        owner: sum(table.get(name, 0.0) * value for name, value in row.items()) for owner, row in features.items()
    }
    top = max(scores.values())
    total = sum(math.exp(score - top) for score in scores.values())
    return sorted(
        ((math.exp(score - top) / total, owner) for owner, score in scores.items()), key=lambda r: (-r[0], r[1])
    )


def candidates(context: Context, pronoun: Mention, known: list[Known]) -> dict[int, dict[str, float]]:
    """Owner → features, for each person that the pronoun can mean; NOBODY always among them."""
    view = context.view
    fitting = [one for one in known if one.mentions and _agrees(one, pronoun) and not _bound(view, one, pronoun)]
    fitting.sort(key=lambda one: (-one.mentions[-1].first, one.owner))
    fitting = fitting[:12]
    if not fitting:
        return {}
    most = max(len(one.mentions) for one in fitting)
    found = {
        one.owner: _features(context, pronoun, one, place, len(fitting), most) for place, one in enumerate(fitting)
    }
    found[NOBODY] = {"nobody": 1.0, f"nobody:{min(len(fitting), 4)}": 1.0, f"nobody:{pronoun.slot}": 1.0}
    return found


def _agrees(one: Known, pronoun: Mention) -> bool:
    if one.plural != pronoun.plural:
        return False
    return pronoun.gender == "-" or one.gender == "-" or one.gender == pronoun.gender


def _bound(view: View, one: Known, pronoun: Mention) -> bool:
    """Binding: "Hale met him" is not Hale (principle B), and nobody is "he" in their own apposition."""
    last = one.mentions[-1]
    if view.sentence[last.first] != view.sentence[pronoun.first]:
        return False
    if last.first <= pronoun.first < last.end:
        return True
    reflexive = view.lower[pronoun.first].endswith("self")
    if pronoun.slot in ("object", "prep") and not reflexive and last.slot == "subject":
        return _one_clause(view, last.end, pronoun.first)
    return False


def _one_clause(view: View, first: int, end: int) -> bool:
    between = view.lower[first:end]
    breaks = {
        "that",
        "who",
        "whom",
        "which",
        "and",
        "but",
        "because",
        "if",
        "when",
        "while",
        "after",
        "before",
        "said",
        "says",
    }
    return not any(word in breaks or not word[0].isalnum() or word.endswith("ing") or word == "to" for word in between)


def _features(context: Context, pronoun: Mention, one: Known, place: int, size: int, most: int) -> dict[str, float]:
    view, last = context.view, one.mentions[-1]
    distance = view.sentence[pronoun.first] - view.sentence[last.first]
    paragraphs = view.paragraph[pronoun.first] - view.paragraph[last.first]
    far = "0" if distance == 0 else "1" if distance == 1 else "2" if distance == 2 else "3" if distance < 5 else "5"
    found = {
        f"far:{far}": 1.0,
        f"paragraphs:{min(paragraphs, 3)}": 1.0,
        f"place:{min(place, 4)}": 1.0,
        f"form:{last.form}": 1.0,
        f"slot:{last.slot}:{far if far in '01' else '2'}": 1.0,
        f"slots:{last.slot}:{pronoun.slot}": 1.0,
        "count": math.log(len(one.mentions)),
        f"named:{one.named}": 1.0,
        f"gender:{_gender(one, pronoun)}": 1.0,
    }
    if len(one.mentions) == most and most > 1:
        found["most"] = 1.0
    if size == 1:
        found["alone"] = 1.0
    if distance == 0:
        found[f"words:{min((pronoun.first - last.end) // 6, 4)}"] = 1.0
    _subjects(view, pronoun, one, found)
    _discourse(context, pronoun, one, found)
    return found


def _gender(one: Known, pronoun: Mention) -> str:
    if pronoun.gender == "-":
        return "none"
    if one.gender == pronoun.gender:
        return "told"
    if one.guess == "-":
        return "open"
    return "guessed" if one.guess == pronoun.gender else "against"


def _subjects(view: View, pronoun: Mention, one: Known, found: dict[str, float]) -> None:
    """Centering: who was subject of this sentence, of the one before, and who stood first there."""
    here = view.sentence[pronoun.first]
    opening = view.sentence_bounds[here][0]
    for mention in reversed(one.mentions[-6:]):
        back = here - view.sentence[mention.first]
        if back > 1:
            break
        if mention.slot == "subject":
            found[f"subject:{back}"] = 1.0
            if pronoun.slot == "subject":
                found[f"subjects:{back}"] = 1.0
        if back and mention.form == "pronoun" and mention.slot == "subject":
            found["center"] = 1.0
        start = opening if not back else view.sentence_bounds[here - 1][0]
        if mention.first - start <= 3:
            found[f"opens:{back}"] = 1.0


def _discourse(context: Context, pronoun: Mention, one: Known, found: dict[str, float]) -> None:
    """Who speaks: the reporting clause above the pronoun, the speaker of the quotation it stands in or after."""
    view, last = context.view, one.mentions[-1]
    inside = view.quotation[pronoun.first]
    there = view.quotation[last.first]
    if inside >= 0:
        found["in quotation:" + ("same" if there == inside else "out" if there < 0 else "other")] = 1.0
        if context.quoted_by[inside] == one.owner:
            found["own quotation"] = 1.0
        return
    if there >= 0:
        found["from quotation"] = 1.0
    verb = _reporting(context, pronoun, one)
    if verb:
        found[f"reports:{verb}"] = 1.0
    if pronoun.first in context.reported:
        found[f"says:{last.slot}"] = 1.0
        before = _quotation_before(context, pronoun)
        if before is not None:
            found["says:same speaker" if before == one.owner else "says:other speaker"] = 1.0
        if any(mention.first in context.reported for mention in one.mentions[-3:]):
            found["says:spoke before"] = 1.0


def _reporting(context: Context, pronoun: Mention, one: Known) -> str:
    """Whether the person is subject of a reporting verb that governs the pronoun's clause ("Hale said she …")."""
    view = context.view
    here = view.sentence[pronoun.first]
    for mention in reversed(one.mentions[-4:]):
        if view.sentence[mention.first] != here:
            return ""
        verb = context.reported.get(mention.first)
        if verb is not None and mention.first < pronoun.first and verb < pronoun.first:
            direct = pronoun.first - verb <= 2
            return "direct" if direct else "clause"
    return ""


def _quotation_before(context: Context, pronoun: Mention) -> int | None:
    """The speaker of the last quotation before that has another reporting clause than this pronoun's."""
    view = context.view
    for number in range(len(context.quoted_by) - 1, -1, -1):
        quotation = view.layout.quotations[number]
        if quotation.end <= view.starts[pronoun.first] and context.quote_source[number] is not pronoun:
            return context.quoted_by[number]
    return None
