"""The calendar under everything: against the standard library, and where that ends."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.date.periods import (
    UNITS,
    Period,
    civil,
    containing,
    day_number,
    day_of,
    iso,
    iso_week,
    parse_day,
    valid,
    weekday,
)

EPOCH = date(1970, 1, 1)


def test_days_agree_with_the_standard_library() -> None:
    for ordinal in range(1, 1_100_000, 211):
        day = date.fromordinal(ordinal)
        number = (day - EPOCH).days
        assert day_number(day.year, day.month, day.day) == number
        assert civil(number) == (day.year, day.month, day.day)
        assert weekday(number) == day.isoweekday()
        assert iso_week(number) == day.isocalendar()[:2]
        assert parse_day(iso(number)) == number


def test_a_day_lies_in_the_period_that_contains_it() -> None:
    for shift in range(-900_000, 30_000, 977):
        for unit in UNITS:
            period = containing(unit, shift)
            assert period.first <= shift <= period.last or unit == "weekend"
            assert period.shifted(1).first > period.last


def test_a_day_of_any_year_is_read_as_it_is_written() -> None:
    for number in (*range(-1_500_000, -700_000, 1013), *range(2_900_000, 3_000_000, 1013)):
        assert day_of(iso(number)) == number


def test_values() -> None:
    day = (date(2026, 5, 14) - EPOCH).days
    values = [containing(unit, day).value for unit in UNITS]
    assert values == [
        "2026-05-14", "2026-W20-WE", "2026-W20", "2026-05", "2026-SP", "2026-Q2", "2026-H1", "2026", "202", "20", "2",
    ]  # fmt: skip
    assert Period("year", -489).value == "BC0490"
    assert containing("season", (date(2026, 2, 1) - EPOCH).days).value == "2025-WI"


def test_no_day_is_made_up() -> None:
    assert not valid(2025, 2, 29)
    assert valid(2024, 2, 29)
    assert [parse_day(value) for value in ("2025-02-29", "2025-13-01", "2025", "soon", "", None)] == [None] * 6
    assert iso(EPOCH.toordinal() - EPOCH.toordinal() + timedelta(days=1).days) == "1970-01-02"
