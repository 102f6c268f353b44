"""A wording as tokens, and as the units that alignment compares.

A token is a word or a mark as printed. A unit is one word as compared: folded, with contractions written out,
numbers as values and spellings of one word made one. One token can hold several units ("don't": do, not), and one
unit can span several tokens ("five hundred").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from onrecord.collate import lexis, numerals
from onrecord.collate.lexis import Class
from onrecord.model import Span
from onrecord.segment.fold import fold
from onrecord.segment.words import words

TokenKind = Literal["word", "mark", "ellipsis", "bracket"]

_QUOTES = str.maketrans({**dict.fromkeys("‘’‚‛′ʼ´`", "'"), **dict.fromkeys("“”„‟″«»", '"')})
_OPEN, _CLOSE = "([{", ")]}"
# The longest stretch in brackets that is taken for an editor's words, in tokens.
_EDITOR_TOKENS = 14


@dataclass(frozen=True, slots=True)
class Token:
    """One printed word or mark. `text` has its quotation glyphs made one, `folded` is folded for comparison.

    `editor`: it stands in brackets or parentheses. `stretch`: in which of the wording's quoted stretches it is.
    """

    start: int
    end: int
    text: str
    folded: str
    kind: TokenKind
    stretch: int
    editor: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One word as compared, made of `tokens[first:last]`. `printed`: its folded letters, all in the first of a token.

    `written_out`: it comes from a contraction. `editor`: it stands in brackets, or brackets in it ("say[s]").
    """

    key: str
    cls: Class
    first: int
    last: int
    printed: str
    written_out: bool = False
    editor: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A wording: its stretches in quotation marks, with their tokens and units, in text order."""

    stretches: tuple[Span, ...]
    tokens: tuple[Token, ...]
    units: tuple[Unit, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(unit.key for unit in self.units)

    def span(self, first: int, last: int) -> Span:
        """The span of `tokens[first:last]`, which must be of one stretch."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        stretch = self.stretches[self.tokens[first].stretch]
        text = stretch.text[start - stretch.start : end - stretch.start]
        return Span(stretch.article, start, end, text)


def read_words(stretches: Sequence[Span]) -> Words:
    """The tokens and units of `stretches`, the quoted spans of one wording in text order.

    Every code point that is no white space is in exactly one token. ValueError where the spans are none, or of
    several articles, or out of order.
    """
    if not stretches:
        raise ValueError("a wording needs at least one span")
    if any(a.article != b.article or a.end > b.start for a, b in pairwise(stretches)):
        raise ValueError("the spans of a wording must be of one article, in text order")
    tokens: list[Token] = []
    units: list[Unit] = []
    for number, span in enumerate(stretches):
        new = _tokens(span, number)
        units.extend(_units(new, len(tokens)))
        tokens.extend(new)
    return Words(tuple(stretches), tuple(tokens), tuple(units))


# tokens ----------------------------------------------------------------------------------------
_MASKED = re.compile(
    r"(?<![^\W\d_])(?:[^\W\d_](?:\*|[-–—_•#@!$%]{2,})|[^\W\d_]+\*(?=[^\W\d_*]|\*))(?:[^\W\d_]|\*)*(?![^\W\d_])"
)


def _tokens(span: Span, stretch: int) -> list[Token]:
    pieces = _pieces(span.text)
    out: list[Token] = []
    for start, end in pieces:
        raw = span.text[start:end]
        text = raw.translate(_QUOTES)
        folded = fold(raw).text.strip() or raw
        kind = _kind(text, folded)
        if text in "'\"":
            text = '"'
        out.append(Token(span.start + start, span.start + end, text, folded, kind, stretch))
    return _mark_editor(out)


def _kind(text: str, folded: str) -> TokenKind:
    if any(letter.isalnum() for letter in folded):
        return "word"
    if text in "([{)]}":
        return "bracket"
    if "…" in text or text.count(".") > 1:
        return "ellipsis"
    return "mark"


def _pieces(text: str) -> list[tuple[int, int]]:
    """The words of `text`, with masked words, ellipses and dashes of several characters each made one."""
    masked = {match.start(): match.end() for match in _MASKED.finditer(text) if "*" in match[0] or len(match[0]) > 3}
    out: list[tuple[int, int]] = []
    skip = 0
    for start, end in words(text):
        if start < skip:
            out[-1] = (out[-1][0], max(end, skip))
            continue
        if start in masked:
            end = max(end, masked[start])
            skip = end
        if out and _one_piece(text, out[-1], start, end):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _one_piece(text: str, before: tuple[int, int], start: int, end: int) -> bool:
    """Whether a word goes on with the piece before it: dots of an ellipsis, a double hyphen, an accent of its own."""
    previous, gap, word = text[before[0] : before[1]], text[before[1] : start], text[start:end]
    if word == "." and previous.strip(" .") == "":
        return gap in ("", " ", "\u00a0")
    if gap:
        return False
    if word == "-" and previous.strip("-") == "":
        return True
    shown = fold(word).text.strip()
    # A combining accent or an invisible character belongs to the word that it stands in.
    return (not shown and previous[-1:].isalnum()) or (word[0].isalnum() and not fold(previous[-1]).text.strip())


def _mark_editor(tokens: list[Token]) -> list[Token]:
    """`tokens` with those inside brackets marked as the editor's, brackets too."""
    opened: list[int] = []
    inside: set[int] = set()
    for at, token in enumerate(tokens):
        if token.kind != "bracket":
            continue
        if token.text in _OPEN:
            opened.append(at)
        elif opened:
            first = opened.pop()
            if at - first <= _EDITOR_TOKENS:
                inside.update(range(first, at + 1))
    if not inside:
        return tokens
    return [replace(token, editor=True) if at in inside else token for at, token in enumerate(tokens)]


# units -----------------------------------------------------------------------------------------
def _units(tokens: Sequence[Token], offset: int) -> Iterator[Unit]:
    """The units of one stretch; `offset` is the place of its first token in the wording."""
    for unit in _stretch_units(tokens):
        yield replace(unit, first=unit.first + offset, last=unit.last + offset) if offset else unit


def _stretch_units(tokens: Sequence[Token]) -> Iterator[Unit]:
    folded = [token.folded for token in tokens]
    at = 0
    while at < len(tokens):
        number = numerals.parse(folded, at)
        if number is not None:
            printed = "".join(f for f in folded[at : at + number.length] if f[0].isalnum())
            for key in number.keys:
                yield Unit(key, lexis.word_class(key), at, at + number.length, printed, editor=tokens[at].editor)
            at += number.length
            continue
        last = _bracketed_word(tokens, at) or at + 1
        word = "".join(f for f, token in zip(folded[at:last], tokens[at:last], strict=True) if token.kind == "word")
        if last == at + 1 and tokens[at].kind != "word":
            word = lexis.mark_as_word(folded[at])
        if word:
            yield from _word_units(word, tokens[at], at, last, editor=tokens[at].editor or last > at + 1)
        at = last


def _word_units(word: str, token: Token, first: int, last: int, *, editor: bool) -> Iterator[Unit]:
    parts, written_out = lexis.written_out(word)
    capital = token.text.isupper() and len(token.text) > 1
    keys = [key for part in parts for key in lexis.canonical(part, capital=capital)]
    pieces = [piece for piece in word.split("-") if piece]
    if len(pieces) != len(keys):
        pieces = [word, *[""] * (len(keys) - 1)]
    for key, piece in zip(keys, pieces, strict=True):
        yield Unit(key, lexis.word_class(key), first, last, piece.replace("'", ""), written_out, editor)


def _bracketed_word(tokens: Sequence[Token], at: int) -> int:
    """The end of a word that a bracket stands inside ("[t]he", "say[s]"), else 0."""
    last = at
    while last + 1 < len(tokens) and tokens[last].end == tokens[last + 1].start and last - at < 6:
        last += 1
    run = tokens[at : last + 1]
    shape = "".join("w" if t.kind == "word" else t.text if t.text in "[]" else "x" for t in run)
    match = re.match(r"\[w\]w|w\[w\](?:w)?", shape)
    return at + match.end() if match else 0
