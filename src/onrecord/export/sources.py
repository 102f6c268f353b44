"""The reports of a record as references: BibTeX and CSL-JSON (https://docs.citationstyles.org)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from onrecord.export import json_text
from onrecord.export.names import web_address
from onrecord.export.story import Story
from onrecord.export.visible import one_line
from onrecord.model import Article, StoryRecord

_BIB = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_{}"}
    | {"~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "\\": "\\textbackslash{}"}
)
_NOT_IN_A_KEY = re.compile(r"[^A-Za-z0-9-]")


def bibtex(record: StoryRecord) -> str:
    """The reports as BibTeX entries of type `article`. Raises RecordError where a span does not fit its text."""
    return "\n".join(_entry(key, article) for key, article in _keyed(record).items())


def csl_json(record: StoryRecord) -> str:
    """The reports as CSL-JSON items of type `article-newspaper`. Raises RecordError as `bibtex` does."""
    return json_text.dumps([_item(article) for article in Story(record).articles.values()])


def _keyed(record: StoryRecord) -> Mapping[str, Article]:
    """The articles by keys that BibTeX takes: their ids, made plain, and apart where two become one."""
    keyed: dict[str, Article] = {}
    taken: set[str] = set()
    for article in Story(record).articles.values():
        plain = _NOT_IN_A_KEY.sub("-", article.id)
        key, number = plain, 1
        while key.lower() in taken:  # BibTeX takes capital and small letters for the same
            number += 1
            key = f"{plain}-{number}"
        taken.add(key.lower())
        keyed[key] = article
    return keyed


def _entry(key: str, article: Article) -> str:
    day = article.published.value[:10] if article.published else None
    author = _text(article.byline)
    fields = {
        "title": _text(article.title),
        "author": author and f"{{{author}}}",  # braces: one name, whatever stands in it
        "journal": _text(article.outlet),
        "date": day,
        "year": day and day[:4],
        "url": web_address(article.url),  # never escaped: it is taken as it stands
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{{key},", *lines, "}\n"])


def _text(value: str | None) -> str | None:
    return value and one_line(value).translate(_BIB)


def _item(article: Article) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": article.id,
        "type": "article-newspaper",
        "title": article.title,
        "container-title": article.outlet,
        "URL": web_address(article.url),
        "language": article.language,
    }
    if article.byline:
        told["author"] = [{"literal": article.byline}]
    if article.published:
        told["issued"] = {"date-parts": [[int(part) for part in article.published.value[:10].split("-")]]}
    return {key: value for key, value in told.items() if value is not None}
