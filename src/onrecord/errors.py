"""One tree of errors, each with a code and what to do next.

OnrecordError
├── InputError            an input that cannot be read; it is left out and the rest goes on
│   ├── NotFound          no such file, folder or address
│   ├── EmptyInput        nothing in it to read
│   ├── NotText           binary, or in no encoding that can be told
│   ├── TooLarge          over a cap of `limits`
│   ├── NoArticle         readable, but no article in it
│   ├── BadRow            a row of JSON, JSON Lines or another table that is no article
│   ├── Truncated         a compressed or archived file that ends early
│   └── FetchError        an address that could not be fetched, or must not be
├── OptionError           a wrong word on the command line or in a call
├── NothingToCompare      no report could be read
├── TaggerError           the encoder's weights are missing or do not fit
├── RecordError           a file that is no story record, or an unsound one
└── ArchiveError          an archive that cannot be used as asked
    ├── NoArchive         no archive at this path
    ├── NotAnArchive      a file of another kind, or damaged beyond its header
    ├── ArchiveTooNew     written by a later version of onrecord
    ├── ArchiveLocked     another process is writing, for longer than we wait
    ├── ArchiveFull       the disk is full, or it cannot be written
    ├── ArchiveDamaged    the database contradicts itself
    ├── NotInArchive      no such report, story or statement in it
    └── SearchDamaged     the search index cannot be read; it can be made again
"""

from __future__ import annotations

from typing import ClassVar


class OnrecordError(Exception):
    """Base of all. `code` is stable and greppable; `hint` says what to do next."""

    code: ClassVar[str] = "E000"
    default_hint: ClassVar[str] = ""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = self.default_hint if hint is None else hint

    def __str__(self) -> str:
        return f"[{self.code}] {self.message}" + (f" {self.hint}" if self.hint else "")


class InputError(OnrecordError):
    code = "E100"


class NotFound(InputError):
    code = "E101"
    default_hint = "Check the path or the address."


class EmptyInput(InputError):
    code = "E102"
    default_hint = "Give a file that holds the report's text."


class NotText(InputError):
    code = "E103"
    default_hint = "Convert it to text, HTML or JSON first."


class TooLarge(InputError):
    code = "E104"
    default_hint = "Split it, or raise the limit (see `onrecord doctor` for the settings)."


class NoArticle(InputError):
    code = "E105"
    default_hint = "Save the article's text as a .txt file and give that."


class BadRow(InputError):
    code = "E106"
    default_hint = "Each row needs at least a `text`."


class Truncated(InputError):
    code = "E107"
    default_hint = "Fetch the file again; what was read before its end is kept."


class FetchError(InputError):
    code = "E108"
    default_hint = "Save the page in a browser and give the file."


class OptionError(OnrecordError):
    code = "E200"


class NothingToCompare(OnrecordError):
    code = "E300"
    default_hint = "Give at least one report that can be read."


class TaggerError(OnrecordError):
    code = "E400"
    default_hint = "Install onrecord again; its weights are part of the package."


class ArchiveError(OnrecordError):
    code = "E500"


class NoArchive(ArchiveError):
    code = "E501"
    default_hint = "Check the path, or make one with `onrecord ingest`."


class NotAnArchive(ArchiveError):
    code = "E502"
    default_hint = "Give the file that `onrecord ingest --archive` wrote."


class ArchiveTooNew(ArchiveError):
    code = "E503"
    default_hint = "Update onrecord."


class ArchiveLocked(ArchiveError):
    code = "E504"
    default_hint = "Wait for the other process to end, then run the same command again."


class ArchiveFull(ArchiveError):
    code = "E505"
    default_hint = "Make room, then run the same command again: what was stored is kept."


class ArchiveDamaged(ArchiveError):
    code = "E506"
    default_hint = "Run `onrecord doctor` on it, and restore a copy where it names a fault."


class NotInArchive(ArchiveError):
    code = "E507"
    default_hint = "`onrecord stories` lists what is there."


class SearchDamaged(ArchiveError):
    code = "E508"
    default_hint = "Delete the folder of the index; it is made again from the archive."


class RecordError(OnrecordError):
    code = "E600"
    default_hint = "Make it again with `onrecord compare … --format json`."
