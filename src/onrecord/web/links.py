"""Where a span of a report is shown: in the page itself, or on the report's own page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from onrecord.model import Span

_UNSAFE_IN_ID = re.compile(r"[^\w.:-]")


def fragment(text: str) -> str:
    """`text` as the id of an element: stable, and free of white space and quotes."""
    return _UNSAFE_IN_ID.sub(lambda match: f"_{ord(match.group()):x}_", text)


def anchor(span: Span) -> str:
    """The id of the place where a span begins, on a page that holds its report's text."""
    return fragment(f"x-{span.article}-{span.start}")


@dataclass(frozen=True, slots=True)
class Links:
    """`served`: the texts are on pages of their own (`/reports/…`), which mark the span that is asked for."""

    served: bool

    def source(self, *spans: Span) -> str:
        """The address of the first of `spans`, marked to the end of the last."""
        first, last = spans[0], spans[-1]
        if not self.served:
            return f"#{anchor(first)}"
        return f"/reports/{quote(first.article, safe='')}?mark={first.start}-{last.end}#mark"

    def report(self, article: str) -> str:
        """The address of a report."""
        return f"/reports/{quote(article, safe='')}" if self.served else f"#{fragment('a-' + article)}"
