"""Patterns over tokens: a cascade of small grammars, each compiled to a trie and matched leftmost-longest.

The design is that of cascaded finite-state grammars (Hobbs et al., FASTUS, 1997): each layer reads a row of items
and puts one item in the place of each match, which the next layer can use. Patterns are bounded, so a layer takes
time linear in the text.

A pattern is a row of elements separated by blanks: `word` or `SYMBOL`, `a|b` for either, a final `?` where it may be
missing, a leading `+` where no white space may stand before it. `name:SYMBOL` keeps what it met under a name; a symbol
alone is kept under its own name in small letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final, NamedTuple

_LONGEST_RULE: Final = 14


class Item:
    """One token, or what a layer made of several: `text[start:end]`, with the symbols that patterns can name.

    `symbols` maps each symbol to its value. `glued` says that no white space stands before it. `word` is the
    folded word of a single token, empty for what a layer made.
    """

    __slots__ = ("end", "first", "glued", "keys", "last", "raw", "start", "symbols", "word")

    def __init__(
        self, start: int, end: int, word: str, raw: str, symbols: dict[str, Any], *, glued: bool, at: tuple[int, int]
    ) -> None:
        self.start, self.end, self.word, self.raw, self.symbols, self.glued = start, end, word, raw, symbols, glued
        self.first, self.last = at  # indices of its first and last token
        self.keys: tuple[str, ...] = (word, *symbols) if word else tuple(symbols)


class Piece(NamedTuple):
    """What a rule makes of items `first`..`last` of its match (counted from 0): one item with these symbols."""

    first: int
    last: int
    symbols: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Match:
    """Items that fit a pattern, with what stands around them."""

    items: Sequence[Item]
    start: int
    end: int
    path: tuple[tuple[int, str], ...]
    names: tuple[str, ...]

    def __getitem__(self, name: str) -> Any:
        """The value under this name. KeyError where the optional element was missing."""
        for (index, symbol), given in zip(self.path, self.names, strict=True):
            if given == name:
                item = self.items[index]
                return item.symbols.get(symbol, item.word)
        raise KeyError(name)

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in self.names else default

    def at(self, name: str) -> int:
        """The place of a named item in the match, counted from 0."""
        return self.path[self.names.index(name)][0] - self.start

    def item(self, name: str) -> Item:
        return self.items[self.start + self.at(name)]

    def before(self, back: int = 1) -> str:
        """The folded word so many items before the match, or an empty string."""
        index = self.start - back
        return self.items[index].word if index >= 0 else ""

    def after(self, ahead: int = 1) -> str:
        """The folded word so many items after the match, or an empty string."""
        index = self.end + ahead - 1
        return self.items[index].word if index < len(self.items) else ""

    def next_item(self) -> Item | None:
        return self.items[self.end] if self.end < len(self.items) else None

    def previous_item(self) -> Item | None:
        return self.items[self.start - 1] if self.start else None


# What a rule makes of a match: the symbols of one item over all of it, several pieces, or None where it does not hold.
Builder = Callable[[Match], "dict[str, Any] | list[Piece] | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: str
    build: Builder


@dataclass(slots=True)
class _Node:
    edges: dict[str, _Node] = field(default_factory=dict)
    glued: dict[str, _Node] = field(default_factory=dict)
    rules: list[tuple[int, Rule, tuple[str, ...]]] = field(default_factory=list)


class Layer:
    """A set of rules, compiled. The longest match wins, then the rule that stands first."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._root = _Node()
        for order, rule in enumerate(rules):
            for choice in _expanded(rule.pattern):
                self._add(order, rule, choice)

    def _add(self, order: int, rule: Rule, elements: tuple[tuple[str, str, bool], ...]) -> None:
        nodes = [self._root]
        for _, options, glued in elements:
            ahead: list[_Node] = []
            for node in nodes:
                for option in options.split("|"):
                    table = node.glued if glued else node.edges
                    ahead.append(table.setdefault(option, _Node()))
            nodes = ahead
        names = tuple(name for name, _, _ in elements)
        for node in nodes:
            node.rules.append((order, rule, names))

    def apply(self, items: Sequence[Item]) -> list[Item]:
        """The row with each match replaced by what its rule makes of it."""
        out: list[Item] = []
        index, size = 0, len(items)
        opening = self._root.edges
        while index < size:
            for key in items[index].keys:
                if key in opening:
                    made = self._made(items, index)
                    break
            else:
                made = None
            if made is None:
                out.append(items[index])
                index += 1
            else:
                out.extend(made[1])
                index = made[0]
        return out

    def _made(self, items: Sequence[Item], start: int) -> tuple[int, list[Item]] | None:
        found: list[tuple[int, int, Rule, tuple[str, ...], tuple[tuple[int, str], ...]]] = []
        self._walk(self._root, items, start, (), found)
        found.sort(key=lambda hit: (-hit[0], hit[1]))
        for end, _, rule, names, path in found:
            built = rule.build(Match(items, start, end, path, names))
            if built is not None:
                pieces = [Piece(0, end - start - 1, built)] if isinstance(built, dict) else built
                return end, _replaced(items, start, end, pieces)
        return None

    def _walk(
        self,
        node: _Node,
        items: Sequence[Item],
        index: int,
        path: tuple[tuple[int, str], ...],
        found: list[tuple[int, int, Rule, tuple[str, ...], tuple[tuple[int, str], ...]]],
    ) -> None:
        for order, rule, names in node.rules:
            found.append((index, order, rule, names, path))
        if index >= len(items) or not (node.edges or node.glued):
            return
        item = items[index]
        for key in item.keys:
            ahead = node.edges.get(key)
            if ahead is not None:
                self._walk(ahead, items, index + 1, (*path, (index, key)), found)
            if item.glued and (ahead := node.glued.get(key)) is not None:
                self._walk(ahead, items, index + 1, (*path, (index, key)), found)


def _expanded(pattern: str) -> list[tuple[tuple[str, str, bool], ...]]:
    """A pattern as rows of (name, options, glued), one for each choice of its optional elements."""
    choices: list[list[tuple[str, str, bool] | None]] = []
    for element in pattern.split():
        optional = element.endswith("?") and len(element) > 1
        body = element[:-1] if optional else element
        glued = body.startswith("+") and len(body) > 1
        name, colon, options = body[glued:].rpartition(":")
        if not colon or not options or not name:
            name, options = "", body[glued:]
        name = name or (options.lower() if options.isupper() else "")
        choices.append([(name, options, glued), None] if optional else [(name, options, glued)])
    if len(choices) > _LONGEST_RULE:
        raise ValueError(f"pattern too long: {pattern}")
    return [tuple(element for element in row if element is not None) for row in product(*choices)]


def _replaced(items: Sequence[Item], start: int, end: int, pieces: list[Piece]) -> list[Item]:
    out: list[Item] = []
    index = start
    for first, last, symbols in pieces:
        out.extend(items[index : start + first])
        a, b = items[start + first], items[start + last]
        word = a.word if a is b else ""
        out.append(Item(a.start, b.end, word, a.raw, symbols, glued=a.glued, at=(a.first, b.last)))
        index = start + last + 1
    out.extend(items[index:end])
    return out
