"""What is reported: by more than one witness, by one only, or with values that cannot both hold."""

from onrecord.facts.find import find_facts

__all__ = ["find_facts"]
