"""The notices of reading, each with its code. (An input that is left out has the code of its error.)"""

from __future__ import annotations

import re
from collections import Counter

# Characters that show nothing or turn the order of what they show: zero-width and bidirectional controls, soft hyphens,
# tags, variation selectors are left alone (they belong to emoji). C0 and C1 controls but tab and the line ends.
_HIDDEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_CONTROLS = r"\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f"
_INVISIBLE = re.compile(f"[{_HIDDEN}]")
_CONTROL = re.compile(f"[{_CONTROLS}]")
_ANY = re.compile(f"[{_HIDDEN}{_CONTROLS}\ufffdâÃ]")  # one look that passes most texts
_MOJIBAKE = re.compile(r"â€[œ\x9d™˜“”\"¦]|Ã[©¨¼¶¤\xad±]|â\x80[\x93\x94\x98\x99\x9c\x9d]")

Notices = tuple[tuple[str, str], ...]


def about_characters(text: str, *, replaced: int = 0) -> Notices:
    """What a reader must know of the characters of `text`, which are all left as they are.

    `replaced` is how many of its U+FFFD stand for bytes or surrogates that could not be read.
    """
    found: list[tuple[str, str]] = []
    if replaced:
        found.append(("replaced-characters", f"{_times(replaced, 'character')} could not be read and became U+FFFD."))
    elif lost := text.count("\ufffd"):
        found.append(
            ("replaced-characters", f"{_times(lost, 'character')} had been lost before: U+FFFD stands for them.")
        )
    if not _ANY.search(text):
        return tuple(found)
    if invisible := Counter(_INVISIBLE.findall(text)):
        found.append(("invisible-characters", f"It holds invisible or bidirectional characters: {_listed(invisible)}."))
    if controls := Counter(_CONTROL.findall(text)):
        found.append(("control-characters", f"It holds control characters: {_listed(controls)}."))
    if garbled := len(_MOJIBAKE.findall(text)):
        message = f"{_times(garbled, 'place')} look as if the text had been wrongly decoded before it was saved (â€œ)."
        found.append(("garbled-characters", message))
    return tuple(found)


def about_status(status: str) -> Notices:
    """What IPTC's publishing status of an item means for the reader: one that was taken back must not be used."""
    if status not in ("canceled", "cancelled", "withheld", "killed"):
        return ()
    return (("killed", f"Its publisher marks it as {status}: it must not be used."),)


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{count} × U+{ord(character):04X}" for character, count in sorted(counts.items())[:12])
