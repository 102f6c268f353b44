"""Which versions are one utterance, word for word where they differ, and what paraphrases it."""

from __future__ import annotations

from onrecord.collate.relate import Wording, compare_wordings, share_words
from onrecord.collate.transcript import spoken
from onrecord.collate.utterances import adopt, collate
from onrecord.collate.versions import quoted

__all__ = ["Wording", "adopt", "collate", "compare_wordings", "quoted", "share_words", "spoken"]
