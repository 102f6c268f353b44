"""Which of the persons met so far a pronoun means: a log-linear ranker over candidates.

A candidate is a person with their latest mentions before the pronoun. Its features say how near, how salient, in
what role and in what discourse (Lappin and Leass 1994; Denis and Baldridge 2007 for ranking the candidates against
each other rather than judging each alone). "Nobody" competes too. Weights: `lexicon/pronoun_weights.tsv`,
made by `training/speakers/`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.attribute import wordlists as lists
from onrecord.attribute.context import Context, Known, one_clause
from onrecord.attribute.mentions import Mention
from onrecord.attribute.view import View
from onrecord.lexicon import rows

NOBODY = -1


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


def candidates(
    context: Context, pronoun: Mention, known: Sequence[Known], *, any_gender: bool = False
) -> dict[int, dict[str, float]]:
    """Owner → features, for each person that the pronoun can mean; NOBODY always among them.

    `any_gender` leaves gender aside: training learns from texts where it alone tells whom a pronoun means.
    """
    view = context.view
    if any_gender:
        pronoun = replace(pronoun, gender="-")
    outside = view.quotation[pronoun.first] < 0
    fitting: list[tuple[Known, list[Mention]]] = []
    for one in known:
        if not _agrees(one, pronoun) or one.owner in context.apart.get(pronoun.first, ()):
            continue
        mentions = one.before(pronoun.first, told=outside)
        if mentions and not _bound(view, mentions[-1], pronoun):
            fitting.append((one, mentions))
    if not fitting:
        return {}
    fitting.sort(key=lambda item: (-item[1][-1].first, item[0].owner))
    fitting = fitting[:12]
    most = max(len(mentions) for _, mentions in fitting)
    found = {
        one.owner: _features(context, pronoun, one, mentions, place, most, len(fitting))
        for place, (one, mentions) in enumerate(fitting)
    }
    found[NOBODY] = {"nobody": 1.0, f"nobody:{min(len(fitting), 4)}": 1.0, f"nobody:{pronoun.slot}": 1.0}
    return found


def _agrees(one: Known, pronoun: Mention) -> bool:
    if one.plural != pronoun.plural:
        return False
    return pronoun.gender == "-" or one.gender == "-" or one.gender == pronoun.gender


def _bound(view: View, last: Mention, pronoun: Mention) -> bool:
    """Binding: "Hale met him" is not Hale (principle B), nor is "he" the person in "Hale, whom he called"."""
    if view.sentence[last.first] != view.sentence[pronoun.first]:
        return False
    if last.first <= pronoun.first < last.end:
        return True
    if view.lower[pronoun.first - 1] in ("whom", "who") and pronoun.first - last.end <= 3:
        return True
    reflexive = view.lower[pronoun.first].endswith("self")
    if pronoun.slot in ("object", "prep") and not reflexive and last.slot == "subject":
        return one_clause(view, last.end, pronoun.first)
    return False


def _features(
    context: Context, pronoun: Mention, one: Known, mentions: list[Mention], place: int, most: int, size: int
) -> dict[str, float]:
    view, last = context.view, mentions[-1]
    here, there = view.sentence[pronoun.first], view.sentence[last.first]
    distance = 0 if here == there else max(1, context.steps[here] - context.steps[there])
    paragraphs = view.paragraph[pronoun.first] - view.paragraph[last.first]
    far = "0" if distance == 0 else "1" if distance == 1 else "2" if distance == 2 else "3" if distance < 5 else "5"
    found = {
        f"far:{far}": 1.0,
        f"paragraphs:{min(paragraphs, 3)}": 1.0,
        f"place:{min(place, 4)}": 1.0,
        f"form:{last.form}": 1.0,
        f"slot:{last.slot}:{far if far in '01' else '2'}": 1.0,
        f"slots:{last.slot}:{pronoun.slot}": 1.0,
        "count": math.log(len(mentions)),
        f"named:{one.named}": 1.0,
        f"gender:{_gender(one, pronoun)}": 1.0,
    }
    if len(mentions) == most and most > 1:
        found["most"] = 1.0
    if size == 1:
        found["alone"] = 1.0
    if distance == 0:
        found[f"words:{min((pronoun.first - last.end) // 6, 4)}"] = 1.0
    if distance == 0 and _relative(view, last, pronoun.first):
        found["relative"] = 1.0
    if distance == 0 and _judged(view, last, pronoun):
        found["judged"] = 1.0
    _subjects(context, pronoun, mentions, found)
    _discourse(context, pronoun, one, mentions, found)
    return found


def _gender(one: Known, pronoun: Mention) -> str:
    if pronoun.gender == "-":
        return "none"
    if one.gender == pronoun.gender:
        return "told"
    if one.guess == "-":
        return "open"
    return "guessed" if one.guess == pronoun.gender else "against"


def _subjects(context: Context, pronoun: Mention, mentions: list[Mention], found: dict[str, float]) -> None:
    """Centering: who was subject of this sentence, of the one before, and who stood first there."""
    view = context.view
    here = view.sentence[pronoun.first]
    for mention in reversed(mentions[-6:]):
        there = view.sentence[mention.first]
        back = 0 if here == there else max(1, context.steps[here] - context.steps[there])
        if back > 1:
            break
        if mention.slot == "subject":
            found[f"subject:{back}"] = 1.0
            if not embedded(view, mention.first):
                found[f"main:{back}"] = 1.0
                if pronoun.slot == "subject":
                    found[f"mains:{back}"] = 1.0
            if pronoun.slot == "subject":
                found[f"subjects:{back}"] = 1.0
        if back and mention.form == "pronoun" and mention.slot == "subject":
            found["center"] = 1.0
        if mention.first - view.sentence_bounds[there][0] <= 3:
            found[f"opens:{back}"] = 1.0


def embedded(view: View, first: int) -> bool:
    """Whether a subject that begins at word `first` is that of a subordinate clause ("that Hale", "if she")."""
    if not first or view.sentence[first - 1] != view.sentence[first]:
        return False
    before = view.lower[first - 1]
    return before in lists.words("subordinators") or before in lists.saying()


def _relative(view: View, last: Mention, first: int) -> bool:
    """Whether word `first` stands in a relative clause of the mention: "Hale, who had told Roe he …"."""
    following = view.lower[last.end : last.end + 2]
    if following[:1] != ("who",) and following != (",", "who"):
        return False
    return "," not in view.words[last.end + 1 : first]


def _judged(view: View, last: Mention, pronoun: Mention) -> bool:
    """Implicit causality (Garvey and Caramazza 1974): in "Hale berated Roe, saying he …" the reason lies with Roe."""
    if pronoun.slot != "subject" or pronoun.first - last.end > 6:
        return False
    if not any(word in lists.words("explaining words") for word in view.lower[last.end : pronoun.first]):
        return False
    at = last.first - 1
    while at >= 0 and last.first - at < 8 and view.words[at][0].isalnum():
        if view.lower[at] in lists.words("judging verbs"):
            return True
        if lists.verb_like(view.lower[at]) and not view.lower[at].endswith("ed"):
            return False
        at -= 1
    return False


def _discourse(
    context: Context, pronoun: Mention, one: Known, mentions: list[Mention], found: dict[str, float]
) -> None:
    """Who speaks: the reporting clauses before and above the pronoun, the quotation it stands in or introduces."""
    view = context.view
    inside, there = view.quotation[pronoun.first], view.quotation[mentions[-1].first]
    if inside >= 0:
        found["in quotation:" + ("same" if there == inside else "out" if there < 0 else "other")] = 1.0
        if context.quoted_by[inside] == one.owner:
            found["own quotation"] = 1.0
        return
    if there >= 0:
        found["only quoted"] = 1.0
    verb = _reporting(context, pronoun, mentions)
    if verb:
        found[f"reports:{verb}"] = 1.0
    own = context.introduces.get(pronoun.first, ())
    speaks = "quotes" if own else "says" if pronoun.first in context.reported else "tells"
    reporters = context.last_reporters(pronoun.first)
    if one.owner in reporters:
        found[f"{speaks}:reporter {reporters.index(one.owner)}"] = 1.0
    if speaks != "tells":
        found[f"says:{mentions[-1].slot}"] = 1.0
    if _after_content(view, pronoun) and view.sentence[mentions[-1].first] == view.sentence[pronoun.first]:
        found["named in own report"] = 1.0
    if any(one.owner in context.named_in.get(number, ()) for number in own):
        found["named in own quotation"] = 1.0


def _after_content(view: View, pronoun: Mention) -> bool:
    """Whether a reporting clause of the pronoun's own follows what it reports: "The plan, she said, is dead."."""
    at = pronoun.first
    if not at or view.words[at - 1] != "," or at + 2 >= len(view):
        return False
    return view.lower[at + 1] in lists.saying() and view.words[at + 2] in ",."


def _reporting(context: Context, pronoun: Mention, mentions: list[Mention]) -> str:
    """Whether the person is subject of a reporting verb that governs the pronoun's clause ("Hale said she …")."""
    view = context.view
    here = view.sentence[pronoun.first]
    for mention in reversed(mentions[-4:]):
        if view.sentence[mention.first] != here:
            return ""
        verb = context.reported.get(mention.first)
        if verb is not None and mention.first < pronoun.first and verb < pronoun.first:
            return "direct" if pronoun.first - verb <= 2 else "clause"
    return ""
