"""Names made from the content: the same report has the same id in every archive, whatever came first."""

from __future__ import annotations

import base64
import hashlib
import json
from urllib.parse import parse_qsl, urlencode, urlsplit

from onrecord.model import Article, Published

# Query fields that tell where a reader came from, never which page it is.
_TRACKERS = ("utm_", "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "cmpid", "ocid")


def digest(*parts: str | None) -> str:
    """16 letters and digits (80 bits of SHA-256) that name these parts, in this order."""
    data = json.dumps(parts, ensure_ascii=True).encode("ascii")
    return base64.b32encode(hashlib.sha256(data).digest()[:10]).decode("ascii").lower()


def address(url: str | None) -> str | None:
    """`url` as the address of a page: host in lower case, no fragment, no tracking fields, http and https alike.

    None where there is none. What is no URL stays as it is: it still names its report.
    """
    if url is None or not url.strip():
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url.strip()
    if parts.scheme.lower() not in ("http", "https") or not host:
        return url.strip()
    fields = [field for field in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(field[0])]
    query = f"?{urlencode(fields)}" if fields else ""
    return f"//{host}{port}{parts.path or '/'}{query}"


def report_id(article: Article) -> str:
    """The id of the report that `article` is a version of: by its address, or by its content where it has none."""
    where = address(article.url)
    return "r" + (digest("address", where) if where is not None else digest("content", _content(article)))


def version_id(article: Article) -> str:
    """The id of exactly this text, title, byline and dates at this address; `id` and `input` do not count."""
    return "v" + digest(address(article.url), _content(article))


def _content(article: Article) -> str:
    return digest(
        article.text,
        article.outlet,
        article.title,
        article.byline,
        article.language,
        article.role,
        *_date(article.published),
        *_date(article.modified),
    )


def _date(published: Published | None) -> tuple[str | None, str | None]:
    return (None, None) if published is None else (published.value, published.basis)


def _tracks(field: str) -> bool:
    return field.lower().startswith(_TRACKERS)
