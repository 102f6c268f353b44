"""What training makes small: how unlikely the network finds the labels."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from training.batches import AFTER, BEFORE, Lesson
from training.crf import Belief
from training.network import Heads, Tagger, distance

B_CUE = 3
FALSE_CUES = 24  # at most so many words a batch that look like a cue and are none are shown as such


def losses(
    model: Tagger, lesson: Lesson, *, dropout: float, teachers: Sequence[Heads] = (), share: float = 0.0
) -> dict[str, Tensor]:
    """The loss of each head, a word (a sentence for the vectors).

    `share` of the labels is what the `teachers` believe, on average, by their heads over `lesson.taught`; all of
    them where the lesson is not labelled.
    """
    heads, size = model.heads, len(lesson.rows)
    states = model.encoder(lesson.ids, lesson.case, lesson.quote, lesson.mask).float()
    states = states[lesson.rows, lesson.columns]
    means = _means(states, lesson.sentences)
    states = F.dropout(states, dropout, model.training)
    roles = heads.roles(states)
    taught = _Taught(teachers, lesson, share if teachers else 0.0)
    names = heads.names(states)
    found = {
        "roles": _paragraphs(model, roles, lesson, taught) / size,
        "names": (1 - taught.share) * F.cross_entropy(names, lesson.names) + taught.names(names),
        "arguments": _arguments(model, states, roles, lesson, taught) / size,
    }
    if len(means):
        found["vectors"] = 1 - F.cosine_similarity(heads.vector(means), lesson.vectors).mean()
    return found


class _Taught:
    """What the teachers believe of one lesson."""

    def __init__(self, teachers: Sequence[Heads], lesson: Lesson, share: float) -> None:
        self.share = share if lesson.labelled else 1.0
        with torch.no_grad():
            states = [states.float() for states in lesson.taught]
            self._seen = [(heads, s, heads.roles(s)) for heads, s in zip(teachers, states, strict=True)]

    @torch.no_grad()
    def roles(self, index: Tensor, lengths: Tensor) -> Belief | None:
        """Of the roles of the words that `index` names."""
        found = [heads.role_crf.believe(roles[index], lengths) for heads, _, roles in self._seen]
        return Belief.mean(found) if found else None

    @torch.no_grad()
    def arguments(self, cues: Tensor, index: Tensor, lengths: Tensor) -> Belief | None:
        """Of the arguments of each cue, among the words that `index` names."""
        found = []
        for heads, states, roles in self._seen:
            emissions = _emissions(heads, states, roles, cues, index)
            found.append(heads.argument_crf.believe(emissions, lengths))
        return Belief.mean(found) if found else None

    def names(self, scores: Tensor) -> Tensor:
        """The teachers' share of the loss of the names."""
        if not self._seen:
            return scores.new_zeros(())
        with torch.no_grad():
            odds = torch.stack([heads.names(states).softmax(1) for heads, states, _ in self._seen]).mean(0)
        return self.share * F.cross_entropy(scores, odds)


def _means(states: Tensor, ranges: Tensor) -> Tensor:
    total = F.pad(states.cumsum(0), (0, 0, 1, 0))
    return (total[ranges[:, 1]] - total[ranges[:, 0]]) / (ranges[:, 1:] - ranges[:, :1])


def _paragraphs(model: Tagger, roles: Tensor, lesson: Lesson, taught: _Taught) -> Tensor:
    start, lengths = lesson.paragraphs[:, 0], lesson.paragraphs[:, 1] - lesson.paragraphs[:, 0]
    index = (start[:, None] + torch.arange(int(lengths.max()))).clamp(max=len(roles) - 1)
    belief = taught.roles(index, lengths)
    return model.heads.role_crf.loss(roles[index], lesson.roles[index], lengths, taught=belief, share=taught.share)


def _arguments(model: Tagger, states: Tensor, roles: Tensor, lesson: Lesson, taught: _Taught) -> Tensor:
    cues, tags = _with_false_cues(roles, lesson)
    if not len(cues):
        return states.new_zeros(())
    first = cues[:, 0]
    start, end = near(lesson.low[first], lesson.high[first], first)
    lengths = end - start
    index = (start[:, None] + torch.arange(int(lengths.max()))).clamp(max=len(roles) - 1)
    emissions = _emissions(model.heads, states, roles, cues, index)
    belief, wanted = taught.arguments(cues, index, lengths), tags.gather(1, index)
    return model.heads.argument_crf.loss(emissions, wanted, lengths, taught=belief, share=taught.share)


def _emissions(heads: Heads, states: Tensor, roles: Tensor, cues: Tensor, index: Tensor) -> Tensor:
    first, last = cues[:, 0], cues[:, 1] - 1
    return heads.argue(states, roles, torch.cat([states[first], states[last]], 1), index, offsets(index, first, last))


def near(low: Tensor, high: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
    """The words in which the arguments of a cue are looked for: its paragraph and the next, not too far off."""
    return torch.maximum(low, first - BEFORE), torch.minimum(high, first + AFTER)


def offsets(index: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """The distance class of each word from the nearer end of its cue."""
    before, after = (index - first[:, None]).clamp(max=0), (index - last[:, None]).clamp(min=0)
    return distance(before + after)


def _with_false_cues(roles: Tensor, lesson: Lesson) -> tuple[Tensor, Tensor]:
    with torch.no_grad():
        likely = roles.softmax(1)[:, B_CUE] * ((lesson.roles != B_CUE) & (lesson.roles != B_CUE + 1))
        value, word = likely.topk(min(FALSE_CUES, len(likely)))
        word = word[value > 0.15]
    false = torch.stack([word, word + 1], 1)
    nothing = lesson.arguments.new_zeros(len(word), len(roles))
    return torch.cat([lesson.cues, false]), torch.cat([lesson.arguments, nothing])
