"""Every cap and default in one place, each with a name and a help text.

A cap is a field of `Limits`; an environment variable `ONRECORD_<FIELD>` (upper case) sets it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from typing import Any

from onrecord.errors import OptionError


def _setting(default: int, help_text: str) -> Any:
    return field(default=default, metadata={"help": help_text})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The caps in force. All are counts of the unit named in their help text."""

    input_bytes: int = _setting(20_000_000, "largest input file or page, in bytes")
    article_chars: int = _setting(2_000_000, "longest article text, in code points")
    fetch_seconds: int = _setting(30, "time to fetch one address, in seconds")
    fetch_redirects: int = _setting(5, "redirects followed for one address")
    folder_files: int = _setting(100_000, "files read from one folder")
    piece_bytes: int = _setting(32_000_000, "bytes of a packed web archive that are taken in and resumed as one")
    piece_rows: int = _setting(1_000, "rows of a Parquet file that are taken in and resumed as one")

    @classmethod
    def from_environment(cls) -> Limits:
        """The defaults, with each `ONRECORD_<FIELD>` of the environment put in.

        Raises OptionError where a value is no positive whole number.
        """
        given: dict[str, int] = {}
        for setting in fields(cls):
            value = os.environ.get(f"ONRECORD_{setting.name.upper()}")
            if value is None:
                continue
            if not value.isascii() or not value.isdigit() or int(value) == 0:
                raise OptionError(
                    f"ONRECORD_{setting.name.upper()} is {value!r}.", hint="Give a positive whole number."
                )
            given[setting.name] = int(value)
        return cls(**given)
