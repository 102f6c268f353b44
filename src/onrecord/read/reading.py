"""The way through reading: inputs → bytes → text → drafts → articles.

The steps are imported where they are taken: `import onrecord` brings this module along, also for `onrecord --help`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from onrecord.errors import EmptyInput, InputError, TooLarge
from onrecord.limits import Limits

if TYPE_CHECKING:
    from onrecord.model import Article, Notice, Reading
    from onrecord.read.decode import Decoded
    from onrecord.read.draft import Draft
    from onrecord.read.inputs import Source
    from onrecord.read.pieces import Piece

_DEFAULT = Limits()
_NONE: Mapping[str, str] = {}
_ROWS_NAMED = 20  # bad rows of one file that are named one by one; the rest are counted


def read(
    inputs: Sequence[str | Path],
    *,
    outlets: Mapping[str, str] = _NONE,
    published: Mapping[str, str] = _NONE,
    stdin: BinaryIO | None = None,
    limits: Limits = _DEFAULT,
) -> Reading:
    """Reads reports: `.txt`, `.html`, `.json`, `.jsonl`, NITF files, folders of them, "-" (`stdin`), http(s) addresses.

    `outlets` and `published` give an outlet's name, a date (ISO 8601), for an input as it is named, a file's name or
    stem, or a row's id. The text of a `.txt` file is the decoded file unchanged (byte-order mark apart); of a page or
    a table, the article's body. Offsets (code points, half-open) point into it. The articles come in the order of the
    inputs; their ids do not depend on it. What cannot be read is a notice with its error's code and no article.
    Raises OptionError where an option names no input or its value is no date, or "-" is named without `stdin`.
    """
    from onrecord.model import Notice, Reading
    from onrecord.read.finish import Named, Options, finish
    from onrecord.read.inputs import Failed, Remark, open_inputs

    options = Options(outlets, published)
    named: list[Named] = []
    failed: list[str] = []
    notices: list[Notice] = []
    for opened in open_inputs(inputs, stdin=stdin, limits=limits):
        if isinstance(opened, Remark):
            notices.append(Notice(opened.code, None, opened.message))
        elif isinstance(opened, Failed):
            failed.append(opened.label)
            notices.append(left_out(opened.label, opened.error))
        else:
            drafts, errors = drafts_of(opened, limits)
            named += [Named(draft, opened.named, str(opened.path) if opened.path else None) for draft in drafts]
            notices += [left_out(opened.label, error) for error in errors]
            if not drafts:
                failed.append(opened.label)
    articles, about = finish(named, failed, options)
    return Reading(tuple(articles), (*notices, *about))


def read_bytes(
    data: bytes,
    *,
    name: str,
    content_type: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    limits: Limits = _DEFAULT,
) -> Reading:
    """Reads one input that is in memory. `name` stands for the file's name, its ending included; it is never opened.

    `content_type` is what a server said of it, `url` where it came from; `outlet` and `published` are as in `read`,
    for every article in it. Raises OptionError where `published` is no date.
    """
    from onrecord.model import Reading
    from onrecord.read.finish import Named, Options, finish
    from onrecord.read.inputs import Source

    options = Options({name: outlet} if outlet else {}, {name: published} if published else {})
    charset = (content_type or "").partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    source = Source(named=name, path=Path(name), data=data, url=url, content_type=content_type, charset=charset)
    drafts, errors = drafts_of(source, limits)
    articles, about = finish([Named(draft, name, name) for draft in drafts], [name], options)
    return Reading(tuple(articles), (*(left_out(name, error) for error in errors), *about))


def read_rows(rows: Iterable[Mapping[str, Any]], *, name: str = "rows", limits: Limits = _DEFAULT) -> Reading:
    """Reads articles given as fields: `id`, `title`, `text`, `outlet`, `date`, `url`, or what other tools call them."""
    from onrecord.model import Reading
    from onrecord.read.finish import Named, Options, finish
    from onrecord.read.table import read_row

    named: list[Named] = []
    notices: list[Notice] = []
    for number, row in enumerate(rows, start=1):
        try:
            named.append(Named(capped(read_row(row, number=number), limits), name))
        except InputError as error:
            notices.append(left_out(f"{name} {number}", error))
    articles, about = finish(named, [], Options(_NONE, _NONE))
    return Reading(tuple(articles), (*notices, *about))


def read_many(source: str | Path, *, limits: Limits = _DEFAULT) -> Iterator[Article | Notice]:
    """Reads a source of any size as a stream, memory bounded: a folder, a web archive (`.warc`, `.warc.gz`), JSON
    Lines, CSV or Parquet (all but the last also as `.gz`), a feed, an address, or any file that `read` takes.

    An article's id is its row's own, else a digest of its address and text: the same in any order, and equal articles
    share one. What is left out comes as a Notice with its error's code and no article, where it stands in the source;
    the notices about an article come right after it. Raises nothing for bad input.
    """
    from onrecord.read.many import stream

    return stream(source, limits=limits)


def pieces_of(source: str | Path, *, limits: Limits = _DEFAULT) -> Iterator[Piece | Notice]:
    """The pieces that `read_many` would read a source in, and notices about what of it is none: for reading them in
    several processes, or going on where a run stopped. Each is read by `read_piece`."""
    from onrecord.read.pieces import pieces

    return pieces(source, limits=limits)


def read_piece(piece: Piece, *, limits: Limits = _DEFAULT) -> Iterator[Article | Notice]:
    """As `read_many`, for one piece of a source."""
    from onrecord.read.many import stream_piece

    return stream_piece(piece, limits=limits)


def left_out(label: str, error: InputError) -> Notice:
    from onrecord.model import Notice

    message = error.message if label in error.message else f"{label}: {error.message}"
    return Notice(error.code, None, f"{message} {error.hint}".rstrip())


def drafts_of(source: Source, limits: Limits) -> tuple[list[Draft], list[InputError]]:
    """What one input holds: its drafts, and the errors of the rest."""
    drafts: list[Draft] = []
    errors: list[InputError] = []
    try:
        for found in _read(source, limits):
            if isinstance(found, InputError):
                errors.append(found)
                continue
            try:
                drafts.append(capped(found, limits))
            except InputError as error:
                errors.append(error)
    except InputError as error:
        errors.append(error)
    if len(errors) > _ROWS_NAMED:
        more = len(errors) - _ROWS_NAMED
        errors = [*errors[:_ROWS_NAMED], type(errors[-1])(f"{more} more rows are left out for such reasons.", hint="")]
    return drafts, errors


def _read(source: Source, limits: Limits) -> Iterator[Draft | InputError]:
    from onrecord.read.decode import decode
    from onrecord.read.sniff import refuse_binary

    if len(source.data) > limits.input_bytes:
        raise TooLarge(f"It is over the limit of {limits.input_bytes:,} bytes.")
    source = _opened(source, limits)
    if not source.data.strip():
        raise EmptyInput("It is empty.")
    refuse_binary(source.data)
    decoded = decode(source.data, declared=source.charset)
    for found in _by_form(source, decoded.text):
        yield found if isinstance(found, InputError) else _with_encoding(found, decoded)


def _opened(source: Source, limits: Limits) -> Source:
    """The source without its gzip wrapping, one layer of it: what is wrapped twice is no report."""
    if not source.data.startswith(b"\x1f\x8b"):
        return source
    from onrecord.read.unpack import unpacked

    path = source.path.with_suffix("") if source.path and source.path.suffix.lower() == ".gz" else source.path
    return replace(source, data=unpacked(source.data, limit=limits.input_bytes), path=path)


def _by_form(source: Source, text: str) -> Iterator[Draft | InputError]:
    from onrecord.read.draft import Draft
    from onrecord.read.sniff import form_of

    form = form_of(text, suffix=source.suffix, content_type=source.content_type)
    if form == "page":
        from onrecord.read.page import read_page

        yield read_page(text, url=source.url)
    elif form == "json":
        from onrecord.read.table import read_json

        yield from read_json(text)
    elif form == "xml":
        from onrecord.read.feed import is_feed, read_feed
        from onrecord.read.wire import read_wire

        yield from read_feed(text) if is_feed(text) else read_wire(text)
    elif form == "table":
        from onrecord.read.table import read_csv

        yield from read_csv(text)
    else:
        yield Draft(text=text, url=source.url)


def _with_encoding(draft: Draft, decoded: Decoded) -> Draft:
    notices = draft.notices
    if decoded.guessed:
        notices = (("encoding-guessed", f"No encoding is declared and it is not UTF-8: {decoded.encoding}."), *notices)
    return replace(draft, encoding=decoded.encoding, replaced=decoded.replaced, notices=notices)


def capped(draft: Draft, limits: Limits) -> Draft:
    if len(draft.text) > limits.article_chars:
        raise TooLarge(f"Its text has {len(draft.text):,} characters; the limit is {limits.article_chars:,}.")
    if not draft.text.strip():
        raise EmptyInput("It holds no text.")
    return draft
