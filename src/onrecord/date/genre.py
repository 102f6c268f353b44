"""Whether a text tells history, where dates follow one another, or news, where they count from its publication."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.date.found import plain
from onrecord.date.meaning import Cyclic, Enclosing, Fixed, Meaning
from onrecord.date.periods import containing

# History names its years, mostly far from its publication, and hardly ever says "yesterday" or "on Friday".
_LEAST_YEARS: Final = 5
_AWAY_SHARE: Final = 0.6
_DEICTIC_SHARE: Final = 0.2


def is_narrative(meanings: Sequence[Meaning], now: int | None) -> bool:
    """Whether the dates without a year follow the dates with one."""
    bare = [plain(meaning) for meaning in meanings]
    years = [containing("year", m.period.first).index for m in bare if isinstance(m, Fixed)]
    deictic = sum(_is_deictic(meaning) for meaning in bare)
    if len(years) < _LEAST_YEARS or deictic > _DEICTIC_SHARE * len(years):
        return False
    if now is None:
        return True
    this = containing("year", now).index
    return sum(year < this - 1 for year in years) >= _AWAY_SHARE * len(years)


def _is_deictic(meaning: Meaning) -> bool:
    """`yesterday`, `last week`, `on Friday`: words that count from the day they are printed."""
    if isinstance(meaning, Enclosing):
        return meaning.base == "now"
    return isinstance(meaning, Cyclic) and meaning.cycle.kind == "weekday"
