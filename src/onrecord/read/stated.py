"""The date that a report states of itself: a dated line, a labelled date, a dateline.

Looked for where newspapers put it: the first lines and the last. A date in a sentence ("On March 3, 2024, the
council…") is what the report tells, not when it was published, so a date counts only with a label ("Published:",
"Updated"), alone on its line or in its part of a line ("By A. Writer | March 3, 2024"), or in a dateline
("PARIS, Feb 12, 2024 (AFP) —").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.model import Range
from onrecord.read.printed import MONTHS, Printed, day_number, month_number, printed_dates

_HEAD_LINES, _HEAD = 12, 2_000
_TAIL_LINES, _TAIL = 4, 600
_LABEL_GAP = re.compile(r"[ \t]{0,3}(?:on|at|in)?[ \t]{0,2}[:\-–—|]?[ \t]{0,3}(?:on\b)?[ \t]{0,2}", re.I)
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_PARTS = re.compile(r"\s*[|•·¦]\s*|\s+[–—/-]\s+")
_AFTER_LEAD = re.compile(r"\s*(?:[-–—|:•/]|--)\s|\s*\)\s")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text states of its own dates: value in ISO 8601 and the range of the words, or None."""

    published: Printed | None = None
    modified: Printed | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where (and when) a report was filed: "PARIS, Feb 12 (Reuters) -".

    `place`, `agency` are ranges; `day` is the range of the date, with `month` and `day_of_month`, and `value` only
    where the year stands there too. `end` is where the report begins.
    """

    place: Range
    end: int
    agency: Range | None = None
    day: Range | None = None
    month: int | None = None
    day_of_month: int | None = None
    value: str | None = None


def dates_stated(text: str) -> Stated:
    """The dates of publication and of the last change that `text` states of itself, each None where it states none.

    Of several the first in the text counts, a labelled one before a bare one.
    """
    found: dict[tuple[str, bool], Printed] = {}
    for start, end, head in _lines(text):
        for kind, date in _labelled(text, start, end):
            found.setdefault((kind, True), date)
        if head and (alone := _alone(text, start, end)):
            found.setdefault(("published", False), alone)
    line = dateline(text)
    if line and line.value and line.day:
        found.setdefault(("published", False), Printed(*line.day, line.value))
    return Stated(
        found.get(("published", True), found.get(("published", False))),
        found.get(("modified", True)),
    )


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """The lines of the head and the tail of `text`: start, end, whether of the head."""
    head = [m.span() for m in _LINE.finditer(text, 0, _HEAD) if not m[0].isspace()][:_HEAD_LINES]
    yield from ((start, end, True) for start, end in head)
    seen = head[-1][1] if head else 0
    tail = [m.span() for m in _LINE.finditer(text, max(seen, len(text) - _TAIL)) if not m[0].isspace()]
    yield from ((start, end, False) for start, end in tail[-_TAIL_LINES:])


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {row[0]: row[1] for row in lexicon.rows("date_labels.tsv")}
    names = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in sorted(kinds, key=len, reverse=True))
    return re.compile(rf"(?<![\w'’-])(?:{names})(?![\w'’])", re.I), kinds


def _labelled(text: str, start: int, end: int) -> Iterator[tuple[str, Printed]]:
    """Each "Published: 3 March 2024" of a line, with its kind.

    Inside a line it needs a colon or a separator before it; at its start, that no sentence goes on after the date.
    """
    pattern, kinds = _labels()
    for label in pattern.finditer(text, start, end):
        gap = _LABEL_GAP.match(text, label.end(), end)
        date = gap and _date_at(text, gap.end(), end)
        if not gap or not date:
            continue
        before = text[start : label.start()].rstrip()
        opened = not before or before.endswith(("|", "•", "·", "(", "[", "—", "–", "-", ".", ";", ","))
        if (":" in gap[0] or opened) and _ends_there(text, date.end, end):
            yield kinds[" ".join(label[0].lower().split())], date


def _date_at(text: str, at: int, end: int) -> Printed | None:
    first = next(printed_dates(text, at, min(end, at + 120)), None)
    return first if first and first.start == at else None


def _ends_there(text: str, at: int, end: int) -> bool:
    """Whether no sentence goes on at `at`: the line ends, or what follows opens anew (a capital, a mark, a bracket)."""
    rest = text[at:end].lstrip(" \t\u00a0")
    return not rest or not (rest[0].islower() or rest[0] in ",;") or re.match(r"by [A-Z]", rest) is not None


def _alone(text: str, start: int, end: int) -> Printed | None:
    """The date that is a line of its own, a part of one between separators, or leads it before a dash."""
    if end - start <= 160:
        at = start
        for part in (*_PARTS.finditer(text, start, end), None):
            stop = part.start() if part else end
            date = next(printed_dates(text, at, stop), None)
            if date and not text[at : date.start].strip(" \t([,") and not text[date.end : stop].strip(" \t)].,"):
                return date
            at = part.end() if part else end
    lead = start + len(text[start:end]) - len(text[start:end].lstrip(" \t("))
    date = _date_at(text, lead, end)
    return date if date and _AFTER_LEAD.match(text, date.end, min(end + 1, date.end + 8)) else None


# A place in capitals ("NEW YORK", "SEOUL/WASHINGTON", "ST. JOHN'S"), its region, a day, an agency in brackets, and a
# dash.
_CAPS = r"[^\W\d_a-zß-öø-ÿ](?:[^\W\d_a-zß-öø-ÿ]|[.'’]|-(?=[A-Z]))*"
_MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DATELINE = re.compile(
    rf"(?P<place>{_CAPS}(?:[ /]{{1,2}}{_CAPS}){{0,4}})"
    r"(?P<region>,[ ]?[A-Z][\w.]*(?:[ -][A-Z][\w.]*){0,3}(?=,|\s?\(|\s?[-–—―]|\s*$))?"
    rf"(?:,?[ ](?P<date>(?:(?P<m>(?i:{_MONTH}))[ ](?P<d>[0-3]?\d)|(?P<d2>[0-3]?\d)[ ](?P<m2>(?i:{_MONTH})))"
    r"(?:,?[ ](?P<y>(?:19|20)\d\d))?))?"
    r"(?:,?[ ]?(?P<agency>\([A-Z][\w ./’'&-]{1,40}\)))?"
    r"(?:\s?(?P<dash>-{1,3}|–-?|[—―])\s?|\s?:\s|[ ])"
)
_BARE_AGENCY = re.compile(r"(?P<agency>\([A-Z][\w.]{1,15}\))(?:\s?[-–—―]{1,2})?\s")


def dateline(text: str) -> Dateline | None:
    """The dateline of `text`, where one of its first lines opens with it.

    It needs a place in capitals, or an agency in brackets, and a dash (or an agency) before the report begins.
    """
    for start, end, head in _lines(text):
        if not head:
            break
        lead = start + len(text[start:end]) - len(text[start:end].lstrip())
        if match := _DATELINE.match(text, lead, min(end, lead + 160)):
            if (match["dash"] and _is_place(match)) or match["agency"]:
                return _dateline_of(match)
        elif match := _BARE_AGENCY.match(text, lead, min(end, lead + 40)):
            return Dateline((lead, lead), match.end(), agency=match.span("agency"))
    return None


def _is_place(match: re.Match[str]) -> bool:
    """A place in capitals: three letters or more, so that "A -" or "I —" is none."""
    return sum(map(str.isalpha, match["place"])) >= 3


def _dateline_of(match: re.Match[str]) -> Dateline:
    agency = match.span("agency") if match["agency"] else None
    place = match.span("place")
    if not match["date"]:
        return Dateline(place, match.end(), agency)
    month, day = month_number(match["m"] or match["m2"]), day_number(match["d"] or match["d2"])
    if not 1 <= day <= 31:
        return Dateline(place, match.end(), agency)
    full = next(printed_dates(match["date"]), None) if match["y"] else None
    return Dateline(place, match.end(), agency, match.span("date"), month, day, full.value if full else None)
