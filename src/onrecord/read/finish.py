"""Drafts → articles: dates, credits and language found, an id given, the user's options put in."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlsplit

from onrecord.errors import OptionError
from onrecord.model import Article, DateBasis, Notice, Published
from onrecord.read.credit import credits_of
from onrecord.read.draft import Draft
from onrecord.read.isodate import iso_date
from onrecord.read.language import language_of
from onrecord.read.notices import about_characters
from onrecord.read.printed import Printed, printed_dates
from onrecord.read.stated import dates_stated

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_NOT_IN_ID = re.compile(r"[^\w.]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


@dataclass(frozen=True, slots=True)
class Named:
    """A draft and the input it came from: as the user named it, and the file's own path."""

    draft: Draft
    named: str
    path: str | None = None


@dataclass(slots=True)
class Options:
    """Outlets and dates as the user gives them, by the input as named, the file's name or stem, or a row's id."""

    outlets: Mapping[str, str]
    published: Mapping[str, str]

    def __post_init__(self) -> None:
        for key, value in self.published.items():
            if iso_date(value, midnight_is_day=False) is None:
                raise OptionError(f"--published {key}={value}: {value!r} is no date.", hint="Write it as 2025-11-21.")
        for key, value in self.outlets.items():
            if not value.strip():
                raise OptionError(f"--outlet {key}={value}: the outlet has no name.")


def finish(named: list[Named], failed: list[str], options: Options) -> tuple[list[Article], list[Notice]]:
    """The articles of all drafts, in their order, and the notices about each.

    `failed` are inputs that were named but could not be read: an option may name them, too. Raises OptionError where an
    option names no input, or more than one.
    """
    ids = _ids(named)
    outlets = _meant(options.outlets, "--outlet", named, ids, failed)
    published = _meant(options.published, "--published", named, ids, failed)
    articles: list[Article] = []
    notices: list[Notice] = []
    for i, (item, article_id) in enumerate(zip(named, ids, strict=True)):
        article, about = _article(item, article_id, outlets.get(i), published.get(i))
        articles.append(article)
        notices += [Notice(code, article_id, message) for code, message in about]
    return articles, notices


def _article(
    item: Named, article_id: str, outlet: str | None, published: str | None
) -> tuple[Article, list[tuple[str, str]]]:
    draft = item.draft
    text, lone = _SURROGATE.subn("\ufffd", draft.text)
    notices = [*draft.notices, *about_characters(text, replaced=lone + draft.replaced)]
    bare = Article(article_id, text)
    stated = dates_stated(text)
    language = language_of(text, stated=draft.language)
    article = Article(
        id=article_id,
        text=text,
        outlet=outlet or _clean(draft.outlet),
        title=_clean(draft.title),
        byline=_clean(draft.byline),
        url=_clean(draft.url),
        input=item.named,
        language=language,
        encoding=draft.encoding,
        role=draft.role,
        published=_by_option(published) or _date(bare, draft.published, stated.published, notices),
        modified=_date(bare, draft.modified, stated.modified, notices),
        credits=tuple(bare.span(start, end) for start, end in credits_of(text)),
    )
    notices += _about_language(article)
    return article, notices


def _clean(value: str | None) -> str | None:
    """A field of metadata on one line, lone surrogates replaced; None where it is empty."""
    if value is None:
        return None
    return _SURROGATE.sub("\ufffd", " ".join(value.split())) or None


def _by_option(value: str | None) -> Published | None:
    """The date that the user gives, as precise as it is given."""
    iso = iso_date(value, midnight_is_day=False) if value else None
    return Published(iso, "given") if iso else None


def _date(
    article: Article, given: str | None, stated: Printed | None, notices: list[tuple[str, str]]
) -> Published | None:
    """A date with its basis: the given one, else the one that the text states."""
    if given and (value := _given(given)):
        return Published(value, "given")
    if given:
        shown = given if len(given) <= 60 else given[:59] + "…"
        notices.append(("date-not-understood", f"Its metadata has a date that cannot be told for sure: {shown!r}."))
    if stated is None:
        return None
    basis: DateBasis = "stated"
    return Published(stated.value, basis, article.span(stated.start, stated.end))


def _given(value: str) -> str | None:
    if iso := iso_date(value):
        return iso
    printed = next(printed_dates(value), None) if len(value) <= 120 else None
    return printed.value if printed else None


def _about_language(article: Article) -> list[tuple[str, str]]:
    if article.language not in (None, "en"):
        message = f"Its language is {article.language}: only English is read well."
        return [("other-language", message)]
    letters = sum(map(str.isalpha, article.text[:4_000]))
    if letters >= 40 and len(_LATIN.findall(article.text[:4_000])) < 0.5 * letters:
        return [("other-language", "It is not in Latin letters: only English is read well.")]
    return []


def _ids(named: list[Named]) -> list[str]:
    """A short stable id for each: its row's id, its file's stem, or a digest of its text.

    Where several would share one, all of them get a suffix made from their content (and, where that is the same too,
    from their input), never from their order.
    """
    bases = [_base(item) for item in named]
    count = Counter(bases)
    ids = [
        base if count[base] == 1 else f"{base}-{_digest(item.draft.text)}"
        for base, item in zip(bases, named, strict=True)
    ]
    again = Counter(ids)
    for i, item in enumerate(named):
        if again[ids[i]] > 1:
            place = f"{item.path or item.named}\0{item.draft.number}\0{item.draft.key}"
            ids[i] = f"{ids[i]}-{_digest(place)}"
    return _told_apart(ids)


def _told_apart(ids: list[str]) -> list[str]:
    """The last resort, for what is the same in all that could tell it apart: its place among its equals."""
    seen: Counter[str] = Counter()
    apart: list[str] = []
    for item in ids:
        seen[item] += 1
        apart.append(item if seen[item] == 1 else f"{item}-{seen[item]}")
    return apart


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _base(item: Named) -> str:
    draft = item.draft
    if draft.key and (key := _slug(draft.key)):
        return key
    if draft.number is not None:
        return _digest(draft.text)
    if item.named == "-":
        return "stdin"
    if item.path is None:
        return _slug(_last_part(item.named)) or _digest(draft.text)
    return _slug(_stem(item.path)) or _digest(draft.text)


def _stem(path: str) -> str:
    name = PurePath(path)
    return PurePath(name.stem).stem if name.suffix.lower() == ".gz" else name.stem


def _last_part(url: str) -> str:
    """The last telling part of an address's path, else its host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    last = [part for part in parts.path.split("/") if part]
    name = PurePath(last[-1]).stem if last else ""
    return name if len(name) > 3 and name.lower() != "index" else (parts.hostname or "")


def _slug(name: str) -> str:
    """`name` with letters, digits, "_", "." and "-" only, at most 64, neither hidden nor a path. Its case is kept."""
    slug = _NOT_IN_ID.sub("-", unicodedata.normalize("NFC", name)).strip("-.")
    return slug if len(slug) <= 64 else f"{slug[:57].rstrip('-.')}-{_digest(name)}"


def _meant(
    given: Mapping[str, str], option: str, named: list[Named], ids: list[str], failed: list[str]
) -> dict[int, str]:
    """For each article the value that an option gives it; the more exact key counts."""
    values: dict[int, str] = {}
    for rank in (2, 1, 0):
        for key, value in given.items():
            for i in _matches(key, named, ids)[rank]:
                values[i] = value
    for key, value in given.items():
        exact, by_path, by_name = _matches(key, named, ids)
        inputs = {named[i].path or named[i].named for i in by_name}
        if not (exact or by_path) and len(inputs) > 1:
            raise OptionError(f"{option} {key}={value}: {key} names {len(inputs)} inputs.", hint="Give the whole path.")
        if not (exact or by_path or by_name or any(key in _names(label) for label in failed)):
            raise OptionError(
                f"{option} {key}={value}: {key} is none of the inputs.", hint="Name it as in the command."
            )
    return values


def _matches(key: str, named: list[Named], ids: list[str]) -> tuple[list[int], list[int], list[int]]:
    """Which articles a key names: by id or the file's path, by the input as named, by the file's name or stem."""
    exact = [i for i, item in enumerate(named) if key in (ids[i], item.draft.key, item.path)]
    whole = [i for i, item in enumerate(named) if key == item.named and i not in exact]
    loose = [i for i, item in enumerate(named) if item.path and key in _names(item.path)]
    return exact, whole, [i for i in loose if i not in exact and i not in whole]


def _names(path: str) -> tuple[str, str, str]:
    return path, PurePath(path).name, _stem(path)
