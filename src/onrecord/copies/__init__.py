"""copies: which reports rest on one another, and so how many witnesses there are."""

from onrecord.copies.families import witnesses
from onrecord.copies.find import find_copies

__all__ = ["find_copies", "witnesses"]
