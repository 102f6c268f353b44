"""What training makes small: how unlikely the network finds the labels."""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from training.batches import AFTER, BEFORE, Lesson
from training.network import Tagger, distance

B_CUE = 3
FALSE_CUES = 24  # at most so many words a batch that look like a cue and are none are shown as such


def losses(model: Tagger, lesson: Lesson, *, dropout: float) -> dict[str, Tensor]:
    """The loss of each head, a word (a sentence for the vectors)."""
    heads, size = model.heads, len(lesson.rows)
    states = model.encoder(lesson.ids, lesson.case, lesson.quote, lesson.mask).float()
    states = states[lesson.rows, lesson.columns]
    means = _means(states, lesson.sentences)
    states = F.dropout(states, dropout, model.training)
    roles = heads.roles(states)
    found = {
        "roles": _paragraphs(model, roles, lesson) / size,
        "names": F.cross_entropy(heads.names(states), lesson.names),
        "arguments": _arguments(model, states, roles, lesson) / size,
    }
    if len(means):
        found["vectors"] = 1 - F.cosine_similarity(heads.vector(means), lesson.vectors).mean()
    return found


def _means(states: Tensor, ranges: Tensor) -> Tensor:
    total = F.pad(states.cumsum(0), (0, 0, 1, 0))
    return (total[ranges[:, 1]] - total[ranges[:, 0]]) / (ranges[:, 1:] - ranges[:, :1])


def _paragraphs(model: Tagger, roles: Tensor, lesson: Lesson) -> Tensor:
    start, lengths = lesson.paragraphs[:, 0], lesson.paragraphs[:, 1] - lesson.paragraphs[:, 0]
    index = (start[:, None] + torch.arange(int(lengths.max()))).clamp(max=len(roles) - 1)
    return model.heads.role_crf.loss(roles[index], lesson.roles[index], lengths)


def _arguments(model: Tagger, states: Tensor, roles: Tensor, lesson: Lesson) -> Tensor:
    cues, tags = _with_false_cues(roles, lesson)
    if not len(cues):
        return states.new_zeros(())
    first, last = cues[:, 0], cues[:, 1] - 1
    start, end = near(lesson.low[first], lesson.high[first], first)
    lengths = end - start
    index = (start[:, None] + torch.arange(int(lengths.max()))).clamp(max=len(roles) - 1)
    vectors = torch.cat([states[first], states[last]], 1)
    emissions = model.heads.argue(states, roles, vectors, index, offsets(index, first, last))
    return model.heads.argument_crf.loss(emissions, tags.gather(1, index), lengths)


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
