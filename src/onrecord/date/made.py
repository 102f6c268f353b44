"""The symbols that rules put in the place of a match."""

from __future__ import annotations

from typing import Any

from onrecord.date.meaning import Away, Cyclic, Fixed, Meaning, Modified
from onrecord.date.parts import YearAgo

# Every expression bears one of these, with its meaning; more specific symbols say what it can combine with.
KINDS = ("DATE", "TIME", "LENGTH", "SET")


def date(meaning: Meaning, **more: Any) -> dict[str, Any]:
    """A calendar expression: DATE, and its granularity as DATE_DAY, DATE_MONTH, …

    LOOSE is a month, day or season without its year, YEARED one that has it, AGO a length away from another date.
    """
    out: dict[str, Any] = {"DATE": meaning, f"DATE_{meaning.unit.upper()}": meaning, **more}
    if isinstance(meaning, Away | YearAgo):
        out["AGO"] = meaning
    if isinstance(meaning, Cyclic) and meaning.cycle.kind in ("month", "monthday", "season"):
        out["LOOSE"] = meaning
    elif isinstance(meaning, Fixed) and meaning.unit in ("day", "month", "season"):
        out["YEARED"] = meaning
    return out


def time(meaning: Meaning, **more: Any) -> dict[str, Any]:
    return {"TIME": meaning, **more}


def length(meaning: Meaning, **more: Any) -> dict[str, Any]:
    return {"LENGTH": meaning, **more}


def every(meaning: Meaning, **more: Any) -> dict[str, Any]:
    return {"SET": meaning, **more}


def modified(symbols: dict[str, Any], mod: str) -> dict[str, Any]:
    """The same expression with a TIMEX3 modifier; it combines no further but by its kind."""
    for kind in KINDS:
        if kind in symbols:
            return {kind: Modified(symbols[kind], mod)}
    raise ValueError("no expression")


def expression(symbols: dict[str, Any]) -> tuple[str, Meaning] | None:
    """The kind and meaning of an item, None where it is no expression."""
    for kind in KINDS:
        if kind in symbols:
            return kind, symbols[kind]
    return None
