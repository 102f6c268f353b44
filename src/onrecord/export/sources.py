"""The reports of a record as references: BibTeX and CSL-JSON (https://docs.citationstyles.org)."""

from __future__ import annotations

import json
import re
from typing import Any

from onrecord.export.visible import one_line
from onrecord.model import Article, StoryRecord

_BIB = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_{}"}
    | {"~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "\\": "\\textbackslash{}"}
)
_KEY = re.compile(r"[^A-Za-z0-9-]")


def bibtex(record: StoryRecord) -> str:
    """The reports as BibTeX entries of type `article`."""
    return "\n".join(_entry(article) for article in record.articles)


def csl_json(record: StoryRecord) -> str:
    """The reports as CSL-JSON items of type `article-newspaper`."""
    return json.dumps([_item(article) for article in record.articles], ensure_ascii=False, indent=2) + "\n"


def _entry(article: Article) -> str:
    day = article.published.value[:10] if article.published else None
    fields = {
        "title": article.title,
        "author": article.byline,
        "journal": article.outlet,
        "date": day,
        "year": day and day[:4],
        "url": article.url,
    }
    lines = [f"  {name} = {{{one_line(value).translate(_BIB)}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{{_KEY.sub('-', article.id)},", *lines, "}\n"])


def _item(article: Article) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": article.id,
        "type": "article-newspaper",
        "title": article.title,
        "container-title": article.outlet,
        "URL": article.url,
        "language": article.language,
    }
    if article.byline:
        told["author"] = [{"literal": article.byline}]
    if article.published:
        told["issued"] = {"date-parts": [[int(part) for part in article.published.value[:10].split("-")]]}
    return {key: value for key, value in told.items() if value is not None}
