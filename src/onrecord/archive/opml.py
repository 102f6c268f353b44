"""The feeds that a list names: OPML 2.0, or one address a line."""

from __future__ import annotations

from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from onrecord.errors import BadRow, EmptyInput, NotFound

_MOST = 10_000_000  # bytes


def feeds_in(path: str | Path) -> tuple[str, ...]:
    """The addresses of the feeds in an OPML file or a plain list (`#` starts a comment), each once, in their order.

    No entity of the file is resolved. Raises NotFound, EmptyInput where it names no feed, BadRow where it is neither.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MOST)
    except (OSError, ValueError) as error:
        raise NotFound(f"{path} cannot be read ({error}).") from error
    found = _from_opml(data, str(path)) if data.lstrip()[:1] == b"<" else _from_lines(data)
    urls = tuple(dict.fromkeys(url for url in found if url.startswith(("http://", "https://"))))
    if not urls:
        raise EmptyInput(f"{path} names no feed.", hint="Give an OPML file, or one address a line.")
    return urls


def _from_opml(data: bytes, name: str) -> list[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadRow(f"{name} is no OPML ({error}).", hint="Export it again, or give one address a line.") from error
    # Writers do not agree on the case of the attribute.
    return [
        str(value).strip()
        for outline in root.iter("outline")
        for key, value in outline.attrib.items()
        if str(key).lower() == "xmlurl"
    ]


def _from_lines(data: bytes) -> list[str]:
    lines = data.decode("utf-8-sig", "replace").splitlines()
    return [line.split("#", 1)[0].strip() for line in lines]
