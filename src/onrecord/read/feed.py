"""Feeds and sitemaps → what they announce: RSS, Atom (RFC 4287), sitemaps.org.

A feed is an index: most give a summary and a link. What stands in it whole can be read at once; the rest is for who
follows the links (politely).
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import Any

from onrecord.errors import NoArticle, NotText
from onrecord.read.draft import Draft
from onrecord.read.page import host_of, read_page

_WHOLE = 600  # code points from which an entry's content is the report, not its summary
_TAG = re.compile(r"<[a-zA-Z/][^<>]{0,2000}>")
_SITEMAP = re.compile(r"<(?:[\w-]+:)?(?:urlset|sitemapindex)\b")
_FEED = re.compile(r"<(?:[\w-]+:)?(?:rss|feed|RDF)\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed or sitemap announces. `content` is HTML or text, where the feed has more than a summary."""

    url: str | None
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    byline: str | None = None
    content: str | None = None


def is_feed(text: str) -> bool:
    """Whether `text` is a feed or a sitemap, told by its first element."""
    start = text[:4096]
    return _FEED.search(start) is not None or _SITEMAP.search(start) is not None


def entries(text: str) -> Iterator[Entry]:
    """What a feed or sitemap announces, in its order. Raises NotText where it is none that can be read.

    No entity is resolved that the document declares itself, and nothing is fetched.
    """
    if "<!ENTITY" in text:
        raise NotText("The feed declares entities, which are never resolved.")
    if _SITEMAP.search(text[:4096]):
        yield from _sitemap(text)
        return
    import feedparser  # type: ignore[import-untyped]

    # As a stream: of a string the library would ask whether it is an address, and fetch it.
    stream = BytesIO(text.encode("utf-8", "replace"))
    headers = {"content-type": "text/xml; charset=utf-8"}
    found = feedparser.parse(stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    if not found.get("version") and not found.entries:
        raise NotText("This is no feed that can be read.")
    outlet = _line(found.feed.get("title"))
    yield from (_entry(entry, outlet) for entry in found.entries)


def read_feed(text: str) -> Iterator[Draft | NoArticle]:
    """The reports that stand whole in a feed; a NoArticle with its link for each entry that has only a summary."""
    for number, entry in enumerate(entries(text), start=1):
        content = entry.content or ""
        if len(content) < _WHOLE:
            label = f"“{entry.title}”" if entry.title else f"Entry {number}"
            where = f": fetch {entry.url}" if entry.url else ""
            yield NoArticle(f"{label} has only a summary in the feed{where}.", hint="")
            continue
        page = read_page(content, url=entry.url) if _TAG.search(content) else None
        yield Draft(
            text=page.text if page else content,
            title=entry.title,
            outlet=entry.outlet or host_of(entry.url),
            byline=entry.byline,
            url=entry.url,
            published=entry.published,
            modified=entry.modified,
            number=number,
            notices=page.notices if page else (),
        )


def _entry(entry: Any, outlet: str | None) -> Entry:
    bodies = [body.get("value") or "" for body in entry.get("content") or ()] + [entry.get("summary") or ""]
    return Entry(
        url=_web(entry.get("link")),
        title=_line(_TAG.sub("", entry.get("title") or "")),
        published=_moment(entry.get("published_parsed")) or _line(entry.get("published")),
        # Past the library's own lookup, which takes the date of publication where there is none of a change.
        modified=_moment(dict.get(entry, "updated_parsed")),
        outlet=_line((entry.get("source") or {}).get("title")) or outlet,
        byline=_line(entry.get("author")),
        content=max(bodies, key=len) or None,
    )


def _moment(parsed: time.struct_time | None) -> str | None:
    """The library gives times in UTC."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed) if parsed else None


def _line(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _web(value: Any) -> str | None:
    url = _line(value)
    return url if url and url.startswith(("http://", "https://")) else None


_FIELD = re.compile(
    r"<(?:[\w-]{1,20}:)?(url|sitemap|loc|lastmod|publication_date|title|name)(?:\s[^<>]{0,200})?>\s*(?:<!\[CDATA\[)?([^<\]]{0,4000})"
)


def _sitemap(text: str) -> Iterator[Entry]:
    """The addresses of a sitemap (or of an index of them), with Google News' fields where it has them."""
    fields: dict[str, str] = {}
    for match in _FIELD.finditer(text):
        if match[1] in ("url", "sitemap"):
            yield from _place(fields)
            fields = {}
        else:
            fields.setdefault(match[1], unescape(match[2]).strip())
    yield from _place(fields)


def _place(fields: dict[str, str]) -> Iterator[Entry]:
    if url := _web(fields.get("loc")):
        yield Entry(
            url,
            title=_line(fields.get("title")),
            published=_line(fields.get("publication_date")),
            modified=_line(fields.get("lastmod")),
            outlet=_line(fields.get("name")),
        )
