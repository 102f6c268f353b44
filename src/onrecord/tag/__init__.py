"""The encoder: who is said to say what, which names stand where, and what each sentence is about."""

from __future__ import annotations

from onrecord.tag.runtime import Tagger, tag

__all__ = ["Tagger", "tag"]
