"""The public names."""

from __future__ import annotations

import onrecord


def test_every_public_name_is_there_and_documented() -> None:
    for name in onrecord.__all__:
        assert getattr(onrecord, name).__doc__, name


def test_the_public_names_are_these() -> None:
    assert sorted(onrecord.__all__) == [
        "compare",
        "date_reports",
        "document",
        "dumps",
        "extract",
        "extract_many",
        "find_copies",
        "group",
        "read",
        "read_many",
        "resolve",
        "schema",
        "timexes",
        "to_dict",
    ]
