"""Where a wording is divided: the ends of sentences and clauses, ellipses, and marks that close and open again."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.collate.coding import Coded, Vocabulary
from onrecord.collate.tokens import Token, Words

_SENTENCE_ENDS = ".?!"


def boundary(words: Words, unit: int) -> int:
    """What stands before a unit: 2 the end of a sentence, an inner quotation or nothing, 1 another mark, 0 a word."""
    at = words.units[unit].first
    if unit and words.units[unit - 1].last > at:
        return 0  # both words stand in one token ("it's")
    if at == 0:
        return 2
    strength = 2 if words.tokens[at].stretch != words.tokens[at - 1].stretch else 0
    while at > 0 and words.tokens[at - 1].kind != "word" and strength != 2:
        at -= 1
        mark = words.tokens[at]
        ends = ends_sentence(words.tokens, at) or mark.kind == "ellipsis" or mark.text == '"'
        strength = max(strength, 2 if ends else 1)
    return strength


def ends_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether the mark at `at` ends a sentence: not the point of an abbreviation that a small letter follows."""
    if tokens[at].text not in _SENTENCE_ENDS:
        return False
    following = next((token for token in tokens[at + 1 :] if token.kind == "word"), None)
    return following is None or not following.text[0].islower()


def coded(words: Words, vocabulary: Vocabulary) -> Coded:
    """`words` ready for alignment."""
    bounds = [boundary(words, unit) for unit in range(len(words.units))]
    broken = any(breaks(words, unit) for unit in range(1, len(words.units)))
    return vocabulary.code(words.keys, bounds, broken=broken)


def breaks(words: Words, unit: int) -> bool:
    """Whether words can be left out openly before this unit: an ellipsis, or marks that close and open again."""
    first, last = words.units[unit - 1].last, words.units[unit].first
    tokens = words.tokens
    left_out = any(token.kind == "ellipsis" for token in tokens[first:last])
    return left_out or tokens[words.units[unit - 1].first].stretch != tokens[words.units[unit].first].stretch
