"""What the commands have in common: reading the inputs, and telling what was left out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import onrecord
from onrecord.errors import NotFound, NotText, OptionError
from onrecord.export.visible import one_line
from onrecord.model import Notice, Reading


def read(
    reports: Sequence[str], *, outlets: Sequence[str], dates: Sequence[str], transcripts: Sequence[str] = ()
) -> Reading:
    """The reports and transcripts of a command line. Raises OptionError where a FILE=VALUE is malformed."""
    named, dated = _pairs("--outlet", outlets), _pairs("--published", dates)
    reading = onrecord.read([*reports, *transcripts], outlets=named, published=dated, stdin=sys.stdin.buffer)
    spoken = set(transcripts)
    articles = tuple(replace(a, role="transcript") if a.input in spoken else a for a in reading.articles)
    return Reading(articles, reading.notices)


def read_text(file: str) -> str:
    """The text of a UTF-8 file, or of standard input for "-". Raises NotText or NotFound."""
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText(f"{file} is no UTF-8 text.") from error
    except OSError as error:
        raise NotFound(f"{file} cannot be read ({error.strerror}).") from error


def _pairs(option: str, given: Iterable[str]) -> Mapping[str, str]:
    pairs = {}
    for word in given:
        name, equals, value = word.rpartition("=")
        if not (name and equals and value):
            raise OptionError(f"{option} {word!r} is not of the form FILE=VALUE.", hint="For example report.txt=Value.")
        pairs[name] = value
    return pairs


def warn(notices: Iterable[Notice]) -> None:
    """Each notice, a line, on standard error."""
    for notice in notices:
        where = f" {notice.article}:" if notice.article else ""
        print(f"onrecord: [{notice.code}]{where} {one_line(notice.message)}", file=sys.stderr)


def left_out(notices: Iterable[Notice]) -> bool:
    """Whether an input is missing from the answer: the codes of errors say so, those of warnings are words."""
    return any(notice.code.startswith("E") and notice.code[1:].isdigit() for notice in notices)
