"""Article text made safe to look at: what cannot be seen is written out."""

from __future__ import annotations

import re

# Controls but tab and line feed, soft hyphen, joiners and fillers, zero-width and bidirectional marks, separators,
# tags, selectors of variants, lone surrogates.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f\U000e0100-\U000e01ef\ud800-\udfff]"
)


def visible(text: str) -> str:
    """`text` with each character that is unseen, or that steers a terminal, written as ⟨U+202E⟩."""
    return UNSEEN.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", text)


def one_line(text: str) -> str:
    """`visible` text with its white space made single blanks."""
    return visible(" ".join(text.split()))
