"""Every quotation of a text held against the archive: a draft before it goes out, or what a language model wrote."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import segment
from onrecord.archive.rows import Process
from onrecord.archive.search import Search
from onrecord.archive.store import Archive
from onrecord.archive.terms import fold_words
from onrecord.archive.verdict import Checked
from onrecord.archive.verify import verify
from onrecord.model import Article, Notice, Range

SHORTEST = 2  # words; one word in quotation marks is a term, or nobody's


def verify_document(
    archive: Archive, text: str, *, process: Process | None = None, search: Search | None = None
) -> tuple[Checked, ...]:
    """A verdict for each quotation in `text`, in its order; those of one word are left aside.

    `process` reads the text as a report is read: each quotation is then looked for from the speaker that the text
    gives it. Without it, or where it finds none, it is looked for from anybody.
    Raises what `verify` raises.
    """
    article = Article("document", text)
    search = Search.open(archive) if search is None else search
    speakers = {} if process is None else dict(_speakers(process, article))
    return tuple(
        Checked(start, end, speakers.get((start, end)), verify(archive, words, speaker=speaker, search=search))
        for start, end, words, speaker in _quotations(article, speakers)
    )


def _quotations(article: Article, speakers: dict[Range, str]) -> Iterator[tuple[int, int, str, str | None]]:
    for quotation in segment.segment(article).quotations:
        words = article.text[quotation.start : quotation.end]
        if len(fold_words(words)) >= SHORTEST:
            yield quotation.start, quotation.end, words, speakers.get((quotation.start, quotation.end))


def _speakers(process: Process, article: Article) -> Iterator[tuple[Range, str]]:
    """The name that the text itself gives the speaker of each of its quotations."""
    read = process(article)
    if isinstance(read, Notice):
        return
    names = {person.id: person.name for person in read.people}
    for quotation in read.document.layout.quotations:
        for statement in read.statements:
            inside = any(span.start < quotation.end and quotation.start < span.end for span in statement.content)
            if inside and statement.speaker is not None:
                yield (quotation.start, quotation.end), names[statement.speaker]
                break
