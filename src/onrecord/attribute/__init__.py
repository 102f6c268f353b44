"""Who said what: the tagger's proposals made into statements, and each statement given its speaker."""

from __future__ import annotations

from onrecord.attribute.resolve import resolve
from onrecord.attribute.statements import statements

__all__ = ["resolve", "statements"]
