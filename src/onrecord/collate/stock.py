"""Phrases in quotation marks that the reports use without marks as well: terms of the story, nobody's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.collate.versions import Version
from onrecord.model import Document

# A phrase of so many words at most that stands so often without marks is the story's, not a speaker's.
_LONGEST, _OFTEN = 3, 3


def stock(parts: Sequence[Version], documents: Mapping[str, Document]) -> frozenset[int]:
    """The numbers of the parts that only hold a stock phrase of the story ("talking points", "fiscal cliff")."""
    phrases = {number: words for number, part in enumerate(parts) if (words := _words(part)) is not None}
    if not phrases:
        return frozenset()
    texts = [f" {' '.join(_plain(document))} " for _, document in sorted(documents.items())]
    counts = {words: sum(text.count(f" {words} ") for text in texts) for words in set(phrases.values())}
    return frozenset(number for number, words in phrases.items() if counts[words] >= _OFTEN)


def _words(part: Version) -> str | None:
    """The words of a short part as printed, in lower case; None where it is long or several stretches."""
    if len(part.words.stretches) != 1 or len(part.words.units) > _LONGEST:
        return None
    words = [word.strip(".,;:!?").lower() for word in part.words.stretches[0].text.split()]
    return " ".join(words) if 0 < len(words) <= _LONGEST else None


def _plain(document: Document) -> Iterator[str]:
    """The words of a report outside quotation marks, in lower case."""
    quotations = iter(document.layout.quotations)
    quotation = next(quotations, None)
    for start, end in document.layout.words:
        while quotation is not None and quotation.end <= start:
            quotation = next(quotations, None)
        if quotation is None or start < quotation.start:
            yield document.article.text[start:end].lower()
