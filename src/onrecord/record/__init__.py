"""The story record as JSON: writing it, its published JSON Schema, and checking it.

The keys and their meaning are version 1 of the contract in `docs/story-record.md`.
"""

from onrecord.record.check import check
from onrecord.record.load import loads
from onrecord.record.schema import schema
from onrecord.record.write import SCHEMA, dumps, to_dict

__all__ = ["SCHEMA", "check", "dumps", "loads", "schema", "to_dict"]
