"""Lexicons: word lists as data files beside this module, one entry a line, `#` starts a comment.

A file may hold tab-separated columns; what they mean stands in its first comment lines.
"""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `name` (a file name with its ending), each a tuple of its tab-separated columns, in file order."""
    text = (resources.files(__name__) / name).read_text(encoding="utf-8")
    lines = (line.split("#", 1)[0].rstrip() for line in text.splitlines())
    return tuple(tuple(line.split("\t")) for line in lines if line.strip())


@cache
def entries(name: str) -> frozenset[str]:
    """The first column of `name`, as a set."""
    return frozenset(row[0] for row in rows(name))
