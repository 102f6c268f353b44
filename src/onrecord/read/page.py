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
from onrecord.model import Range
from onrecord.read.draft import Draft
from onrecord.read.headers import Headers, headers_of
from onrecord.read.visible import Block, Page, see

_PARTIAL = 0.25  # below this part of the visible text, the reader is told
_MARKS = re.compile('["“”„‟«»＂]')
_Q = re.compile(r"<(/?)q(?:\s[^<>]{0,300})?>", re.I)
_SHORT = 200  # code points below which an extraction is not trusted alone


@dataclass(frozen=True, slots=True)
class _Body:
    text: str
    blocks: tuple[Range, ...]
    notices: tuple[tuple[str, str], ...] = ()


def read_page(html: str, *, url: str | None = None) -> Draft:
    """The draft of the article that the page shows. `url` is where the page was fetched from.

    Raises NoArticle where the page shows no text at all.
    """
    page = see(html)
    headers = headers_of(page)
    extracted = _extract(html, url)
    body = _body(page, extracted.text if extracted else "", headers)
    if not body.text.strip():
        raise NoArticle("The page shows no text.")
    address = url or headers.url
    return Draft(
        text=body.text,
        title=headers.title or (extracted.title if extracted else None) or page.title,
        outlet=headers.outlet or (extracted.outlet if extracted else None) or host_of(address),
        byline=headers.byline or (extracted.byline if extracted else None),
        url=address,
        language=page.language or page.meta.get("og:locale") or page.meta.get("content-language"),
        published=headers.published,
        modified=headers.modified,
        blocks=body.blocks,
        notices=(*body.notices, *_lost(page, body.text), *_partial(page, body.text)),
    )


def host_of(url: str | None) -> str | None:
    """The host of an address without its "www.", None where it has none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


@dataclass(frozen=True, slots=True)
class _Extracted:
    text: str
    title: str | None
    outlet: str | None
    byline: str | None


def _extract(html: str, url: str | None) -> _Extracted | None:
    """What the extractor takes for the article, None where it finds none (or fails, as it may on hostile markup)."""
    import logging

    from trafilatura import bare_extraction  # slow to import: runs on text alone never pay for it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    marked = _Q.sub(lambda m: "”" if m[1] else "“", html)
    try:
        found = bare_extraction(marked, url=url, fast=True, include_comments=False, with_metadata=True)
    except Exception:  # an extractor's own bug must not lose the report: the visible text is still there
        return None
    if found is None or isinstance(found, dict):
        return None
    return _Extracted(found.text or "", found.title or None, found.sitename or None, found.author or None)


def _key(text: str) -> str:
    """What is compared between the page and the extraction: letters and digits only."""
    return "".join(filter(str.isalnum, text)).lower()


def _body(page: Page, extracted: str, headers: Headers) -> _Body:
    wanted = {key for line in extracted.splitlines() if (key := _key(line))}
    size = sum(map(len, wanted))
    kept = [i for i, block in enumerate(page.blocks) if wanted and _is_kept(block, wanted)]
    if kept:
        kept = _first_of_each(page, kept)
        covered = sum(
            len(key) for key in {_key(line) for i in kept for line in page.blocks[i].text.splitlines()} & wanted
        )
        if covered >= 0.9 * size and size >= _SHORT:
            return _joined([page.blocks[i] for i in _put_back(page, kept)])
    # The extractor's text is not made of the page's blocks (it may come from the metadata), or there is next to none.
    visible = [block for block in page.blocks if not block.furniture]
    shown = sum(len(block.text) for block in visible)
    longest = max((extracted, headers.body or ""), key=len)
    if len(longest) >= _SHORT or len(longest) >= 0.5 * shown > 0:
        return _Body(longest, ())
    notice = (
        "linear-text",
        "No article could be told from the rest of the page: its visible text was taken as it stands.",
    )
    linear = _joined(visible or page.blocks)
    return _Body(linear.text, linear.blocks, (notice,)) if linear.text else _Body(longest, ())


def _is_kept(block: Block, wanted: set[str]) -> bool:
    keys = [key for line in block.text.splitlines() if (key := _key(line))]
    return bool(keys) and (_key(block.text) in wanted or sum(key in wanted for key in keys) * 2 > len(keys))


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
    chosen, containers = set(kept), {page.blocks[i].container for i in kept}
    told = _key(" ".join(page.blocks[i].text for i in kept))
    for i in range(kept[0] + 1, kept[-1]):
        block = page.blocks[i]
        if i in chosen or block.furniture or block.linked > 0.5 or not (block.quotation or _MARKS.search(block.text)):
            continue
        if (block.container in containers or block.quotation) and _key(block.text) not in told:
            chosen.add(i)
    return sorted(chosen)


def _joined(blocks: list[Block]) -> _Body:
    """The blocks as one text, an empty line between two; and the ranges of those set off as block quotations."""
    parts: list[str] = []
    quotations: list[Range] = []
    at = 0
    for block in blocks:
        parts.append(block.text)
        if block.quotation:
            quotations.append((at, at + len(block.text)))
        at += len(block.text) + 2
    return _Body("\n\n".join(parts), tuple(quotations))


def _lost(page: Page, text: str) -> tuple[tuple[str, str], ...]:
    """A notice where passages of the page with quotation marks are not in the text, with the first of them."""
    told = _key(text)
    lost = [
        block
        for block in page.blocks
        if not block.furniture and block.linked < 0.8 and _MARKS.search(block.text) and _key(block.text) not in told
    ]
    missing = sum(
        len(_MARKS.findall(block.text)) for block in page.blocks if not block.furniture and block.linked < 0.8
    )
    missing -= len(_MARKS.findall(text))
    if not lost and missing <= 0:
        return ()
    if not lost:
        return (("lost-quotations", f"{missing} quotation marks of the page are not in the text taken from it."),)
    first = " ".join(lost[0].text.split())
    first = first if len(first) <= 80 else first[:79] + "…"
    several = "passage with quotation marks is" if len(lost) == 1 else "passages with quotation marks are"
    return (
        ("lost-quotations", f"{len(lost)} {several} on the page but not in the text taken from it; the first: {first}"),
    )


def _partial(page: Page, text: str) -> tuple[tuple[str, str], ...]:
    shown = sum(len(block.text) for block in page.blocks)
    if len(text) >= _PARTIAL * shown:
        return ()
    share = round(100 * len(text) / shown)
    return (("partial-text", f"The text taken from the page is {share} % of what the page shows."),)
