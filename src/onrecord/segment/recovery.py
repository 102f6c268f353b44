"""Where a quotation ends, or starts, when its mark is missing: where the sense says."""

from __future__ import annotations

import re
from functools import cache

from onrecord import lexicon

_SENTENCE_END = re.compile(r"[.?!…]['’)\]]*(?=\s)")
_CLAUSE_END = re.compile(r"[,;:.?!—–](?=\s|$)")
_REACH = 4000


@cache
def _verbs() -> str:
    forms = (row[2].split() for row in lexicon.rows("reporting_verbs.txt") if row[1] == "say")
    return "|".join(sorted({form for row in forms for form in row if form.endswith(("ed", "s", "d", "e", "t"))}))


@cache
def _cue_after() -> re.Pattern[str]:
    """A stop or comma, then who said it and the verb, either first: `…, Ms. Hale said`, `…? asked the mayor`."""
    who = r"(?:[A-Z][\w.’'\-]*|he|she|they|it|we|I|the|a|an|one|another|his|her|its|their)"
    return re.compile(rf"(?<=[,?!.—])\s+(?:{who}(?:\s[\w.’'\-]+){{0,5}}?\s(?:{_said()})\b|(?:{_said()})\s{who}\b)")


@cache
def _cue_before() -> re.Pattern[str]:
    """A verb of saying, with a comma or colon before what was said: `he said: …`, `she told reporters, …`."""
    return re.compile(rf"\b(?:{_verbs()})\b[^.?!,:;\n]{{0,60}}[,:]\s+(?=\S)")


@cache
def _said() -> str:
    """The forms that stand beside a quotation often enough to cut one there."""
    return (
        "said|says|told|tells|asked|asks|added|adds|wrote|writes|tweeted|tweets|continued|continues|explained|explains|"
        "argued|argues|replied|replies|responded|responds|noted|notes|insisted|insists|declared|declares|concluded|"
        "announced|recalled|warned|warns|acknowledged|remarked|quipped|joked|shouted|testified"
    )


def missing_end(text: str, start: int, limit: int, *, whole: bool) -> int:
    """The offset at which a quotation opened before `start`, with no closing mark up to `limit`, ends.

    Before its cue where one follows; else a whole one (it opens with a sentence) goes to the last sentence's end
    before `limit`, and a fragment to the end of its clause.
    """
    reach = min(limit, start + _REACH)
    cue = _cue_after().search(text, start, reach)
    if cue is not None:
        return cue.start()
    if whole:
        ends = [match.end() for match in _SENTENCE_END.finditer(text, start, min(limit + 1, len(text)))]
        ends = [end for end in ends if end <= limit]
        return ends[-1] if ends else limit
    clause = _CLAUSE_END.search(text, start, limit)
    return clause.start() if clause is not None else limit


def missing_start(text: str, floor: int, end: int, *, fresh: bool) -> int:
    """The offset at which a quotation starts that ends at `end` and has no opening mark from `floor` on.

    After its cue where one leads in; after the sentence that holds the cue of the quotation before it; else at
    `floor`, which is where the paragraph starts if `fresh`.
    """
    reach = max(floor, end - _REACH)
    lead = None
    for lead in _cue_before().finditer(text, reach, end):  # noqa: B007 - the last one counts
        pass
    if lead is not None and lead.end() < end:
        return lead.end()
    if fresh:
        return floor
    sentence = _SENTENCE_END.search(text, floor, end)
    return sentence.end() if sentence is not None else floor
