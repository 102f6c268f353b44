"""An HTML page → the article in it.

A cascade, in which each step is taken only where the last one under-delivers: an extractor finds which of the page's
visible blocks are the report; blocks with quotations that it lost between two of its own are put back; where it finds
nothing, the body that the page's metadata carries, and then the visible text as it stands. What remains of the page's
quotations outside the text is told in a notice, and so is a text that is a small part of what is visible.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.errors import NoArticle
from onrecord.read.draft import Draft
from onrecord.read.headers import Headers, headers_of
from onrecord.read.visible import Block, Page, see

_PARTIAL = 0.3  # below this part of the visible text the reader is told: a quarter, and a margin for white space
# Double marks of any kind, and single ones that open: an apostrophe stands after a letter.
_MARKS = re.compile("[\"“”„‟«»＂]|(?<![^\\W_])[‘'](?=[^\\W_])")
_NO_LETTER = re.compile(r"[\W_]+")
_Q = re.compile(r"<(/?)q(?:\s[^<>]{0,300})?>", re.I)
_MOST_BLOCKS = 20_000  # no article has as many; the extractor would take minutes over such a page
_END = 24  # letters and digits at the end of a line that tell it from the others
_SHORT = 200  # code points below which an extraction is not trusted alone


@dataclass(frozen=True, slots=True)
class _Body:
    """The article's text; `whole` where it is made of the page's own blocks, so that no mark in them can be lost."""

    text: str
    whole: bool = True
    notices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Extracted:
    text: str
    title: str | None
    outlet: str | None
    byline: str | None


def read_page(html: str, *, url: str | None = None) -> Draft:
    """The draft of the article that the page shows. `url` is where the page was fetched from.

    Raises NoArticle where the page shows no text at all.
    """
    page = see(html)
    headers = headers_of(page)
    extracted = _extract(html, url, headers) if len(page.blocks) <= _MOST_BLOCKS else None
    body = _body(page, extracted.text if extracted else "", headers)
    if not body.text.strip():
        raise NoArticle("The page shows no text.")
    address = url or headers.url
    return Draft(
        text=body.text,
        title=headers.title or (extracted.title if extracted else None) or page.title,
        outlet=headers.outlet or _outlet(extracted, address),
        byline=headers.byline or (extracted.byline if extracted else None),
        url=address,
        language=page.language or page.meta.get("og:locale") or page.meta.get("content-language"),
        published=headers.published,
        modified=headers.modified,
        notices=(*body.notices, *_lost(page, body), *_partial(page, body.text)),
    )


def _outlet(extracted: _Extracted | None, address: str | None) -> str | None:
    """The site's name as the extractor finds it, else the address's host."""
    found, host = extracted.outlet if extracted else None, host_of(address)
    return host if found is None or (host and host in found.lower()) else found


def host_of(url: str | None) -> str | None:
    """The host of an address without its "www.", None where it has none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _extract(html: str, url: str | None, headers: Headers) -> _Extracted | None:
    """What the extractor takes for the article, None where it finds none (or fails, as it may on hostile markup)."""
    import logging

    from trafilatura import bare_extraction  # slow to import: runs on text alone never pay for it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    told = headers.title and headers.outlet and headers.byline  # its search for them takes a quarter of the time
    marked = _Q.sub(lambda m: "”" if m[1] else "“", html)
    try:
        found = bare_extraction(marked, url=url, fast=True, include_comments=False, with_metadata=not told)
    except Exception:  # an extractor's own bug must not lose the report: the visible text is still there
        return None
    if found is None or isinstance(found, dict):
        return None
    return _Extracted(found.text or "", found.title or None, found.sitename or None, found.author or None)


def _key(text: str) -> str:
    """What is compared between the page and the extraction: letters and digits only."""
    return _NO_LETTER.sub("", text).lower()


class _Wanted:
    """The lines of the extractor's text, and which of them the page's blocks show."""

    def __init__(self, extracted: str) -> None:
        self._keys = {key: key for line in extracted.splitlines() if (key := _key(line))}
        # The extractor also sees what the page hides, and joins or parts lines its own way: an end in common will do.
        self._ends = {end: key for key in self._keys for end in (key[:_END], key[-_END:]) if len(key) > _END}
        self._found: set[str] = set()

    @property
    def size(self) -> int:
        return sum(map(len, self._keys))

    @property
    def found(self) -> int:
        return sum(map(len, self._found))

    def takes(self, block: Block) -> bool:
        """Whether more than half of the block's lines are the extractor's, too."""
        keys = [key for line in block.text.splitlines() if (key := _key(line))]
        taken = [line for key in keys if (line := self._line(key))]
        self._found.update(taken)
        return len(taken) * 2 > len(keys)

    def _line(self, key: str) -> str | None:
        return self._keys.get(key) or self._ends.get(key[:_END]) or self._ends.get(key[-_END:])


def _body(page: Page, extracted: str, headers: Headers) -> _Body:
    wanted = _Wanted(extracted)
    kept = _first_of_each(page, [i for i, block in enumerate(page.blocks) if wanted.takes(block)])
    # The extractor's text may not be made of the page's blocks (but of its metadata), or there is next to none.
    visible = [block for block in page.blocks if not block.furniture]
    shown = sum(len(block.text) for block in visible)
    enough = wanted.size >= _SHORT or wanted.size >= 0.5 * shown
    if kept and enough and wanted.found >= 0.9 * wanted.size:
        return _Body(_joined([page.blocks[i] for i in _put_back(page, kept)]))
    longest = max((headers.body or "", extracted), key=len)
    if len(longest) >= _SHORT or len(longest) >= 0.5 * shown > 0 or not page.blocks:
        return _Body(longest, whole=False)
    message = "No article could be told from the rest of the page: its visible text was taken as it stands."
    return _Body(_joined(visible or page.blocks), notices=(("linear-text", message),))


def _first_of_each(page: Page, kept: list[int]) -> list[int]:
    """Without what is printed again (a headline in the header): of equal blocks the first that is no furniture."""
    best: dict[str, int] = {}
    for i in kept:
        key = _key(page.blocks[i].text)
        if key not in best or (page.blocks[best[key]].furniture and not page.blocks[i].furniture):
            best[key] = i
    return sorted(best.values())


def _put_back(page: Page, kept: list[int]) -> list[int]:
    """With the blocks that the extractor lost: quotations that stand between two kept blocks, beside one of them.

    What stands among an article's paragraphs, in the same container, is a part of it, unless it is all link or
    repeats it.
    """
    chosen = set(kept)
    containers = {page.blocks[i].parent for i in kept}
    told = _Told(" ".join(page.blocks[i].text for i in kept))
    for i in range(kept[0] + 1, kept[-1]):
        block = page.blocks[i]
        if i in chosen or block.furniture or block.linked > 0.5 or not (block.quotation or _MARKS.search(block.text)):
            continue
        beside = block.parent in containers or block.element in containers or block.quotation
        if beside and block.text not in told:
            chosen.add(i)
    return sorted(chosen)


def _joined(blocks: list[Block]) -> str:
    return "\n\n".join(block.text for block in blocks)


class _Told:
    """Whether a passage is in a text, by its letters and digits alone."""

    def __init__(self, text: str) -> None:
        self._key = _key(text)
        self._lines = {_key(line) for line in text.splitlines()}
        self._searches = (
            1_000  # a search reads the whole text; a page of nothing but lost lines must not cost its square
        )

    def __contains__(self, passage: str) -> bool:
        key = _key(passage)
        if key in self._lines:
            return True
        self._searches -= 1
        return self._searches >= 0 and key in self._key


def _lost(page: Page, body: _Body) -> tuple[tuple[str, str], ...]:
    """A notice where passages of the page with quotation marks are not in the text, with the first of them."""
    told = _Told(body.text)
    marked = {_key(block.text): block for block in reversed(_main(page)) if _MARKS.search(block.text)}
    lost = [block for block in reversed(marked.values()) if block.text not in told]
    if lost:
        first = " ".join(lost[0].text.split())
        first = first if len(first) <= 80 else first[:79] + "…"
        are = "passage with quotation marks is" if len(lost) == 1 else "passages with quotation marks are"
        return (("lost-quotations", f"{len(lost)} {are} on the page but not in its text here; the first: {first}"),)
    missing = sum(len(_MARKS.findall(block.text)) for block in marked.values()) - len(_MARKS.findall(body.text))
    if missing > 0 and not body.whole:
        return (("lost-quotations", f"{missing} quotation marks of the page are not in the text taken from it."),)
    return ()


def _main(page: Page) -> list[Block]:
    """The blocks that can be the report's: in <article> or <main> where the page has one, and no lists of links."""
    blocks = [block for block in page.blocks if (not block.furniture or block.aside) and block.linked < 0.8]
    return [block for block in blocks if block.main] or blocks


def _partial(page: Page, text: str) -> tuple[tuple[str, str], ...]:
    shown = sum(len(block.text) for block in page.blocks)
    if len(text) >= _PARTIAL * shown:
        return ()
    return (("partial-text", f"The text taken from the page is {round(100 * len(text) / shown)} % of what it shows."),)
