"""The present, the past and the future without a date: `now`, `recently`, `soon`, `these days`."""

from __future__ import annotations

from typing import Any, Final

from onrecord import lexicon
from onrecord.date.made import date
from onrecord.date.meaning import FUTURE_REF, PAST_REF, Vague
from onrecord.date.pattern import Match, Piece, Rule


def _vague_rules() -> tuple[Rule, ...]:
    out = []
    for phrase, value, *lead in lexicon.rows("date_vague.tsv"):
        skip = int(lead[0]) if lead else 0

        def build(m: Match, value: str = value, skip: int = skip) -> list[Piece]:
            return [Piece(skip, m.end - m.start - 1, date(Vague(value)))]

        out.append(Rule(phrase, build))
    return tuple(out)


def _recent(m: Match) -> dict[str, Any] | None:
    return date(Vague(PAST_REF))


def _soon(m: Match) -> dict[str, Any] | None:
    """`soon`; "soon after" and "as soon as" are none, nor is what soon happened."""
    if m.after() in ("after", "afterwards", "as") or m.before() == "as":
        return None
    return date(Vague(FUTURE_REF, ahead=True))


def _coming(m: Match) -> dict[str, Any] | None:
    return date(Vague(FUTURE_REF))


BASE: Final = (
    *_vague_rules(),
    Rule("soon", _soon),
    Rule("recent UNITS", _recent),
    Rule("coming UNITS", _coming),
    Rule("recent UNITS and|or UNITS", _recent),
    Rule("coming UNITS and|or UNITS", _coming),
)
