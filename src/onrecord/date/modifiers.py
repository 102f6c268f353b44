"""What bounds another expression: `early`, `the end of`, `about`, `at least`, `or so`."""

from __future__ import annotations

from typing import Any, Final

from onrecord.date.made import date, modified
from onrecord.date.meaning import Modified
from onrecord.date.pattern import Match, Rule

_EDGES: Final = {
    "beginning": "START",
    "start": "START",
    "dawn": "START",
    "middle": "MID",
    "end": "END",
    "close": "END",
    "rest": "END",
    "remainder": "END",
}


def _inner(m: Match) -> dict[str, Any]:
    return m.item("x").symbols


def _mod(mod: str) -> Any:
    def build(m: Match) -> dict[str, Any] | None:
        symbols = _inner(m)
        if m.items[m.start].word == "over" and m.item("x").raw.lower() in ("the", "recent", "coming"):
            return None  # "over the past year" is during it
        return None if "AGE" in symbols or "DATE_VAGUE" in symbols else modified(symbols, mod)

    return build


def _edge(m: Match) -> dict[str, Any] | None:
    meaning = m["date"]
    if meaning.unit == "vague":
        return None
    return date(Modified(meaning, _EDGES[m["edge"]]))


def _wide(m: Match) -> dict[str, Any] | None:
    """`early 1990`, `late on Wednesday`, `mid-June`."""
    meaning = m["date"]
    if meaning.unit == "vague":
        return None
    return date(Modified(meaning, m["mod"]))


def _earlier(m: Match) -> dict[str, Any] | None:
    return None if m["date"].unit == "vague" else date(Modified(m["date"], "START"))


def _later(m: Match) -> dict[str, Any] | None:
    return None if m["date"].unit == "vague" else date(Modified(m["date"], "END"))


def _half_of(m: Match) -> dict[str, Any] | None:
    """`the first half of the 1990s`, `the latter half of May`."""
    return None if m["date"].unit == "vague" else date(Modified(m["date"], "START" if m["half"] == 1 else "END"))


_EARLY: Final = "mod:EARLY|LATE|MIDDLE"
EDGES: Final = (
    Rule(f"the? {_EARLY} -? DATE", _wide),
    Rule("mod:EARLY|LATE on|in|during DATE", _wide),
    Rule("the? edge:beginning|start|middle|end|close|rest|remainder|dawn of DATE", _edge),
    Rule("the very edge:beginning|start|end of DATE", _edge),
    Rule("earlier on|in? DATE", _earlier),
    Rule("earlier DATE", _earlier),
    Rule("later on|in? DATE", _later),
    Rule("later DATE", _later),
    Rule("the? latter|last part of DATE", _later),
    Rule("the early part of DATE", _earlier),
    Rule("the? early|first|opening|initial UNITS of DATE", _earlier),
    Rule("the? last|final|closing|dying UNITS of DATE", _later),
    Rule("sometime x:DATE", _mod("APPROX")),
    Rule("the? half:ORD|latter|last half of DATE", _half_of),
)
BOUNDS: Final = (
    Rule("about|around|approximately|roughly|circa x:DATE|TIME|LENGTH|SET", _mod("APPROX")),
    Rule("nearly|almost x:LENGTH|AGO", _mod("LESS_THAN")),
    *(
        Rule(f"{words} x:LENGTH|AGO", _mod(mod))
        for words, mod in (
            ("more|longer|greater than", "MORE_THAN"),
            ("over", "MORE_THAN"),
            ("less|fewer|shorter than", "LESS_THAN"),
            ("under", "LESS_THAN"),
            ("at least", "EQUAL_OR_MORE"),
            ("at most", "EQUAL_OR_LESS"),
            ("no more|longer than", "EQUAL_OR_LESS"),
            ("no less|fewer than", "EQUAL_OR_MORE"),
            ("up to", "EQUAL_OR_LESS"),
        )
    ),
    Rule("some x:LENGTH|AGO", _mod("APPROX")),
    Rule("x:LENGTH or so", _mod("APPROX")),
    Rule("x:LENGTH or more|longer", _mod("EQUAL_OR_MORE")),
    Rule("x:LENGTH or less", _mod("EQUAL_OR_LESS")),
)
