"""Records to HTML. Autoescape is on, undefined names are errors, and nothing of an article is ever markup."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.export.story import Story, content_text
from onrecord.export.visible import visible
from onrecord.model import StoryRecord, Utterance
from onrecord.record import dumps
from onrecord.web import view

_UNSAFE_IN_ID = re.compile(r"[^\w.:-]")


@cache
def environment() -> Environment:
    """The one template environment: autoescape on, StrictUndefined."""
    env = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"v": visible, "frag": fragment, "content": content_text, "is_web": _is_web, "bar_svg": _bar}
    return env


@cache
def stylesheet() -> str:
    """The style sheet, as text."""
    return resources.files("onrecord.web").joinpath("static/onrecord.css").read_text(encoding="utf-8")


def fragment(text: str) -> str:
    """`text` as the id of an element: stable, and free of white space and quotes."""
    return _UNSAFE_IN_ID.sub(lambda match: f"_{ord(match.group()):x}_", text)


def story_page(
    record: StoryRecord,
    *,
    standalone: bool = False,
    story: str | None = None,
    speaker: str | None = None,
    kind: str | None = None,
    relation: str | None = None,
) -> str:
    """The story page of a record; `standalone` has the style inside, for mail and print.

    `story` is its id where it is served from an archive: the page then links to the others. `speaker` (a person's
    id), `kind` and `relation` filter the cards.
    """
    told = Story(record)
    env = environment().overlay()
    env.filters = {
        **env.filters,
        "outlet": lambda article: told.outlet(article.id),
        "outlet_of": told.outlet,
        "opening": lambda utterance: _opening(told, utterance),
    }
    css = Markup(stylesheet()) if standalone else None
    cards = view.cards(told, speaker=speaker, kind=kind, relation=relation)
    wanted = {"speaker": speaker, "kind": kind, "relation": relation}
    return env.get_template("story.html").render(
        inline_css=css, served=story, wanted=wanted, cards=cards, **_context(told)
    )


def _context(story: Story) -> dict[str, Any]:
    record = story.record
    groups = story.by_speaker()
    return {
        "headline": _headline(story),
        "days": _days(story),
        "reports": record.articles,
        "witnesses": record.witnesses,
        "copies_count": sum(len(group) - 1 for group in record.witnesses),
        "bar": _witness_bar(story),
        "notices": record.notices,
        "speakers": [(person, story.speaker(person), len(said), said[0].id) for person, said in groups],
        "indirect": [(s, story.outlet(s.article), story.speaker(s.speaker)) for s in story.indirect_only()],
        "lanes": view.lanes(story),
        "matrix": view.matrix(story),
        "facts": record.facts,
        "copying": record.copying,
        "texts": [(article, view.marked_text(story, article)) for article in record.articles],
        "maker": record.maker,
        "digest": hashlib.sha256(dumps(record).encode("utf-8", "surrogatepass")).hexdigest()[:16],
    }


def _headline(story: Story) -> str:
    dated = sorted(story.record.articles, key=lambda a: (a.published is None, a.published and a.published.value, a.id))
    titles = [article.title for article in dated if article.title]
    if titles:
        return visible(titles[0])
    first = next((line.strip() for line in dated[0].text.splitlines() if line.strip()), dated[0].id)
    return visible(first if len(first) <= 120 else f"{first[:117]}…")


def _days(story: Story) -> str:
    days = sorted(article.published.value[:10] for article in story.record.articles if article.published)
    if not days:
        return ""
    return f"Published {days[0]}" if days[0] == days[-1] else f"Published {days[0]} to {days[-1]}"


def _opening(story: Story, utterance: Utterance) -> str:
    text = content_text(story.base(utterance))
    return text if len(text) <= 60 else f"{text[:57]}…"


def _is_web(url: str | None) -> bool:
    return bool(url) and str(url).startswith(("https://", "http://"))


def _witness_bar(story: Story) -> Markup:
    """One block a witness, its copies in grey beside it: said in words above, so hidden from screen readers."""
    blocks, at = [], 0
    for group in story.record.witnesses:
        for number in range(len(group)):
            blocks.append(f'<rect class="{"c" if number else "w"}" x="{at}" y="0" width="9" height="10"/>')
            at += 10
        at += 3
    return Markup(
        '<div class="bar"><svg aria-hidden="true" viewBox="0 0 {} 10" preserveAspectRatio="none" height="10">'
        "{}</svg></div>"
    ).format(
        max(at, 1),
        Markup("".join(blocks)),
    )


def _bar(bar: view.Bar) -> Markup:
    return Markup(
        '<svg aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none" height="8">'
        '<rect class="t" x="0" y="0" width="100" height="8"/>'
        '<rect class="w" x="{:.2f}" y="0" width="{:.2f}" height="8"/></svg>'
    ).format(bar.left, max(bar.width, 1.5))
