"""facts: what is reported, and by how many."""

from onrecord.facts.find import find_facts

__all__ = ["find_facts"]
