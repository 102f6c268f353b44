"""The archive: what was reported, kept in one file and asked again.

`Archive` opens the file, `ingest` takes reports in, `verify` and `verify_document` ask it.
"""

from onrecord.archive.document import verify_document
from onrecord.archive.ingest import Ingested, Progress, ingest
from onrecord.archive.search import Search
from onrecord.archive.store import Archive
from onrecord.archive.verdict import Appearance, Checked, Earliest, Outcome, Reading, Verdict
from onrecord.archive.verify import verify

__all__ = [
    "Appearance",
    "Archive",
    "Checked",
    "Earliest",
    "Ingested",
    "Outcome",
    "Progress",
    "Reading",
    "Search",
    "Verdict",
    "ingest",
    "verify",
    "verify_document",
]
