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
    └── TaggerError           the encoder's weights are missing or do not fit
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
