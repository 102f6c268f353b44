"""A page as a reader sees it: its visible text in document order, block by block, and what its head says.

One pass over the parser's events, without a tree: nesting of any depth costs nothing, and time and memory grow with
the page.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from onrecord import lexicon


def _elements(kind: str) -> frozenset[str]:
    return frozenset(name for row in lexicon.rows("html_elements.tsv") if row[0] == kind for name in row[1].split())


_BLOCKS, _HIDDEN, _VOID, _FURNITURE = map(_elements, ("block", "hidden", "void", "furniture"))
_COUNTED = dict.fromkeys(_FURNITURE, ("furniture",)) | {
    "aside": ("furniture", "aside"),
    "article": ("main",),
    "main": ("main",),
    "blockquote": ("quotation",),
    "a": ("link",),
    "q": ("q",),
    "pre": ("pre",),
}
_NOTED = frozenset(("html", "link", "meta", "script", "time", "title"))
_NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BLANKS = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A visible paragraph, heading, list item or row: its lines (broken by <br>), and where it stands.

    `element` numbers the block element that holds the text, `parent` the one around that: siblings share it.
    `furniture`: in a part of the page that is the site's; `aside`: in an <aside>, which may be either; `main`: in
    <article> or <main>. `quotation`: in a <blockquote>. `linked` is the part (0 to 1) of it that is link text.
    """

    text: str
    element: int
    parent: int
    furniture: bool
    aside: bool
    main: bool
    quotation: bool
    linked: float


@dataclass(slots=True)
class Page:
    """What one pass over a page finds. `meta` has each <meta> once, by its name in lower case, the first one."""

    blocks: list[Block] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    times: list[dict[str, str]] = field(default_factory=list)
    linked_data: list[str] = field(default_factory=list)
    canonical: str | None = None
    language: str | None = None
    title: str | None = None


def see(html: str) -> Page:
    """The page that `html` shows. Never fails on broken markup: what cannot be read as markup is left out."""
    from lxml import etree  # type: ignore[import-untyped]

    target = _Target()
    parser: Any = etree.HTMLParser(target=target, huge_tree=True, encoding="utf-8")
    try:
        data = html.encode("utf-8", "replace")
        for at in range(0, len(data), 1 << 16):
            parser.feed(data[at : at + (1 << 16)])
        parser.close()
    except (etree.LxmlError, ValueError, AssertionError):
        target.close()
    return target.page


def _is_hidden(attributes: Any) -> bool:
    return "hidden" in attributes or ("style" in attributes and _NO_DISPLAY.search(attributes["style"]) is not None)


class _Target:
    """Takes the parser's events. The stacks hold one entry an open element of their kind, none for the rest."""

    def __init__(self) -> None:
        self.page = Page()
        self._open: list[tuple[str, int]] = []  # open block elements with their number
        self._number = 0
        self._hidden: list[str] = []
        self._depth: Counter[str] = Counter()  # how many elements of each kind in _COUNTED are open
        self._pieces: list[str] = []
        self._linked = 0
        self._raw: list[str] | None = None

    def start(self, tag: str, attributes: Any) -> None:
        if tag in _NOTED or "itemprop" in attributes:
            self._note(tag, dict(attributes))
        if tag in _VOID:
            if tag == "br" and not self._hidden:
                self._pieces.append("\n")
            elif tag == "hr":
                self._flush()
            return
        if self._hidden or tag in _HIDDEN or _is_hidden(attributes):
            if tag in _BLOCKS:
                self._flush()
            self._hidden.append(tag)
            return
        if tag in _BLOCKS:
            self._flush()
            self._number += 1
            # A list is no container of its own: its items are siblings of the paragraphs around it.
            number = self._open[-1][1] if tag in ("ul", "ol", "dl") and self._open else self._number
            self._open.append((tag, number))
        self._count(tag, 1)
        if tag in ("td", "th"):
            self._pieces.append(" ")
        elif tag == "q":
            self._pieces.append("‘" if self._depth["q"] > 1 else "“")

    def end(self, tag: str) -> None:
        if self._raw is not None and tag in ("script", "title"):
            self._keep_raw(tag)
        if self._hidden:
            if tag in self._hidden:
                while self._hidden.pop() != tag:
                    pass
            return
        if tag in _VOID:
            return
        if tag == "q" and self._depth["q"]:
            self._pieces.append("’" if self._depth["q"] > 1 else "”")
        if tag in _BLOCKS:
            self._flush()
            if self._open and self._open[-1][0] == tag:
                self._open.pop()
        self._count(tag, -1)

    def data(self, data: str) -> None:
        if self._raw is not None:
            self._raw.append(data)
        elif not self._hidden:
            self._pieces.append(data if self._depth["pre"] else data.replace("\n", " "))
            if self._depth["link"]:
                self._linked += len(data.strip())

    def comment(self, text: str) -> None:
        """Comments show nothing."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Processing instructions show nothing."""

    def close(self) -> Page:
        self._flush()
        return self.page

    def _count(self, tag: str, by: int) -> None:
        for kind in _COUNTED.get(tag, ()):
            self._depth[kind] = max(0, self._depth[kind] + by)

    def _flush(self) -> None:
        """The text since the last block border becomes a block, where it shows anything."""
        if not self._pieces:
            return
        raw, linked = "".join(self._pieces), self._linked
        self._pieces, self._linked = [], 0
        text = "\n".join(_BLANKS.sub(" ", line).strip(" ") for line in raw.split("\n")).strip("\n")
        if not text or text.isspace():
            return
        depth = self._depth
        self.page.blocks.append(
            Block(
                text,
                element=self._open[-1][1] if self._open else 0,
                parent=self._open[-2][1] if len(self._open) > 1 else 0,
                furniture=depth["furniture"] > 0,
                aside=depth["aside"] > 0 and depth["furniture"] == depth["aside"],
                main=depth["main"] > 0,
                quotation=depth["quotation"] > 0,
                linked=min(1.0, linked / max(1, len(text))),
            )
        )

    def _note(self, tag: str, at: dict[str, str]) -> None:
        """What the head says, and dates in <time>."""
        page = self.page
        if tag == "meta" and "content" in at:
            for name in (at.get("property"), at.get("name"), at.get("itemprop"), at.get("http-equiv")):
                if name and len(at["content"]) <= 2_000:
                    page.meta.setdefault(name.strip().lower(), at["content"].strip())
        elif tag == "html" and (language := at.get("lang") or at.get("xml:lang")):
            page.language = page.language or language
        elif tag == "link" and "canonical" in at.get("rel", "").lower().split():
            page.canonical = page.canonical or at.get("href")
        elif tag == "time" and "datetime" in at:
            page.times.append(at)
        elif "itemprop" in at and at["itemprop"].lower() in ("datepublished", "datemodified") and "content" in at:
            page.meta.setdefault(at["itemprop"].lower(), at["content"].strip())
        if (tag == "script" and "ld+json" in at.get("type", "").lower()) or (tag == "title" and page.title is None):
            self._raw = []

    def _keep_raw(self, tag: str) -> None:
        raw, self._raw = "".join(self._raw or ()), None
        if tag == "title":
            self.page.title = _BLANKS.sub(" ", raw).strip() or None
        else:
            self.page.linked_data.append(raw)
