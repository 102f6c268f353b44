"""Records to HTML. Autoescape is on, undefined names are errors, and nothing of an article is ever markup."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from markupsafe import Markup
from starlette.responses import HTMLResponse

from onrecord.export.story import Story, content_text
from onrecord.export.visible import visible
from onrecord.model import StoryRecord, Utterance
from onrecord.record import dumps
from onrecord.web import view
from onrecord.web.desk import Desk
from onrecord.web.lanes import Bar, lanes
from onrecord.web.links import Links, fragment


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
    # What only the page's own story can tell: found in the context, so that the templates are compiled once.
    env.filters |= {
        "outlet_of": pass_context(lambda context, article: context["story"].outlet(article)),
        "citation": pass_context(lambda context, statement: view.citation(context["story"], statement)),
        "opening": pass_context(lambda context, utterance: _opening(context["story"], utterance)),
    }
    return env


@cache
def stylesheet() -> str:
    """The style sheet, as text."""
    return resources.files("onrecord.web").joinpath("static/onrecord.css").read_text(encoding="utf-8")


def page(template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A served page."""
    return HTMLResponse(environment().get_template(template).render(inline_css=None, **context), status)


def story_page(
    record: StoryRecord, *, standalone: bool = False, wanted: view.Wanted | None = None, desk: Desk | None = None
) -> str:
    """The story page of a record; `standalone` has style and texts inside, for mail and print.

    `desk` is given where it is served from an archive: the page then links to the others, and takes decisions.
    """
    wanted = wanted or view.Wanted()
    bases = view.chosen_bases(Story(record), desk.bases if desk else {}, wanted.base)
    told = view.Laid(record, bases=bases)
    context = _context(told, wanted, served=desk is not None)
    css = Markup(stylesheet()) if standalone else None
    return environment().get_template("story.html").render(inline_css=css, desk=desk, **context)


def _context(story: Story, wanted: view.Wanted, *, served: bool) -> dict[str, Any]:
    record = story.record
    inside, apart = view.families(story)
    return {
        "story": story,
        "headline": _headline(story),
        "days": _days(story),
        "reports": record.articles,
        "witnesses": record.witnesses,
        "copies_count": sum(len(group) - 1 for group in record.witnesses),
        "bar": _witness_bar(story),
        "notices": record.notices,
        "speakers": [(person, story.speaker(person), len(said), said[0].id) for person, said in story.by_speaker()],
        "names": sorted({person.name for person in record.people if person.type == "person"}),
        "cards": view.cards(story, wanted),
        "statements": record.statements,
        "numbers": {statement.id: n for n, statement in enumerate(record.statements, 1)},
        "indirect": [(s, story.outlet(s.article), story.speaker(s.speaker)) for s in story.indirect_only()],
        "lanes": lanes(story),
        "matrix": view.matrix(story),
        "facts": record.facts,
        "families": inside,
        "copying": apart,
        "texts": [] if served else view.marked_texts(story),
        "articles": story.articles,
        "links": Links(served),
        "wanted": wanted,
        "here": lambda **changes: _here(wanted, changes),
        "maker": record.maker,
        "digest": hashlib.sha256(dumps(record).encode("utf-8", "surrogatepass")).hexdigest()[:16],
    }


def _here(wanted: view.Wanted, changes: dict[str, str | None]) -> str:
    """The query of this page with `changes` to what is wanted."""
    fields = {**asdict(wanted), **changes}
    return "?" + urlencode({name: value for name, value in fields.items() if value and value != "inline"})


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


def _bar(bar: Bar) -> Markup:
    return Markup(
        '<svg aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none" height="8">'
        '<rect class="t" x="0" y="0" width="100" height="8"/>'
        '<rect class="w" x="{:.2f}" y="0" width="{:.2f}" height="8"/></svg>'
    ).format(bar.left, bar.width)
