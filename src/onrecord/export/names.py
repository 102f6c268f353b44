"""Names for the parts of a record in a world of many records: IRIs for linked data, keys for bibliographies."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote

from onrecord.model import StoryRecord

_WEB = re.compile(r"https?://[^/?#\s]+", re.IGNORECASE)
_ADDRESS = "%/:?#[]@!$&'()*+,;=~"


def web_address(url: str | None) -> str | None:
    """`url` where it is one of the web, what no address may hold percent-encoded (RFC 3986); None for any other.

    A reader of an export may click on it: `javascript:` and the like are none.
    """
    return quote(url.strip(), safe=_ADDRESS) if url and _WEB.match(url.strip()) else None


def record_digest(record: StoryRecord) -> str:
    """16 hexadecimal digits that stand for the articles of a record: the same articles, the same name."""
    whole = hashlib.sha256()
    for article in sorted(record.articles, key=lambda one: one.id):
        whole.update(f"{article.id}\0{hashlib.sha256(article.text.encode('utf-8')).hexdigest()}\n".encode())
    return whole.hexdigest()[:16]


def urn(digest: str, kind: str, name: str) -> str:
    """The IRI of a part of the record of this digest: `urn:onrecord:DIGEST:KIND:ID` (RFC 8141, reserved letters
    percent-encoded). Ids such as `f1` are a record's own: without the digest two stories would share them."""
    return f"urn:onrecord:{digest}:{kind}:{quote(name, safe=':')}"
