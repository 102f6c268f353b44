"""Whether a text tells history, where dates follow one another, or news, where they count from its publication."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.date.meaning import Cyclic, Enclosing, Fixed, Meaning
from onrecord.date.periods import containing


def is_narrative(meanings: Sequence[Meaning], now: int | None) -> bool:
    """Whether the dates without a year follow the dates with one.

    So it is where many dates name their year, nearly all in years other than that of publication.
    """
    years = [containing("year", m.period.first).index for m in meanings if isinstance(m, Fixed)]
    deictic = sum((isinstance(m, Enclosing) and m.base == "now") or _is_weekday(m) for m in meanings)
    if len(years) < 3 or deictic * 3 > len(years):
        return False
    if now is None:
        return True
    this = containing("year", now).index
    away = sum(abs(year - this) > 1 for year in years)
    return away >= 0.6 * len(years)


def _is_weekday(meaning: Meaning) -> bool:
    return isinstance(meaning, Cyclic) and meaning.cycle.kind == "weekday"
