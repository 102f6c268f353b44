"""What a page's metadata says of it (schema.org, Open Graph, Dublin Core): dates, address, outlet, headline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.read.isodate import iso_date
from onrecord.read.printed import printed_dates
from onrecord.read.visible import Page

# Best first: what a publisher fills in for search engines is looked after, what a template leaves is not.
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "publish-date",
    "publishdate",
    "publish_date",
    "publication_date",
    "pubdate",
    "article_date_original",
    "article.published",
    "originalpublicationdate",
    "og:pubdate",
    "date",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "last-modified",
    "article.updated",
)
_AUTHOR = ("author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "article:author")


@dataclass(frozen=True, slots=True)
class Headers:
    """What the page's metadata says; None where it says nothing that can be read."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None
    modified: str | None = None
    body: str | None = None


def headers_of(page: Page) -> Headers:
    """The metadata of `page`, schema.org's first, then <meta>, then <time>."""
    data = next(_articles(page), {})
    return Headers(
        title=_text(data.get("headline")) or page.meta.get("og:title"),
        outlet=_name(data.get("publisher")) or page.meta.get("og:site_name") or page.meta.get("application-name"),
        byline=_name(data.get("author")) or next(filter(None, (_name(page.meta.get(name)) for name in _AUTHOR)), None),
        url=_address(page, data),
        published=_date(data.get("datePublished")) or _from_meta(page, _PUBLISHED) or _from_time(page, "datepublished"),
        modified=_date(data.get("dateModified")) or _from_meta(page, _MODIFIED) or _from_time(page, "datemodified"),
        body=_text(data.get("articleBody")),
    )


def _articles(page: Page) -> Iterator[dict[str, Any]]:
    """The schema.org articles of the page. Scripts that do not parse are passed over."""
    for script in page.linked_data:
        try:
            loaded = json.loads(script.strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (node for node in _nodes(loaded, 4) if _is_article(node))


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            if depth and key in value:
                yield from _nodes(value[key], depth - 1)
    elif isinstance(value, list) and depth:
        for item in value[:200]:
            yield from _nodes(item, depth - 1)


def _is_article(node: dict[str, Any]) -> bool:
    """Whether it is an Article of schema.org or of a type under it (NewsArticle, LiveBlogPosting, Report, …)."""
    kinds = node.get("@type")
    named = [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]
    return any(kind.endswith(("Article", "Posting")) or kind == "Report" for kind in named)


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.strip() or None if isinstance(value, str) else None


def _name(value: Any, depth: int = 3) -> str | None:
    """The name of a person or organisation, or of several, joined by commas. An address is no name."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        names = [_name(item, depth - 1) for item in value[:20]] if depth else []
        return ", ".join(filter(None, names)) or None
    name = _text(value)
    return None if name is None or name.startswith(("http://", "https://")) else name


def _date(value: Any) -> str | None:
    """An ISO date from metadata; English dates ("March 3, 2024 4:05 PM EST") are understood too."""
    text = _text(value) if not isinstance(value, int) else str(value)
    if not text or len(text) > 80:
        return None
    if value := iso_date(text):
        return str(value)
    printed = next(printed_dates(text), None)
    return printed.value if printed and printed.end - printed.start >= len(text) - 4 else None


def _from_meta(page: Page, names: tuple[str, ...]) -> str | None:
    return next(filter(None, (_date(page.meta.get(name)) for name in names)), None)


def _from_time(page: Page, what: str) -> str | None:
    """A <time> that says what it dates; else, for publication, the only date that all <time> of the page share."""
    for at in page.times:
        marks = f"{at.get('itemprop', '')} {at.get('class', '')}".lower()
        wanted = (
            ("datepublished", "published", "entry-date")
            if what == "datepublished"
            else ("datemodified", "updated", "modified")
        )
        if any(mark in marks.split() for mark in wanted) or (what == "datepublished" and "pubdate" in at):
            return _date(at["datetime"])
    days = {value for value in (_date(at["datetime"]) for at in page.times) if value}
    return days.pop() if what == "datepublished" and len(days) == 1 else None


def _address(page: Page, data: dict[str, Any]) -> str | None:
    for value in (page.canonical, page.meta.get("og:url"), _text(data.get("url"))):
        if value and value.startswith(("http://", "https://")) and len(value) <= 2_000:
            return value
    return None
