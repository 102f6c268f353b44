"""News agencies' XML → drafts: NITF, and NewsML-G2 or NewsML 1 around it or around HTML paragraphs (IPTC standards).

The parser resolves no entity, reads no DTD and opens no address: what a document declares for itself stays unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onrecord.errors import InputError, NoArticle, NotText
from onrecord.read.draft import Draft
from onrecord.read.notices import about_status

_BLOCKS = frozenset(("p", "hl2", "bq", "li", "pre", "h1", "h2", "h3", "h4", "blockquote", "tagline", "credit"))
_BLANKS = re.compile(r"\s+")


def read_wire(xml: str) -> Iterator[Draft | InputError]:
    """The drafts of the items in `xml`, in document order; an item without a text comes as NoArticle.

    Raises NotText where it is no XML that can be read, NoArticle where it is XML of another kind.
    """
    root = _parsed(xml)
    kind = _name(root)
    items = [root] if kind in ("nitf", "newsitem") else [node for node in root.iter() if _name(node) == "newsitem"]
    if not items:
        items = [node for node in root.iter() if _name(node) == "nitf"]
    if not items:
        raise NoArticle("This is XML, but neither NITF nor NewsML.")
    for number, item in enumerate(items, start=1):
        place = number if len(items) > 1 else None
        yield _nitf(item, place) if kind == "nitf" else _item(item, place)


def _parsed(xml: str) -> Any:
    from lxml import etree  # type: ignore[import-untyped]

    if "<!ENTITY" in xml:
        raise NotText("The XML declares entities, which are never resolved.", hint="Ask for the file without them.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(xml.lstrip("\ufeff \t\r\n").encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise NotText(f"The XML does not parse: {str(error)[:200]}.", hint="Ask for the file again.") from None
    return root


def _name(node: Any) -> str:
    """An element's name without its namespace, lower case; "" for comments, instructions and entities."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _find(node: Any, *names: str) -> Iterator[Any]:
    """The elements below `node` with one of the names, in document order."""
    return (child for child in node.iter() if _name(child) in names)


def _text(node: Any) -> str:
    """All text of an element on one line, without what an entity would have brought in."""
    parts: list[str] = []
    for child in node.iter():
        if isinstance(child.tag, str):
            parts.append(child.text or "")
        if child is not node:
            parts.append(child.tail or "")
    return _BLANKS.sub(" ", "".join(parts)).strip()


def _first(node: Any, *names: str) -> str | None:
    return next(filter(None, map(_text, _find(node, *names))), None)


def _attribute(node: Any, element: str, attribute: str) -> str | None:
    return next(filter(None, (child.get(attribute) for child in _find(node, element))), None)


def _paragraphs(node: Any) -> str:
    """The innermost blocks of a body, an empty line between two."""
    lines: list[str] = []
    for block in _find(node, *_BLOCKS):
        if any(_name(child) in _BLOCKS for child in block.iterdescendants()):
            continue
        if any(_name(above) in ("media", "table", "figure") for above in block.iterancestors()):
            continue
        if line := _text(block):
            lines.append(line)
    return "\n\n".join(lines)


def _nitf(node: Any, number: int | None, **more: Any) -> Draft | InputError:
    """One <nitf>: the body's paragraphs and its end, which holds the credits."""
    bodies = list(_find(node, "body.content", "body.end")) or list(_find(node, "body"))
    text = "\n\n".join(filter(None, map(_paragraphs, bodies)))
    if not text:
        return NoArticle("The NITF document has no text.")
    status = (_attribute(node, "docdata", "management-status") or "").lower()
    given: dict[str, Any] = {
        "title": _first(node, "hl1") or _first(node, "title"),
        "outlet": _attribute(node, "pubdata", "name") or _first(node, "distributor"),
        "byline": _first(node, "byline"),
        "published": _attribute(node, "date.issue", "norm") or _attribute(node, "story.date", "norm"),
        "key": _attribute(node, "doc-id", "id-string"),
        "notices": about_status(status),
    }
    given |= {name: value for name, value in more.items() if value}
    return Draft(text=text, number=number, **given)


def _item(item: Any, number: int | None) -> Draft | InputError:
    """One <newsItem> of NewsML-G2, or <NewsItem> of NewsML 1: its metadata, and NITF or paragraphs inside."""
    status = _attribute(item, "pubstatus", "qcode") or _attribute(item, "status", "formalname") or ""
    more: dict[str, Any] = {
        "title": _first(item, "headline"),
        "outlet": _provider(item),
        "byline": _first(item, "by") or _first(item, "byline"),
        "published": _first(item, "firstcreated", "contentcreated") or _first(item, "datelinedate"),
        "modified": _first(item, "versioncreated", "thisrevisioncreated"),
        "language": _attribute(item, "language", "tag") or item.get("{http://www.w3.org/XML/1998/namespace}lang"),
        "key": item.get("guid") or _first(item, "newsitemid"),
        "notices": about_status(status.rpartition(":")[2].lower()),
    }
    if inner := next(_find(item, "nitf"), None):
        return _nitf(inner, number, **more)
    text = "\n\n".join(filter(None, map(_paragraphs, _find(item, "contentset", "datacontent"))))
    text = text or next(filter(None, map(_text, _find(item, "inlinedata"))), "")
    return Draft(text=text, number=number, **more) if text else NoArticle("The news item has no text.")


def _provider(item: Any) -> str | None:
    for node in _find(item, "provider"):
        if name := _first(node, "name") or node.get("literal") or _attribute(node, "party", "formalname"):
            return str(name)
        return (node.get("qcode") or "").rpartition(":")[2] or None
    return _first(item, "creditline")
