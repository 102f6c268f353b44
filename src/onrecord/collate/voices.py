"""How the speakers of two statements go together, and what that asks of their words to be one utterance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from onrecord.model import Person, Statement

Voices = Literal["same", "open", "body", "unsure", "other"]

# How a speaker is known where the source names a person: any other way is an inference that wording can overrule.
_NAMED = "name"


def how_voices(a: Statement, b: Statement, people: Mapping[str, Person]) -> Voices:
    """How the speakers of two statements go together.

    `open`: one is not known. `body`: they differ, but an organisation, document or role may speak through a person.
    `unsure`: two persons, one of them inferred (from a pronoun, a role). `other`: two persons, both by name.
    """
    if a.speaker is None or b.speaker is None:
        return "open"
    if a.speaker == b.speaker:
        return "same"
    if any(speaker in people and people[speaker].type != "person" for speaker in (a.speaker, b.speaker)):
        return "body"
    return "other" if a.speaker_basis == b.speaker_basis == _NAMED else "unsure"
