"""JSON that is safe wherever it is put: on a terminal, and between the script tags of a page."""

from __future__ import annotations

import json
import re
from typing import Any

from onrecord.export.visible import UNSEEN

_MARKUP = re.compile("[<>&]")


def dumps(value: Any) -> str:
    """`value` as JSON text with a final newline; what cannot be seen, or steers a terminal, is escaped (\\u202e)."""
    return seen(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def seen(text: str) -> str:
    """JSON text with each unseen character as its escape: the same values, read back."""
    return UNSEEN.sub(lambda match: _escaped(match.group()), text)


def for_pages(text: str) -> str:
    """JSON text in which no tag can open or close: `<`, `>` and `&` as escapes. The same values, read back."""
    return _MARKUP.sub(lambda match: _escaped(match.group()), text)


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1] if ord(character) > 0x7F else f"\\u{ord(character):04x}"
